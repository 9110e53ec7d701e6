"""The reporting calendars of authorities: params/periods/.

A file changes the days of named periods, or adds kinds of periods, for the units that report to its authority. What it
leaves out is as in national.yaml, or else as in the national calendar of the library.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.file_formats.text_files import decoded_text
from cchc_lib.inputs.calendar_file import NATIONAL_FILE, CalendarFile, KindEntry, read_calendar
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.ward_folders import stated_authority
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.reporting_calendar import (
    CalendarChange,
    PeriodKind,
    ReportingCalendar,
)

FOLDER = "periods"


def calendar_files(project: Project, authority: str) -> tuple[str, ...]:
    """Return the files that make up the calendar of an authority, by their names within the params folder."""
    names = (f"{FOLDER}/{NATIONAL_FILE}", f"{FOLDER}/{slug_of(authority)}.yaml")
    return tuple(name for name in names if (project.params / name).is_file())


def authority_calendar(project: Project, authority: str) -> ReportingCalendar:
    """Return the calendar of an authority.

    Raises:
        InputErrors: its files have faults; the error lists all of them.
    """
    files = ((name, (project.params / name).read_bytes()) for name in calendar_files(project, authority))
    calendar, problems = _merged(tuple(files))
    if problems:
        raise InputErrors(project.located(problem) for problem in problems)
    return calendar


def ward_calendar(project: Project, slug: str) -> ReportingCalendar:
    """Return the calendar of the authority to which a ward reports.

    Raises:
        InputErrors: the files of the calendar have faults.
    """
    # A project without such files need not read ward.yaml.
    if not (project.params / FOLDER).is_dir():
        return NATIONAL
    return authority_calendar(project, stated_authority(project, slug))


def check_calendars(project: Project) -> None:
    """Raise InputErrors with the faults of all files of params/periods/, also of those that no ward uses."""
    national = project.params / FOLDER / NATIONAL_FILE
    problems: list[Problem] = []
    for path in sorted((project.params / FOLDER).glob("*.yaml"), key=lambda path: (path != national, path.name)):
        files = dict.fromkeys(each for each in (national, path) if each.is_file())
        problems += _merged(tuple((f"{FOLDER}/{each.name}", each.read_bytes()) for each in files))[1]
    if problems:
        raise InputErrors(project.located(problem) for problem in dict.fromkeys(problems))


# Every ward of a province has the same files, and a batch asks for the calendar of each of thousands of wards.
@lru_cache(maxsize=128)
def _merged(files: tuple[tuple[str, bytes], ...]) -> tuple[ReportingCalendar, tuple[Problem, ...]]:
    """Return the national calendar with the changes of files, by name and bytes, and the problems of all of them."""
    read = [read_calendar(decoded_text(name, raw)) for name, raw in files]
    problems = [problem for each in read for problem in each.problems]
    days = {change.valid_from for each in read if each.stated for change in each.stated.changes}
    calendar, faults = _calendar_on(date.min, read)
    changes = []
    for day in sorted(days):
        changed, found = _calendar_on(day, read)
        changes.append(CalendarChange(day, changed.kinds))
        faults += found
    return replace(calendar, changes=tuple(changes)), tuple(dict.fromkeys((*problems, *faults)))


def _calendar_on(day: date, files: Iterable[CalendarFile]) -> tuple[ReportingCalendar, list[Problem]]:
    """Return the kinds of periods that are in force on a day, and the problems of what files state of them."""
    calendar, problems = NATIONAL, list[Problem]()
    for file in files:
        for path, days in file.entries(day):
            entries = [KindEntry(file, path, days, code, calendar).read() for code in days.periods]
            problems += [fault for kind in entries if not isinstance(kind, PeriodKind) for fault in kind]
            calendar = calendar.with_kinds({kind.code: kind for kind in entries if isinstance(kind, PeriodKind)})
    return calendar, problems
