"""acknowledgements.csv: findings of the audit that the ward knows of, with the reason and the day."""

from dataclasses import dataclass
from datetime import date

from cchc_lib.errors import Problem
from cchc_lib.inputs import tables
from cchc_lib.inputs.tables import parse_table, repeated
from cchc_lib.inputs.text_files import TextFile
from cchc_lib.quantities.figures import Source


@dataclass(frozen=True)
class Acknowledgement:
    """Why a finding stands although it is known; it is shown as acknowledged, not hidden."""

    rule: str
    subject: str
    """As the finding names it: `cchc check --json` prints it."""
    reason: str
    date: date
    source: Source


def read_acknowledgements(file: TextFile) -> tuple[tuple[Acknowledgement, ...], list[Problem]]:
    """Read acknowledgements.csv; whether there is such a finding is for the audit to say."""
    table = parse_table(
        file,
        {
            "rule": tables.required_text,
            "subject": tables.required_text,
            "reason": tables.required_text,
            "date": _required_day,
        },
    )
    found = tuple(Acknowledgement(**row.cells, source=Source(row.file, row.number, "reason")) for row in table.rows)
    return found, [*table.problems, *repeated(table.rows, "rule", "subject")]


def _required_day(cell: str) -> date:
    day = tables.day(cell)
    if day is None:
        raise tables.Unreadable("a date, as 2025-10-20", "fill in the day of the acknowledgement")
    return day
