"""Workbooks as bytes: the same content gives the same bytes, and text from data is text, never a formula."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from cchc_lib.exporters.document.document_model import DocumentModel
from cchc_lib.exporters.spreadsheet.cell_formats import DEFAULT_FONT, CellFormats
from cchc_lib.exporters.spreadsheet.sheet_grid import SheetGrid

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": dict(DEFAULT_FONT),
}
"""Text from data is text, never a formula, a link or a number."""
PAGE_WIDTH = 80
"""The letters that an upright page holds beside one another."""
_LONGEST = 32_767
"""The characters that a cell can hold."""
_LONGEST_FOOTER = 255


@dataclass(frozen=True)
class WorkbookBuilder:
    """A workbook that is being written."""

    book: Workbook
    notice: str
    """The foot of every printed page; empty for none."""
    formats: CellFormats

    def sheet(self, name: str, widths: Sequence[int]) -> SheetGrid:
        """Return a new sheet whose columns have these widths, for A4 paper and as wide as one page."""
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(_footer(self.notice))
        if sum(widths) > PAGE_WIDTH:
            sheet.set_landscape()
        return SheetGrid(sheet, self.formats, widths)


def _footer(notice: str) -> str:
    # An ampersand begins a code. A footer that is too long would be left out as a whole.
    style = '&C&"Times New Roman,Bold"&10'
    short = notice[: _LONGEST_FOOTER - len(style) - notice.count("&")]
    return style + short.replace("&", "&&") if notice else ""


def packed(model: DocumentModel, sheets: Iterable["SheetWriter"]) -> bytes:
    """Return a workbook with the properties of a document, dated with the day that it reports to."""
    written = BytesIO()
    book = Workbook(written, _OPTIONS)
    day = datetime.combine(model.as_of, datetime.min.time())
    book.set_properties(
        {"title": model.title[:255], "author": model.author[:255], "comments": model.notice[:255], "created": day}
    )
    builder = WorkbookBuilder(book, model.notice, CellFormats(book))
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
