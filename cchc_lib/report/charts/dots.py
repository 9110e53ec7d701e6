"""Dots on a scale from 0 to 100%: where each rate is, and where it should be."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import Drawing, Item
from cchc_lib.report.charts.surface import (
    BLUE,
    MUTED,
    RULE,
    SIZE,
    SMALL,
    VERMILION,
    WIDTH,
    Label,
    Line,
    Mark,
    disc,
    text_width,
    wrapped,
)

_LINE = 17.0


@dataclass(frozen=True)
class Dot:
    """A rate with its target, if it has one."""

    item: Item
    target: float | None = None
    target_words: str = ""
    missed: bool = False


def dots(rows: tuple[Dot, ...]) -> Drawing:
    """Draw one scale a rate; a short upright line marks the target."""
    right = max(text_width(row.item.number.text, bold=True) for row in rows) + 12
    marks: list[Mark] = []
    top = 4.0
    for row in rows:
        drawn = list(_row(row, top, WIDTH - right))
        marks += drawn
        top += _LINE * len(wrapped(row.item.label, WIDTH - _words_width(row))) + 30
    alt = "; ".join(_said(row) for row in rows)
    return Drawing(tuple(marks), top, alt, tuple(row.item.number for row in rows))


def _words_width(row: Dot) -> float:
    return text_width(row.target_words, SMALL) + 14 if row.target_words else 0.0


def _said(row: Dot) -> str:
    target = f" ({row.target_words})" if row.target_words else ""
    return f"{row.item.label}: {row.item.number.text}{target}"


def _row(row: Dot, top: float, width: float) -> Iterator[Mark]:
    lines = wrapped(row.item.label, WIDTH - _words_width(row))
    for index, line in enumerate(lines):
        yield Label(0, top + SIZE + index * _LINE, line)
    if row.target_words:
        yield Label(WIDTH, top + SIZE, row.target_words, SMALL, MUTED, anchor="right")
    y = top + SIZE + (len(lines) - 1) * _LINE + 15
    x = 6 + min(row.item.size, 1.0) * (width - 12)
    colour = VERMILION if row.missed else BLUE
    yield Line((0, y), (width, y), RULE, 3)
    yield Line((0, y), (x, y), colour, 3)
    if row.target is not None:
        at = 6 + min(row.target, 1.0) * (width - 12)
        yield Line((at, y - 8), (at, y + 8), MUTED, 2)
    yield disc(x, y, 6, colour)
    yield Label(WIDTH, y + SIZE * 0.36, row.item.number.text, anchor="right", bold=True)
