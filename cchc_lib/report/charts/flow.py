"""Flow charts: the sources of a whole on the left, its outcomes on the right."""

from collections.abc import Iterator
from itertools import cycle

from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing, description
from cchc_lib.report.charts.surface import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    SERIES,
    SIZE,
    SKY,
    SMALL,
    VERMILION,
    Anchor,
    Label,
    Mark,
    Shape,
    rectangle,
)

_HEIGHT = 170.0
_TOP = 46.0
_NODE = 12.0
_LEFT, _MIDDLE = 108.0, 208.0
_RIGHT = 306.0
_SLOT = 40.0
"""The height that the label of a node needs; its middle is that of the node."""
_SOURCE_COLOURS = (BLUE, SKY, *SERIES[5:])
_OUTCOME_COLOURS = (GREEN, VERMILION, ORANGE, *SERIES[5:])


def draw_flow(sources: tuple[ChartItem, ...], whole: ChartItem, outcomes: tuple[ChartItem, ...]) -> Drawing:
    """Draw sources on the left, the whole in the middle, outcomes on the right, joined by bands."""
    scale = _HEIGHT / (whole.size or 1.0)
    marks = (
        Label(_MIDDLE + _NODE / 2, 16, whole.label, SMALL, MUTED, "center"),
        Label(_MIDDLE + _NODE / 2, 35, whole.number.text, SIZE, INK, "center", bold=True),
        *_side(sources, scale, (_LEFT, _MIDDLE), _SOURCE_COLOURS),
        *_side(outcomes, scale, (_RIGHT, _MIDDLE), _OUTCOME_COLOURS),
        rectangle(_MIDDLE, _TOP, _NODE, _HEIGHT, MUTED),
    )
    alt = f"{whole.label} {whole.number.text}: {description(sources)}; {description(outcomes)}"
    lowest = max(sum(_node_edges(items, scale)[-1]) / 2 for items in (sources, outcomes))
    height = max(_TOP + _HEIGHT, lowest + 16) + 8
    return Drawing(marks, height, alt, tuple(item.number for item in (*sources, whole, *outcomes)))


def _node_edges(items: tuple[ChartItem, ...], scale: float) -> list[tuple[float, float]]:
    """Return the upper and lower edge of each node, from top to bottom.

    A node is as high as its amount, but at least far enough from the one above for its label.
    """
    edges: list[tuple[float, float]] = []
    for item in items:
        height = item.size * scale
        top = max(edges[-1][1] + 8, sum(edges[-1]) / 2 + _SLOT - height / 2) if edges else _TOP
        edges.append((top, top + height))
    return edges


def _side(
    items: tuple[ChartItem, ...], scale: float, columns: tuple[float, float], colours: tuple[str, ...]
) -> Iterator[Mark]:
    node, middle = columns
    is_left = node < middle
    joint = _TOP
    for item, (top, bottom), colour in zip(items, _node_edges(items, scale), cycle(colours), strict=False):
        ends = (node + _NODE, middle) if is_left else (node, middle + _NODE)
        yield _band(ends, (top, bottom), (joint, joint + item.size * scale), item.colour or colour)
        yield rectangle(node, top, _NODE, max(bottom - top, 1.5), item.colour or colour)
        yield from _labels(item, (top + bottom) / 2, node, is_left)
        joint += item.size * scale


def _labels(item: ChartItem, middle: float, node: float, is_left: bool) -> Iterator[Mark]:
    x = node - 8 if is_left else node + _NODE + 8
    anchor: Anchor = "right" if is_left else "left"
    baseline = max(middle - 2, _TOP + 8)
    yield Label(x, baseline, item.label, SMALL, MUTED, anchor)
    yield Label(x, baseline + 16, item.number.text, SIZE, INK, anchor, bold=True)


def _band(ends: tuple[float, float], outer: tuple[float, float], inner: tuple[float, float], colour: str) -> Shape:
    # A band of one case beside thousands is still a pixel high.
    upper = _curve((ends[0], outer[0]), (ends[1], inner[0]))
    lower = _curve((ends[0], max(outer[1], outer[0] + 1)), (ends[1], max(inner[1], inner[0] + 1)))
    return Shape((*upper, *reversed(lower)), colour, 0.35)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    # The cubic 3t² − 2t³ (smoothstep) leaves and reaches the nodes horizontally.
    steps = [index / 16 for index in range(17)]
    return [
        (start[0] + (end[0] - start[0]) * step, start[1] + (end[1] - start[1]) * step * step * (3 - 2 * step))
        for step in steps
    ]
