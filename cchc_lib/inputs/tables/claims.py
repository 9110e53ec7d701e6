"""The rates that a ward printed: claims.csv."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.inputs.tables.declaration import Column, ContextualParser, InputTable, TableContext
from cchc_lib.inputs.tables.stated_figures import KNOWN_UNIT, QUALIFIER_COLUMN
from cchc_lib.quantities.figures import Qualifier, SourceCell
from cchc_lib.quantities.units import Unit


@dataclass(frozen=True)
class Claim:
    """A rate as the ward printed it; it is compared with the computed rate and is never an input of a formula."""

    code: str
    """The code of the indicator."""
    value: Decimal
    """The printed number, in `unit`."""
    unit: Unit
    """The unit of the indicator."""
    as_of: date | None
    """The day for which the rate was printed, if the text names one."""
    as_written: str
    """The text as the ward wrote it."""
    source: SourceCell
    """The cell of the value."""
    qualifier: Qualifier | None = None
    """The word that makes the rate inexact, such as «trên» in «trên 99%»; None if there is none."""

    @property
    def number(self) -> Fraction:
        """The rate as a pure number: 1/2 for 50%."""
        return Fraction(self.value) / self.unit.scale


def stated_value_problems(row: TableRow, units: Mapping[str, Unit]) -> Iterator[Problem]:
    """Yield the faults of a row that states a value of something: another unit than its own, or no value.

    Args:
        row: a row with the columns code, unit and value.
        units: the unit of each code.
    """
    unit = units[row["code"]]
    # The unit is known from the code; stating it again reveals a slip, such as millions for billions of đồng.
    if row["unit"] != unit.name:
        yield row.problem("unit", f"the unit '{unit.name}'", "write the value in this unit")
    if row["value"] is None:
        yield row.problem("value", "a value", "fill in the value, or delete the row")


def _build_claims(table: ParsedTable, context: TableContext) -> tuple[dict[str, Claim], list[Problem]]:
    units = context.catalogue.indicator_units
    claims = {row["code"]: _claim(row, units) for row in table.rows if row["value"] is not None}
    return claims, [problem for row in table.rows for problem in stated_value_problems(row, units)]


def _claim(row: TableRow, units: Mapping[str, Unit]) -> Claim:
    source = SourceCell(row.file, row.number, "value")
    return Claim(
        row["code"], row["value"], units[row["code"]], row["as_of"], row["as_written"], source, row["qualifier"]
    )


CLAIMS_TABLE: InputTable[Mapping[str, Claim]] = InputTable(
    file_name="claims.csv",
    summary="rates as the ward printed them",
    columns=(
        Column("code", "the code of an indicator", ContextualParser(lambda at: cells.one_of(at.catalogue.indicators))),
        Column("value", "the printed number", cells.number),
        Column("unit", "the unit of the indicator", KNOWN_UNIT),
        QUALIFIER_COLUMN,
        Column("as_of", "the day for which the rate was printed, if the text names one", cells.day),
        Column("as_written", "the text as the ward wrote it; may be empty", cells.text),
        Column("stated_in", "the part of the source, in any words; may be empty", cells.text),
    ),
    build=_build_claims,
    unique=(("code",),),
    notes="A claim is printed in the column «Đã công bố» and is never an input of a formula. A rate whose parts the "
    "ward does not state is a figure with the unit `%`.",
)
"""The table of claims, by the code of the indicator."""
