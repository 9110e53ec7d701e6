"""Attainment bars: the attained part of each plan on one scale, with a line at 100%."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.surface import (
    BLUE,
    INK,
    MUTED,
    PALE,
    SIZE,
    SMALL,
    WIDTH,
    Label,
    Line,
    Mark,
    rectangle,
    text_width,
    wrapped,
)
from cchc_lib.report.model.runs import Number

_LINE = 17.0
_BAR_ROOM = 32.0
"""The height of a bar with the space around it."""
_THICKNESS = 16.0
_SCALE_END = 1.2
"""The share at the end of the scale; a longer bar ends there."""


@dataclass(frozen=True)
class Attainment:
    """A plan and the part of it that was attained."""

    label: str
    share: float
    """The attained part as a length for the drawing; it is never printed."""
    text: str
    """The numbers as they are printed beside the label, such as `55/65`."""
    numbers: tuple[Number, ...]
    """The numbers of the text."""


def draw_attainments(rows: tuple[Attainment, ...]) -> Drawing:
    """Draw one bar for each plan; all are on one scale, so that they can be compared."""
    marks: list[Mark] = []
    top = 0.0
    for row in rows:
        lines = wrapped(row.label, WIDTH - text_width(row.text, bold=True) - 14)
        marks += _row(row, lines, top)
        top += _LINE * len(lines) + _BAR_ROOM
    marks += _scale(top)
    alt = "; ".join(f"{row.label}: {row.text}" for row in rows)
    return Drawing(tuple(marks), top + SMALL + 6, alt, tuple(number for row in rows for number in row.numbers))


def _row(row: Attainment, lines: list[str], top: float) -> Iterator[Mark]:
    for index, line in enumerate(lines):
        yield Label(0, top + SIZE + index * _LINE, line)
    yield Label(WIDTH, top + SIZE, row.text, SIZE, INK, "right", bold=True)
    bar, plan = top + len(lines) * _LINE + 5, _position(1.0)
    yield rectangle(0, bar, plan, _THICKNESS, PALE)
    yield rectangle(0, bar + 3, _position(row.share), _THICKNESS - 6, BLUE)
    yield Line((plan, bar - 2), (plan, bar + _THICKNESS + 2), INK, 1.5)


def _scale(top: float) -> Iterator[Mark]:
    yield Label(0, top + SMALL, "0%", SMALL, MUTED)
    yield Label(_position(1.0), top + SMALL, "100%", SMALL, MUTED, "center")


def _position(share: float) -> float:
    return min(share, _SCALE_END) / _SCALE_END * WIDTH
