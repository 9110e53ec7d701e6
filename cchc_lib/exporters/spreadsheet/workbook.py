"""Workbooks as bytes: the same content gives the same bytes, and text from data is text, never a formula."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc_lib.exporters.document.document_model import DocumentModel
from cchc_lib.exporters.spreadsheet.cell_values import CellValue, cell_value
from cchc_lib.report.model.document_nodes import TableCell

_TEXT_ALONE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767
"""The characters that a cell can hold."""
_WIDEST = 60
_FONT = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
TITLE = {"bold": True, "font_size": 14}
"""The form of titles and headings."""
HEAD = {"bold": True, "border": 1, "align": "center", "valign": "vcenter"}
"""The form of the head of a table."""
BODY = {"border": 1}
"""The form of the cells of a table."""
PLAIN: Mapping[str, object] = {}
"""The form of running text."""


@dataclass
class WorkbookBuilder:
    """A workbook that is being written."""

    book: Workbook
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def form(self, properties: Mapping[str, object]) -> Format:
        """Return the format with some properties; the workbook has each one once."""
        key = tuple(sorted((_FONT | dict(properties)).items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(key))
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet for upright A4 paper, as wide as one page."""
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def write(self, sheet: Worksheet, at: tuple[int, int], value: CellValue, properties: Mapping[str, object]) -> None:
        """Write a text or a number into the cell of a row and a column, both counted from 0."""
        if value.number is None:
            sheet.write_string(*at, value.text, self.form(properties))
        else:
            sheet.write_number(*at, value.number, self.form({**properties, "num_format": value.format}))

    def write_table(self, sheet: Worksheet, row: int, rows: Iterable[tuple[TableCell, ...]]) -> int:
        """Write the rows of a table from a row on, and return the first row below it."""
        for cells in rows:
            for column, cell in enumerate(cells):
                align = {"align": "right"} if cell.numeric else {}
                bold = {"bold": True} if cell.header else {}
                self.write(sheet, (row, column), cell_value(cell.runs), {**BODY, **align, **bold})
            row += 1
        return row


def packed(model: DocumentModel, sheets: Iterable["SheetWriter"]) -> bytes:
    """Return a workbook with the properties of a document, dated with the day that it reports to."""
    written = BytesIO()
    book = Workbook(written, _TEXT_ALONE)
    day = datetime.combine(model.as_of, datetime.min.time())
    book.set_properties(
        {"title": model.title[:255], "author": model.author[:255], "comments": model.notice[:255], "created": day}
    )
    builder = WorkbookBuilder(book)
    for sheet in sheets:
        sheet.write(builder)
    book.close()
    return written.getvalue()


class SheetWriter(ABC):
    """What writes one sheet."""

    @abstractmethod
    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that a cell can hold."""
    yield from (text[at : at + _LONGEST] for at in range(0, max(len(text), 1), _LONGEST))


def widths(rows: Iterable[Iterable[str]]) -> list[int]:
    """Return the width of each column in letters: that of its longest text, which breaks over lines beyond a limit."""
    columns = zip(*([len(text) for text in row] for row in rows), strict=True)
    return [min(max(lengths) + 2, _WIDEST) for lengths in columns]
