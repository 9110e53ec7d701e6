"""Bars: amounts of one kind, one under the other, each with its label and number."""

from collections.abc import Iterator

from cchc_lib.report.charts.drawn_chart import Drawing, Item, described
from cchc_lib.report.charts.surface import BLUE, SIZE, WIDTH, Label, Mark, bar, text_width

_ROW = 30.0
_THICK = 18.0


def bars(items: tuple[Item, ...]) -> Drawing:
    """Draw one bar an item, in the order given."""
    left = max(text_width(item.label) for item in items) + 10
    right = max(text_width(item.number.text, bold=True) for item in items) + 10
    longest = max(item.size for item in items) or 1.0
    scale = (WIDTH - left - right) / longest
    marks = tuple(mark for index, item in enumerate(items) for mark in _row(item, index * _ROW + 4, left, scale))
    alt = described(items)
    return Drawing(marks, len(items) * _ROW + 8, alt, tuple(item.number for item in items))


def _row(item: Item, top: float, left: float, scale: float) -> Iterator[Mark]:
    baseline = top + _THICK / 2 + SIZE * 0.36
    yield Label(left - 8, baseline, item.label, anchor="right")
    yield bar(left, top, max(item.size * scale, 1.0), _THICK, BLUE)
    yield Label(left + item.size * scale + 7, baseline, item.number.text, bold=True)
