"""The widths of the columns of a table, for every paper format."""

from cchc_lib.report.model.document_nodes import TableNode
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
_NARROW = 3.0
"""The width that a column keeps when others need more, in centimetres."""


def column_letters(table: TableNode) -> list[int]:
    """Return the letters of each column: those of its longest cell or, if longer, of the longest word of its name."""
    return [_needed(table, at) for at in range(len(table.columns))]


def column_widths(table: TableNode, whole: float) -> list[float]:
    """Return the width of each column in centimetres. If the table is too wide, its longest columns are made narrower.

    Args:
        table: the table.
        whole: the width of the page's text in centimetres.
    """
    letters = zip(column_letters(table), table.columns, strict=True)
    needed = [_PADDING + max(_LETTER * wanted, _BOLD * min(len(name), _HEADING)) for wanted, name in letters]
    headed = [cell.header for cell in table.rows[0]] if table.rows else []
    spare = whole - sum(needed)
    if spare >= 0 and any(headed):
        share = spare / sum(headed)
        return [width + share * heads for width, heads in zip(needed, headed, strict=True)]
    words_need = [_PADDING + _LETTER * max(letters, LEAST) for letters in _longest_words(table)]
    long = [max(width - _NARROW, 0.0) for width in needed]
    if sum(long) < -spare:  # Too many columns: each may shrink to the width of its longest word.
        long = [max(width - word, 0.0) for width, word in zip(needed, words_need, strict=True)]
    give = min(-spare / sum(long), 1.0) if sum(long) else 0.0
    return [width - give * more for width, more in zip(needed, long, strict=True)]


def _longest_words(table: TableNode) -> list[int]:
    """Return the letters of each column's longest word, which must not be broken; a number includes its unit."""
    return [max(map(len, _words(table, at)), default=0) for at in range(len(table.columns))]


def _words(table: TableNode, at: int) -> list[str]:
    return " ".join((table.columns[at], *(line_text(row[at].runs) for row in table.rows))).split(" ")


def _needed(table: TableNode, at: int) -> int:
    cells = (len(line_text(row[at].runs)) for row in table.rows)
    words = (len(word) for word in table.columns[at].split())
    return min(max((*cells, *words, LEAST)), MOST)
