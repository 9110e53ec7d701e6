"""Wards in the order of a value: ties share a rank, what is not known has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.site.published_documents import PublishedReport


@dataclass(frozen=True)
class Ranked:
    """A report with its rank; none where its value is not known, or the value has no better side."""

    report: PublishedReport
    rank: int | None


def ranked(reports: Sequence[PublishedReport], code: str) -> tuple[Ranked, ...]:
    """The best first; of equal ones each has the rank of the first (1, 2, 2, 4)."""
    known = indicators().get(code)
    direction = known.direction if known else Direction.NEUTRAL
    better = 1 if direction is Direction.LOWER else -1
    have = [(value, each) for each in reports if (value := amount(each, code)) is not None]
    have.sort(key=lambda pair: (better * pair[0], pair[1].slug))
    first: dict[Fraction, int] = {}
    for at, (value, _) in enumerate(have if direction is not Direction.NEUTRAL else (), start=1):
        first.setdefault(value, at)
    rest = sorted((each for each in reports if amount(each, code) is None), key=lambda each: each.slug)
    return (*(Ranked(each, first.get(value)) for value, each in have), *(Ranked(each, None) for each in rest))


def amount(report: PublishedReport, code: str) -> Fraction | None:
    """A value as a number, not rounded; None where there is none."""
    reading = report.readings.get(code)
    return reading.exact if reading else None


def middle(reports: Sequence[PublishedReport], code: str) -> Fraction | None:
    """The median of the values that are known; of an even number of them the middle between two."""
    known = [value for value in (amount(each, code) for each in reports) if value is not None]
    return Fraction(median(known)) if known else None


def latest(reports: Sequence[PublishedReport]) -> Mapping[str, PublishedReport]:
    """Each ward's report of the period that ended last."""
    return {each.slug: each for each in sorted(reports, key=lambda each: (each.period.end, each.period.start))}
