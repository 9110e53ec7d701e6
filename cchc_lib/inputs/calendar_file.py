"""Reads one calendar file of params/periods/, and computes the kinds of periods that it declares."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from cchc_lib.errors import Problem
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.file_formats.yaml_files import KeyPath, ParsedYaml, YamlModel, parse_yaml
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.quantities.relative_days import Cycle, DaysAfter, RelativeDay, parse_due_day
from cchc_lib.quantities.reporting_calendar import OfficialPeriod, PeriodKind, Provenance, ReportingCalendar

NATIONAL_FILE = "national.yaml"
"""The file that changes the national calendar for all authorities."""
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


class StatedDays(YamlModel):
    """Days that one document sets."""

    source: Annotated[str, Field(min_length=1)]
    """The document that sets the days."""
    date: date
    """The day on which the file was compared with the document."""
    periods: Annotated[dict[Annotated[str, Field(pattern=_CODE)], StatedPeriodKind], Field(min_length=1)]
    """The kinds by their codes in names: `Q1` to `Q4`, `H1`, `9M`, `Y`, `M`, `W`, or a new code such as `H2`."""


class StatedChange(StatedDays):
    """Changes of the calendar by a later document. A change keeps every day that it does not set."""

    valid_from: date
    """The first day: the change holds for periods that end on this day or later."""


class AuthorityCalendar(StatedDays):
    """The content of a file of params/periods/."""

    authority: Annotated[str, Field(min_length=1)]
    """The authority that asks for the reports, as ward.yaml names it: `Hải Phòng`."""
    changes: list[StatedChange] = Field(default_factory=list)
    """What later documents changed, the earliest change first; periods that ended before keep their days."""


@dataclass(frozen=True)
class CalendarFile:
    """A file of params/periods/, as far as it can be read."""

    name: str
    """The name within the params folder."""
    parsed: ParsedYaml[AuthorityCalendar]
    """What the file states."""
    problems: tuple[Problem, ...]
    """The faults of the file, apart from those of single kinds of periods."""

    @property
    def stated(self) -> AuthorityCalendar | None:
        """What the file states; None if it cannot be read."""
        return self.parsed.model

    def entries(self, day: date) -> Iterator[tuple[KeyPath, StatedDays]]:
        """Yield what is in force on a day with the keys that lead to it: the first days, then changes of them."""
        if self.stated:
            yield (), self.stated
            for index, change in enumerate(self.stated.changes):
                if change.valid_from <= day:
                    yield ("changes", index), change


def read_calendar(file: TextFile) -> CalendarFile:
    """Return a file of params/periods/, as far as it can be read, with its faults apart from those of single kinds."""
    parsed = parse_yaml(file, AuthorityCalendar)
    faults = _file_problems(file.name, parsed, parsed.model) if parsed.model else ()
    return CalendarFile(file.name, parsed, (*parsed.problems, *faults))


def _file_problems(name: str, parsed: ParsedYaml[AuthorityCalendar], stated: AuthorityCalendar) -> Iterator[Problem]:
    expected = f"{slug_of(stated.authority)}.yaml"
    # A file under another name would be read for no ward.
    if Path(name).name not in (NATIONAL_FILE, expected):
        repair = f"name the file {expected}, or correct the authority"
        yield Problem(name, None, "authority", stated.authority, "the authority that the file is named after", repair)
    for index, (before, after) in enumerate(pairwise(stated.changes), start=1):
        if after.valid_from <= before.valid_from:
            row = parsed.lines.get(("changes", index, "valid_from"))
            column, expected = (
                f"changes.{index}.valid_from",
                f"a day after {before.valid_from}, that of the change above",
            )
            yield Problem(name, row, column, str(after.valid_from), expected, "put the changes in the order of days")


def _parse_title(text: str, cycle: Cycle) -> str:
    example = "quý I năm {year}" if cycle is Cycle.YEAR else "tháng {number} năm {year}"
    # What is in braces must be the places of the example, and there must be no other brace.
    if sorted(_PLACE.findall(text)) != sorted(_PLACE.findall(example)) or set("{}") & set(_PLACE.sub("", text)):
        raise ValueError(f"a title with the places of: {example}")
    return text


@dataclass(frozen=True)
class KindEntry:
    """One kind of period in a file."""

    file: CalendarFile
    """The file that holds the entry."""
    path: KeyPath
    """The keys that lead to the days; none for those of the file itself."""
    days: StatedDays
    """The days that one document sets, among them those of the kind."""
    code: str
    """The code of the kind."""
    known_calendar: ReportingCalendar
    """The calendar that the entry changes."""

    @property
    def stated(self) -> StatedPeriodKind:
        """What the file states of the kind."""
        return self.days.periods[self.code]

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
        entry = (*self.path, "periods", self.code)
        path = (*entry, key) if key else entry
        row = self.file.parsed.lines.get(path) or self.file.parsed.lines.get(entry)
        return Problem(self.file.name, row, ".".join(map(str, path)), found, expected, repair)

    def _set_by(self) -> Provenance:
        authority = self.file.stated.authority if self.file.stated else ""
        return Provenance(authority, self.stated.source or self.days.source, self.days.date)

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
