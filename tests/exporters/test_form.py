"""The documents look as Nghị định 30/2020/NĐ-CP prescribes: sizes, weights, places, read off the files themselves."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from cchc_lib.exporters.pdf import export
from tests.support.checkout import installed_program
from tests.support.notebooks import OfficialNotebook

MM = 72 / 25.4


class Piece:
    """A piece of text of a PDF with its font, size and place in millimetres."""

    def __init__(self, text: str, font: str, size: float, x: float) -> None:
        self.text, self.font, self.size, self.x = text.replace("\xa0", " "), font, size, x


@pytest.fixture(scope="session")
def pieces(built_report: Path) -> list[list[Piece]]:
    return [list(read(page)) for page in pypdf.PdfReader(built_report / "report.pdf").pages]


def read(page: pypdf.PageObject) -> list[Piece]:
    pieces: list[Piece] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], font: dict | None, size: float) -> None:
        if text.strip() and font:
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            pieces.append(
                Piece(
                    text.strip(),
                    font["/BaseFont"].partition("+")[2].removesuffix("-Identity-H"),
                    round(size * abs(matrix[3] * text_matrix[3]), 1),
                    x / MM,
                )
            )

    page.extract_text(visitor_text=visit)
    return pieces


def piece(page: list[Piece], start: str) -> Piece:
    return next(piece for piece in page if piece.text.startswith(start))


@pytest.mark.parametrize(
    ("page", "start", "size", "font"),
    [
        (0, "ỦY BAN", 12, "Bold"),
        (0, "CỘNG HÒA XÃ HỘI", 12, "Bold"),
        (0, "Độc lập - Tự do", 13, "Bold"),
        (0, "Số:", 13, "Regular"),
        (0, "Lưu Kiếm,", 13, "Italic"),
        (0, "BÁO CÁO", 14, "Bold"),
        (0, "Kết quả thực hiện", 14, "Bold"),
        (0, "(từ ngày", 14, "Bold"),
        (0, "Kính gửi", 14, "Regular"),
        (0, "Phường được hình thành", 14, "Regular"),
        (0, "Phần I", 14, "Bold"),
        (0, "KHÁI QUÁT CHUNG", 14, "Bold"),
        (1, "I. CÔNG TÁC CHỈ ĐẠO", 14, "Bold"),
        (1, "1. Xây dựng, thực hiện", 14, "Bold"),
        (4, "Bảng", 13, "Bold"),
        (4, "Hồ sơ tiếp nhận", 12, "Regular"),
        (14, "Phụ lục I", 14, "Bold"),
        (14, "Nhiệm vụ trong kế hoạch", 11, "Regular"),
    ],
)
def test_a_component_has_its_size_and_weight(
    pieces: list[list[Piece]], page: int, start: str, size: float, font: str
) -> None:
    first = piece(pieces[page], start)
    assert first.size == size
    assert first.font == f"Tinos-{font}".removesuffix("-Regular")


def test_the_foot_has_its_sizes(pieces: list[list[Piece]]) -> None:
    last = next(page for page in pieces if any(piece.text.startswith("Nơi nhận") for piece in page))
    assert piece(last, "Như trên").size == 11
    assert piece(last, "TM. ỦY BAN NHÂN DÂN").font.endswith("Bold")
    assert piece(last, "Hoàng Anh Tuấn").size == 14
    assert piece(last, "Nơi nhận").size == 12
    assert piece(last, "Nơi nhận").font == "Tinos-BoldItalic"


def test_a_paragraph_begins_one_centimetre_in(pieces: list[list[Piece]]) -> None:
    assert piece(pieces[0], "Phường được hình thành").x == pytest.approx(40, abs=0.3)
    assert piece(pieces[0], "Kiếm và Trần Hưng Đạo").x == pytest.approx(30, abs=0.3)


@pytest.mark.slow
def test_text_fills_its_lines(built_report: Path) -> None:
    """Justified: the lines of a paragraph end at the right margin, but for its last."""
    command = [installed_program("pdftotext", "poppler-utils"), "-bbox", "-l", "1", built_report / "report.pdf", "-"]
    page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ends: dict[str, float] = {}
    for right, bottom in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)"', page):
        ends[bottom] = max(ends.get(bottom, 0.0), float(right) / MM)
    assert sum(end == pytest.approx(190, abs=0.3) for end in ends.values()) > 15


def test_numbers_stand_at_the_right_of_their_column(pieces: list[list[Piece]]) -> None:
    page = next(page for page in pieces if any(piece.text == "Phụ lục I" for piece in page))
    wide, narrow = piece(page, "103"), piece(page, "8")
    assert wide.x < narrow.x


def test_two_charts_fill_the_width_of_the_text(built_report: Path) -> None:
    document = docx.Document(built_report / "report.docx")
    assert {round(shape.width.cm, 1) for shape in document.inline_shapes} == {7.8}


def test_a_heading_stays_with_what_follows(official: OfficialNotebook) -> None:
    """Fillers of every height push a heading to the foot of a page; it is never the last there."""
    for lines in range(36, 48):
        filler = "\n\n".join(f"Dòng {at}" for at in range(lines))
        pages = pypdf.PdfReader(BytesIO(export(official(f"{filler}\n\n## Đề mục thử\n\nĐoạn sau đề mục.")))).pages
        for page in pages:
            words = page.extract_text()
            assert ("ĐỀ MỤC THỬ" in words) == ("Đoạn sau đề mục" in words)


@pytest.fixture(scope="session")
def word(built_report: Path) -> Document:
    return docx.Document(built_report / "report.docx")


@pytest.mark.parametrize(
    ("style", "size", "bold", "align"),
    [
        ("Body Text", 14, False, ALIGN.JUSTIFY),
        ("Heading 1", 14, True, ALIGN.CENTER),
        ("Heading 2", 14, True, ALIGN.LEFT),
        ("Heading 3", 14, True, ALIGN.LEFT),
        ("Heading 4", 14, False, ALIGN.LEFT),
        ("Title", 14, True, ALIGN.CENTER),
        ("Subtitle", 14, True, ALIGN.CENTER),
        ("Caption", 13, True, ALIGN.CENTER),
        ("Header", 13, False, ALIGN.CENTER),
        ("Table Text", 12, False, ALIGN.LEFT),
        ("Distribution", 11, False, ALIGN.LEFT),
    ],
)
def test_a_style_of_the_word_file_has_its_form(
    word: Document, style: str, size: float, bold: bool, align: object
) -> None:
    form = word.styles[style]
    assert (form.font.size.pt, form.font.bold, form.paragraph_format.alignment) == (size, bold, align)


def test_the_word_file_keeps_together_what_belongs_together(word: Document) -> None:
    styles = word.styles
    assert all(styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3, 4))
    assert styles["Body Text"].paragraph_format.first_line_indent.cm == pytest.approx(1, abs=0.01)
    captions = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "Caption"]
    assert len(captions) > 10
    assert styles["Caption"].paragraph_format.keep_with_next
    closing = next(at for at, paragraph in enumerate(word.paragraphs) if paragraph.text.endswith("./."))
    assert all(each.paragraph_format.keep_with_next for each in word.paragraphs[closing - 2 : closing + 1])


def test_rules_stand_below_names_motto_and_subject(word: Document) -> None:
    ruled = word.element.body.xpath(".//w:pBdr/w:top")
    assert len(ruled) == 3
    assert {rule.get(qn("w:val")) for rule in ruled} == {"single"}


def test_numbers_of_a_word_table_stand_at_the_right(word: Document) -> None:
    table = next(table for table in word.tables if table.rows[0].cells[0].text == "Nhóm")
    assert {row.cells[1].paragraphs[0].style.name for row in table.rows[1:]} == {"Table Number"}
    assert word.styles["Table Number"].paragraph_format.alignment == ALIGN.RIGHT


def test_a_footnote_mark_is_raised(word: Document) -> None:
    assert word.styles["footnote reference"].font.superscript
    marks = word.element.body.xpath(".//w:footnoteReference/../w:rPr/w:rStyle")
    assert len(marks) == 3


def test_the_document_begins_with_the_issuer_and_its_notice_is_at_the_foot(word: Document) -> None:
    first = word.tables[0].rows[0].cells[0]
    assert word.element.body[0] is first._tc.getparent().getparent()
    assert "Ủy ban nhân dân" in first.text.replace("\xa0", " ")
    section = word.sections[0]
    for foot in (section.first_page_footer, section.footer):
        assert foot.paragraphs[0].text.startswith("Bản dựng lại")
