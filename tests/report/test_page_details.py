"""Tests of details of the page: symbols that stay whole, fonts of charts, labels of the funnel plot."""

import re
from fractions import Fraction

from cchc_lib.report.charts.funnel import FunnelPoint, draw_funnel
from cchc_lib.report.charts.funnel_axes import TOP
from cchc_lib.report.charts.surface import Label, Line, Shape, draw, text_width
from cchc_lib.report.model.runs import Number
from cchc_lib.report.rendering.block_html import TEMPLATES, block_html
from tests.support.checkout import ROOT

STYLE = (TEMPLATES / "cchc" / "style.css").read_text(encoding="utf-8")
DARK = STYLE.partition("prefers-color-scheme: dark")[2].partition("\n}\n")[0]


def prose_html(text: str) -> str:
    runs = [{"kind": "text", "text": text}]
    return block_html({"kind": "prose", "id": "x", "paragraphs": [{"id": "x", "style": "body", "runs": runs}]})


def test_the_symbol_of_a_document_is_not_broken_and_its_text_is_unchanged() -> None:
    text = "Theo Quyết định số 766/QĐ-TTg ngày 23/6/2022 & Nghị quyết 57-NQ/TW, các đơn vị"
    html = prose_html(text)
    assert re.findall(r'<span class="symbol">(.*?)</span>', html) == ["766/QĐ-TTg", "57-NQ/TW,"]
    assert text.replace("&", "&amp;") in re.sub(r"</?span[^>]*>", "", html)
    assert ".symbol { white-space: nowrap; }" in STYLE


def test_texts_of_charts_fall_back_to_a_font_without_serifs() -> None:
    (fonts,) = re.findall(r"\.chart svg text \{ font-family: ([^;]*) !important; \}", STYLE)
    assert fonts.startswith('"DejaVu Sans", ')
    assert fonts.endswith(", sans-serif")


def test_a_text_of_a_chart_keeps_its_measured_width_in_any_font() -> None:
    svg = draw([Label(0, 20, "Đúng hạn:"), Label(70, 20, "8.747", bold=True)], 30)
    widths = [float(width) for width in re.findall(r'<text textLength="([\d.]+)" lengthAdjust="spacingAndGlyphs"', svg)]
    assert widths == [round(text_width("Đúng hạn:"), 1), round(text_width("8.747", bold=True), 1)]


def test_no_tile_of_the_city_is_nearly_white_in_dark_mode() -> None:
    source = (ROOT / "cchc_lib" / "report" / "city" / "city_charts.py").read_text(encoding="utf-8")
    fills = [*re.findall(r'TileCategory\("[^"]*", "(#\w+)"', source), "#c9dcea"]
    pale = [fill for fill in fills if min(int(fill[at : at + 2], 16) for at in (1, 3, 5)) > 0xC0]
    assert pale
    assert [fill for fill in pale if f'[style*="fill: {fill}"]' not in DARK] == []


def point(name: str, part: int, whole: int) -> FunnelPoint:
    return FunnelPoint(name, part, whole, Number("1%", f"{name}.rate", "computed"), beyond=part * 10 > whole)


def test_a_name_left_of_its_dot_ends_there_whatever_the_font() -> None:
    units = [point("phường Một", 60, 400), *(point(f"xã {at}", 2, 100 * at) for at in range(1, 5))]
    drawing = draw_funnel(units, Fraction(68, 1400), Number("4,86%", "rate", "computed"))
    (name,) = (mark for mark in drawing.marks if isinstance(mark, Label) and mark.text == "Phường Một")
    assert name.anchor == "right"
    dot = next(mark for mark in drawing.marks if isinstance(mark, Shape) and abs(mark.points[6][0] - name.x - 7) < 1)
    assert min(x for x, _ in dot.points) > name.x


def test_a_limit_leaves_the_frame_in_its_own_direction() -> None:
    units = [point("xã Một", 0, 4), point("xã Hai", 3, 4000)]
    drawing = draw_funnel(units, Fraction(3, 4004), Number("0,07%", "rate", "computed"))
    cut = [
        (line.start, line.end)
        for line in drawing.marks
        if isinstance(line, Line) and min(line.start[1], line.end[1]) == TOP and line.start[1] != line.end[1]
    ]
    assert cut
    # A limit falls with the size, so the segment at the edge ends at the right of where it enters the frame.
    assert all(start[1] == TOP and end[0] > start[0] for start, end in cut)
