"""The reports that are due: for which period, to which authority, and whether their data are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cchc_lib.inputs.authority_calendars import check_calendars, ward_calendar
from cchc_lib.inputs.periods import stored_period
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.ward_folders import find_ward, stated_authority, ward_names
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.reporting_calendar import OfficialPeriod


@dataclass(frozen=True)
class DueReport:
    """A report that a ward owes."""

    ward: str
    """The slug of the ward."""
    authority: str
    """The authority to which the ward reports."""
    official: OfficialPeriod
    """The period, with its kind and due day."""
    due: date
    """The last day to hand in the report."""
    data: str
    """The name of the period's data folder; empty if there is none."""
    is_built: bool
    """Whether a report of these data lies in build/reports."""

    def json(self) -> dict[str, object]:
        """Return the report as JSON data."""
        return {
            "due": str(self.due),
            "ward": self.ward,
            "period": self.official.name,
            "title": self.official.title,
            "first_day": str(self.official.start),
            "cut_off": str(self.official.end),
            "to": self.authority,
            "set_by": self.official.kind.set_by.authority,
            "source": self.official.kind.set_by.source,
            "data": self.data,
            "built": self.is_built,
        }


def due_reports(project: Project, wards: Iterable[str], first: date, last: date) -> tuple[DueReport, ...]:
    """Return the reports that wards owe between two days, both included, ordered by due day, period and ward.

    Args:
        project: the folders.
        wards: slugs or codes; none for every ward of the data folder.
        first: the first due day.
        last: the last due day.

    Raises:
        UserError: a ward does not exist.
        InputErrors: files of params/periods/ have faults; the error lists all of them.
    """
    check_calendars(project)
    slugs = tuple(dict.fromkeys(find_ward(project, ward) for ward in wards)) or ward_names(project)
    reports = (report for slug in slugs for report in _reports_of(project, slug, first, last))
    return tuple(sorted(reports, key=lambda report: (report.due, report.official.name, report.ward)))


def _reports_of(project: Project, slug: str, first: date, last: date) -> Iterator[DueReport]:
    authority = stated_authority(project, slug)
    for official in ward_calendar(project, slug).due_between(first, last):
        stored = stored_period(project, slug, Period(official.name, official.start, official.end))
        name = stored.name if stored else ""
        is_built = bool(name) and (project.build / "reports" / slug / name / "record.json").is_file()
        if official.due:
            yield DueReport(slug, authority, official, official.due, name, is_built)
