"""Reads an HTML table as a node: its cells in their columns, and its head with cells that span."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import Tag

from cchc_lib.report.model.document_nodes import ColumnHead, TableCell, TableNode
from cchc_lib.report.model.runs import Text

_MOST_COLUMNS = 100
"""The columns that a cell may span at most, so that a wrong `colspan` does not fill the memory."""
_NUMBER = re.compile(r"[-−+]?\d[\d.,]*\s?%?|NaN|nan|None|<NA>|-|")
"""A number, or what pandas prints in the place of a missing one."""


@dataclass(frozen=True)
class HtmlCell:
    """A cell of an HTML table in one of its columns."""

    text: str = ""
    header: bool = False


def read_table(element: Tag) -> TableNode:
    """Return an HTML table as a node. A column is set flush right if all its cells are numbers."""
    rows = [row for row in element("tr") if row.find_parent("table") is element]
    head_rows = [row for row in rows if row.find_parent("thead") or not _cells(row, "td")]
    if len(head_rows) == len(rows):  # A table of headers alone would have no rows.
        head_rows = []
    head, body = _expanded(head_rows), _expanded(rows[len(head_rows) :])
    width = max((len(row) for row in (*head, *body)), default=0)
    numeric = [all(_NUMBER.fullmatch(row[at].text) for row in body if at < len(row)) for at in range(width)]
    return TableNode(
        element.caption.get_text(" ", strip=True) if element.caption else "",
        tuple(_column_name(head, at) for at in range(width)),
        tuple(_row(cells, numeric) for cells in body),
        head=_column_heads(head_rows, width) if len(head_rows) > 1 else (),
    )


def _row(cells: Sequence[HtmlCell], numeric: Sequence[bool]) -> tuple[TableCell, ...]:
    """Return a row that is filled up to the width of the table."""
    filled = [*cells, *[HtmlCell()] * len(numeric)]
    return tuple(
        TableCell((Text(cell.text),), is_number and not cell.header, cell.header)
        for cell, is_number in zip(filled, numeric, strict=False)
    )


def _cells(row: Tag, *names: str) -> list[Tag]:
    """Return the cells of a row, without those of tables within its cells."""
    return [cell for cell in row.find_all(names or ("th", "td"), recursive=False) if isinstance(cell, Tag)]


def _text(cell: Tag) -> str:
    return cell.get_text(" ", strip=True)


def _span(cell: Tag, attribute: str, most: int) -> int:
    """Return the rows or columns that a cell spans; 1 if the attribute is no number, as browsers do."""
    span = str(cell.get(attribute, "1"))
    return max(1, min(int(span), most)) if span.isdecimal() else 1


def _column_heads(rows: Sequence[Tag], width: int) -> tuple[tuple[ColumnHead, ...], ...]:
    """Return the rows of the head with their spans, filled up to the width of the table; no span exceeds the head."""
    taken: set[tuple[int, int]] = set()
    head: list[tuple[ColumnHead, ...]] = []
    for row_number, row in enumerate(rows):
        line: list[ColumnHead] = []
        for cell in [*_cells(row), *[None] * width]:
            start = next((at for at in range(width) if (row_number, at) not in taken), width)
            if start == width:
                break
            end = next((at for at in range(start, width) if (row_number, at) in taken), width)
            columns = _span(cell, "colspan", end - start) if cell else 1
            height = _span(cell, "rowspan", len(rows) - row_number) if cell else 1
            taken |= {(row_number + down, start + right) for down in range(height) for right in range(columns)}
            line.append(ColumnHead(_text(cell) if cell else "", columns, height))
        head.append(tuple(line))
    return tuple(head)


def _expanded(rows: Sequence[Tag]) -> list[list[HtmlCell]]:
    """Return the cells in their columns; a cell that spans rows or columns is repeated in each of them."""
    filled: dict[tuple[int, int], HtmlCell] = {}
    for row_number, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (row_number, column) in filled:
                column += 1
            for down in range(_span(cell, "rowspan", len(rows) - row_number)):
                for right in range(_span(cell, "colspan", _MOST_COLUMNS)):
                    filled.setdefault((row_number + down, column + right), HtmlCell(_text(cell), cell.name == "th"))
    widths = [max((at for line, at in filled if line == row), default=-1) + 1 for row in range(len(rows))]
    return [[filled.get((row, at), HtmlCell()) for at in range(width)] for row, width in enumerate(widths)]


def _column_name(head: Sequence[Sequence[HtmlCell]], column: int) -> str:
    """Return the different texts above a column, from top to bottom."""
    return " – ".join(dict.fromkeys(row[column].text for row in head if column < len(row) and row[column].text))
