"""Dates in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I, and reporting periods."""

import re
from dataclasses import dataclass
from datetime import date

# The periods of văn bản 581/BNV-CCHC are not calendar quarters: first and last day as (year, month, day), with the year
# relative to that of the name.
_OFFICIAL_DAYS = {
    "Q1": ((-1, 12, 15), (0, 3, 14)),
    "H1": ((-1, 12, 15), (0, 6, 14)),
    "Q3": ((0, 6, 15), (0, 9, 14)),
    "Y": ((-1, 12, 15), (0, 12, 14)),
}

_TITLES = {"Q1": "quý I năm", "H1": "6 tháng đầu năm", "Q3": "quý III năm", "Y": "năm"}
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

    @classmethod
    def parse(cls, name: str) -> "Period":
        """Return the period that a name stands for.

        Raises:
            ValueError: the name is not that of a period; the message says what is expected.
        """
        official = re.fullmatch(r"(\d{4})-(Q1|H1|Q3|Y)", name)
        if official and int(official[1]) > _FIRST_YEAR:
            return cls._official(name, int(official[1]), official[2])
        if not re.fullmatch(r"\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d", name):
            raise ValueError("FROM_TO such as 2025-07-01_2025-10-20, or 2026-Q1, 2026-H1, 2026-Q3, 2026-Y")
        try:
            start, end = map(date.fromisoformat, name.split("_"))
        except ValueError as error:
            raise ValueError("two days that exist in the calendar") from error
        if start.year < _FIRST_YEAR:
            raise ValueError(f"days from {_FIRST_YEAR} on")
        if end < start:
            raise ValueError("a period that ends on or after the day it begins")
        return cls(name, start, end)

    @classmethod
    def _official(cls, name: str, year: int, kind: str) -> "Period":
        start, end = (date(year + shift, month, day) for shift, month, day in _OFFICIAL_DAYS[kind])
        return cls(name, start, end)

    @property
    def days(self) -> int:
        """The length in days, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def names(self) -> tuple[str, ...]:
        """All names of these days: FROM_TO, and the official name if they have one."""
        official = (Period._official(f"{self.end.year}-{kind}", self.end.year, kind) for kind in _OFFICIAL_DAYS)
        same = (other.name for other in official if (other.start, other.end) == (self.start, self.end))
        return (f"{self.start}_{self.end}", *same)

    @property
    def title(self) -> str:
        """The name of official days within a sentence, such as `quý III năm 2026`; empty for other days."""
        kind = self.names[-1].partition("-")[2]
        return f"{_TITLES[kind]} {self.end.year}" if kind in _TITLES else ""

    @property
    def year_before(self) -> "Period":
        """The period of the same days a year earlier; 29 February becomes the 28th."""
        start, end = (_a_year_before(day) for day in (self.start, self.end))
        return Period(f"{start}_{end}", start, end)

    def in_vietnamese(self) -> str:
        """Return the period in words: `từ ngày 01/7/2025 đến ngày 20/10/2025`."""
        return f"từ ngày {format_date(self.start)} đến ngày {format_date(self.end)}"
