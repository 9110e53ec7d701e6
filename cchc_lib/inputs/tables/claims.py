"""The rates that a ward printed: claims.csv."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.inputs.tables.case_counts import CASES_TABLE, CaseRow, row_rates
from cchc_lib.inputs.tables.declaration import Column, ContextualParser, InputTable, TableContext
from cchc_lib.inputs.tables.stated_figures import KNOWN_UNIT, QUALIFIER_COLUMN
from cchc_lib.quantities.figures import Qualifier, SourceCell
from cchc_lib.quantities.units import PERCENT, Unit
from cchc_lib.quantities.value_key import Aspect, ValueKey


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
    if not unit.is_named(row["unit"]):
        yield row.problem("unit", f"the unit '{unit.name}'", "write the value in this unit")
    if row["value"] is None:
        yield row.problem("value", "a value", "fill in the value, or delete the row")


def change_units(indicators: Mapping[str, Unit]) -> Mapping[str, Unit]:
    """Return the unit of each change of an indicator that a ward may print, by code."""
    return {
        str(ValueKey(code, aspects=(aspect,))): unit.difference_unit
        for code, unit in indicators.items()
        for aspect in (Aspect.PREVIOUS_CHANGE, Aspect.YEAR_BEFORE_CHANGE)
    }


def is_change(code: str) -> bool:
    """Return whether a code is that of a change since an earlier period."""
    return bool(ValueKey.parse(code).aspects)


def claimable_units(context: TableContext) -> Mapping[str, Unit]:
    """Return the units of the codes of which a ward may print a value.

    These are indicators, rates of rows of cases.csv, and changes of indicators since an earlier period.
    """
    rows: tuple[CaseRow, ...] = context.contents[CASES_TABLE]
    indicators = context.catalogue.indicator_units
    return {**indicators, **row_rates(rows), **change_units(indicators)}


def _build_claims(table: ParsedTable, context: TableContext) -> tuple[dict[str, Claim], list[Problem]]:
    units = claimable_units(context)
    claims = {row["code"]: _claim(row, units) for row in table.rows if row["value"] is not None}
    problems = [problem for row in table.rows for problem in stated_value_problems(row, units)]
    # Wards write «giảm 2,7%» for a rate that fell by 2,7 points.
    points = {row.number for row in table.rows if is_change(row["code"]) and row["unit"] == PERCENT.name}
    return claims, [each for each in problems if not (each.row in points and each.column == "unit")]


def _claim(row: TableRow, units: Mapping[str, Unit]) -> Claim:
    source = SourceCell(row.file, row.number, "value")
    return Claim(
        row["code"], row["value"], units[row["code"]], row["as_of"], row["as_written"], source, row["qualifier"]
    )


CLAIMS_TABLE: InputTable[Mapping[str, Claim]] = InputTable(
    file_name="claims.csv",
    summary="rates as the ward printed them",
    columns=(
        Column(
            "code",
            "the code of an indicator; `cases.<row>.<rate>` for a row of cases.csv; `<indicator>.previous_change` or "
            "`<indicator>.year_before_change` for a printed change",
            ContextualParser(lambda context: cells.one_of(claimable_units(context))),
        ),
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
