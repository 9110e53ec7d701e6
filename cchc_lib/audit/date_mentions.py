"""Dates in texts, in the forms that people use: 06/8/2025, ngày 06 tháng 8 năm 2025, 2025-08-06."""

import re
from dataclasses import dataclass
from datetime import date

_DATE_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?P<words>ngày) (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"),
)
_CENTURY = 2000


@dataclass(frozen=True)
class DateMention:
    """A date that a text mentions; it need not exist in the calendar."""

    text: str
    """The date as the text writes it."""
    parts: tuple[int, int, int]
    """Day, month and year; a year of two digits belongs to this century."""
    in_words: bool
    """True if it has the form `ngày 06 tháng 8 năm 2025`."""

    def is_day(self, day: date) -> bool:
        """Return whether the mentioned date is this day."""
        return self.parts == (day.day, day.month, day.year)


def first_date_mention(text: str) -> DateMention | None:
    """Return the first date in the first form that the text contains; None if it mentions no date."""
    match = next((match for pattern in _DATE_PATTERNS if (match := pattern.search(text))), None)
    if match is None:
        return None
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    return DateMention(match[0], (day, month, year if year > 99 else _CENTURY + year), "words" in match.groupdict())
