"""Dates in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I, and reporting periods."""

import re
from dataclasses import dataclass, field
from datetime import date

from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.reporting_calendar import ReportingCalendar

_FIRST_YEAR = 1945
"""The first year of the State; an earlier one is a typing error."""


def format_date(day: date) -> str:
    """Return a date with a leading zero for days below 10 and for the months 1 and 2: 04/8/2025, 01/02/2026."""
    return f"{day.day:02d}/{_month_digits(day)}/{day.year}"


def date_in_words(day: date) -> str:
    """Return a date as the head of a document writes it: ngày 04 tháng 8 năm 2025."""
    return f"ngày {day.day:02d} tháng {_month_digits(day)} năm {day.year}"


def _month_digits(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def _a_year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


@dataclass(frozen=True)
class Month:
    """A month of a year, for events without a stated day."""

    year: int
    """The year, such as 2025."""
    month: int
    """The month from 1 to 12."""

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month that `2025-11` names.

        Raises:
            ValueError: there is no such month.
        """
        first = date.fromisoformat(f"{text}-01")
        return cls(first.year, first.month)

    def __str__(self) -> str:
        return f"tháng {self.month} năm {self.year}"


@dataclass(frozen=True)
class Period:
    """The days that a report covers, both ends included."""

    name: str
    """The name of its data folder: `2025-07-01_2025-10-20`, or an official name such as `2026-Q1`."""
    start: date
    """The first day."""
    end: date
    """The last day, which is also the cut-off day of the figures."""

    title: str = field(default="", compare=False)
    """The title within a sentence, such as `quý III năm 2026`; empty for days without a name."""

    @classmethod
    def parse(cls, name: str, calendar: ReportingCalendar = NATIONAL) -> "Period":
        """Return the period of a name, with the days that the calendar gives it.

        Raises:
            ValueError: the name is not that of a period; the message says what is expected.
        """
        if official := calendar.named(name):
            return cls(name, official.start, official.end, official.title)
        if not re.fullmatch(r"\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d", name, re.ASCII):
            raise ValueError(
                f"FROM_TO such as 2025-07-01_2025-10-20, or {', '.join(period.name for period in calendar.examples)}"
            )
        try:
            start, end = map(date.fromisoformat, name.split("_"))
        except ValueError as error:
            raise ValueError("two days that exist in the calendar") from error
        if start.year < _FIRST_YEAR:
            raise ValueError(f"days from {_FIRST_YEAR} on")
        if end < start:
            raise ValueError("a period that ends on or after the day it begins")
        same = calendar.of_days(start, end)
        return cls(name, start, end, same.title if same else "")

    @property
    def days(self) -> int:
        """The length in days, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def names(self) -> tuple[str, ...]:
        """All names of these days in the national calendar: FROM_TO, and the official name if they have one."""
        same = NATIONAL.of_days(self.start, self.end)
        return (f"{self.start}_{self.end}", *([same.name] if same else []))

    def covers_days_of(self, other: "Period") -> bool:
        """Return whether two periods are the same days, by whichever names."""
        return (self.start, self.end) == (other.start, other.end)

    def year_before(self, calendar: ReportingCalendar = NATIONAL) -> "Period":
        """Return the period of the same name a year earlier, or else of the same days; 29 February becomes the 28th."""
        official = calendar.of_days(self.start, self.end)
        if official and (before := calendar.year_before(official)):
            return Period(before.name, before.start, before.end, before.title)
        start, end = (_a_year_before(day) for day in (self.start, self.end))
        return Period(f"{start}_{end}", start, end)

    @property
    def phrase(self) -> str:
        """The shortest words for the period within a sentence: the title, or else the days."""
        return self.title or self.in_vietnamese()

    def in_vietnamese(self) -> str:
        """Return the period in words: `từ ngày 01/7/2025 đến ngày 20/10/2025`."""
        return f"từ ngày {format_date(self.start)} đến ngày {format_date(self.end)}"

    def in_words(self) -> str:
        """Return the title with the days: `quý I năm 2026 (từ ngày … đến ngày …)`; the days alone without a title."""
        return f"{self.title} ({self.in_vietnamese()})" if self.title else self.in_vietnamese()

    def covering(self, *, is_estimated: bool = False) -> str:
        """Return the line below the title of a document: `quý I năm 2026 (từ ngày … đến ngày …)`.

        Args:
            is_estimated: whether the document is dated before the last day, so that its figures are estimates.
        """
        estimated = f"từ ngày {format_date(self.start)}, ước thực hiện đến ngày {format_date(self.end)}"
        return f"{self.title} ({estimated if is_estimated else self.in_vietnamese()})".strip()
