"""Figures that a report states once more in another place: restated.csv."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.inputs.tables.claims import stated_value_problems
from cchc_lib.inputs.tables.declaration import Column, InputTable, TableContext
from cchc_lib.inputs.tables.stated_figures import KNOWN_FIGURE, KNOWN_UNIT, QUALIFIER_COLUMN
from cchc_lib.quantities.figures import Qualifier, SourceCell
from cchc_lib.quantities.units import Unit


@dataclass(frozen=True)
class Restatement:
    """The value that another place of the report gives a figure. It is compared, and is never an input of a formula."""

    code: str
    """The code of the figure."""
    value: Decimal
    """The number, in `unit`."""
    unit: Unit
    """The unit of the figure."""
    qualifier: Qualifier | None
    """The word that makes the number inexact; None if there is none."""
    as_written: str
    """The text as the ward wrote it."""
    stated_in: str
    """The place, in the ward's or the reader's words."""
    source: SourceCell
    """The cell of the value."""


def _build_restatements(table: ParsedTable, context: TableContext) -> tuple[tuple[Restatement, ...], list[Problem]]:
    units = {code: known.unit for code, known in context.catalogue.figures.items()}
    restatements = tuple(_restatement(row, units[row["code"]]) for row in table.rows if row["value"] is not None)
    return restatements, [problem for row in table.rows for problem in _problems(row, units)]


def _problems(row: TableRow, units: dict[str, Unit]) -> Iterator[Problem]:
    yield from stated_value_problems(row, units)
    if not units[row["code"]].kind.is_numeric:
        yield row.problem("code", "a figure that is a number", "delete the row")


def _restatement(row: TableRow, unit: Unit) -> Restatement:
    source = SourceCell(row.file, row.number, "value")
    words = (row["as_written"], row["stated_in"])
    return Restatement(row["code"], row["value"], unit, row["qualifier"], *words, source)


RESTATEMENTS_TABLE: InputTable[tuple[Restatement, ...]] = InputTable(
    file_name="restated.csv",
    summary="figures that the report states once more in another place",
    columns=(
        Column("code", "the code of a figure", KNOWN_FIGURE),
        Column("value", "the number that the other place gives", cells.number),
        Column("unit", "the unit of the figure", KNOWN_UNIT),
        QUALIFIER_COLUMN,
        Column("as_written", "the text as the ward wrote it; may be empty", cells.text),
        Column("stated_in", "the other place, in any words", cells.required_text),
    ),
    build=_build_restatements,
    unique=(("code", "stated_in"),),
    is_optional=True,
    notes="`figures.csv` states each figure once. Where a report gives it again, a row here lets the audit compare the "
    "two; the value is never an input of a formula.",
)
"""The table of restated figures."""
