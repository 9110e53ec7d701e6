"""The periods of a ward: those in its folder, and those that a report is compared with."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum

from cchc_lib.errors import UserError
from cchc_lib.inputs.authority_calendars import ward_calendar
from cchc_lib.inputs.project import Project
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.reporting_calendar import ReportingCalendar

UNITS_SINCE = date(2025, 7, 1)
"""The first day of today's commune-level units; those before it had other areas (Nghị quyết 203/2025/QH15)."""


class ComparisonBasis(StrEnum):
    """The reason why a report is compared with an earlier period."""

    PREVIOUS = "previous"
    """It is the last period that ended before."""
    YEAR_BEFORE = "year_before"
    """It has the same days one year earlier."""


def read_period(name: str, calendar: ReportingCalendar = NATIONAL) -> Period:
    """Return the period that a name states.

    Raises:
        UserError: the name is no name of a period.
    """
    try:
        return Period.parse(name, calendar)
    except ValueError as error:
        raise UserError(f"'{name}' is not a period; expected {error}.") from error


def ward_periods(project: Project, ward: str) -> tuple[str, ...]:
    """Return the names of the folders that a ward has for its periods, sorted."""
    folder = project.data / "wards" / ward
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def stored_periods(project: Project, ward: str) -> Iterator[Period]:
    """Yield the periods that a ward has folders for, by name; folders that are no periods are left out."""
    calendar = ward_calendar(project, ward)
    for name in ward_periods(project, ward):
        with suppress(ValueError):
            yield Period.parse(name, calendar)


def stored_period(project: Project, ward: str, period: Period) -> Period | None:
    """Return a period under the name that the ward's folder has for it, or None if there is no folder for it."""
    same = [stored for stored in stored_periods(project, ward) if stored.covers_days_of(period)]
    return next((stored for stored in same if stored.name == period.name), next(iter(same), None))


def find_period(project: Project, ward: str, name: str) -> Period:
    """Return a period of a ward by any of its names, under the name of its folder.

    Raises:
        UserError: the name is no name of a period, or the ward has no data for it.
        InputErrors: the files of the ward's calendar have faults.
    """
    found = stored_period(project, ward, read_period(name, ward_calendar(project, ward)))
    if found is None:
        known = ", ".join(ward_periods(project, ward)) or "none"
        raise UserError(f"Ward '{ward}' has no data for the period '{name}'; it has: {known}.")
    return found


def is_comparable(period: Period) -> bool:
    """Return whether today's commune-level units existed from the first day of a period on."""
    return period.start >= UNITS_SINCE


def comparison_periods(project: Project, ward: str, period: Period) -> Mapping[ComparisonBasis, Period]:
    """Return the periods of a ward's folder that a period is compared with.

    A period that is the previous one and has the same days one year earlier counts as the previous one only.
    """
    candidates = [earlier for earlier in _periods_before(project, ward, period) if is_comparable(earlier)]
    # Of the periods that ended last, the one of the most similar length: a quarter is compared with a quarter.
    previous = max(candidates, key=lambda earlier: (earlier.end, -abs(earlier.days - period.days)), default=None)
    days = period.year_before(ward_calendar(project, ward))
    year_before = next((earlier for earlier in candidates if earlier.covers_days_of(days)), None)
    found = {ComparisonBasis.PREVIOUS: previous} if previous else {}
    if year_before and year_before != previous:
        found[ComparisonBasis.YEAR_BEFORE] = year_before
    return found


def incomparable_period(project: Project, ward: str, period: Period) -> Period | None:
    """Return the last period before this one if it cannot be compared, since today's units did not exist yet."""
    before = _periods_before(project, ward, period)
    last = max(before, key=lambda earlier: (earlier.end, earlier.start), default=None)
    return last if last and not is_comparable(last) else None


def _periods_before(project: Project, ward: str, period: Period) -> Iterator[Period]:
    return (stored for stored in stored_periods(project, ward) if stored.end < period.start)
