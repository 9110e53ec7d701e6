"""Reporting calendars: the named periods of an authority, with their days, titles and due days."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cchc_lib.quantities.relative_days import Cycle, DaysAfter, RelativeDay

_YEARS = range(1946, 9990)
"""The years of named periods: the State was founded in 1945, and days after a period must be days of the calendar."""


@dataclass(frozen=True)
class Provenance:
    """Who set the days of a period, and where."""

    authority: str
    """The authority that asks for the report."""
    source: str
    """The document that sets the days."""
    checked: date | None = None
    """The day on which they were compared with the document; None if that is not known."""


@dataclass(frozen=True)
class PeriodKind:
    """A kind of named period, such as the first quarter."""

    code: str
    """The code behind the year in names: `Q1` in `2026-Q1`, `M` in `2026-M03`."""
    cycle: Cycle
    """What repeats it: each year, month or week."""
    first: RelativeDay
    """The first day."""
    last: RelativeDay
    """The last day, which is the cut-off day."""
    title: str
    """The title within a sentence, with places for year and number: `tháng {number} năm {year}`."""
    set_by: Provenance
    """Who set these days."""
    due: RelativeDay | DaysAfter | None = None
    """The last day to hand in the report; None if nobody asks for one."""
    other_codes: tuple[str, ...] = ()
    """Other codes of the same kind, which names may have too."""


@dataclass(frozen=True)
class OfficialPeriod:
    """A named period of a calendar."""

    kind: PeriodKind
    """Its kind."""
    year: int
    """The year of its name."""
    number: int = 1
    """The number of the month or week; 1 for a kind that repeats each year."""

    @property
    def name(self) -> str:
        """The name, such as `2026-Q1` or `2026-M03`."""
        number = "" if self.kind.cycle is Cycle.YEAR else f"{self.number:02d}"
        return f"{self.year}-{self.kind.code}{number}"

    @property
    def start(self) -> date:
        """The first day."""
        return self.kind.first.on(self.year, self.number)

    @property
    def end(self) -> date:
        """The last day, which is also the cut-off day of the figures."""
        return self.kind.last.on(self.year, self.number)

    @property
    def title(self) -> str:
        """The title within a sentence, such as `quý III năm 2026`."""
        return self.kind.title.format(year=self.year, number=self.number)

    @property
    def due(self) -> date | None:
        """The last day to hand in the report; None if nobody asks for one."""
        match self.kind.due:
            case RelativeDay() as day:
                return day.on(self.year, self.number)
            case DaysAfter() as days:
                return days.after(self.end)
        return None


def _exists(kind: PeriodKind, year: int, number: int) -> bool:
    return year in _YEARS and 1 <= number <= kind.cycle.count_in(year)


@dataclass(frozen=True)
class ReportingCalendar:
    """The kinds of periods that an authority names, each once."""

    kinds: tuple[PeriodKind, ...]
    """The kinds in the order in which messages list them."""
    changes: tuple["CalendarChange", ...] = ()
    """Other kinds that took the place of these later, the earliest change first."""

    @property
    def by_code(self) -> Mapping[str, PeriodKind]:
        """The kinds by their codes."""
        return {kind.code: kind for kind in self.kinds}

    @property
    def examples(self) -> tuple[OfficialPeriod, ...]:
        """A period of each kind."""
        return tuple(OfficialPeriod(kind, 2026, 1 if kind.cycle is Cycle.YEAR else 3) for kind in self.kinds)

    def with_kinds(self, kinds: Mapping[str, PeriodKind]) -> "ReportingCalendar":
        """Return the calendar with kinds replaced by those of the same code; others are added."""
        return replace(self, kinds=tuple({**self.by_code, **kinds}.values()))

    def named(self, name: str) -> OfficialPeriod | None:
        """Return the period of a name, or None if the calendar has none of this name.

        Its days are those of the last change that was in force on its last day.
        """
        for change in reversed(self.changes):
            period = _named(change.kinds, name)
            if period and period.end >= change.valid_from:
                return period
        return _named(self.kinds, name)

    def of_days(self, start: date, end: date) -> OfficialPeriod | None:
        """Return the named period of these days, or None if they have no name."""
        found = (_of_days(kinds, start, end) for kinds in self._versions)
        return next((period for period in found if period and self._is_in_force(period)), None)

    def year_before(self, period: OfficialPeriod) -> OfficialPeriod | None:
        """Return the period of the same name a year before; None if that year has none, as for most weeks 53."""
        return self.named(replace(period, year=period.year - 1).name)

    def due_between(self, first: date, last: date) -> Iterator[OfficialPeriod]:
        """Yield every period that is due on one of these days, both included, in the order of kinds."""
        found = (period for kinds in self._versions for period in _due_between(kinds, first, last))
        yield from dict.fromkeys(filter(self._is_in_force, found))

    @property
    def _versions(self) -> tuple[tuple[PeriodKind, ...], ...]:
        return self.kinds, *(change.kinds for change in self.changes)

    def _is_in_force(self, period: OfficialPeriod) -> bool:
        return not self.changes or self.named(period.name) == period


@dataclass(frozen=True)
class CalendarChange:
    """The kinds of a calendar from a day on."""

    valid_from: date
    """The first day: a period that ends on it or later is of these kinds."""
    kinds: tuple[PeriodKind, ...]
    """All kinds from then on, also those that stay as they were."""


def _named(kinds: Iterable[PeriodKind], name: str) -> OfficialPeriod | None:
    for kind in kinds:
        codes = "|".join(map(re.escape, (kind.code, *kind.other_codes)))
        number = "" if kind.cycle is Cycle.YEAR else r"\d\d"
        match = re.fullmatch(rf"(\d{{4}})-(?:{codes})({number})", name, re.ASCII)
        if match and _exists(kind, int(match[1]), int(match[2] or 1)):
            return OfficialPeriod(kind, int(match[1]), int(match[2] or 1))
    return None


def _of_days(kinds: Iterable[PeriodKind], start: date, end: date) -> OfficialPeriod | None:
    for kind in kinds:
        for year, number in kind.cycle.around(end):
            found = OfficialPeriod(kind, year, number)
            if _exists(kind, year, number) and (found.start, found.end) == (start, end):
                return found
    return None


def _due_between(kinds: Iterable[PeriodKind], first: date, last: date) -> Iterator[OfficialPeriod]:
    for kind in kinds:
        # A due day may lie in the year before or after that of the name.
        for year in range(first.year - 1, last.year + 2):
            numbers = range(1, kind.cycle.count_in(year) + 1) if year in _YEARS else ()
            periods = (OfficialPeriod(kind, year, number) for number in numbers)
            yield from (period for period in periods if period.due and first <= period.due <= last)
