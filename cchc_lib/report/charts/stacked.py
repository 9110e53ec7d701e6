"""Stacked bars: each row is a whole split into its parts, with a key right under it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import Drawing, Item, described
from cchc_lib.report.charts.legend import LegendEntry, legend
from cchc_lib.report.charts.surface import PALE, SERIES, SIZE, WIDTH, Label, Mark, bar

_THICK = 22.0
_GAP = 16.0


@dataclass(frozen=True)
class Whole:
    """A row: its title and the parts it is made of."""

    title: str
    parts: tuple[Item, ...]


def stacked(wholes: tuple[Whole, ...]) -> Drawing:
    """Draw one bar a whole; all bars have the same length, since they show shares."""
    marks: list[Mark] = []
    top = 4.0
    for whole in wholes:
        drawn, top = _row(whole, top)
        marks += drawn
    alt = "; ".join(f"{whole.title}: {described(whole.parts)}" for whole in wholes)
    numbers = tuple(part.number for whole in wholes for part in whole.parts)
    return Drawing(tuple(marks), top - _GAP + 6, alt, numbers)


def _row(whole: Whole, top: float) -> tuple[list[Mark], float]:
    title = Label(0, top + SIZE, whole.title, bold=True)
    bar_top = top + SIZE + 7
    parts = zip(whole.parts, SERIES, strict=False)
    entries = tuple(LegendEntry(part.label, part.colour or colour, part.number.text) for part, colour in parts)
    names, bottom = legend(entries, bar_top + _THICK + 6)
    return [title, *_segments(whole.parts, bar_top), *names], bottom + _GAP


def _segments(parts: tuple[Item, ...], top: float) -> Iterator[Mark]:
    whole = sum(part.size for part in parts)
    if not whole:
        yield bar(0, top, WIDTH, _THICK, PALE)
        return
    left = 0.0
    for part, colour in zip(parts, SERIES, strict=False):
        width = part.size / whole * WIDTH
        if width:
            yield bar(left, top, max(width - 1.5, 1.0), _THICK, part.colour or colour)
        left += width
