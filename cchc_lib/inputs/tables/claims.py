"""The rates that a ward printed: claims.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc_lib.errors import Problem
from cchc_lib.inputs.formats import cells
from cchc_lib.inputs.formats.csv_tables import TableRow, parse_table, repeated
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.inputs.tables.performance_targets import statement_problems
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.units import UNITS, Unit


@dataclass(frozen=True)
class Claim:
    """A rate as the ward printed it; compared with the computed one, never an input."""

    code: str
    value: Decimal
    unit: Unit
    as_of: date | None
    as_written: str
    source: SourceCell


def read_claims(file: TextFile, rates: Mapping[str, Unit]) -> tuple[dict[str, Claim], list[Problem]]:
    """Read claims.csv; `rates` are the codes that can be computed, with their units."""
    table = parse_table(file, {"code": cells.one_of(rates), **_CLAIM_COLUMNS})
    faults = [problem for row in table.rows for problem in statement_problems(row, rates)]
    claims = {row["code"]: _claim(row, rates) for row in table.rows if row["value"] is not None}
    return claims, [*table.problems, *faults, *repeated(table.rows, "code")]


def _claim(row: TableRow, rates: Mapping[str, Unit]) -> Claim:
    source = SourceCell(row.file, row.number, "value")
    return Claim(row["code"], row["value"], rates[row["code"]], row["as_of"], row["as_written"], source)


_CLAIM_COLUMNS = {
    "value": cells.number,
    "unit": cells.one_of(UNITS, "a unit of the catalogue (docs/indicators.md)"),
    "as_of": cells.day,
    "as_written": cells.text,
    "stated_in": cells.text,
}
