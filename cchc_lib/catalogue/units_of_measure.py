"""Units of measure as data: those of the nation, and those that a project declares in `params/units_of_measure.csv`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from cchc_lib.catalogue.catalogue_file import CatalogueColumn
from cchc_lib.csv_text import csv_text
from cchc_lib.errors import InputErrors, Problem, nearest
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import TableRow, parse_table, repeated
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.quantities.units import BUILT_IN_UNITS, Unit, ValueKind

_FOLDER = Path(__file__).parents[2]
_NATIONAL_FILE = "cchc_lib/catalogue/units_of_measure.csv"
_DECLARED_KINDS = (ValueKind.COUNT, ValueKind.MEASURE)
"""The kinds that a file may declare. Shares are in %, and there is one unit for years, months, days and words."""
_WHOLE_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
_MOST_DECIMALS, _HIGHEST_SCALE = 6, 1_000_000

Units = Mapping[str, Unit]
"""Units of measure by their names."""


def _kind(cell: str) -> ValueKind:
    if cell not in _DECLARED_KINDS:
        raise cells.CellError("'count' or 'measure'", "choose one of these; a rate has the unit %")
    return ValueKind(cell)


def _from_to(least: int, most: int) -> cells.CellParser:
    def parse(cell: str) -> int | None:
        if cell and not (_WHOLE_NUMBER.fullmatch(cell) and least <= int(cell) <= most):
            raise cells.CellError(f"a whole number from {least} to {most}, or nothing", "correct or empty the cell")
        return int(cell) if cell else None

    return parse


UNIT_COLUMNS: Mapping[str, CatalogueColumn] = {
    "name": CatalogueColumn("the Vietnamese word, as it follows a number: `đảng viên`", cells.required_text, False),
    "kind": CatalogueColumn("`count` for whole numbers, `measure` for numbers with decimals", _kind, False),
    "decimals": CatalogueColumn(
        f"the decimal places of a computed `measure`, {_MOST_DECIMALS} at most; empty for none",
        _from_to(0, _MOST_DECIMALS),
    ),
    "scale": CatalogueColumn(
        "what a computed `measure` is multiplied by: 1000 for `hồ sơ/1.000 dân`; empty for 1",
        _from_to(1, _HIGHEST_SCALE),
    ),
    "of": CatalogueColumn(
        "the unit whose things a `count` counts as well, such as `người` for `viên chức`: the two may be added, and "
        "divided to a rate in %; empty if no other unit counts these things",
        cells.text,
    ),
}
"""The columns of a file of units, in the order of its header."""
_OPTIONAL = frozenset(name for name, column in UNIT_COLUMNS.items() if column.is_optional)


def read_units_of_measure(file: TextFile, before: Units) -> tuple[Units, tuple[Problem, ...]]:
    """Return the units of a file after those before it, and the faults of the file.

    Args:
        file: the file.
        before: the units before it, whose names its rows must not repeat and to whose things they may refer.
    """
    parsed = parse_table(file, {name: column.parser for name, column in UNIT_COLUMNS.items()}, _OPTIONAL)
    declared = [_unit(row) for row in parsed.rows if row["name"] not in before]
    units = {**before, **{unit.name: unit for unit in declared}}
    faults = [problem for row in parsed.rows for problem in (*_taken(row, before), *_problems_of(row, units))]
    return units, (*parsed.problems, *faults, *repeated(parsed.rows, "name"))


def units_text(units: Iterable[Unit]) -> str:
    """Return units as such a file, which records keep; an empty text for those of the nation alone."""
    rows = [_row(unit) for unit in sorted(set(units), key=lambda unit: unit.name) if unit.name not in national_units()]
    return csv_text(rows, tuple(UNIT_COLUMNS)) if rows else ""


@cache
def national_units() -> Units:
    """Return the units of the national catalogue.

    Raises:
        InputErrors: its file has faults.
    """
    built_in = {name: unit for unit in BUILT_IN_UNITS for name in (unit.name, *unit.older_names)}
    units, problems = read_units_of_measure(read_text(_FOLDER, _NATIONAL_FILE), built_in)
    if problems:
        raise InputErrors(problems)
    return units


def _unit(row: TableRow) -> Unit:
    return Unit(row["name"], row["kind"], scale=row["scale"] or 1, decimals=row["decimals"] or 0, of=row["of"])


def _row(unit: Unit) -> dict[str, str]:
    numbers = {"decimals": str(unit.decimals or ""), "scale": "" if unit.scale == 1 else str(unit.scale)}
    return {"name": unit.name, "kind": unit.kind, **numbers, "of": unit.of}


def _taken(row: TableRow, before: Units) -> Iterator[Problem]:
    if row["name"] in before:
        yield row.problem("name", "a unit that is not known yet", "delete the row: the unit is known without it")


def _problems_of(row: TableRow, units: Units) -> Iterator[Problem]:
    is_count = row["kind"] is ValueKind.COUNT
    for column in ("decimals", "scale"):
        if is_count and row[column] is not None:
            yield row.problem(column, "nothing: a count is a whole number", "empty the cell, or write kind measure")
    if row["of"]:
        yield from _problems_of_kind(row, units)


def _problems_of_kind(row: TableRow, units: Units) -> Iterator[Problem]:
    """Yield the fault of a unit that counts the things of none, or of one that does so itself."""
    others = {name: unit for name, unit in units.items() if name != row["name"]}
    counts = [name for name, unit in others.items() if unit.kind is ValueKind.COUNT and not unit.of]
    whole = others.get(row["of"])
    if whole and whole.of:
        yield row.problem("of", f"{whole.of}, as {whole.name} counts things of that kind itself", f"write {whole.of}")
    elif row["of"] not in counts or row["kind"] is not ValueKind.COUNT:
        repair = nearest(row["of"], counts) or "empty the cell"
        yield row.problem("of", "another unit that counts, for a unit that counts", repair)
