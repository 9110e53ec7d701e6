"""Funnel plots: the rate of each unit over its size, between the control limits of units of that size.

D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24, 2005. A rate
within the limits differs from the common rate by no more than chance explains, so that small units are not singled out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from cchc_lib.quantities.control_limits import INNER_TAIL, OUTER_TAIL, flagging_count, lower_limit, upper_limit
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.funnel_axes import BOTTOM, LEFT, RIGHT, TINY, FunnelFrame, axes
from cchc_lib.report.charts.legend import LegendEntry, Swatch, legend
from cchc_lib.report.charts.surface import (
    BLUE,
    INK,
    MUTED,
    VERMILION,
    WIDTH,
    Anchor,
    Label,
    Line,
    Mark,
    disc,
    text_width,
)
from cchc_lib.report.model.runs import Number

_STEPS = 64
"""The number of steps along the axis at which limits are computed."""
_MARGIN = 1.15
"""The height of the frame as a multiple of the highest rate that it shows."""
_MOST_NAMES = 12
"""The most units that are named in the drawing."""
_LIMITS = (
    LegendEntry("Giới hạn 99,8%", INK, shape=Swatch.LINE),
    LegendEntry("Giới hạn 95%", MUTED, shape=Swatch.DASHED),
)


@dataclass(frozen=True)
class FunnelPoint:
    """A unit of a funnel plot."""

    name: str
    part: int
    """The number of overdue cases."""
    whole: int
    """The number of resolved cases, at least 1."""
    number: Number
    """The rate as it is printed."""
    beyond: bool
    """Whether the unit lies above the outer limit."""
    below: bool = False
    """Whether the unit lies below the outer limit."""

    @property
    def rate(self) -> float:
        """The rate as a length for the drawing; it is never printed."""
        return self.part / self.whole


@dataclass(frozen=True)
class _LimitPoint:
    """The control limits of units of one size, as rates."""

    size: float
    lower: float
    upper: float


def draw_funnel(units: Sequence[FunnelPoint], share: Fraction, centre: Number) -> Drawing:
    """Draw units around their common rate.

    Args:
        units: the units; at least one.
        share: the common rate of all units, exactly.
        centre: the common rate as it is printed.
    """
    sizes = _size_range([unit.whole for unit in units])
    outer, inner = (_limits(sizes, share, tail) for tail in (OUTER_TAIL, INNER_TAIL))
    frame = FunnelFrame(sizes, _highest_rate(units, float(share), outer))
    centre_y = frame.y(float(share))
    legend_marks, bottom = legend((*_of_dots(units), *_LIMITS), BOTTOM + 44)
    marks = (
        *axes(frame),
        *_limit_lines(frame, outer, INK, dashed=False),
        *_limit_lines(frame, inner, MUTED, dashed=True),
        Line((LEFT, centre_y), (RIGHT, centre_y), BLUE, 1.5),
        Label(RIGHT, centre_y - 4, f"chung {centre.text}", TINY, BLUE, "right"),
        *_dots(frame, units),
        *legend_marks,
    )
    beyond = [unit for unit in units if unit.beyond]
    names = "; ".join(f"{unit.name} {unit.number.text}" for unit in beyond) or "không đơn vị nào"
    alt = f"{format_number(Decimal(len(units)))} đơn vị quanh tỷ lệ chung {centre.text}; vượt giới hạn 99,8%: {names}"
    return Drawing(marks, bottom, alt, (centre, *(unit.number for unit in beyond)))


def _of_dots(units: Sequence[FunnelPoint]) -> Iterator[LegendEntry]:
    yield LegendEntry("Đơn vị", BLUE, shape=Swatch.DOT)
    if any(unit.beyond for unit in units):
        yield LegendEntry("Vượt giới hạn 99,8%", VERMILION, shape=Swatch.DOT)


def _highest_rate(units: Sequence[FunnelPoint], share: float, outer: Sequence[_LimitPoint]) -> float:
    """Return the rate at the upper edge of the frame.

    It lies above every unit, so that no dot is drawn at a lower rate than its own. The limits of the smallest units,
    which are far above all rates, are cut off.
    """
    rates = (unit.rate for unit in units)
    return max((*rates, share, outer[len(outer) // 3].upper, 0.0005)) * _MARGIN


def _size_range(sizes: Sequence[int]) -> tuple[int, int]:
    """Return the smallest and the largest size of the axis; if all units have one size, there is room on both sides."""
    low, high = min(sizes), max(sizes)
    return (low, high) if low < high else (max(low // 2, 1), high * 2)


def _limits(sizes: tuple[int, int], share: Fraction, tail: Decimal) -> list[_LimitPoint]:
    """Return the control limits at sizes that are evenly spaced on the axis.

    Args:
        sizes: the smallest and the largest size.
        share: the common rate.
        tail: the probability beyond each limit.
    """
    low, high = map(sqrt, sizes)
    wholes = dict.fromkeys(max(1, round((low + (high - low) * step / _STEPS) ** 2)) for step in range(_STEPS + 1))
    # The outer line passes through the counts by which units are flagged, so that drawing and text agree.
    upper = flagging_count if tail == OUTER_TAIL else lambda whole, share: upper_limit(whole, share, tail)
    return [
        _LimitPoint(
            float(whole),
            max(float(lower_limit(whole, share, tail)) / whole, 0.0),
            min(float(upper(whole, share)) / whole, 1.0),
        )
        for whole in wholes
    ]


def _limit_lines(frame: FunnelFrame, limits: Sequence[_LimitPoint], colour: str, *, dashed: bool) -> Iterator[Mark]:
    lower = [(point.size, point.lower) for point in limits]
    upper = [(point.size, point.upper) for point in limits]
    for line in (lower, upper):
        for start, end in pairwise(line):
            # Steps that lie above the frame would be drawn along its edge.
            if min(start[1], end[1]) < frame.highest:
                ends = (_within(frame, start, end), _within(frame, end, start))
                yield Line(ends[0], ends[1], colour, 1.0, dashed)


def _within(frame: FunnelFrame, end: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Return the place of one end of a line, or the place where the line leaves the frame at its upper edge."""
    (size, rate), (other_size, other_rate) = end, other
    x, y = frame.x(size), frame.y(rate)
    if rate <= frame.highest:
        return x, y
    inside = (frame.highest - other_rate) / (rate - other_rate)
    return frame.x(other_size) + inside * (x - frame.x(other_size)), y


def _dots(frame: FunnelFrame, units: Sequence[FunnelPoint]) -> Iterator[Mark]:
    # Units beyond the limits come last, so that no other dot covers them.
    for unit in sorted(units, key=lambda unit: unit.beyond):
        colour, radius = (VERMILION, 4.2) if unit.beyond else (BLUE, 3.0)
        yield disc(frame.x(unit.whole), frame.y(unit.rate), radius, colour)
    yield from _names(frame, [unit for unit in units if unit.beyond or unit.below])


@dataclass(frozen=True)
class _Box:
    """The area of a name or a dot, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of_text(cls, left: float, baseline: float, width: float) -> "_Box":
        return cls(left, baseline - TINY + 2, left + width, baseline + 2)

    def overlaps(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def _names(frame: FunnelFrame, units: Sequence[FunnelPoint]) -> Iterator[Mark]:
    """Yield the names of units beside their dots, highest rates first; a name without room is left out."""
    taken = [_Box.of_text(frame.x(unit.whole) - 4, frame.y(unit.rate) + 4, 8.0) for unit in units]
    for unit in sorted(units, key=lambda unit: -unit.rate)[:_MOST_NAMES]:
        name = first_upper(unit.name)
        x, y, width = frame.x(unit.whole), frame.y(unit.rate), text_width(name, TINY)
        # Each text is anchored where it meets its dot: a browser without this font sets it wider or narrower.
        places: tuple[tuple[float, float, float, Anchor], ...] = (
            (x + 7, x + 7, y + 4, "left"),
            (x - 7 - width, x - 7, y + 4, "right"),
            (x - width / 2, x, y - 8, "center"),
            (x - width / 2, x, y + 16, "center"),
        )
        for left, anchored, baseline, anchor in places:
            box = _Box.of_text(left, baseline, width)
            is_inside = left > LEFT and left + width < WIDTH
            if is_inside and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                yield Label(anchored, baseline, name, TINY, INK, anchor)
                break
