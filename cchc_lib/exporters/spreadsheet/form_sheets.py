"""A form as a workbook, in the layout in which it is handed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.exporters.document.document_model import DocumentModel
from cchc_lib.exporters.spreadsheet.cell_formats import HEAD, NOTICE, PLAIN, TITLE
from cchc_lib.exporters.spreadsheet.cell_sizes import column_widths
from cchc_lib.exporters.spreadsheet.sheet_grid import SheetGrid, Span
from cchc_lib.exporters.spreadsheet.workbook import PAGE_WIDTH, SheetWriter, WorkbookBuilder
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

    def below(self, rows: int) -> Span:
        """Return the cells that it takes on a sheet where so many rows stand above the head."""
        return Span(self.row + rows, self.column, self.last_row + rows, self.last_column)


@dataclass(frozen=True)
class FormSheet(SheetWriter):
    """The form under the unit, its title and the days that it covers."""

    form: Form
    model: DocumentModel

    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""
        layout = self.form.in_own_layout()
        texts = ([line_text(cell.runs) for cell in row] for row in layout.rows)
        grid = builder.sheet(_FORM_SHEET, column_widths(layout.head, texts))
        top = self._write_title(grid)
        for cell in head_cells(layout.head):
            grid.write_span(cell.below(top), cell.text, HEAD)
        first = top + len(layout.head)
        grid.sheet.repeat_rows(top, first - 1)
        below = grid.write_table(first, layout.rows)
        grid.write_line(below + 1, self.form.table.remark, PLAIN)
        _write_codes(grid, first, layout)

    def _write_title(self, grid: SheetGrid) -> int:
        """Write what stands above the form, and return the first row below it."""
        head = self.model.letterhead
        covering = head.covering if head else ""
        lines = (self.model.notice, NOTICE), (self.model.author, PLAIN), (self.form.title, TITLE), (covering, PLAIN)
        shown = [line for line in lines if line[0]]
        for row, (text, form) in enumerate(shown):
            grid.write_line(row, text, form)
        return len(shown) + 1


@dataclass(frozen=True)
class WantedSheet(SheetWriter):
    """The lines of a form that have no figure, which have to be asked for."""

    wanted: tuple[str, ...]

    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""
        grid = builder.sheet(_WANTED_SHEET, [PAGE_WIDTH])
        grid.write_line(0, "Chưa có số liệu, cần bổ sung:", TITLE)
        for row, line in enumerate(self.wanted, start=1):
            grid.write_line(row, line, PLAIN)


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


def _write_codes(grid: SheetGrid, first: int, layout: OwnLayout) -> None:
    """Write the codes of the numbers of each line behind it, in a hidden column, so that a program finds them again."""
    column = len(layout.head[0])
    for row, cells in enumerate(layout.rows, start=first):
        codes = (run.code for cell in cells for run in cell.runs if isinstance(run, Number))
        grid.sheet.write_string(row, column, " ".join(codes), grid.formats.form({"text_wrap": False}))
    grid.sheet.set_column(column, column, None, None, {"hidden": True})
