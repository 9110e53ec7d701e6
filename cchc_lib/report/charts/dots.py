"""Dot charts: each rate as a dot on a scale from 0 to 100%, with its target."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing
from cchc_lib.report.charts.surface import (
    BLUE,
    HALF_CAPITAL,
    MUTED,
    ON_DARK,
    RULE,
    SIZE,
    SMALL,
    VERMILION,
    WIDTH,
    Label,
    Line,
    Mark,
    disc,
    text_width,
    wrapped,
)

_LINE = 17.0


@dataclass(frozen=True)
class RateDot:
    """A rate with its target, if it has one."""

    item: ChartItem
    target: float | None = None
    """The target as a share; it may be above 1."""
    target_text: str = ""
    missed: bool = False
    """Whether the rate misses the target."""


def draw_dots(dots: tuple[RateDot, ...]) -> Drawing:
    """Draw one scale for each rate; a short upright line marks the target."""
    number_width = max(text_width(dot.item.number.text, bold=True) for dot in dots) + 12
    scale_width = WIDTH - number_width
    marks: list[Mark] = []
    top = 4.0
    for dot in dots:
        lines = _label_lines(dot)
        marks += _row(dot, lines, top, scale_width)
        top += _LINE * len(lines) + 30
    marks += [
        Label(_position(share, scale_width), top + 8, text, SMALL, MUTED, "center" if share else "left")
        for share, text in ((0.0, "0%"), (1.0, "100%"))
    ]
    top += 14
    alt = "; ".join(_dot_text(dot) for dot in dots)
    return Drawing(tuple(marks), top, alt, tuple(dot.item.number for dot in dots))


def _label_lines(dot: RateDot) -> list[str]:
    target_width = text_width(dot.target_text, SMALL) + 14 if dot.target_text else 0.0
    return wrapped(dot.item.label, WIDTH - target_width)


def _dot_text(dot: RateDot) -> str:
    target = f" ({dot.target_text})" if dot.target_text else ""
    return f"{dot.item.label}: {dot.item.number.text}{target}"


def _row(dot: RateDot, lines: list[str], top: float, scale_width: float) -> Iterator[Mark]:
    for index, line in enumerate(lines):
        yield Label(0, top + SIZE + index * _LINE, line)
    if dot.target_text:
        yield Label(WIDTH, top + SIZE, dot.target_text, SMALL, MUTED, anchor="right")
    y = top + SIZE + (len(lines) - 1) * _LINE + 15
    x = _position(dot.item.size, scale_width)
    colour = VERMILION if dot.missed else BLUE
    yield Line((0, y), (scale_width, y), RULE, 3)
    yield Line((0, y), (x, y), colour, 3)
    if dot.target is not None:
        target_x = _position(dot.target, scale_width)
        yield Line((target_x, y - 8), (target_x, y + 8), MUTED, 2)
    yield disc(x, y, 6, colour)
    if dot.missed:  # A ring, which grey print shows as well.
        yield disc(x, y, 3, ON_DARK)
    yield Label(WIDTH, y + SIZE * HALF_CAPITAL, dot.item.number.text, anchor="right", bold=True)


def _position(share: float, scale_width: float) -> float:
    # The attainment of a plan may exceed 100%; its dot stays at the end of the scale.
    return 6 + min(share, 1.0) * (scale_width - 12)
