"""Dates as people write them: 06/8/2025, ngày 06 tháng 8 năm 2025, 2025-08-06."""

import re
from dataclasses import dataclass
from datetime import date

_DAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?P<words>ngày) (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"),
)
"""A date as people write it."""


@dataclass(frozen=True)
class DateMention:
    """A date as it stands in a text."""

    text: str
    parts: tuple[int, int, int]
    """Day, month, year; a year of two digits is one of this century."""
    in_words: bool

    def means(self, day: date) -> bool:
        """Whether it is this day, in whatever form."""
        return self.parts == (day.day, day.month, day.year)


def first_date_mention(text: str) -> DateMention | None:
    """The first date of a text."""
    found = next((match for pattern in _DAYS if (match := pattern.search(text))), None)
    if found is None:
        return None
    day, month, year = (int(found[part]) for part in ("day", "month", "year"))
    return DateMention(found[0], (day, month, year if year > 99 else 2000 + year), "words" in found.groupdict())
