"""The figures that a ward states: figures.csv."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cchc_lib.errors import Problem
from cchc_lib.inputs.catalogue import Definition, figure_definitions
from cchc_lib.inputs.formats import cells
from cchc_lib.inputs.formats.csv_tables import TableRow, parse_table, repeated
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, Qualifier, SourceCell, State
from cchc_lib.quantities.units import UNITS, ValueKind


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


def _half_read(row: TableRow) -> Figure | Problem | None:
    """The further problem of a row with another fault, so that both are told at once."""
    if {"code", "unit", "value"} & set(row.unreadable):
        return None
    if "state" in row.unreadable:
        return _figure(replace(row, cells={**row.cells, "state": State.STATED})) if row["value"] else None
    return _figure(row)


def _figure(row: TableRow) -> Figure | Problem:
    known = figure_definitions()[row["code"]]
    if row["unit"] != known.unit.name:
        return row.problem("unit", f"the unit '{known.unit.name}'", "write the value in this unit")
    value = _value(row, known)
    if isinstance(value, Problem):
        return value
    as_stated = {name: row[name] for name in ("qualifier", "as_of", "as_written", "unit_as_written")}
    source = SourceCell(row.file, row.number, "value")
    return Figure(known.code, known.label, known.unit, value, row["state"], source=source, **as_stated)


def _value(row: TableRow, known: Definition) -> Decimal | Month | date | str | Problem | None:
    stated = row["state"] is State.STATED
    if stated != bool(row["value"]):
        expected = "a value" if stated else f"no value beside the state '{row['state']}'"
        return row.problem("value", expected, "fill in the value, or state 'none arisen' or 'not given' without one")
    if not stated:
        return None
    try:
        return _converted(row["value"], known.unit.kind)
    except cells.CellError as fault:
        return row.problem("value", fault.expected, fault.repair)


def _converted(cell: str, kind: ValueKind) -> Decimal | Month | date | str | None:
    match kind:
        case ValueKind.TEXT:
            return cell
        case ValueKind.DATE:
            return cells.day(cell)
        case ValueKind.MONTH:
            return _month(cell)
        case ValueKind.COUNT | ValueKind.YEAR:
            return cells.whole(cell)
        case _:
            return cells.number(cell)


def _month(cell: str) -> Month:
    try:
        return Month.parse(cell)
    except ValueError as error:
        raise cells.CellError("a month that exists, as 2025-11", "correct the month") from error


def _state(cell: str) -> State:
    if cell not in (State.STATED, State.NONE_ARISEN, State.NOT_GIVEN):
        raise cells.CellError("'stated' or 'none arisen' or 'not given'", "choose one of these")
    return State(cell)


_FIGURE_COLUMNS = {
    "code": cells.one_of(figure_definitions()),
    "value": cells.text,
    "unit": cells.one_of(UNITS, "a unit of the catalogue (docs/indicators.md)"),
    "state": _state,
    "qualifier": cells.optional(cells.choice(Qualifier)),
    "as_of": cells.day,
    "as_written": cells.text,
    "unit_as_written": cells.text,
    "stated_in": cells.text,
}
