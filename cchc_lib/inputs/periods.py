"""The periods of a ward: those of its folder, and those that a report is compared with."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project
from cchc_lib.quantities.dates import Period


def read_period(name: str) -> Period:
    """A period by its name; UserError where it is none."""
    try:
        return Period.parse(name)
    except ValueError as error:
        raise UserError(f"'{name}' is not a period; expected {error}.") from error


def find_period(project: Project, ward: str, name: str) -> Period:
    """The period of a ward by any of its names; its folder's name becomes the period's.

    Raises:
        UserError: the name is no period, or the ward has no data for it.
    """
    period = read_period(name)
    found = stored_period(project, ward, period)
    if found:
        return found
    there = ward_periods(project, ward)
    raise UserError(f"Ward '{ward}' has no data for the period '{name}'; it has: {', '.join(there) or 'none'}.")


def stored_period(project: Project, ward: str, period: Period) -> Period | None:
    """A period as the ward's folder names it; None where there is no folder for it."""
    folder = project.data / "wards" / ward
    names = (name for name in (period.name, *period.names) if (folder / name).is_dir())
    return next((Period(name, period.start, period.end) for name in names), None)


def ward_periods(project: Project, ward: str) -> tuple[str, ...]:
    """The folders of a ward's periods."""
    return tuple(sorted(path.name for path in (project.data / "wards" / ward).iterdir() if path.is_dir()))


UNITS_SINCE = date(2025, 7, 1)
"""From this day on there are the wards of today; before it were others (Nghị quyết 203/2025/QH15)."""


class ComparisonBasis(StrEnum):
    """Which earlier period."""

    PREVIOUS = "previous"
    YEAR_BEFORE = "year_before"


def is_comparable(period: Period) -> bool:
    """Whether the wards of today were there from a period's first day on."""
    return period.start >= UNITS_SINCE


def comparison_periods(project: Project, slug: str, period: Period) -> Mapping[ComparisonBasis, Period]:
    """The periods of a ward's folder that this one is compared with: the last that ended before it, and last year's."""
    before = [each for each in _periods(project, slug) if each.end < period.start and is_comparable(each)]
    days = period.year_before
    found = {
        ComparisonBasis.PREVIOUS: max(before, key=lambda each: (each.end, -abs(each.days - period.days)), default=None),
        ComparisonBasis.YEAR_BEFORE: next(
            (each for each in before if (each.start, each.end) == (days.start, days.end)), None
        ),
    }
    both = {which: each for which, each in found.items() if each}
    return dict(list(both.items())[: len(set(both.values()))])  # Of one period that is both, the first.


def incomparable_period(project: Project, slug: str, period: Period) -> Period | None:
    """The last period before, where it is of the days before today's wards and therefore not compared."""
    before = [each for each in _periods(project, slug) if each.end < period.start]
    last = max(before, key=lambda each: (each.end, each.start), default=None)
    return last if last and not is_comparable(last) else None


def _periods(project: Project, slug: str) -> Iterator[Period]:
    folder = project.data / "wards" / slug
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            yield Period.parse(path.name)
        except ValueError:
            continue  # ward.yaml, and whatever else lies there
