"""A timeline: one square a document, in the week it was issued, by type."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cchc_lib.quantities.dates import format_date
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.legend import LegendEntry, legend
from cchc_lib.report.charts.surface import (
    INK,
    MUTED,
    RULE,
    SERIES,
    SMALL,
    WIDTH,
    Label,
    Line,
    Mark,
    bar,
    text_width,
)

_SIDE = 11.0
_BASE_GAP = 4.0
_OTHERS = "Loại khác"


@dataclass(frozen=True)
class Event:
    """A dated document."""

    day: date
    type: str


@dataclass(frozen=True)
class Weeks:
    """The weeks that a timeline spans."""

    first: date
    last: date

    def index(self, day: date) -> int:
        """Which week a day lies in, from 0."""
        return (day - self.first).days // 7

    def x(self, day: date) -> float:
        """Where a day lies."""
        return 4 + (day - self.first).days / max((self.last - self.first).days, 1) * (WIDTH - _SIDE - 8)


def timeline(events: tuple[Event, ...], end: date) -> Drawing:
    """Draw documents by week of issue; a dashed line marks the period's end."""
    types = _types(events)
    events = tuple(event if event.type in types else replace(event, type=_OTHERS) for event in events)
    weeks = Weeks(min(event.day for event in events), max(*(event.day for event in events), end))
    tallest = max(sum(weeks.index(other.day) == weeks.index(event.day) for other in events) for event in events)
    names, top = legend(tuple(LegendEntry(each, colour) for each, colour in zip(types, SERIES, strict=False)), 0)
    base = top + 24 + tallest * (_SIDE + 2)
    marks = (*names, *_squares(events, types, weeks, base), *_axis(weeks, base), *_end(weeks, end, (top + 6, base)))
    counts = ", ".join(f"{sum(event.type == each for event in events)} {each.lower()}" for each in types)
    late = sum(event.day > end for event in events)
    after = f"; {late} văn bản sau ngày kết thúc kỳ" if late else ""
    return Drawing(marks, base + 26, f"{counts}{after}", ())


def _types(events: tuple[Event, ...]) -> tuple[str, ...]:
    """The types that have a colour; the rarest share one."""
    common = [kind for kind, _ in Counter(event.type for event in events).most_common()]
    kept = common if len(common) <= len(SERIES) else [*common[: len(SERIES) - 1], _OTHERS]
    return tuple(sorted(kept, key=lambda kind: (kind == _OTHERS, kind)))


def _squares(events: tuple[Event, ...], types: tuple[str, ...], weeks: Weeks, base: float) -> Iterator[Mark]:
    heights: dict[int, int] = {}
    for event in sorted(events, key=lambda event: (types.index(event.type), event.day)):
        week = weeks.index(event.day)
        level = heights.get(week, 0)
        heights[week] = level + 1
        left = 4 + week * 7 / max((weeks.last - weeks.first).days, 1) * (WIDTH - _SIDE - 8)
        yield bar(left, base - _BASE_GAP - (level + 1) * (_SIDE + 2), _SIDE, _SIDE, SERIES[types.index(event.type)])


def _axis(weeks: Weeks, base: float) -> Iterator[Mark]:
    yield Line((0, base), (WIDTH, base), RULE, 1.5)
    starts = [max(weeks.x(first), 2) for first in _months(weeks)]
    for first, x, end in zip(_months(weeks), starts, [*starts[1:], WIDTH], strict=True):
        yield Line((x, base), (x, base + 5), MUTED)
        words = next((each for each in _names(first) if text_width(each, SMALL) + 4 <= end - x), "")
        if words:
            yield Label(x, base + 19, words, SMALL, MUTED)


def _months(weeks: Weeks) -> list[date]:
    """Where each month begins, the first one where the weeks do."""
    months = (date(year, month, 1) for year in range(weeks.first.year, weeks.last.year + 1) for month in range(1, 13))
    return [weeks.first, *(first for first in months if weeks.first < first <= weeks.last)]


def _names(day: date) -> tuple[str, str]:
    """A month's name, and what stands for it where there is little room."""
    return f"Tháng {day.month}", f"T{day.month}"


def _end(weeks: Weeks, end: date, height: tuple[float, float]) -> Iterator[Mark]:
    x = weeks.x(end)
    yield Line((x, height[0]), (x, height[1]), INK, 1.2, dashed=True)
    yield Label(x - 5, height[0] + 11, f"hết kỳ {format_date(end)}", SMALL, INK, "right")
