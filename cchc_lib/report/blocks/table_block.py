"""A table, and its cells of the usual forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block, escaped_markdown
from cchc_lib.report.model.document_nodes import ColumnHead, DocumentNode, ListedLine, Placement, TableCell, TableNode
from cchc_lib.report.model.runs import Text, TextRun, line_text


@dataclass(frozen=True)
class Cell(TableCell):
    """A cell of a block's table, whose runs every format can print."""

    runs: tuple[TextRun, ...]


def header_cell(text: str) -> Cell:
    """Return the cell that names its row."""
    return Cell((Text(text),), header=True)


def text_cell(text: str) -> Cell:
    """Return a cell of words, which is set flush left."""
    return Cell((Text(text),))


def number_cell(*runs: TextRun) -> Cell:
    """Return a cell of numbers, which is set flush right; empty if there are no runs."""
    return Cell(runs, numeric=True)


@dataclass(frozen=True)
class Table(Block):
    """A table; one cell of each row is its header."""

    kind: ClassVar[str] = "table"

    id: str
    section: str
    caption: str
    """The caption without its number; empty for a table that is left out of the report."""
    columns: tuple[str, ...]
    """The names of the columns."""
    rows: tuple[tuple[Cell, ...], ...]
    remark: str = ""
    """The text below the table; empty if there is none."""
    head: tuple[tuple[ColumnHead, ...], ...] = ()
    """The rows above the columns, if they are more than one row with the names of the columns."""
    place: Placement = Placement.BODY
    """Where the table is printed on paper."""
    listed: tuple[ListedLine, ...] = ()
    """Its lines in the list of figures (Biểu số liệu); empty for a table that cannot be a part of that list."""
    claims: int | None = None
    """The column with the rates as the ward printed them; None without one."""

    @property
    def is_blank(self) -> bool:
        """Whether the table shows nothing, not even that it has no rows."""
        return not (self.rows or self.caption)

    def plain_lines(self) -> Iterator[str]:
        """Yield the caption, the columns and the rows, with tabs between the cells."""
        if self.is_blank:
            return
        yield self.caption
        yield "\t".join(self.columns)
        yield from ("\t".join(line_text(cell.runs) for cell in row) for row in self.rows)

    def markdown_parts(self) -> Iterator[str]:
        """Yield a Markdown table under its caption."""
        if self.is_blank:
            return
        rows = [[escaped_markdown(line_text(cell.runs)) for cell in row] for row in self.rows]
        lines = [[*map(escaped_markdown, self.columns)], ["---"] * len(self.columns), *rows]
        yield f"**{escaped_markdown(self.caption)}**"
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the table, unless it is blank."""
        if not self.is_blank:
            printed = self.caption, self.columns, self.rows, self.remark, self.head
            yield TableNode(*printed, self.place, self.listed, self.claims)
