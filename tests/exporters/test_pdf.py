"""The PDF has the prescribed form, can be read by everyone and kept for ever: checked with independent readers."""

import csv
import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pypdf.generic import IndirectObject

from cchc_lib.catalogue.outline import outline
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.pdf import export
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.model.runs import Number
from tests.support.editable_project import EditableProject
from tests.support.notebooks import Notebook, block_cell, executed_cell, notebook

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
APPENDICES = ("Phụ lục I Biểu số liệu", "Phụ lục II Biểu đồ", "Phụ lục III Danh mục văn bản")
FACTS = Path(__file__).parents[1] / "reference" / "facts.csv"


@pytest.fixture(scope="session")
def pdf(built_report: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(built_report / "report.pdf")


@pytest.fixture(scope="session")
def pages(pdf: pypdf.PdfReader) -> list[str]:
    """The text of each page, on one line."""
    return [flowing(page.extract_text()) for page in pdf.pages]


def flowing(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def words_of(content: bytes) -> str:
    return flowing(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages))


def size(page: pypdf.PageObject) -> tuple[float, float]:
    return float(page.mediabox.width), float(page.mediabox.height)


def test_pages_are_a4(pdf: pypdf.PdfReader) -> None:
    assert len(pdf.pages) >= 10
    assert all(size(page) == pytest.approx(A4, abs=1) for page in pdf.pages)


def test_only_the_form_lies_on_its_side(test_ward: Notebook) -> None:
    *upright, last = map(size, pypdf.PdfReader(BytesIO(export(test_ward))).pages)
    assert all(side == pytest.approx(A4, abs=1) for side in upright)
    assert last == pytest.approx(A4[::-1], abs=1)


def places(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    """Where each piece of text begins, in millimetres from the left and the top."""
    pieces: list[tuple[float, float, str]] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip():
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            pieces.append((x / MM, (float(page.mediabox.height) - y) / MM, text.strip()))

    page.extract_text(visitor_text=visit)
    return pieces


def test_margins_are_those_of_the_decree(pdf: pypdf.PdfReader) -> None:
    """NĐ 30/2020/NĐ-CP: left 30–35 mm, right 15–20, top and bottom 20–25; numbers and notices are in the margins."""
    body = [
        (x, y)
        for page in pdf.pages
        for x, y, text in places(page)
        if not text.isdecimal() and "dựng lại từ số liệu" not in text
    ]
    assert min(x for x, _ in body) == pytest.approx(30, abs=0.5)
    assert max(x for x, _ in body) < 210 - 15
    assert min(y for _, y in body) > 19.9
    assert max(y for _, y in body) < 297 - 19.9


def test_the_page_number_stands_at_the_top_in_the_middle_and_not_on_the_first_page(pdf: pypdf.PdfReader) -> None:
    numbers = []
    for page in pdf.pages:
        at_top = [(x, text) for x, y, text in places(page) if y < 20]
        assert all(x == pytest.approx(size(page)[0] / MM / 2 + 5, abs=6) for x, _ in at_top)
        begins = page.extract_text().startswith(("ỦY BAN", "Phụ lục"))
        # Each appendix begins again with a page that shows no number.
        numbers.append(1 if begins else numbers[-1] + 1)
        assert [text for _, text in at_top] == ([] if begins else [str(numbers[-1])])
    assert max(numbers) >= 10
    assert numbers.count(1) == 1 + len(APPENDICES)


def test_every_font_is_embedded_and_none_is_the_machines(pdf: pypdf.PdfReader) -> None:
    fonts = {}
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            fonts[descendant["/BaseFont"].partition("+")[2]] = descendant["/FontDescriptor"].get_object()
    carried = ("Tinos", "DejaVuSans", "NotoEmoji", "STIX", "LastResort")
    assert all(name.startswith(carried) for name in fonts), sorted(fonts)
    assert {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic", "DejaVuSans"} <= set(fonts)
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font) for font in fonts.values())


def test_it_is_tagged_accessible_and_archivable(built_report: Path) -> None:
    with pikepdf.open(built_report / "report.pdf") as opened:
        root = opened.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "vi-VN"
        assert root.ViewerPreferences.DisplayDocTitle
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
        assert metadata["dc:title"].startswith(
            "Báo cáo: Kết quả thực hiện công tác cải cách hành chính phường Lưu Kiếm"
        )
        assert metadata["xmp:CreateDate"].startswith("2025-10-20")


def tags(pdf: pypdf.PdfReader) -> list[tuple[str, str]]:
    """Every tag in reading order, with its alternative text."""
    tagged: list[tuple[str, str]] = []

    def walk(node: object) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/S" in node:
            tagged.append((node["/S"], node.get("/Alt", "")))
            walk(node.get("/K", []))

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return tagged


def test_headings_lists_tables_notes_and_figures_are_tagged(pdf: pypdf.PdfReader) -> None:
    names = [name for name, _ in tags(pdf)]
    headings = sum(names.count(f"/H{level}") for level in (1, 2, 3, 4))
    assert headings == len(APPENDICES) + sum(section.level > 0 for section in outline())
    assert names.count("/Note") == 3
    assert names.count("/Table") == 5
    assert names.count("/TH") > 20
    assert names.count("/LI") > 50


def test_every_chart_says_what_it_shows(pdf: pypdf.PdfReader) -> None:
    texts = [alt for name, alt in tags(pdf) if name == "/Figure"]
    assert len(texts) == len(CHARTS)
    assert all(re.search(r"\d", alt) and alt.endswith(".") for alt in texts)


def test_every_chart_is_in_the_appendix_and_its_section_refers_to_it(pages: list[str]) -> None:
    text, position, starts = " ".join(pages), 0, {}
    for section in (section for section in outline() if section.level):
        title = section.title.upper() if section.level <= 2 else section.title
        position = text.index(f"{section.number} {title}", position)
        starts[section.id] = position
    ends = dict(zip(starts, [*list(starts.values())[1:], len(text)], strict=True))
    for number, chart in enumerate(CHARTS, start=1):
        assert f"Biểu đồ {number}. {flowing(chart.caption)}" in text[text.index("Phụ lục II BIỂU ĐỒ") :]
        assert re.search(rf"Biểu đồ [\d, ]*\b{number}\b", text[starts[chart.section] : ends[chart.section]])


def test_charts_stay_vectors(pdf: pypdf.PdfReader) -> None:
    images = [
        image
        for page in pdf.pages
        for image in page["/Resources"].get("/XObject", {}).values()
        if image.get_object()["/Subtype"] == "/Image"
    ]
    assert images == []


def test_bookmarks_follow_the_outline(pdf: pypdf.PdfReader) -> None:
    def titles(entries: list[object]) -> list[str]:
        return [title for entry in entries for title in (titles(entry) if isinstance(entry, list) else [entry.title])]

    expected = [f"{section.number} {section.title}".lower() for section in outline() if section.level]
    assert [flowing(title).lower() for title in titles(pdf.outline)] == [*expected, *map(str.lower, APPENDICES)]


def test_footnotes_stand_at_the_foot_of_the_page_that_cites_them(pdf: pypdf.PdfReader, pages: list[str]) -> None:
    cited = next(page for page, text in enumerate(pages) if "gồm 03 quyết định" in text)
    assert "Thông báo số 04a/TB-UBND ngày 10/7/2025 về Lịch Tiếp công dân" in pages[cited]
    heights = [y for _, y, text in places(pdf.pages[cited]) if "về Lịch Tiếp công dân" in text]
    assert min(heights) > 200


def test_the_documents_of_long_footnotes_are_a_list_with_numbers(pages: list[str]) -> None:
    listed = " ".join(pages[next(at for at, text in enumerate(pages) if APPENDICES[2].upper() in text.upper()) :])
    assert "TT Số, ký hiệu Ngày Trích yếu" in listed
    assert re.search(r"\b1 Quyết định số 78/QĐ-UBND 11/7/2025 ban hành Quy chế Tiếp công dân", listed)
    assert "gồm 03 quyết định (mục 1–3 Phụ lục III)" in " ".join(pages)


def test_a_form_of_which_little_is_known_is_not_printed(pages: list[str]) -> None:
    assert not any("(11) = (12) + (13)" in page for page in pages)


def test_the_complete_form_of_the_test_ward_is_an_appendix_without_a_gap(test_ward: Notebook) -> None:
    *pages, appendix = [flowing(page.extract_text()) for page in pypdf.PdfReader(BytesIO(export(test_ward))).pages]
    assert appendix.removeprefix("DỮ LIỆU MÔ PHỎNG ").startswith(
        "Phụ lục III TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
    )
    assert "(Kèm theo Báo cáo số" in appendix
    assert "(11) = (12) + (13)" in appendix
    assert "Tổng số 96 96 0 0 96 83 13 0 0 0 0" in appendix
    assert "chưa có số liệu" not in appendix
    assert any("Phụ lục III." in page for page in pages)


def test_the_document_says_of_its_origin_on_every_page(test_ward: Notebook) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(export(test_ward))).pages]
    assert len(pages) > 5
    assert all("DỮ LIỆU MÔ PHỎNG" in page for page in pages)


def test_the_signature_closes_the_document_on_one_page_with_some_of_the_text(pages: list[str]) -> None:
    last = next(page for page in pages if "Nơi nhận:" in page)
    for words in (
        "Sớm kết nối, chia sẻ",
        "Trên đây là báo cáo",
        "Lưu Kiếm./.",
        "Nơi nhận:",
        "Lưu: VT, VHXX.",
        "KT. CHỦ TỊCH",
        "Hoàng Anh Tuấn",
    ):
        assert words in last


def test_number_and_date_are_left_open_unless_stated(pages: list[str], editable_project: EditableProject) -> None:
    assert re.search(r"Số: /BC-UBND", pages[0])
    assert re.search(r"Lưu Kiếm, ngày tháng năm 2025", pages[0])
    editable_project.edit("figures.csv", "heading.number,,chữ,not given,", "heading.number,5,chữ,stated,")
    editable_project.edit(
        "figures.csv", "ward.area,", "heading.date,2025-11-04,ngày,stated,,,,,0. Đầu báo cáo\nward.area,"
    )
    report = editable_project.report()
    words = words_of(export(notebook(*map(block_cell, (report.letterhead(), report.table("tasks"))))))
    assert "Số: 05/BC-UBND" in words
    assert "Lưu Kiếm, ngày 04 tháng 11 năm 2025" in words
    assert "(Kèm theo Báo cáo số 05/BC-UBND ngày 04 tháng 11 năm 2025 của" in words


def in_vietnamese(value: str) -> str:
    whole, _, decimals = value.partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return f"{grouped},{decimals}" if decimals else grouped


def test_every_published_figure_stands_in_the_text(pages: list[str]) -> None:
    words = " ".join(pages).replace("\xa0", " ")
    facts = list(csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines()))
    missing = []
    for fact in facts:
        written = fact["unit"] in ("date", "text", "tháng")
        value = fact["as_written"] if written else "–".join(map(in_vietnamese, fact["value"].split("-")))
        if fact["unit"] == "năm":
            value = fact["value"]
        if fact["state"] == "stated" and not re.search(rf"(?<![\d.,]){re.escape(value)}(?!\d|[.,]\d)", words):
            missing.append((fact["label"], value))
    assert len(facts) == 174
    assert missing == []


def test_a_chart_without_alternative_text_stops_the_build() -> None:
    number = Number("1", "a.b", "stated")
    undescribed = Chart("x", "y", "Biểu đồ thử", " ", (number,), "<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(ReportFailed, match="Biểu đồ thử: no alternative text"):
        export(notebook(block_cell(undescribed)))


@pytest.mark.parametrize("caption", ["", "<caption>Bảng dài</caption>"])
def test_a_table_over_pages_repeats_its_header_and_splits_no_row(caption: str) -> None:
    rows = "".join(f"<tr><td>Dòng {at} {'chữ ' * 30}hết {at}</td></tr>" for at in range(80))
    html = f"<table>{caption}<thead><tr><th>Cột thử</th></tr></thead><tbody>{rows}</tbody></table>"
    pages = [
        flowing(page.extract_text())
        for page in pypdf.PdfReader(BytesIO(export(notebook(executed_cell({"text/html": html}))))).pages
    ]
    assert len(pages) > 3
    assert all(page.count("Cột thử") == 1 for page in pages)
    for at in range(80):
        assert sum(f"Dòng {at} chữ" in page and f"hết {at}" in page for page in pages) == 1


def with_font(executed: Notebook, font: str) -> Notebook:
    record = {"parameters": {"document_font": font}, "numbers": {}}
    return notebook(
        *executed.cells, executed_cell({"application/vnd.cchc.block+json": {"kind": "record", "record": record}})
    )


def test_another_font_may_be_named_and_must_be_there() -> None:
    text = notebook("Chữ thử.")
    fonts = export(with_font(text, "DejaVu Serif"))
    assert b"DejaVuSerif" in fonts
    assert b"Tinos" not in fonts
    with pytest.raises(UserError, match="'Phông Không Có', which this machine does not have"):
        export(with_font(text, "Phông Không Có"))


LETTERS = "".join(
    unicodedata.normalize("NFC", base + mark)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for mark in ("", *"\u0300\u0301\u0309\u0303\u0323")
)


@pytest.mark.parametrize("style", ["{}", "**{}**", "*{}*", "***{}***", "`{}`", "# {}", "```\n{}\n```"])
def test_every_vietnamese_letter_is_one_letter_in_every_style(style: str) -> None:
    read = words_of(export(notebook(style.format(f"{' '.join(LETTERS)} đ Đ"))))
    expected = f"{LETTERS}đĐ"
    assert read.replace(" ", "") in (expected, expected.upper())
