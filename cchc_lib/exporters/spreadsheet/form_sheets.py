"""A form as a workbook, in the layout in which it is handed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from cchc_lib.exporters.document.document_model import DocumentModel
from cchc_lib.exporters.spreadsheet.cell_values import CellValue
from cchc_lib.exporters.spreadsheet.workbook import HEAD, PLAIN, TITLE, SheetWriter, WorkbookBuilder, widths
from cchc_lib.report.blocks.form_block import Form, OwnLayout
from cchc_lib.report.model.runs import Number, line_text

_FORM_SHEET = "Biểu mẫu"
_WANTED_SHEET = "Cần bổ sung"


def form_sheets(form: Form, model: DocumentModel) -> Iterator[SheetWriter]:
    """Yield the sheet of a form and, if lines have no figure, that of the lines to ask for."""
    yield FormSheet(form, model)
    if form.wanted:
        yield WantedSheet(form.wanted)


@dataclass(frozen=True)
class HeadCell:
    """A cell of a form's head, with the last of the rows and columns that it spans."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class FormSheet(SheetWriter):
    """The form under the unit, its title and the days that it covers."""

    form: Form
    model: DocumentModel

    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""
        sheet, layout = builder.sheet(_FORM_SHEET), self.form.in_own_layout()
        sheet.set_landscape()
        _set_widths(sheet, layout)
        top = self._write_title(builder, sheet)
        for cell in head_cells(layout.head):
            _write_head_cell(builder, sheet, top, cell)
        first = top + len(layout.head)
        sheet.repeat_rows(top, first - 1)
        below = builder.write_table(sheet, first, layout.rows)
        builder.write(sheet, (below + 1, 0), CellValue(self.form.table.remark), {"text_wrap": False})
        _write_codes(builder, sheet, first, layout)

    def _write_title(self, builder: WorkbookBuilder, sheet: Worksheet) -> int:
        """Write what stands above the form, and return the first row below it."""
        head = self.model.letterhead
        lines = (self.model.notice, self.model.author, self.form.title, head.covering if head else "")
        shown = [line for line in lines if line]
        for row, line in enumerate(shown):
            form = TITLE if line == self.form.title else PLAIN
            builder.write(sheet, (row, 0), CellValue(line), {**form, "text_wrap": False})
        return len(shown) + 1


@dataclass(frozen=True)
class WantedSheet(SheetWriter):
    """The lines of a form that have no figure, which have to be asked for."""

    wanted: tuple[str, ...]

    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""
        sheet = builder.sheet(_WANTED_SHEET)
        sheet.set_column(0, 0, 110)
        builder.write(sheet, (0, 0), CellValue("Chưa có số liệu, cần bổ sung:"), TITLE)
        for row, line in enumerate(self.wanted, start=1):
            builder.write(sheet, (row, 0), CellValue(line), PLAIN)


def head_cells(head: tuple[tuple[str, ...], ...]) -> Iterator[HeadCell]:
    """Yield the cells of a head, in which equal neighbours are one cell if what stands above them is one, too."""
    taken: set[tuple[int, int]] = set()
    for row, texts in enumerate(head):
        for column in range(len(texts)):
            if (row, column) not in taken:
                cell = _spanned(head, row, column)
                rows, columns = range(row, cell.last_row + 1), range(column, cell.last_column + 1)
                taken |= {(one, other) for one in rows for other in columns}
                yield cell


def _spanned(head: tuple[tuple[str, ...], ...], row: int, column: int) -> HeadCell:
    def path(at: int) -> tuple[str, ...]:
        return tuple(texts[at] for texts in head[: row + 1])

    text, last_column, last_row = head[row][column], column, row
    while last_column + 1 < len(head[row]) and path(last_column + 1) == path(column):
        last_column += 1
    columns = range(column, last_column + 1)
    while last_row + 1 < len(head) and all(head[last_row + 1][at] == text for at in columns):
        last_row += 1
    return HeadCell(text, row, column, last_row, last_column)


def _write_head_cell(builder: WorkbookBuilder, sheet: Worksheet, top: int, cell: HeadCell) -> None:
    first, last = top + cell.row, top + cell.last_row
    if (cell.row, cell.column) != (cell.last_row, cell.last_column):
        sheet.merge_range(first, cell.column, last, cell.last_column, "", builder.form(HEAD))
    builder.write(sheet, (first, cell.column), CellValue(cell.text), HEAD)


def _set_widths(sheet: Worksheet, layout: OwnLayout) -> None:
    rows = ([line_text(cell.runs) for cell in row] for row in layout.rows)
    # The names of columns break over lines, but not within words.
    names = [max(" ".join(texts).split(), key=len, default="") for texts in zip(*layout.head, strict=True)]
    for column, width in enumerate(widths([names, *rows])):
        sheet.set_column(column, column, max(width, 8))


def _write_codes(builder: WorkbookBuilder, sheet: Worksheet, first: int, layout: OwnLayout) -> None:
    """Write the codes of the numbers of each line behind it, in a hidden column, so that a program finds them again."""
    column = len(layout.head[0])
    for row, cells in enumerate(layout.rows, start=first):
        codes = (run.code for cell in cells for run in cell.runs if isinstance(run, Number))
        builder.write(sheet, (row, column), CellValue(" ".join(codes)), PLAIN)
    sheet.set_column(column, column, None, None, {"hidden": True})
