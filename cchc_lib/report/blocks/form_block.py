"""A form that an authority asks for, filled with the ward's values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.blocks.table_block import Cell, Table, header_cell
from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import DocumentNode
from cchc_lib.report.model.runs import line_text


@dataclass(frozen=True)
class OwnLayout:
    """A form as it is handed in."""

    head: tuple[tuple[str, ...], ...]
    """The rows of its head, each with one text for a column. Equal neighbours are one cell."""
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Form(Block):
    """A form as a page has room for it: one of columns is turned, so that each of its columns is a row."""

    kind: ClassVar[str] = "form"

    name: str
    """The name of the form's files in params/forms/."""
    title: str
    table: Table
    wanted: tuple[str, ...]
    """The lines without a figure, which have to be asked for."""
    turned_head: tuple[tuple[str, ...], ...] = ()
    """The head of a form that is turned, in its own layout; empty for a form that is not."""

    def plain_lines(self) -> Iterator[str]:
        """Yield the lines of the table."""
        yield from self.table.plain_lines()

    def markdown_parts(self) -> Iterator[str]:
        """Yield the table."""
        yield from self.table.markdown_parts()

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the table."""
        yield from self.table.nodes()

    def in_own_layout(self) -> OwnLayout:
        """Return the form as it is handed in."""
        if not self.turned_head:
            return OwnLayout((self.table.columns,), self.table.rows)
        # The columns of numbers follow the number and the name of each column of the form.
        lines = tuple(zip(*(row[2:] for row in self.table.rows), strict=True))
        named = zip(self.table.columns[2:], lines, strict=True)
        return OwnLayout(self.turned_head, tuple((header_cell(name), *cells) for name, cells in named))

    def row_texts(self) -> Iterator[tuple[str, ...]]:
        """Yield the texts of the table's rows, for a terminal."""
        yield from (tuple(line_text(cell.runs) for cell in row) for row in self.table.rows)
