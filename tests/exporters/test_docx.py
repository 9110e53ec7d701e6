"""The Word file is one that an office can go on editing: real styles, notes, captions, fields."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from cchc_lib.catalogue.outline import outline
from cchc_lib.exporters.docx import export
from cchc_lib.exporters.word.styles import PARAGRAPH_STYLES
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import installed_program
from tests.support.documents import text_of
from tests.support.notebooks import Notebook, notebook


@pytest.fixture(scope="session")
def word(built_report: Path) -> Document:
    return docx.Document(built_report / "report.docx")


def part(path: Path, name: str) -> str:
    with ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def test_headings_are_headings(word: Document) -> None:
    headings = [
        (int(paragraph.style.name[-1]), paragraph.text.replace("\n", " ").strip())
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    sections = [(section.level, section.title) for section in outline() if section.level]
    names = ("Phụ lục I Biểu số liệu", "Phụ lục II Biểu đồ", "Phụ lục III Danh mục văn bản")
    assert headings == [*sections, *((1, name) for name in names)]


def test_word_counts_the_numbers_of_headings_and_none_of_appendices(word: Document, built_report: Path) -> None:
    lists = part(built_report / "report.docx", "word/numbering.xml")
    assert re.findall(r'w:lvlText w:val="([^"]+)"', lists) == ["-", "Phần %1", "%2.", "%3.", "%4)"]
    for level in (1, 2, 3, 4):
        given = word.styles[f"Heading {level}"].element.pPr.numPr
        assert (given.numId.val, given.ilvl.val) == (2, level - 1)
    appendices = [each for each in word.paragraphs if each.text.startswith("Phụ lục ") and "\n" in each.text]
    assert [each._p.pPr.numPr.numId.val for each in appendices] == [0, 0, 0]


def test_the_file_is_of_this_version_of_word_in_vietnamese_and_holds_no_style_without_use(
    word: Document, built_report: Path
) -> None:
    settings = part(built_report / "report.docx", "word/settings.xml")
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', settings)
    assert '<w:decimalSymbol w:val=","/>' in settings
    assert '<w:themeFontLang w:val="vi-VN"/>' in settings
    assert {style.name for style in word.styles} - set(PARAGRAPH_STYLES) == {
        "Default Paragraph Font",
        "Normal Table",
        "No List",
        "Table Grid",
        "footnote reference",
    }


def test_a_symbol_can_be_found_by_search_and_stays_beside_the_word_before_it(built_report: Path) -> None:
    body = part(built_report / "report.docx", "word/document.xml")
    assert "noBreakHyphen" not in body
    assert "Quyết định số\u00a0464/QĐ-UBND ngày 31/7/2025" in body


def test_cells_are_formed_by_their_styles(built_report: Path) -> None:
    body = part(built_report / "report.docx", "word/document.xml")
    tables = body[body.index("BodyText") :]
    assert "<w:jc w:val" not in re.sub(r"<w:tblPr>.*?</w:tblPr>", "", tables[: tables.index("Distribution")])
    assert body.count('w:pStyle w:val="TableNumber"') > 20


def test_every_paragraph_has_a_style_of_the_document(word: Document) -> None:
    used = {paragraph.style.name for paragraph in word.paragraphs}
    used |= {
        paragraph.style.name
        for table in word.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    }
    assert used <= set(PARAGRAPH_STYLES)
    assert {"Body Text", "List Bullet", "Caption", "Table Text", "Title", "Letterhead"} <= used


def test_the_font_is_times_new_roman_everywhere(built_report: Path) -> None:
    fonts = set(
        re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', part(built_report / "report.docx", "word/document.xml"))
    )
    assert fonts == set()
    styles = docx.Document(built_report / "report.docx").styles
    assert {styles[name].font.name for name in PARAGRAPH_STYLES} == {"Times New Roman", "Courier New"}
    assert styles["Normal"].font.size.pt == 14
    assert "Theme" not in "".join(str(styles[name].element.rPr.rFonts.attrib) for name in PARAGRAPH_STYLES)


def test_footnotes_are_real_ones(built_report: Path) -> None:
    body, notes = (part(built_report / "report.docx", f"word/{name}.xml") for name in ("document", "footnotes"))
    cited = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)
    listed = re.findall(r'<w:footnote w:id="(\d+)"', notes)
    assert cited == listed == ["1", "2", "3"]
    assert "Thông báo số 04a/TB-UBND ngày 10/7/2025" in notes
    assert "w:footnotePr" in part(built_report / "report.docx", "word/settings.xml")


def test_captions_are_numbered_by_fields(built_report: Path, luu_kiem: WardReport) -> None:
    body = part(built_report / "report.docx", "word/document.xml")
    of_body = [name for name in tables() if luu_kiem.table(name).place is Placement.BODY]
    for word, count in (("Bảng", len(of_body)), ("Biểu_đồ", len(CHARTS))):
        numbers = re.findall(rf'w:instr=" SEQ {word} [^"]*"><w:r><w:t[^>]*>(\d+)<', body)
        assert numbers == [str(number) for number in range(1, count + 1)]


def test_a_chart_is_a_picture_with_alternative_text(word: Document) -> None:
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert len(described) == len(CHARTS)
    assert all(re.search(r"\d", text) and text.endswith(".") for text in described)
    ids = [shape._inline.docPr.get("id") for shape in word.inline_shapes]
    assert len(set(ids)) == len(ids)


def test_a_table_repeats_its_header_and_splits_no_row(word: Document) -> None:
    grids = [table for table in word.tables if table.style.name == "Table Grid"]
    assert len(grids) == len(("case_results", "staff", "targets", "figures", "documents"))
    for table in grids:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_grouped_header_of_the_form_spans_its_columns(test_ward: Notebook) -> None:
    form = docx.Document(BytesIO(export(test_ward))).tables[-1]
    top = [cell.text for cell in form.rows[0].cells]
    assert top.count("Số hồ sơ tiếp nhận") == 4
    assert top.count("Số hồ sơ đang giải quyết") == 3
    assert [cell.text for cell in form.rows[2].cells][2:5] == ["Tổng số", "Trực tuyến", "Trực tiếp, bưu chính"]


def test_pages_have_the_prescribed_margins_and_the_form_lies_on_its_side(test_ward: Notebook) -> None:
    body, *upright, form = docx.Document(BytesIO(export(test_ward))).sections
    for section in (body, *upright):
        assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [round(side.mm) for side in (form.page_width, form.page_height)] == [297, 210]
    assert form.orientation == WD_ORIENT.LANDSCAPE
    for section in (body, *upright, form):
        sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(side.mm) for side in sides] == [30, 20, 20, 20]
    assert body.different_first_page_header_footer
    assert " PAGE " in str(body.header._element.xml)
    assert form._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_properties_name_the_document_and_its_day(word: Document) -> None:
    properties = word.core_properties
    assert properties.title.startswith("Báo cáo: Kết quả thực hiện")
    assert properties.author == "Ủy ban nhân dân phường Lưu Kiếm"
    assert properties.language == "vi-VN"
    assert str(properties.created.date()) == str(properties.modified.date()) == "2025-10-20"
    assert "python-docx" not in properties.comments


def test_the_words_are_those_of_the_pdf(word: Document, built_report: Path) -> None:
    """Each format has its own numbers of pages and breaks, so that long words are compared as a set."""
    pdf = " ".join(page.extract_text() for page in pypdf.PdfReader(built_report / "report.pdf").pages)
    read = set(re.findall(r"\w[\w.,/%-]{3,}", pdf))
    written = set(re.findall(r"\w[\w.,/%-]{3,}", text_of(word)))
    assert {word for word in written if word not in read and word.upper() not in read and len(word) > 5} <= SPLIT


SPLIT = {"CỘNG", "TM."}
"""Words that the two formats may break in different places."""


def test_the_package_has_no_time_and_a_fixed_order(built_report: Path) -> None:
    with ZipFile(built_report / "report.docx") as package:
        entries = package.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_notice_of_simulated_data_stands_on_every_page(test_ward: Notebook) -> None:
    simulated = docx.Document(BytesIO(export(test_ward)))
    section = simulated.sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert "DỮ LIỆU MÔ PHỎNG" in footer.paragraphs[0].text
    assert simulated.sections[-1].footer.is_linked_to_previous
    assert "DỮ LIỆU MÔ PHỎNG" in simulated.core_properties.comments


def test_points_of_an_analyst_keep_their_marks_and_depth() -> None:
    document = docx.Document(BytesIO(export(notebook("1. một\n2. hai\n   - sâu hơn\n\n> trích **đậm**"))))
    items = [paragraph for paragraph in document.paragraphs if paragraph.text]
    assert [item.text for item in items] == ["1.\tmột", "2.\thai", "-\tsâu hơn", "trích đậm"]
    assert items[2].paragraph_format.left_indent > items[1].paragraph_format.left_indent
    assert [run.text for run in items[3].runs if run.bold] == ["đậm"]


def test_no_column_of_the_wide_table_breaks_a_word_and_all_fit_the_page(test_ward: Notebook) -> None:
    wide = next(table for table in docx.Document(BytesIO(export(test_ward))).tables if len(table.columns) == 13)
    widths = [column.width.cm for column in wide.columns]
    assert sum(widths) == pytest.approx(24.7, abs=0.1)
    rows = wide.rows[3:]
    for at, width in enumerate(widths):
        longest = max(len(word) for row in rows for word in row.cells[at].text.split() or [""])
        assert width > 0.4 + 0.2 * longest, (at, width, longest)


@pytest.mark.slow
def test_libreoffice_opens_it_and_gives_the_same_document(built_report: Path, tmp_path: Path) -> None:
    office, reader = installed_program("soffice", "libreoffice-writer"), installed_program("pdftotext", "poppler-utils")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, built_report / "report.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    read = subprocess.run([reader, tmp_path / "report.pdf", "-"], check=True, capture_output=True, text=True)
    pages = [" ".join(page.split()) for page in read.stdout.split("\f")[:-1]]
    direct = pypdf.PdfReader(built_report / "report.pdf").pages
    assert abs(len(pages) - len(direct)) <= 3
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert "Thông báo số 04a/TB-UBND ngày 10/7/2025" in next(page for page in pages if "3 quyết định" in page)
    read_text = " ".join(pages)
    for section in (section for section in outline() if section.level):
        title = section.title.upper() if section.level <= 2 else section.title
        assert f"{section.number} {title}" in read_text
    titles = ("Phụ lục I BIỂU SỐ LIỆU", "Phụ lục II BIỂU ĐỒ", "Phụ lục III DANH MỤC VĂN BẢN")
    assert [title for title in titles if any(page.lstrip().startswith(title) for page in pages)] == [*titles]
