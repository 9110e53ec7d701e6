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
_NARROW = 3.0
"""The width that a column keeps when others need more, in centimetres."""
_HALVINGS = 40
"""How often the range of a factor is halved, until widths are exact to a hair."""


def full_rows(table: TableNode) -> list[tuple[TableCell, ...]]:
    """Return the rows that have a cell in each column: no widths follow from a row that spans them all."""
    return [row for row in table.rows if len(row) == len(table.columns)]


def column_letters(table: TableNode) -> list[int]:
    """Return the letters of each column: those of its longest cell or, if longer, of the longest word of its name."""
    return [_letters(table, column) for column in range(len(table.columns))]


def column_widths(table: TableNode, text_width: float) -> list[float]:
    """Return the width of each column in centimetres. If the table is too wide, columns with little text are narrowed.

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
    """Return widths that fill the page, for a table that is too wide for it.

    A column with so many letters and this width has about letters / width lines in all. Their sum over the columns is
    least if widths are in proportion to the square roots of the letters. So a column of labels keeps its width beside
    one in which a few cells hold long notes.
    """
    words = [_PADDING + _LETTER * max(letters, LEAST) for letters in _longest_words(table)]
    least = [min(width, max(word, _NARROW)) for width, word in zip(needed, words, strict=True)]
    if sum(least) > text_width:  # Too many columns: each may shrink to the width of its longest word.
        least = [min(width, word) for width, word in zip(needed, words, strict=True)]
    weights = [sqrt(letters) for letters in _all_letters(table)]

    def widths(factor: float) -> list[float]:
        bounded = zip(weights, least, needed, strict=True)
        return [max(low, min(factor * weight, high)) for weight, low, high in bounded]

    # The sum of the widths grows with the factor, from that of `least` to that of `needed`.
    low, high = 0.0, max(needed)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths(middle)) < text_width else (low, middle)
    # So many columns that not even their longest words have room: each gives up its part.
    return [width * min(1.0, text_width / sum(widths(low))) for width in widths(low)]


def _all_letters(table: TableNode) -> list[int]:
    """Return the letters of all cells of each column together, at least one."""
    columns = range(len(table.columns))
    return [max(1, sum(len(line_text(row[column].runs)) for row in full_rows(table))) for column in columns]


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
