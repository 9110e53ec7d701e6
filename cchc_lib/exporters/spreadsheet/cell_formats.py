"""The forms of cells: font, borders and alignment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.format import Format

Properties = Mapping[str, object]
"""Properties of a format, by the names that xlsxwriter gives them."""
DEFAULT_FONT: Properties = {"font_name": "Times New Roman", "font_size": 12}
"""The font of cells without a form, whose digits are the unit in which columns are measured."""
_EVERY_CELL: Properties = {**DEFAULT_FONT, "text_wrap": True, "valign": "top"}
TITLE: Properties = {"bold": True, "font_size": 14}
"""The form of titles and headings."""
NOTICE: Properties = {"bold": True}
"""The form of the notice on the origin of the document, and of the mark of a draft."""
HEAD: Properties = {"bold": True, "border": 1, "align": "center", "valign": "vcenter"}
"""The form of the head of a table."""
BODY: Properties = {"border": 1}
"""The form of the cells of a table."""
PLAIN: Properties = {}
"""The form of running text."""


def complete(properties: Properties) -> dict[str, object]:
    """Return properties with those that all cells have."""
    return {**_EVERY_CELL, **properties}


@dataclass(frozen=True)
class CellFormats:
    """The formats of a workbook, each of which it has once."""

    book: Workbook
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def form(self, properties: Properties) -> Format:
        """Return the format with some properties."""
        key = tuple(sorted(complete(properties).items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(key))
        return self._formats[key]
