"""The reporting calendars of authorities: params/periods/.

A file changes the days of named periods, or adds kinds of periods, for the units that report to its authority. What it
leaves out is as in national.yaml, or else as in the national calendar of the library.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.file_formats.text_files import TextFile, decoded_text, read_text
from cchc_lib.file_formats.yaml_files import ParsedYaml, YamlModel, parse_yaml
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.ward_folders import stated_authority
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.relative_days import Cycle, DaysAfter, RelativeDay, parse_due_day
from cchc_lib.quantities.reporting_calendar import OfficialPeriod, PeriodKind, Provenance, ReportingCalendar

FOLDER, NATIONAL_FILE = "periods", "national.yaml"
_CODE = r"^[A-Z0-9]{1,4}$"
_TRIED_YEARS = (2023, 2024)
"""An ordinary year and a leap year, in which the days of a kind are tried."""
_PLACE = re.compile(r"\{[^{}]*\}")
_Part = TypeVar("_Part")


class StatedPeriodKind(YamlModel):
    """What an authority changes about a kind of named period; what is left out stays as it is."""

    first: Annotated[str, Field(alias="from")] = ""
    """The first day: `15/12/Y-1` of the year before, `15/M-1` of the month before, `Mon/W` of the week."""
    last: Annotated[str, Field(alias="to")] = ""
    """The last day, which is the cut-off day: `14/3/Y`, `14/M`, `31/M` for the month's last day, `Sun/W`."""
    due: str = ""
    """The last day to hand in the report: a day as above, `+3 days` after the end, or `+2 working days`."""
    title: str = ""
    """The title within a sentence: `quý I năm {year}`, `tháng {number} năm {year}`."""
    source: str = ""
    """The document that sets these days, if it is not that of the file."""


class AuthorityCalendar(YamlModel):
    """The content of a file of params/periods/."""

    authority: Annotated[str, Field(min_length=1)]
    """The authority that asks for the reports, as ward.yaml names it: `Hải Phòng`."""
    source: Annotated[str, Field(min_length=1)]
    """The document that sets the days."""
    date: date
    """The day on which the file was compared with the document."""
    periods: Annotated[dict[Annotated[str, Field(pattern=_CODE)], StatedPeriodKind], Field(min_length=1)]
    """The kinds by their codes in names: `Q1` to `Q4`, `H1`, `9M`, `Y`, `M`, `W`, or a new code such as `H2`."""


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
    base, problems = NATIONAL, list[Problem]()
    for path in sorted((project.params / FOLDER).glob("*.yaml"), key=lambda path: (path != national, path.name)):
        kinds, faults = read_period_kinds(read_text(project.params, f"{FOLDER}/{path.name}"), base)
        base = base.with_kinds(kinds) if path == national else base
        problems += faults
    if problems:
        raise InputErrors(project.located(problem) for problem in problems)


# Every ward of a province has the same files, and a batch asks for the calendar of each of thousands of wards.
@lru_cache(maxsize=128)
def _merged(files: tuple[tuple[str, bytes], ...]) -> tuple[ReportingCalendar, tuple[Problem, ...]]:
    """Return the national calendar with the changes of files, by name and bytes, and the problems of all of them."""
    calendar, problems = NATIONAL, list[Problem]()
    for name, raw in files:
        kinds, faults = read_period_kinds(decoded_text(name, raw), calendar)
        calendar = calendar.with_kinds(kinds)
        problems += faults
    return calendar, tuple(problems)


def read_period_kinds(file: TextFile, known: ReportingCalendar) -> tuple[Mapping[str, PeriodKind], tuple[Problem, ...]]:
    """Return the kinds of periods that a file of params/periods/ states, by code, and all its problems.

    Args:
        file: the file.
        known: the calendar that the file changes.
    """
    parsed = parse_yaml(file, AuthorityCalendar)
    if not parsed.model:
        return {}, parsed.problems
    stated = parsed.model
    read = {code: _KindEntry(file.name, parsed, stated, code, known).read() for code in stated.periods}
    faults = (fault for kind in read.values() if not isinstance(kind, PeriodKind) for fault in kind)
    kinds = {code: kind for code, kind in read.items() if isinstance(kind, PeriodKind)}
    return kinds, (*_file_name_problems(file.name, stated), *faults)


def _file_name_problems(name: str, stated: AuthorityCalendar) -> Iterator[Problem]:
    expected = f"{slug_of(stated.authority)}.yaml"
    # A file under another name would be read for no ward.
    if Path(name).name not in (NATIONAL_FILE, expected):
        repair = f"name the file {expected}, or correct the authority"
        yield Problem(name, None, "authority", stated.authority, "the authority that the file is named after", repair)


def _parse_title(text: str, cycle: Cycle) -> str:
    example = "quý I năm {year}" if cycle is Cycle.YEAR else "tháng {number} năm {year}"
    # What is in braces must be the places of the example, and there must be no other brace.
    if sorted(_PLACE.findall(text)) != sorted(_PLACE.findall(example)) or set("{}") & set(_PLACE.sub("", text)):
        raise ValueError(f"a title with the places of: {example}")
    return text


@dataclass(frozen=True)
class _KindEntry:
    """One kind of period in a file."""

    file: str
    parsed: ParsedYaml[AuthorityCalendar]
    calendar: AuthorityCalendar
    code: str
    known_calendar: ReportingCalendar

    @property
    def stated(self) -> StatedPeriodKind:
        """What the file states of the kind."""
        return self.calendar.periods[self.code]

    @property
    def known(self) -> PeriodKind | None:
        """The kind that the file changes; None for a new one."""
        return self.known_calendar.by_code.get(self.code)

    def read(self) -> PeriodKind | tuple[Problem, ...]:
        """Return the kind, or its problems."""
        # `6M` is another code of `H1`, and `M03` a month.
        taken = self.known_calendar.named(f"{_TRIED_YEARS[0]}-{self.code}")
        if taken and taken.kind.code != self.code:
            other = taken.kind.code
            return (self._problem("", self.code, f"a code that does not name a period of {other}", f"write {other}"),)
        known = self.known
        parts = (
            self._part("from", RelativeDay.parse, known and known.first),
            self._part("to", RelativeDay.parse, known and known.last),
            self._part("title", _parse_title, known and known.title),
            self._part("due", parse_due_day, known and known.due),
        )
        match parts:
            case RelativeDay() as first, RelativeDay() as last, str(title), RelativeDay() | DaysAfter() | None as due:
                others = known.other_codes if known else ()
                kind = PeriodKind(self.code, first.cycle, first, last, title, self._set_by(), due, others)
                return tuple(self._problems_of_days(kind)) or kind
        return tuple(part for part in parts if isinstance(part, Problem))

    def _part(self, key: str, parse: Callable[[str, Cycle], _Part], known: _Part | None) -> _Part | Problem | None:
        text = self._text(key)
        if not text and (self.known or key == "due"):
            return known
        try:
            return parse(text, Cycle.of_kind(self.code))
        except ValueError as error:
            repair = "correct the value" if text else f"add `{key}: …`, which a new kind of period needs"
            return self._problem(key, text or "nothing", str(error), repair)

    def _text(self, key: str) -> str:
        return str(self.stated.model_dump(by_alias=True)[key])

    def _problem(self, key: str, found: str, expected: str, repair: str = "correct the value") -> Problem:
        path = ("periods", self.code, *([key] if key else []))
        row = self.parsed.lines.get(path) or self.parsed.lines.get(path[:2])
        return Problem(self.file, row, ".".join(path), found, expected, repair)

    def _set_by(self) -> Provenance:
        return Provenance(self.calendar.authority, self.stated.source or self.calendar.source, self.calendar.date)

    def _problems_of_days(self, kind: PeriodKind) -> Iterator[Problem]:
        periods = [
            OfficialPeriod(kind, year, number)
            for year in _TRIED_YEARS
            for number in range(1, kind.cycle.count_in(year) + 1)
        ]
        if wrong := next((period for period in periods if period.end < period.start), None):
            found = f"{wrong.end} as the last day of {wrong.name}, which begins on {wrong.start}"
            yield self._problem("to", found, "a period that ends on or after the day it begins", "correct from or to")
        elif early := next((period for period in periods if period.due and period.due < period.start), None):
            found = f"{early.due} as the due day of {early.name}, which begins on {early.start}"
            yield self._problem("due", found, "a day on or after the first day of the period")
