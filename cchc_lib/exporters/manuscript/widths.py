"""How much room the columns of a table need, whatever sets it."""

from cchc_lib.exporters.manuscript.parts import Part
from cchc_lib.report.media import text_of

LEAST = 3
MOST = 60
"""A longer text breaks over lines."""


def column_letters(table: Part) -> list[int]:
    """The letters that each column needs: those of its longest cell, and of the longest word above it."""
    return [_needed(table, at) for at in range(len(table["columns"]))]


def longest_words(table: Part) -> list[int]:
    """The letters of each column's longest word, which no line may break."""
    return [max(map(len, _words(table, at)), default=0) for at in range(len(table["columns"]))]


def _words(table: Part, at: int) -> list[str]:
    return " ".join((table["columns"][at], *(text_of(row[at]["runs"]) for row in table["rows"]))).split()


def _needed(table: Part, at: int) -> int:
    cells = (len(text_of(row[at]["runs"])) for row in table["rows"])
    words = (len(word) for word in table["columns"][at].split())
    return min(max((*cells, *words, LEAST)), MOST)
