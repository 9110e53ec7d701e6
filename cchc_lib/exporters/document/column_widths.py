"""The widths of the columns of a table, for every paper format.

Typst and Word would each choose other widths. Both are given these, so that the PDF and the Word file look alike.
"""

from collections.abc import Sequence
from math import sqrt

from cchc_lib.report.model.document_nodes import TableCell, TableNode
from cchc_lib.report.model.runs import line_text

LEAST = 3
"""The letters that a column has room for at least."""
MOST = 60
"""The letters of a line at most; a longer text breaks over lines."""
_LETTER = 0.22
"""The average width of a letter in a table, in centimetres."""
_BOLD = 0.25
"""The average width of a letter in the name of a column, in centimetres."""
_HEADING = 13
"""The letters of a column's name on one line."""
_PADDING = 0.6
"""The space on both sides of a cell's text together, in centimetres."""


def full_rows(table: TableNode) -> list[tuple[TableCell, ...]]:
    """Return the rows that have a cell in each column: no widths follow from a row that spans them all."""
    return [row for row in table.rows if len(row) == len(table.columns)]


def column_letters(table: TableNode) -> list[int]:
    """Return the letters of each column: those of its longest cell or, if longer, of the longest word of its name."""
    return [_letters(table, column) for column in range(len(table.columns))]


def column_widths(table: TableNode, text_width: float) -> list[float]:
    """Return the width of each column in centimetres. If the table is too wide, its longest columns are made narrower.

    Args:
        table: the table.
        text_width: the width of the page's text in centimetres.
    """
    if table.widths:
        return [width or text_width - sum(table.widths) for width in table.widths]
    names = zip(column_letters(table), table.columns, strict=True)
    needed = [_PADDING + max(_LETTER * letters, _BOLD * min(len(name), _HEADING)) for letters, name in names]
    rows = full_rows(table)
    headers = [cell.header for cell in rows[0]] if rows else []
    spare = text_width - sum(needed)
    if spare >= 0 and any(headers):
        share = spare / sum(headers)
        return [width + share * header for width, header in zip(needed, headers, strict=True)]
    return needed if spare >= 0 else _fitted(table, needed, text_width)


def _fitted(table: TableNode, needed: Sequence[float], text_width: float) -> list[float]:
    """Return widths whose sum is that of the text, for a table that would be wider.

    Each column has room for its longest word. What is left is shared by the square roots of what the columns need
    beyond that, since a text twice as long that breaks over lines needs about that much more width and height.
    """
    words = [_PADDING + _LETTER * max(letters, LEAST) for letters in _longest_words(table)]
    least = [min(word, width) for word, width in zip(words, needed, strict=True)]
    room = text_width - sum(least)
    if room <= 0:
        return [width * text_width / sum(least) for width in least]
    roots = [sqrt(width - word) for width, word in zip(needed, least, strict=True)]
    return [word + room * root / sum(roots) for word, root in zip(least, roots, strict=True)]


def _longest_words(table: TableNode) -> list[int]:
    """Return the letters of each column's longest word, which must not be broken; a number includes its unit."""
    return [max(map(len, _words(table, column)), default=0) for column in range(len(table.columns))]


def _words(table: TableNode, column: int) -> list[str]:
    # Only at plain spaces: a no-break space is between a number and its unit.
    return " ".join((table.columns[column], *(line_text(row[column].runs) for row in full_rows(table)))).split(" ")


def _letters(table: TableNode, column: int) -> int:
    cells = (len(line_text(row[column].runs)) for row in full_rows(table))
    words = (len(word) for word in table.columns[column].split())
    return min(max((*cells, *words, LEAST)), MOST)
