"""The figures that a ward states: figures.csv."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cchc_lib.catalogue.definitions import FigureDefinition
from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.inputs.tables.declaration import Column, ContextualParser, InputTable, TableContext
from cchc_lib.quantities.dates import Month, Period
from cchc_lib.quantities.figures import Figure, Qualifier, SourceCell, State
from cchc_lib.quantities.units import ValueKind


def _known_figure(context: TableContext) -> cells.CellParser:
    known = cells.one_of(context.catalogue.figures, cells.KNOWN_FIGURE_CODE)

    def parse(cell: str) -> object:
        # The nearest figure would be another one.
        if cell in context.catalogue.indicators:
            repair = "state the figures of its formula instead; a printed rate is a row of claims.csv"
            raise cells.CellError("a figure, and not an indicator, which is computed", repair)
        return known(cell)

    return parse


KNOWN_FIGURE = ContextualParser(_known_figure)
"""Accepts the code of a figure of the catalogue."""
KNOWN_UNIT = ContextualParser(
    lambda context: cells.one_of(
        context.catalogue.units, "a unit of the catalogue (cchc_lib/catalogue/units_of_measure.csv)"
    )
)
"""Accepts the name of a unit of measure."""

QUALIFIER_COLUMN = Column(
    "qualifier",
    "`about`, `nearly`, `more than`, `at least`, `above`, or empty",
    cells.optional(cells.member_of(Qualifier)),
    is_optional=True,
)
"""The column with the word that makes a number inexact."""


class Figures(Mapping[str, Figure]):
    """Every figure of the catalogue by its code; a figure that the ward did not state has the state NOT_GIVEN."""

    def __init__(self, stated: Mapping[str, Figure], definitions: Mapping[str, FigureDefinition]) -> None:
        self._figures = {
            code: stated.get(code) or Figure(code, known.label, known.unit, None, State.NOT_GIVEN)
            for code, known in definitions.items()
        }

    def __getitem__(self, code: str) -> Figure:
        return self._figures[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def _build_figures(table: ParsedTable, context: TableContext) -> tuple[Figures, list[Problem]]:
    known = context.catalogue.figures
    results = [_figure(row, known) for row in table.rows]
    figures = Figures({result.code: result for result in results if isinstance(result, Figure)}, known)
    further = (_figure_of_faulty_row(row, known) for row in table.faulty_rows)
    return figures, [result for result in (*results, *further) if isinstance(result, Problem)]


def _figure_of_faulty_row(row: TableRow, definitions: Mapping[str, FigureDefinition]) -> Figure | Problem | None:
    """Return the further problem of a row with a faulty cell, so that both are reported at once."""
    if {"code", "unit", "value"} & set(row.errors):
        return None
    # Half a window says nothing.
    if {"from", "to"} & set(row.errors):
        row = replace(row, cells={**row.cells, "from": None, "to": None})
    # A row with a value most probably states it, so that its value is checked as well.
    if "state" in row.errors:
        stated = replace(row, cells={**row.cells, "state": State.STATED})
        return _figure(stated, definitions) if row["value"] else None
    return _figure(row, definitions)


def _figure(row: TableRow, definitions: Mapping[str, FigureDefinition]) -> Figure | Problem:
    known = definitions[row["code"]]
    if not known.unit.is_named(row["unit"]):
        return row.problem("unit", f"the unit '{known.unit.name}'", "write the value in this unit")
    value, window = _value(row, known), _window(row)
    if isinstance(value, Problem):
        return value
    if isinstance(window, Problem):
        return window
    as_stated = {name: row[name] for name in ("qualifier", "as_of", "as_written", "unit_as_written")}
    source = SourceCell(row.file, row.number, "value")
    return Figure(known.code, known.label, known.unit, value, row["state"], source=source, window=window, **as_stated)


def _window(row: TableRow) -> Period | Problem | None:
    """Return the days that a figure covers if the row names them."""
    first, last = row["from"], row["to"]
    if first is None and last is None:
        return None
    if first is None or last is None:
        return row.problem("to" if first else "from", "a day, as the other end of the window has one", "fill it in")
    try:
        return Period.parse(f"{first}_{last}")
    except ValueError as error:
        return row.problem("to", str(error), "correct from or to")


def _value(row: TableRow, known: FigureDefinition) -> Decimal | Month | date | str | Problem | None:
    is_stated = row["state"] is State.STATED
    if is_stated != bool(row["value"]):
        expected = "a value" if is_stated else f"no value beside the state '{row['state']}'"
        return row.problem("value", expected, "fill in the value, or state 'none arisen' or 'not given' without one")
    if not is_stated:
        return None
    try:
        return _parse_value(row["value"], known.unit.kind)
    except cells.CellError as error:
        return row.problem("value", error.expected, error.repair)


def _parse_value(cell: str, kind: ValueKind) -> Decimal | Month | date | str | None:
    match kind:
        case ValueKind.TEXT:
            return cell
        case ValueKind.DATE:
            return cells.day(cell)
        case ValueKind.MONTH:
            return _month(cell)
        case ValueKind.COUNT | ValueKind.YEAR:
            return cells.count(cell)
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


FIGURES_TABLE = InputTable(
    file_name="figures.csv",
    summary="the figures that the ward states",
    columns=(
        Column(
            "code",
            "what the figure is: a code of `cchc_lib/catalogue/figures.csv`, or of the province's or ward's catalogue",
            KNOWN_FIGURE,
        ),
        Column("value", "the number, date or name; empty unless stated", cells.text),
        Column("unit", "the unit of the catalogue, so that a slip is noticed", cells.text),
        Column(
            "state",
            "`stated`; `none arisen` (không phát sinh); `not given` (the ward leaves it open). A code without a row is "
            "not given",
            _state,
        ),
        replace(QUALIFIER_COLUMN, is_optional=False),
        Column("as_of", "the day on which the figure was taken, if the text names one", cells.day),
        Column("as_written", "the text as the ward wrote it; may be empty", cells.text),
        Column("unit_as_written", "the unit as the ward wrote it; empty if it wrote the bare number", cells.text),
        Column("stated_in", "the part of the source, in any words; may be empty", cells.text),
        Column("from", "the first day that the figure covers, if not that of the period", cells.day, is_optional=True),
        Column("to", "the last day that the figure covers, if not that of the period", cells.day, is_optional=True),
    ),
    build=_build_figures,
    unique=(("code",),),
)
"""The table of stated figures."""
