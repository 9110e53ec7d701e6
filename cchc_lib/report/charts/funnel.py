"""A funnel plot: each unit's rate by its size, between the limits that chance alone gives a unit of that size."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10, sqrt

from cchc_lib.quantities.control_limits import INNER_TAIL, OUTER_TAIL, flagging_count, lower_limit, upper_limit
from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.legend import LegendEntry, legend
from cchc_lib.report.charts.surface import (
    BLUE,
    INK,
    MUTED,
    RULE,
    SMALL,
    VERMILION,
    WIDTH,
    Label,
    Line,
    Mark,
    disc,
    text_width,
)
from cchc_lib.report.model.runs import Number

_TOP, _BOTTOM, _LEFT, _RIGHT = 28.0, 310.0, 50.0, WIDTH - 8
_STEPS = 64
"""Places along the axis at which the limits are computed."""
_TICKS = 5
_TINY = 10.5
_MARGIN = 1.08
"""The height of the drawing as a multiple of the highest rate that it shows."""
_LABELS = 12
"""Units that are named in the drawing."""


@dataclass(frozen=True)
class FunnelPoint:
    """One dot."""

    name: str
    part: int
    whole: int
    number: Number
    beyond: bool

    @property
    def rate(self) -> float:
        """For geometry alone."""
        return self.part / self.whole


Limits = list[tuple[float, float, float]]
"""Size, lower rate, upper rate."""


@dataclass(frozen=True)
class _Frame:
    """From values to pixels: the root of the size across, the rate upwards."""

    sizes: tuple[int, int]
    highest: float

    def across(self, size: float) -> float:
        low, high = (sqrt(each) for each in self.sizes)
        return _LEFT + 8 + (sqrt(size) - low) / ((high - low) or 1.0) * (_RIGHT - _LEFT - 16)

    def up(self, rate: float) -> float:
        return _BOTTOM - min(rate, self.highest) / self.highest * (_BOTTOM - _TOP)


def funnel(units: Sequence[FunnelPoint], share: Fraction, centre: Number) -> Drawing:
    """Draw units around the rate of all of them.

    Args:
        units: each with one case at least.
        share: the rate of all together, exactly.
        centre: the same as it is printed.
    """
    sizes = _span([unit.whole for unit in units])
    limits = {chance: _limits(sizes, share, chance) for chance in (OUTER_TAIL, INNER_TAIL)}
    highest = _highest(units, float(share), limits[OUTER_TAIL])
    frame = _Frame(sizes, highest)
    entries = (
        LegendEntry("Đơn vị", BLUE),
        LegendEntry("Vượt giới hạn 99,8%", VERMILION),
        LegendEntry("Giới hạn 99,8%", INK, line="solid"),
        LegendEntry("Giới hạn 95%", MUTED, line="dashed"),
    )
    names, bottom = legend(entries, _BOTTOM + 44)
    marks = (
        *_axes(frame),
        *(mark for chance, line in limits.items() for mark in _limit_lines(frame, line, chance)),
        Line((_LEFT, frame.up(float(share))), (_RIGHT, frame.up(float(share))), BLUE, 1.5),
        Label(_RIGHT, frame.up(float(share)) - 4, f"chung {centre.text}", _TINY, BLUE, "right"),
        *_dots(frame, units),
        *names,
    )
    beyond = [unit for unit in units if unit.beyond]
    told = "; ".join(f"{unit.name} {unit.number.text}" for unit in beyond) or "không đơn vị nào"
    alt = f"{format_number(Decimal(len(units)))} đơn vị quanh tỷ lệ chung {centre.text}; vượt giới hạn 99,8%: {told}"
    return Drawing(marks, bottom, alt, (centre, *(unit.number for unit in beyond)))


def _highest(units: Sequence[FunnelPoint], share: float, outer: Limits) -> float:
    """Return the rate at the upper edge of the drawing.

    It lies above every unit, so that no dot is drawn at a lower rate than its own. The limits of the smallest units,
    which are far above all rates, are cut off.
    """
    rates = (unit.rate for unit in units)
    return max((*rates, share, outer[len(outer) // 3][2], 0.0005)) * _MARGIN


def _span(sizes: Sequence[int]) -> tuple[int, int]:
    """The smallest and the largest size that the axis shows; around a single one there is room too."""
    low, high = min(sizes), max(sizes)
    return (low, high) if low < high else (max(low // 2, 1), high * 2)


def _limits(sizes: tuple[int, int], share: Fraction, chance: Decimal) -> Limits:
    low, high = map(sqrt, sizes)
    wholes = dict.fromkeys(max(1, round((low + (high - low) * step / _STEPS) ** 2)) for step in range(_STEPS + 1))
    return [
        (
            float(whole),
            max(float(lower_limit(whole, share, chance)) / whole, 0.0),
            min(float(_upper(whole, share, chance)) / whole, 1.0),
        )
        for whole in wholes
    ]


def _upper(whole: int, share: Fraction, chance: Decimal) -> Decimal:
    return flagging_count(whole, share) if chance == OUTER_TAIL else upper_limit(whole, share, chance)


def _limit_lines(frame: _Frame, limits: Limits, chance: Decimal) -> Iterator[Mark]:
    colour, dashed = (INK, False) if chance == OUTER_TAIL else (MUTED, True)
    sides: tuple[Callable[[tuple[float, float, float]], float], ...] = (lambda at: at[1], lambda at: at[2])
    for side in sides:
        for one, other in pairwise(limits):
            if min(side(one), side(other)) < frame.highest:
                ends = [(frame.across(at[0]), frame.up(side(at))) for at in (one, other)]
                yield Line(ends[0], ends[1], colour, 1.0, dashed)


def _axes(frame: _Frame) -> Iterator[Mark]:
    yield Line((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM), MUTED)
    step = _round_step(frame.highest * 100 / _TICKS)
    for at in range(floor(frame.highest * 100 / float(step)) + 1):
        y = frame.up(at * float(step) / 100)
        yield Line((_LEFT, y), (_RIGHT, y), RULE, 0.7)
        yield Label(_LEFT - 6, y + 4, f"{format_number(at * step)}%", _TINY, MUTED, "right")
    for size in _size_ticks(*frame.sizes):
        x = frame.across(size)
        yield Line((x, _BOTTOM), (x, _BOTTOM + 4), MUTED)
        yield Label(x, _BOTTOM + 17, format_number(Decimal(size)), _TINY, MUTED, "center")
    yield Label(
        (_LEFT + _RIGHT) / 2, _BOTTOM + 35, "Số hồ sơ đã giải quyết (chia theo căn bậc hai)", SMALL, MUTED, "center"
    )
    yield Label(0, _TOP - 8, "Tỷ lệ quá hạn", SMALL, MUTED)


def _round_step(wanted: float) -> Decimal:
    """1, 2 or 5 times a power of ten, not below what is wanted."""
    power = Decimal(10) ** floor(log10(wanted)) if wanted > 0 else Decimal(1)
    return next(power * each for each in (1, 2, 5, 10) if float(power * each) >= wanted)


def _size_ticks(low: int, high: int) -> list[int]:
    """Round sizes between the smallest and the largest, far enough from each other to be read."""
    step = max(int(_round_step((high - low) / _TICKS)), 1)
    return [at * step for at in range(ceil(low / step), high // step + 1) if at * step >= low] or [low]


def _dots(frame: _Frame, units: Sequence[FunnelPoint]) -> Iterator[Mark]:
    for unit in sorted(units, key=lambda unit: unit.beyond):
        colour = VERMILION if unit.beyond else BLUE
        yield disc(frame.across(unit.whole), frame.up(unit.rate), 4.2 if unit.beyond else 3.0, colour)
    yield from _names(frame, [unit for unit in units if unit.beyond])


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _names(frame: _Frame, units: Sequence[FunnelPoint]) -> Iterator[Mark]:
    """The names of units beside their dots, where there is room."""
    taken = [_box(frame.across(unit.whole) - 4, frame.up(unit.rate) + 4, 8.0) for unit in units]
    for unit in sorted(units, key=lambda unit: -unit.rate)[:_LABELS]:
        x, y, width = frame.across(unit.whole), frame.up(unit.rate), text_width(unit.name, _TINY)
        beside = ((x + 7, y + 4), (x - 7 - width, y + 4), (x - width / 2, y - 8), (x - width / 2, y + 16))
        free = (
            place
            for place in beside
            if place[0] > _LEFT
            and place[0] + width < WIDTH
            and not any(_overlap(_box(*place, width), box) for box in taken)
        )
        place = next(free, None)
        if place:
            taken.append(_box(*place, width))
            yield Label(*place, unit.name, _TINY, INK)


def _box(left: float, baseline: float, width: float) -> Box:
    return left, baseline - _TINY + 2, left + width, baseline + 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
