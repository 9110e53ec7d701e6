"""Reads HTML that an analyst's cell shows, for example a DataFrame, as nodes of a document."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from cchc_lib.report.model.document_nodes import (
    ColumnHead,
    DocumentNode,
    DocumentParagraph,
    ProseNode,
    TableCell,
    TableNode,
)
from cchc_lib.report.model.runs import Text

Grid = list[list[tuple[str, bool]]]
"""Rows of cells: the text of each, and whether it is a header."""

_NOTHING = ("", False)
_WIDEST = 100
"""The columns that a cell may span at most."""
_BLOCKS = ["p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"]
_NUMBER = re.compile(r"[-−+]?\d[\d.,]*\s?%?|NaN|nan|None|<NA>|-|")


def holds_table(html: str) -> bool:
    """Return whether HTML contains a table."""
    return "<table" in html.lower()


def html_nodes(html: str) -> Iterator[DocumentNode]:
    """Yield the text of a fragment and then its tables. A table within a cell is read as text of the cell."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["script", "style"]):
        hidden.decompose()
    tables = [found.extract() for found in soup("table") if not found.find_parent("table")]
    yield from _words_around(soup)
    yield from (table for table in map(_table, tables) if table.columns)


def _words_around(soup: BeautifulSoup) -> Iterator[ProseNode]:
    for block in soup(_BLOCKS):
        block.append("\n")
    lines = [" ".join(line.split()) for line in soup.get_text().split("\n") if line.strip()]
    if lines:
        yield ProseNode(tuple(DocumentParagraph((Text(line),)) for line in lines))


def _table(found: Tag) -> TableNode:
    lines = [row for row in found("tr") if row.find_parent("table") is found]
    above = [row for row in lines if row.find_parent("thead") or not _cells(row, "td")]
    above = above if len(above) < len(lines) else []
    head, body = _expanded(above), _expanded(lines[len(above) :])
    width = max((len(row) for row in (*head, *body)), default=0)
    numeric = [all(_NUMBER.fullmatch(row[at][0]) for row in body if at < len(row)) for at in range(width)]
    rows = tuple(
        tuple(
            TableCell((Text(words),), numeric[at] and not header, header)
            for at, (words, header) in enumerate([*row, *[_NOTHING] * width][:width])
        )
        for row in body
    )
    return TableNode(
        found.caption.get_text(" ", strip=True) if found.caption else "",
        tuple(_column_name(head, at) for at in range(width)),
        rows,
        head=_spanning(above, width) if len(above) > 1 else (),
    )


def _cells(row: Tag, *names: str) -> list[Tag]:
    """Return the cells of a row, without those of tables within its cells."""
    return [cell for cell in row.find_all(names or ("th", "td"), recursive=False) if isinstance(cell, Tag)]


def _span(place: Tag, name: str, most: int) -> int:
    stated = str(place.get(name, "1"))
    return max(1, min(int(stated), most)) if stated.isdecimal() else 1


def _spanning(rows: list[Tag], width: int) -> tuple[tuple[ColumnHead, ...], ...]:
    """Return the rows of the head with their spans, filled up to the width of the table; no span exceeds the head."""
    taken: set[tuple[int, int]] = set()
    head: list[tuple[ColumnHead, ...]] = []
    for down, row in enumerate(rows):
        line: list[ColumnHead] = []
        for place in [*_cells(row), *[None] * width]:
            at = next((at for at in range(width) if (down, at) not in taken), width)
            if at == width:
                break
            free = next((end for end in range(at, width) if (down, end) in taken), width) - at
            columns = _span(place, "colspan", free) if place else 1
            rows_down = _span(place, "rowspan", len(rows) - down) if place else 1
            taken |= {(down + low, at + right) for low in range(rows_down) for right in range(columns)}
            line.append(ColumnHead(_words(place) if place else "", columns, rows_down))
        head.append(tuple(line))
    return tuple(head)


def _words(place: Tag) -> str:
    return place.get_text(" ", strip=True)


def _expanded(rows: list[Tag]) -> Grid:
    """Return the cells in their columns; a cell that spans rows or columns is repeated in each of them."""
    filled: dict[tuple[int, int], tuple[str, bool]] = {}
    for down, row in enumerate(rows):
        at = 0
        for place in _cells(row):
            while (down, at) in filled:
                at += 1
            for lower in range(_span(place, "rowspan", len(rows) - down)):
                for right in range(_span(place, "colspan", _WIDEST)):
                    filled.setdefault((down + lower, at + right), (_words(place), place.name == "th"))
    widths = [max((at for line, at in filled if line == down), default=-1) + 1 for down in range(len(rows))]
    return [[filled.get((down, at), _NOTHING) for at in range(width)] for down, width in enumerate(widths)]


def _column_name(head: Grid, at: int) -> str:
    return " – ".join(dict.fromkeys(row[at][0] for row in head if at < len(row) and row[at][0]))
