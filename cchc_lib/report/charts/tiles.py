"""Tile maps: one tile of equal size for each unit, in rows from north to south, within a row from west to east."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil

from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.legend import LegendEntry, legend
from cchc_lib.report.charts.surface import WIDTH, Label, Mark, rectangle, wrapped

_COLUMNS = 4
"""The most tiles side by side whose names can be read on a phone."""
_HEIGHT = 32.0
_GAP = 2.0
_FONT_SIZE = 12.0
_LINE = 13.0
_MAX_LINES = 2


@dataclass(frozen=True)
class TileCategory:
    """A category of units, with its colour."""

    label: str
    fill: str
    ink: str
    """The colour of the names."""


@dataclass(frozen=True)
class Tile:
    """A unit of the map."""

    name: str
    latitude: Decimal
    longitude: Decimal
    category: TileCategory


def draw_tiles(units: Sequence[Tile], categories: Sequence[TileCategory]) -> Drawing:
    """Draw all units; the legend states the number of units of each category that has any."""
    columns = min(_COLUMNS, len(units))
    rows = _rows(units, columns)
    width = (WIDTH + _GAP) / columns
    drawn = [
        mark
        for row_index, row in enumerate(rows)
        for column, tile in enumerate(row)
        for mark in _tile(tile, column * width, row_index * (_HEIGHT + _GAP), width - _GAP)
    ]
    counts = Counter(unit.category for unit in units)
    shown = {category: format_number(Decimal(counts[category])) for category in categories if counts[category]}
    entries = tuple(LegendEntry(category.label, category.fill, count) for category, count in shown.items())
    legend_marks, bottom = legend(entries, len(rows) * (_HEIGHT + _GAP) + 8)
    alt = "; ".join(f"{category.label}: {count} đơn vị" for category, count in shown.items())
    return Drawing((*drawn, *legend_marks), bottom, alt, ())


def _rows(units: Sequence[Tile], columns: int) -> list[list[Tile]]:
    """Return the units in rows of about equal length; a row lies north of the next. Distances are not kept."""
    southwards = sorted(units, key=lambda unit: (-unit.latitude, unit.longitude, unit.name))
    count = ceil(len(units) / columns)
    cuts = [round(len(units) * index / count) for index in range(count + 1)]
    return [sorted(southwards[start:end], key=lambda unit: unit.longitude) for start, end in pairwise(cuts)]


def _tile(tile: Tile, left: float, top: float, width: float) -> Iterator[Mark]:
    yield rectangle(left, top, width, _HEIGHT, tile.category.fill)
    lines = wrapped(tile.name, width - 4, _FONT_SIZE)[:_MAX_LINES]
    baseline = top + (_HEIGHT - len(lines) * _LINE) / 2 + _FONT_SIZE
    for index, line in enumerate(lines):
        yield Label(left + width / 2, baseline + index * _LINE, line, _FONT_SIZE, tile.category.ink, "center")
