"""Bar charts: amounts of one kind, one below the other, each with its label and number."""

from collections.abc import Iterator

from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing, description
from cchc_lib.report.charts.surface import BLUE, HALF_CAPITAL, SIZE, WIDTH, Label, Mark, rectangle, text_width

_ROW = 30.0
_THICKNESS = 18.0


def draw_bars(items: tuple[ChartItem, ...]) -> Drawing:
    """Draw one bar for each item, in the order given."""
    left = max(text_width(item.label) for item in items) + 10
    right = max(text_width(item.number.text, bold=True) for item in items) + 10
    longest = max(item.size for item in items) or 1.0
    scale = (WIDTH - left - right) / longest
    marks = tuple(mark for index, item in enumerate(items) for mark in _row(item, index * _ROW + 4, left, scale))
    return Drawing(marks, len(items) * _ROW + 8, description(items), tuple(item.number for item in items))


def _row(item: ChartItem, top: float, left: float, scale: float) -> Iterator[Mark]:
    baseline = top + _THICKNESS / 2 + SIZE * HALF_CAPITAL
    yield Label(left - 8, baseline, item.label, anchor="right")
    # A bar of one case beside thousands is still visible.
    yield rectangle(left, top, max(item.size * scale, 1.0), _THICKNESS, BLUE)
    yield Label(left + item.size * scale + 7, baseline, item.number.text, bold=True)
