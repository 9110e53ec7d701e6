"""Days that are named relative to a year, a month or a week, such as `15/12/Y-1`: 15 December of the year before."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import count, islice

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = 12
_LEAP_YEAR = 2024


class Cycle(StrEnum):
    """What repeats: the letter by which days name it."""

    YEAR = "Y"
    MONTH = "M"
    WEEK = "W"
    """Weeks are those of ISO 8601: they begin on Monday, and week 1 holds the first Thursday of the year."""

    @classmethod
    def of_kind(cls, code: str) -> "Cycle":
        """Return what repeats the kind of period of a code: `M` each month, `W` each week, others each year."""
        return cls(code) if code in (cls.MONTH, cls.WEEK) else cls.YEAR

    def count_in(self, year: int) -> int:
        """Return how many of them a year has."""
        match self:
            case Cycle.YEAR:
                return 1
            case Cycle.MONTH:
                return _MONTHS
            case Cycle.WEEK:
                # 28 December lies in the last week of every year.
                return date(year, 12, 28).isocalendar().week

    def around(self, day: date) -> Iterator[tuple[int, int]]:
        """Yield year and number of the one that holds a day, and of those before and after it."""
        year, number = {
            Cycle.YEAR: (day.year, 1),
            Cycle.MONTH: (day.year, day.month),
            Cycle.WEEK: tuple(day.isocalendar())[:2],
        }[self]
        yield (year, number)
        yield (year, number - 1) if number > 1 else (year - 1, self.count_in(year - 1))
        yield (year, number + 1) if number < self.count_in(year) else (year + 1, 1)


EXPECTED_DAYS = {
    Cycle.YEAR: "a day such as 14/3/Y, or 15/12/Y-1 of the year before",
    Cycle.MONTH: "a day such as 14/M, 31/M for the last one, or 15/M-1 of the month before",
    Cycle.WEEK: "a day such as Sun/W, or Fri/W-1 of the week before",
}
"""What messages expect as a day relative to each cycle."""
_FORMS = {
    Cycle.YEAR: re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)/Y(?P<shift>[+-]1)?", re.ASCII),
    Cycle.MONTH: re.compile(r"(?P<day>\d\d?)/M(?P<shift>[+-]1)?", re.ASCII),
    Cycle.WEEK: re.compile(rf"(?P<weekday>{'|'.join(_WEEKDAYS)})/W(?P<shift>[+-]1)?"),
}


@dataclass(frozen=True)
class RelativeDay:
    """A day of a year, month or week, or of the one before or after it."""

    cycle: Cycle
    """What the day is named relative to."""
    day: int
    """The day of the month, or of the week from 1 for Monday. Beyond the end of a month it is the last day."""
    month: int
    """The month from 1 to 12 for a day of a year; 0 for others."""
    shift: int
    """-1 for the year, month or week before, 1 for the one after, else 0."""

    @classmethod
    def parse(cls, text: str, cycle: Cycle) -> "RelativeDay":
        """Return the day that a text names.

        Raises:
            ValueError: the text names no day relative to the cycle; the message says what is expected.
        """
        match = _FORMS[cycle].fullmatch(text)
        parts = match.groupdict() if match else {}
        weekday, month = parts.get("weekday"), int(parts.get("month") or 0)
        day = _WEEKDAYS.index(weekday) + 1 if weekday else int(parts.get("day") or 0)
        if not 1 <= day <= _last_possible_day(cycle, month):
            raise ValueError(EXPECTED_DAYS[cycle])
        return cls(cycle, day, month, int(parts.get("shift") or 0))

    def on(self, year: int, number: int = 1) -> date:
        """Return the date.

        Args:
            year: the year; for weeks, that of ISO 8601.
            number: the number of the month or week in the year; 1 for a day of a year.
        """
        match self.cycle:
            case Cycle.YEAR:
                return _day_of_month(year + self.shift, self.month, self.day)
            case Cycle.MONTH:
                months = year * _MONTHS + number - 1 + self.shift
                return _day_of_month(months // _MONTHS, months % _MONTHS + 1, self.day)
            case Cycle.WEEK:
                return date.fromisocalendar(year, number, self.day) + timedelta(weeks=self.shift)


def _last_possible_day(cycle: Cycle, month: int) -> int:
    match cycle:
        case Cycle.YEAR:
            return monthrange(_LEAP_YEAR, month)[1] if 1 <= month <= _MONTHS else 0
        case Cycle.MONTH:
            return 31
        case Cycle.WEEK:
            return len(_WEEKDAYS)


def _day_of_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class DaysAfter:
    """A day that is counted from the end of a period."""

    days: int
    """The number of days after the end."""
    is_working: bool
    """Whether only working days count, without weekends and public holidays."""

    def after(self, end: date) -> date:
        """Return the day that lies so many days after `end`."""
        if not self.is_working:
            return end + timedelta(days=self.days)
        later = (end + timedelta(days=days) for days in count(1))
        return next(islice(filter(_working_day_test(), later), self.days - 1, None))


@cache
def _working_day_test() -> Callable[[date], bool]:
    """Return what tells working days from weekends and public holidays of Vietnam.

    Bộ luật Lao động, Điều 112, names the holidays; the Government decides each year which Saturdays make up for days
    off between them.
    """
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415 - only due days in working days need it

    is_working_day: Callable[[date], bool] = Vietnam().is_working_day
    return is_working_day


def parse_due_day(text: str, cycle: Cycle) -> RelativeDay | DaysAfter:
    """Return the day on which a report is due: a day relative to its cycle, or days after its end.

    Raises:
        ValueError: the text is neither; the message says what is expected.
    """
    if match := re.fullmatch(r"\+([1-9]\d?)( working)? days?", text, re.ASCII):
        return DaysAfter(int(match[1]), bool(match[2]))
    try:
        return RelativeDay.parse(text, cycle)
    except ValueError as error:
        raise ValueError(f"{error}; or days after the end such as +2 working days, or +3 days") from error
