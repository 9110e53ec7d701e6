"""The cells of a sheet, with rows as high as their text needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from cchc_lib.exporters.spreadsheet.cell_formats import BODY, CellFormats, Properties, complete
from cchc_lib.exporters.spreadsheet.cell_sizes import height_of
from cchc_lib.exporters.spreadsheet.cell_values import CellValue, cell_value
from cchc_lib.report.model.document_nodes import TableCell

_HIGHEST = 409
"""The points that a row can have."""


@dataclass(frozen=True)
class Span:
    """The rows and columns of a cell, counted from 0, with the last ones that it spans."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def is_single(self) -> bool:
        """Whether it is one cell that spans no other."""
        return (self.row, self.column) == (self.last_row, self.last_column)


@dataclass
class SheetGrid:
    """A sheet that is being written."""

    sheet: Worksheet
    formats: CellFormats
    widths: Sequence[int]
    """The width of each column in letters."""
    _heights: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)

    def write(self, at: tuple[int, int], value: CellValue, properties: Properties) -> None:
        """Write a text or a number into the cell of a row and a column, both counted from 0."""
        row, column = at
        self._write(Span(row, column, row, column), value, properties)

    def write_span(self, span: Span, text: str, properties: Properties) -> None:
        """Write a text into a cell that may span several rows and columns."""
        if not span.is_single:
            borders = self.formats.form(properties)
            self.sheet.merge_range(span.row, span.column, span.last_row, span.last_column, "", borders)
        self._write(span, CellValue(text), properties)

    def write_line(self, row: int, text: str, properties: Properties) -> None:
        """Write a text into a row, over all columns."""
        self.write_span(Span(row, 0, row, len(self.widths) - 1), text, properties)

    def write_table(self, row: int, rows: Iterable[tuple[TableCell, ...]]) -> int:
        """Write the rows of a table from a row on, and return the first row below it."""
        for cells in rows:
            for column, cell in enumerate(cells):
                align = {"align": "right"} if cell.numeric else {}
                bold = {"bold": True} if cell.header else {}
                self.write((row, column), cell_value(cell.runs), {**BODY, **align, **bold})
            row += 1
        return row

    def _write(self, span: Span, value: CellValue, properties: Properties) -> None:
        at = span.row, span.column
        if value.number is None:
            self.sheet.write_string(*at, value.text, self.formats.form(properties))
        else:
            form = self.formats.form({**properties, "num_format": value.format})
            self.sheet.write_number(*at, value.number, form)
        self._make_room(span, value.text, complete(properties))

    def _make_room(self, span: Span, text: str, properties: Mapping[str, object]) -> None:
        # Not every program that opens a workbook fits the rows to their text.
        width = sum(self.widths[span.column : span.last_column + 1])
        rows = range(span.row, span.last_row + 1)
        height = min(height_of(text, width, properties) / len(rows), _HIGHEST)
        for row in rows:
            if height > self._heights.get(row, 0):
                self._heights[row] = height
                self.sheet.set_row(row, round(height, 1))
