"""Widths of columns and heights of rows, since programs that open a workbook do not all fit rows to their text."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

_WIDEST = 60
_NARROWEST = 8
_LINES_OF_NAMES = 3
"""The most lines of the name of a column. A long name breaks over them, so that its column can be narrow."""
_POINTS_OF_UNIT = 6
"""One unit of a column's width is a digit of the workbook's default font, Times New Roman of 12 points."""
_LETTER_OF_SIZE, _BOLD_LETTER_OF_SIZE = 0.45, 0.49
"""The width of a letter of Times New Roman, on average over Vietnamese text, as a part of the font's size."""
_LINE_OF_SIZE = 1.3
"""The height of a line as a part of the font's size."""


def column_widths(head: Sequence[Iterable[str]], rows: Iterable[Iterable[str]]) -> list[int]:
    """Return the width of each column in letters: that of its longest text, which breaks over lines beyond a limit.

    Args:
        head: the rows above the cells, of which the last one names the columns and those above it groups of them; names
            may break between words.
        rows: the texts of the cells.
    """
    needed = [[_longest_word(name) for name in row] for row in head]
    needed += [[-(-len(name) // _LINES_OF_NAMES) for name in row] for row in head[-1:]]
    needed += [[len(text) for text in row] for row in rows]
    return [max(_NARROWEST, min(max(lengths) + 2, _WIDEST)) for lengths in zip(*needed, strict=True)]


def _longest_word(name: str) -> int:
    return max(map(len, name.split()), default=0)


def height_of(text: str, width: float, form: Mapping[str, object]) -> float:
    """Return the points that a text needs in a cell.

    Args:
        text: the text.
        width: the width of the cell in letters.
        form: the properties of the cell's format.
    """
    size = float(str(form["font_size"]))
    letter = size * (_BOLD_LETTER_OF_SIZE if form.get("bold") else _LETTER_OF_SIZE)
    letters = max(1, int(width * _POINTS_OF_UNIT / letter))
    lines = sum(max(1, len(wrap(line, letters))) for line in text.split("\n"))
    return lines * size * _LINE_OF_SIZE
