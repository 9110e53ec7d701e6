"""A map of equal tiles: one a unit, in rows from north to south and in each row from west to east."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil

from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.legend import LegendEntry, legend
from cchc_lib.report.charts.surface import WIDTH, Label, Mark, bar, wrapped

_COLUMNS = 9
"""Tiles side by side whose names can be read on a phone."""
_HEIGHT = 38.0
_GAP = 2.0
_LETTERS = 8.6
_LINE = 10.0
_LINES = 3


@dataclass(frozen=True)
class Class:
    """What a colour of the map stands for."""

    label: str
    fill: str
    ink: str


@dataclass(frozen=True)
class Tile:
    """One unit."""

    name: str
    north: Decimal
    east: Decimal
    of: Class


def tiles(units: Sequence[Tile], classes: Sequence[Class]) -> Drawing:
    """Draw all units; the key states the number of tiles of each class."""
    columns = min(_COLUMNS, len(units))
    rows = _rows(units, columns)
    width = (WIDTH + _GAP) / columns
    drawn = [
        mark
        for down, row in enumerate(rows)
        for right, tile in enumerate(row)
        for mark in _tile(tile, right * width, down * (_HEIGHT + _GAP), width - _GAP)
    ]
    of_class = {each: [unit.name for unit in units if unit.of == each] for each in classes}
    there = {each: names for each, names in of_class.items() if names}
    entries = tuple(
        LegendEntry(each.label, each.fill, format_number(Decimal(len(names)))) for each, names in there.items()
    )
    names, bottom = legend(entries, len(rows) * (_HEIGHT + _GAP) + 8)
    alt = "; ".join(f"{each.label}: {format_number(Decimal(len(those)))} đơn vị" for each, those in there.items())
    return Drawing((*drawn, *names), bottom, alt, ())


def _rows(units: Sequence[Tile], columns: int) -> list[list[Tile]]:
    """As many units a row as there are columns; those further north stand above, whatever their distance is."""
    southwards = sorted(units, key=lambda tile: (-tile.north, tile.east, tile.name))
    count = ceil(len(units) / columns)
    cut = [round(len(units) * at / count) for at in range(count + 1)]
    return [sorted(southwards[one:other], key=lambda tile: tile.east) for one, other in pairwise(cut)]


def _tile(tile: Tile, left: float, top: float, width: float) -> Iterator[Mark]:
    yield bar(left, top, width, _HEIGHT, tile.of.fill)
    lines = wrapped(tile.name, width - 4, _LETTERS)[:_LINES]
    first = top + (_HEIGHT - len(lines) * _LINE) / 2 + _LETTERS
    for at, line in enumerate(lines):
        yield Label(left + width / 2, first + at * _LINE, line, _LETTERS, tile.of.ink, "center")
