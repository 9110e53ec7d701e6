"""Paired bars: the actual amount over the amount that was planned."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing
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
)

_ROW = 74.0
_LINE = 18.0
_THICKNESS = 18.0


@dataclass(frozen=True)
class ActualAndPlan:
    """An amount beside the amount that was planned."""

    label: str
    actual: ChartItem
    planned: ChartItem


def draw_pairs(pairs: tuple[ActualAndPlan, ...]) -> Drawing:
    """Draw each pair as a filled bar over a pale one."""
    # Each row fills the width: on one scale for all rows, a group of three posts could not be seen beside one of 574.
    rows = (mark for index, pair in enumerate(pairs) for mark in _row(pair, index * _ROW + 4))
    alt = "; ".join(f"{pair.label}: {', '.join(map(_item_text, (pair.actual, pair.planned)))}" for pair in pairs)
    numbers = tuple(item.number for pair in pairs for item in (pair.actual, pair.planned))
    return Drawing(tuple(rows), len(pairs) * _ROW, alt, numbers)


def _item_text(item: ChartItem) -> str:
    return f"{item.label} {item.number.text}"


def _row(pair: ActualAndPlan, top: float) -> Iterator[Mark]:
    actual_text, baseline = _item_text(pair.actual), top + SIZE + _LINE
    yield Label(0, top + SIZE, pair.label, bold=True)
    yield Label(0, baseline, actual_text, SMALL, INK)
    yield Label(text_width(actual_text, SMALL) + 14, baseline, _item_text(pair.planned), SMALL, MUTED)
    longest = max(pair.actual.size, pair.planned.size) or 1.0
    planned = pair.planned.size / longest * WIDTH
    bar_top = baseline + 7
    yield rectangle(0, bar_top, planned, _THICKNESS, PALE)
    yield rectangle(0, bar_top + 4, pair.actual.size / longest * WIDTH, _THICKNESS - 8, BLUE)
    # The line keeps the plan visible if the actual amount exceeds it.
    yield Line((planned, bar_top - 2), (planned, bar_top + _THICKNESS + 2), MUTED, 1.5)
