"""The table of due reports on a terminal, and the days that the options of `cchc calendar` name."""

from collections.abc import Iterable
from datetime import date

from rich.box import SIMPLE
from rich.table import Column, Table

from cchc_lib.errors import UserError
from cchc_lib.publication.due_reports import DueReport

_MISSING = "missing"
_COLUMNS = ("Due", "To", "Set by", "Ward", "Period", "From", "Cut-off", "Data", "Report")


def due_table(reports: Iterable[DueReport]) -> Table:
    """Return a table with a row for each due report."""
    table = Table(*(Column(name, no_wrap=name in ("Due", "From", "Cut-off")) for name in _COLUMNS), box=SIMPLE)
    for report in reports:
        official = report.official
        table.add_row(
            *(str(report.due), report.authority, official.kind.set_by.authority, report.ward, official.name),
            *(str(official.start), str(official.end)),
            *(report.data or _MISSING, "built" if report.is_built else ""),
        )
    return table


def due_days(year: int | None, first: str, last: str, today: date) -> tuple[date, date]:
    """Return the first and the last due day that options name: those of a year, or else of this year.

    Raises:
        UserError: the options exclude one another, or a day does not exist.
    """
    if year is not None and (first or last):
        raise UserError("A year and single days exclude one another; leave out --year, or --from and --to.")
    begin, end = (_day(first, "first") if first else None), (_day(last, "last") if last else None)
    whole = year or (begin or end or today).year
    days = begin or date(whole, 1, 1), end or date(whole, 12, 31)
    if days[1] < days[0]:
        raise UserError(f"{days[1]} lies before {days[0]}; expected a last day on or after the first one.", "last")
    return days


def _day(text: str, parameter: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"'{text}' is not a day; expected one that exists, as 2026-03-20.", parameter) from error
