"""Workbooks can be read and printed as they are: rows are as high as their text, drafts are marked on every sheet."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_lib.exporters.catalogue import exporter
from cchc_lib.exporters.spreadsheet.cell_formats import PLAIN, TITLE, complete
from cchc_lib.exporters.spreadsheet.cell_sizes import column_widths, height_of
from cchc_lib.report.ward_report import WardReport
from tests.support.editable_project import EditableProject
from tests.support.notebooks import block_cell, notebook

DRAFT = "DỰ THẢO – SỐ LIỆU CÒN MÂU THUẪN"


def workbook(report: WardReport) -> Workbook:
    """Return the workbook of a report with its head, some prose, two tables and the wide appendix."""
    tables = [report.table(name) for name in ("overdue_fields", "case_form")]
    shown = (report.letterhead(), report.section("procedures"), *tables)
    content = exporter("xlsx")(notebook(*map(block_cell, shown)))
    return openpyxl.load_workbook(BytesIO(content))


def column_of(sheet: Worksheet, column: int) -> float:
    return sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width


@pytest.fixture
def draft(editable_project: EditableProject) -> Workbook:
    """Return the workbook of a ward whose cases on time are more than its cases resolved."""
    editable_project.edit("figures.csv", "procedures.resolved_on_time,8.747,", "procedures.resolved_on_time,8.847,")
    return workbook(editable_project.report())


def test_a_draft_is_marked_at_the_top_and_at_the_foot_of_every_sheet(draft: Workbook) -> None:
    assert len(draft.worksheets) == 3
    for sheet in draft.worksheets:
        top = sheet.cell(1, 1)
        assert str(top.value).startswith(DRAFT), sheet.title
        assert top.font.b
        assert DRAFT in str(sheet.oddFooter.center.text), sheet.title


def test_a_report_without_open_errors_bears_no_mark_of_a_draft(luu_kiem: WardReport) -> None:
    cells = [cell.value for sheet in workbook(luu_kiem) for row in sheet.iter_rows() for cell in row]
    assert not [value for value in cells if DRAFT in str(value)]


def test_a_paragraph_has_a_row_as_high_as_its_lines(luu_kiem: WardReport) -> None:
    text = workbook(luu_kiem).worksheets[0]
    long = [cell for (cell,) in text.iter_rows(max_col=1) if len(str(cell.value)) > 300]
    assert long
    for cell in long:
        assert text.row_dimensions[cell.row].height > 3 * 15, cell.value


def test_the_text_is_as_wide_as_an_upright_page(luu_kiem: WardReport) -> None:
    text = workbook(luu_kiem).worksheets[0]
    assert column_of(text, 1) < 82  # 6,87 inches between the margins, with 8 pixels of 96 to the inch for a digit.
    assert text.page_setup.orientation != "landscape"


def test_the_head_of_a_table_breaks_between_words_so_that_its_columns_suit_their_numbers(luu_kiem: WardReport) -> None:
    wide = workbook(luu_kiem).worksheets[-1]
    (head,) = [row for row in wide.iter_rows() if row[1].value == "Lĩnh vực"]
    assert max(len(str(cell.value)) for cell in head) > 30
    assert max(column_of(wide, cell.column) for cell in head[2:]) < 25
    assert wide.row_dimensions[head[0].row].height > 15 * 2
    assert wide.print_title_rows == f"${head[0].row}:${head[0].row}"


def test_a_column_is_as_wide_as_its_longest_word_or_cell() -> None:
    assert column_widths([("Số", "Số hồ sơ đã giải quyết")], [("8.823", "chưa có số liệu")]) == [8, 17]
    assert column_widths([("Nhóm",) * 2, ("đúng", "quá hạn")], [("a", "b" * 90)]) == [8, 60]


def test_a_text_needs_as_many_lines_as_its_words_fill() -> None:
    line = height_of("một dòng", 80, complete(PLAIN))
    assert height_of("hai\ndòng", 80, complete(PLAIN)) == 2 * line
    assert height_of("từ " * 100, 80, complete(PLAIN)) == 4 * line
    assert height_of("từ " * 100, 80, complete(TITLE)) > 5 * line
