"""The axes of a funnel plot, and the positions of values on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10, sqrt

from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.charts.surface import MUTED, RULE, SMALL, WIDTH, Label, Line, Mark

TOP, BOTTOM, LEFT, RIGHT = 28.0, 310.0, 52.0, WIDTH - 8
"""The edges of the frame in pixels."""
TINY = 12.0
_MOST_TICKS = 5


@dataclass(frozen=True)
class FunnelFrame:
    """The frame of a funnel plot: sizes from left to right, rates upwards."""

    sizes: tuple[int, int]
    """The smallest and the largest size."""
    highest: float
    """The rate at the upper edge."""

    def x(self, size: float) -> float:
        """Return the position of a size in pixels."""
        # The axis is divided by the square root of the size, since the limits narrow with that root.
        low, high = map(sqrt, self.sizes)
        return LEFT + 8 + (sqrt(size) - low) / ((high - low) or 1.0) * (RIGHT - LEFT - 16)

    def y(self, rate: float) -> float:
        """Return the position of a rate in pixels; higher rates than the frame shows lie on its upper edge."""
        return BOTTOM - min(rate, self.highest) / self.highest * (BOTTOM - TOP)


def axes(frame: FunnelFrame) -> Iterator[Mark]:
    """Yield the axes with their ticks, lines and names."""
    yield Line((LEFT, BOTTOM), (RIGHT, BOTTOM), MUTED)
    step = _round_step(frame.highest * 100 / _MOST_TICKS)
    for index in range(floor(frame.highest * 100 / float(step)) + 1):
        y = frame.y(index * float(step) / 100)
        yield Line((LEFT, y), (RIGHT, y), RULE, 0.7)
        yield Label(LEFT - 6, y + 4, f"{format_number(index * step)}%", TINY, MUTED, "right")
    for size in _size_ticks(*frame.sizes):
        x = frame.x(size)
        yield Line((x, BOTTOM), (x, BOTTOM + 4), MUTED)
        yield Label(x, BOTTOM + 17, format_number(Decimal(size)), TINY, MUTED, "center")
    name = "Số hồ sơ đã giải quyết (thang căn bậc hai)"
    yield Label((LEFT + RIGHT) / 2, BOTTOM + 35, name, SMALL, MUTED, "center")
    yield Label(0, TOP - 8, "Tỷ lệ quá hạn", SMALL, MUTED)


def _round_step(least: float) -> Decimal:
    """Return the smallest number of the form 1, 2 or 5 times a power of ten that is not below `least`."""
    power = Decimal(10) ** floor(log10(least)) if least > 0 else Decimal(1)
    return next(power * factor for factor in (1, 2, 5, 10) if float(power * factor) >= least)


def _size_ticks(low: int, high: int) -> list[int]:
    """Return round sizes from the smallest to the largest; the smallest itself if no round one lies between them."""
    step = max(int(_round_step((high - low) / _MOST_TICKS)), 1)
    return [index * step for index in range(ceil(low / step), high // step + 1) if index * step >= low] or [low]
