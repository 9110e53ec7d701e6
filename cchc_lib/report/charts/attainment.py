"""Attainment bars: the attained part of each plan on one scale, with a line at 100%."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.surface import BLUE, INK, MUTED, PALE, SIZE, SMALL, WIDTH, Label, Line, Mark, rectangle
from cchc_lib.report.model.runs import Number

_ROW = 48.0
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
    foot = len(rows) * _ROW
    marks = (
        *(mark for index, row in enumerate(rows) for mark in _row(row, index * _ROW)),
        *_scale(foot),
    )
    alt = "; ".join(f"{row.label}: {row.text}" for row in rows)
    return Drawing(marks, foot + SMALL + 10, alt, tuple(number for row in rows for number in row.numbers))


def _row(row: Attainment, top: float) -> Iterator[Mark]:
    yield Label(0, top + SIZE, row.label)
    yield Label(WIDTH, top + SIZE, row.text, SIZE, INK, "right", bold=True)
    bar = top + SIZE + 6
    yield rectangle(0, bar, WIDTH / _SCALE_END, _THICKNESS, PALE)
    yield rectangle(0, bar + 3, _position(row.share), _THICKNESS - 6, BLUE)


def _scale(foot: float) -> Iterator[Mark]:
    """Yield the line of the plan over all rows, and the marks of the scale below them."""
    plan = _position(1.0)
    yield Line((plan, SIZE + 4), (plan, foot), INK, 1.5)
    yield Label(0, foot + SMALL, "0%", SMALL, MUTED)
    yield Label(plan, foot + SMALL, "100%", SMALL, MUTED, "center")


def _position(share: float) -> float:
    return min(share, _SCALE_END) / _SCALE_END * WIDTH
