"""Paired bars: what there is over what there should be."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.report.charts.drawn_chart import Drawing, Item
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
    bar,
    text_width,
)

_ROW = 74.0
_LINE = 18.0
_THICK = 18.0


@dataclass(frozen=True)
class Pair:
    """An amount beside the amount it is measured against."""

    label: str
    actual: Item
    asked: Item


def paired(pairs: tuple[Pair, ...], *, one_scale: bool) -> Drawing:
    """Draw each pair as a filled bar over a pale one.

    Args:
        pairs: the rows.
        one_scale: whether lengths compare across rows; otherwise each row fills the width by itself.
    """
    longest = max(max(pair.actual.size, pair.asked.size) for pair in pairs) or 1.0
    marks = tuple(
        mark
        for index, pair in enumerate(pairs)
        for mark in _row(
            pair, index * _ROW + 4, longest if one_scale else max(pair.actual.size, pair.asked.size) or 1.0
        )
    )
    alt = "; ".join(f"{pair.label}: {_said(pair)}" for pair in pairs)
    numbers = tuple(item.number for pair in pairs for item in (pair.actual, pair.asked))
    return Drawing(marks, len(pairs) * _ROW, alt, numbers)


def _said(pair: Pair) -> str:
    return f"{pair.actual.label} {pair.actual.number.text}, {pair.asked.label} {pair.asked.number.text}"


def _row(pair: Pair, top: float, longest: float) -> Iterator[Mark]:
    actual = f"{pair.actual.label} {pair.actual.number.text}"
    asked = f"{pair.asked.label} {pair.asked.number.text}"
    key = top + SIZE + _LINE
    yield Label(0, top + SIZE, pair.label, bold=True)
    yield Label(0, key, actual, SMALL, INK)
    yield Label(text_width(actual, SMALL) + 14, key, asked, SMALL, MUTED)
    bar_top = key + 7
    mark = pair.asked.size / longest * WIDTH
    yield bar(0, bar_top, mark, _THICK, PALE)
    yield bar(0, bar_top + 4, pair.actual.size / longest * WIDTH, _THICK - 8, BLUE)
    yield Line((mark, bar_top - 2), (mark, bar_top + _THICK + 2), MUTED, 1.5)
