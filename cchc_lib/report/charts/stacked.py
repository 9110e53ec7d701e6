"""Stacked bars: each row is a whole split into its parts, with a legend below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing, description
from cchc_lib.report.charts.legend import LegendEntry, legend
from cchc_lib.report.charts.surface import (
    PALE,
    SERIES,
    SIZE,
    VERMILION,
    WIDTH,
    Label,
    Mark,
    hatched,
    rectangle,
    solid,
    wrapped,
)

_THICKNESS = 22.0
_GAP = 16.0
_LINE = 17.0
_NORMAL = 0.88
"""The width of normal letters, by which texts are wrapped, as a share of that of bold ones."""


@dataclass(frozen=True)
class StackedBar:
    """A whole: its title and its parts."""

    title: str
    parts: tuple[ChartItem, ...]

    @property
    def shown(self) -> tuple[ChartItem, ...]:
        """The parts above zero."""
        return tuple(part for part in self.parts if part.size > 0)


def draw_stacked_bars(bars: tuple[StackedBar, ...]) -> Drawing:
    """Draw all bars with the same length, since they show shares."""
    marks: list[Mark] = []
    top = 4.0
    for bar in bars:
        row, top = _row(bar, top)
        marks += row
    # A part of zero has no area, so that it is in neither the legend nor the description.
    alt = "; ".join(f"{bar.title}: {description(bar.shown)}" for bar in bars)
    numbers = tuple(part.number for bar in bars for part in bar.shown)
    return Drawing(tuple(marks), top - _GAP + 6, alt, numbers)


def _row(bar: StackedBar, top: float) -> tuple[list[Mark], float]:
    """Return the marks of a row, and the upper edge of the next row in pixels."""
    lines = wrapped(bar.title, WIDTH * _NORMAL)
    titles = [Label(0, top + SIZE + at * _LINE, line, bold=True) for at, line in enumerate(lines)]
    bar_top = top + (len(lines) - 1) * _LINE + SIZE + 7
    coloured = [(part, part.colour or colour) for part, colour in zip(bar.parts, SERIES, strict=False) if part.size > 0]
    entries = tuple(LegendEntry(part.label, colour, part.number.text) for part, colour in coloured)
    legend_marks, bottom = legend(entries, bar_top + _THICKNESS + 6)
    return [*titles, *_segments(bar.parts, bar_top), *legend_marks], bottom + _GAP


def _segments(parts: tuple[ChartItem, ...], top: float) -> Iterator[Mark]:
    whole = sum(part.size for part in parts)
    if not whole:
        yield rectangle(0, top, WIDTH, _THICKNESS, PALE)
        return
    left = 0.0
    for part, colour in zip(parts, SERIES, strict=False):
        width = part.size / whole * WIDTH
        if width:
            # A gap of 1.5 pixels keeps neighbours apart; a part of one case is still a pixel wide.
            filled = hatched if part.colour == VERMILION else solid
            yield from filled(left, top, max(width - 1.5, 1.0), _THICKNESS, part.colour or colour)
        left += width
