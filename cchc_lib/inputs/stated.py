"""What the ward states: figures, the rates it printed (claims), and the targets it set itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cchc_lib.errors import Problem
from cchc_lib.inputs import tables
from cchc_lib.inputs.catalogue import Definition, figure_definitions
from cchc_lib.inputs.tables import Row, parse_table, repeated
from cchc_lib.inputs.text_files import TextFile
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, Qualifier, Source, State
from cchc_lib.quantities.numbers import format_number
from cchc_lib.quantities.units import UNITS, Kind, Unit


class Relation(StrEnum):
    """How a value has to stand to its target."""

    AT_LEAST = "at least"
    ABOVE = "above"
    AT_MOST = "at most"
    BELOW = "below"


class Level(StrEnum):
    """Who set a target."""

    WARD = "ward"
    CITY = "city"
    NATIONAL = "national"


@dataclass(frozen=True)
class Claim:
    """A rate as the ward printed it; compared with the computed one, never an input."""

    code: str
    value: Decimal
    unit: Unit
    as_of: date | None
    as_written: str
    source: Source


@dataclass(frozen=True)
class Target:
    """What an indicator or figure has to reach, and who says so."""

    code: str
    relation: Relation
    value: Decimal
    unit: Unit
    wording: str
    """How the report words it where a number would not do: `đồng bộ đầy đủ`."""
    level: Level
    source: str
    as_written: str = ""
    place: Source | None = None
    """The cell that states it; none for targets of the city and the nation, which params/ holds."""


RELATION_WORDS = {
    Relation.AT_LEAST: "tối thiểu",
    Relation.ABOVE: "trên",
    Relation.AT_MOST: "tối đa",
    Relation.BELOW: "dưới",
}


def target_text(target: Target) -> str:
    """A target in words: `trên 90%`; `100%` alone where no more can be asked."""
    if target.wording:
        return target.wording
    number = target.unit.beside(format_number(target.value))
    whole = target.relation is Relation.AT_LEAST and target.unit.name == "%" and target.value == 100
    return number if whole else f"{RELATION_WORDS[target.relation]} {number}"


class Figures(Mapping[str, Figure]):
    """Every figure of the catalogue; what the ward did not state is there as NOT_GIVEN."""

    def __init__(self, stated: Mapping[str, Figure]) -> None:
        self._figures = {
            code: stated.get(code) or Figure(code, known.label, known.unit, None, State.NOT_GIVEN)
            for code, known in figure_definitions().items()
        }

    def __getitem__(self, code: str) -> Figure:
        return self._figures[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def read_figures(file: TextFile) -> tuple[Figures, list[Problem]]:
    """Read figures.csv; a figure that is not there is "not given"."""
    table = parse_table(file, _FIGURE_COLUMNS)
    results = [_figure(row) for row in table.rows]
    figures = Figures({figure.code: figure for figure in results if isinstance(figure, Figure)})
    faults = [problem for problem in (*results, *map(_half_read, table.faulty)) if isinstance(problem, Problem)]
    return figures, [*table.problems, *faults, *repeated(table.rows, "code")]


def _half_read(row: Row) -> Figure | Problem | None:
    """The further problem of a row with another fault, so that both are told at once."""
    if {"code", "unit", "value"} & set(row.unreadable):
        return None
    if "state" in row.unreadable:
        return _figure(replace(row, cells={**row.cells, "state": State.STATED})) if row["value"] else None
    return _figure(row)


def _figure(row: Row) -> Figure | Problem:
    known = figure_definitions()[row["code"]]
    if row["unit"] != known.unit.name:
        return row.problem("unit", f"the unit '{known.unit.name}'", "write the value in this unit")
    value = _value(row, known)
    if isinstance(value, Problem):
        return value
    as_stated = {name: row[name] for name in ("qualifier", "as_of", "as_written", "unit_as_written")}
    source = Source(row.file, row.number, "value")
    return Figure(known.code, known.label, known.unit, value, row["state"], source=source, **as_stated)


def _value(row: Row, known: Definition) -> Decimal | Month | date | str | Problem | None:
    stated = row["state"] is State.STATED
    if stated != bool(row["value"]):
        expected = "a value" if stated else f"no value beside the state '{row['state']}'"
        return row.problem("value", expected, "fill in the value, or state 'none arisen' or 'not given' without one")
    if not stated:
        return None
    try:
        return _converted(row["value"], known.unit.kind)
    except tables.Unreadable as fault:
        return row.problem("value", fault.expected, fault.repair)


def _converted(cell: str, kind: Kind) -> Decimal | Month | date | str | None:
    match kind:
        case Kind.TEXT:
            return cell
        case Kind.DATE:
            return tables.day(cell)
        case Kind.MONTH:
            return _month(cell)
        case Kind.COUNT | Kind.YEAR:
            return tables.whole(cell)
        case _:
            return tables.number(cell)


def _month(cell: str) -> Month:
    try:
        return Month.parse(cell)
    except ValueError as error:
        raise tables.Unreadable("a month that exists, as 2025-11", "correct the month") from error


def read_claims(file: TextFile, rates: Mapping[str, Unit]) -> tuple[dict[str, Claim], list[Problem]]:
    """Read claims.csv; `rates` are the codes that can be computed, with their units."""
    table = parse_table(file, {"code": tables.one_of(rates), **_CLAIM_COLUMNS})
    faults = [problem for row in table.rows for problem in _statement_problems(row, rates)]
    claims = {row["code"]: _claim(row, rates) for row in table.rows if row["value"] is not None}
    return claims, [*table.problems, *faults, *repeated(table.rows, "code")]


def _claim(row: Row, rates: Mapping[str, Unit]) -> Claim:
    source = Source(row.file, row.number, "value")
    return Claim(row["code"], row["value"], rates[row["code"]], row["as_of"], row["as_written"], source)


def _statement_problems(row: Row, known: Mapping[str, Unit]) -> Iterator[Problem]:
    unit = known[row["code"]]
    if row["unit"] != unit.name:
        yield row.problem("unit", f"the unit '{unit.name}'", "write the value in this unit")
    if row["value"] is None:
        yield row.problem("value", "a value", "fill in the value, or delete the row")


def read_targets(file: TextFile, known: Mapping[str, Unit]) -> tuple[tuple[Target, ...], list[Problem]]:
    """Read the ward's own targets.csv; `known` are the codes that can have a target."""
    table = parse_table(file, {"code": tables.one_of(known), **_TARGET_COLUMNS})
    faults = [problem for row in table.rows for problem in _statement_problems(row, known)]
    targets = tuple(_target(row, known) for row in table.rows if row["value"] is not None)
    return targets, [*table.problems, *faults, *repeated(table.rows, "code")]


def _target(row: Row, known: Mapping[str, Unit]) -> Target:
    kept = {name: row[name] for name in ("relation", "value", "wording", "as_written")}
    place = Source(row.file, row.number, "value")
    return Target(row["code"], unit=known[row["code"]], level=Level.WARD, source=row["stated_in"], place=place, **kept)


def _state(cell: str) -> State:
    if cell not in (State.STATED, State.NONE_ARISEN, State.NOT_GIVEN):
        raise tables.Unreadable("'stated' or 'none arisen' or 'not given'", "choose one of these")
    return State(cell)


_FIGURE_COLUMNS = {
    "code": tables.one_of(figure_definitions()),
    "value": tables.text,
    "unit": tables.one_of(UNITS, "a unit of the catalogue (docs/indicators.md)"),
    "state": _state,
    "qualifier": tables.optional(tables.choice(Qualifier)),
    "as_of": tables.day,
    "as_written": tables.text,
    "unit_as_written": tables.text,
    "stated_in": tables.text,
}
_CLAIM_COLUMNS = {
    "value": tables.number,
    "unit": tables.one_of(UNITS, "a unit of the catalogue (docs/indicators.md)"),
    "as_of": tables.day,
    "as_written": tables.text,
    "stated_in": tables.text,
}
_TARGET_COLUMNS = {
    "relation": tables.choice(Relation),
    "value": tables.number,
    "unit": tables.one_of(UNITS, "a unit of the catalogue (docs/indicators.md)"),
    "wording": tables.text,
    "as_written": tables.text,
    "stated_in": tables.text,
}
