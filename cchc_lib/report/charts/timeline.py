"""Timelines: one square for each document, stacked in the week in which it was issued."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_lib.quantities.dates import format_date
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.surface import (
    BLUE,
    INK,
    MUTED,
    ON_DARK,
    RULE,
    SMALL,
    WIDTH,
    Label,
    Line,
    Mark,
    rectangle,
    text_width,
)

_SIDE = 11.0
_BASE_GAP = 4.0


@dataclass(frozen=True)
class IssuedDocument:
    """A document with its day of issue."""

    day: date
    type: str


@dataclass(frozen=True)
class TimeAxis:
    """The days that a timeline spans, counted in weeks from the first one."""

    first: date
    last: date

    def week(self, day: date) -> int:
        """Return the number of the week in which a day lies, from 0."""
        return (day - self.first).days // 7

    def x(self, day: date) -> float:
        """Return the position of a day in pixels."""
        return 4 + (day - self.first).days / max((self.last - self.first).days, 1) * (WIDTH - _SIDE - 8)


def draw_timeline(documents: tuple[IssuedDocument, ...], end: date) -> Drawing:
    """Draw documents by week of issue, with the number of each week; those after the period are hollow."""
    axis = TimeAxis(min(doc.day for doc in documents), max(*(doc.day for doc in documents), end))
    weeks = Counter(axis.week(doc.day) for doc in documents)
    base = 40 + max(weeks.values()) * (_SIDE + 2)
    marks = (
        *_squares(documents, axis, base, end),
        *_counts(weeks, axis, base),
        *_axis(axis, base),
        *_period_end(axis.x(end), end, 6, base),
    )
    types = Counter(doc.type for doc in documents).most_common()
    counts = ", ".join(f"{count} {kind.lower()}" for kind, count in sorted(types))
    # The register may hold documents issued after the period, which the audit reports.
    late = sum(doc.day > end for doc in documents)
    after = f"; {late} văn bản sau ngày kết thúc kỳ" if late else ""
    return Drawing(marks, base + 26, f"{counts}{after}", ())


def _squares(documents: tuple[IssuedDocument, ...], axis: TimeAxis, base: float, end: date) -> Iterator[Mark]:
    stacked: Counter[int] = Counter()
    for doc in sorted(documents, key=lambda doc: doc.day):
        week = axis.week(doc.day)
        stacked[week] += 1
        left, top = _week_start(axis, week), base - _BASE_GAP - stacked[week] * (_SIDE + 2)
        yield rectangle(left, top, _SIDE, _SIDE, BLUE)
        if doc.day > end:
            yield rectangle(left + 1.5, top + 1.5, _SIDE - 3, _SIDE - 3, ON_DARK)


def _counts(weeks: Counter[int], axis: TimeAxis, base: float) -> Iterator[Mark]:
    for week, count in weeks.items():
        top = base - _BASE_GAP - count * (_SIDE + 2) - 4
        yield Label(_week_start(axis, week) + _SIDE / 2, top, str(count), SMALL, INK, "center")


def _week_start(axis: TimeAxis, week: int) -> float:
    return axis.x(axis.first + timedelta(weeks=week))


def _axis(axis: TimeAxis, base: float) -> Iterator[Mark]:
    yield Line((0, base), (WIDTH, base), RULE, 1.5)
    starts = [max(axis.x(day), 2) for day in _month_starts(axis)]
    for day, x, end in zip(_month_starts(axis), starts, [*starts[1:], WIDTH], strict=True):
        yield Line((x, base), (x, base + 5), MUTED)
        # The first and the last month may be cut off, with room for a short name only, or for none.
        names = (f"Tháng {day.month}", f"T{day.month}")
        name = next((name for name in names if text_width(name, SMALL) + 4 <= end - x), "")
        if name:
            yield Label(x, base + 19, name, SMALL, MUTED)


def _month_starts(axis: TimeAxis) -> list[date]:
    """Return the first day of each month; that of the first month is the first day of the axis."""
    years = range(axis.first.year, axis.last.year + 1)
    months = (date(year, month, 1) for year in years for month in range(1, 13))
    return [axis.first, *(day for day in months if axis.first < day <= axis.last)]


def _period_end(x: float, end: date, top: float, bottom: float) -> Iterator[Mark]:
    yield Line((x, top), (x, bottom), INK, 1.2, dashed=True)
    yield Label(x - 5, top + 11, f"hết kỳ {format_date(end)}", SMALL, INK, "right")
