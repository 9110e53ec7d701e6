"""Ranks of reports by a value, and their median."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.catalogue.definitions import Direction
from cchc_lib.quantities.samples import median_of, tied_rank
from cchc_lib.site.published_documents import PublishedReport


@dataclass(frozen=True)
class RankedReport:
    """A report with its rank for one value."""

    report: PublishedReport
    rank: int | None
    """The rank, which equal values share; None if the report has no value, or if neither direction is better."""


def rank_reports(reports: Sequence[PublishedReport], code: str, direction: Direction) -> tuple[RankedReport, ...]:
    """Return reports in the order of a value, the best first and those without a value last.

    Values are compared before they are rounded. Without a better direction the highest value comes first.
    """
    by_slug = sorted(reports, key=lambda report: report.slug)
    values = {report.slug: exact_value(report, code) for report in by_slug}
    numbers = sorted(number for number in values.values() if number is not None)
    ranks = {
        slug: None if number is None else tied_rank(number, numbers, lowest_first=direction is Direction.LOWER)
        for slug, number in values.items()
    }
    # Comparing ranks is much faster than comparing fractions; reports of equal rank stay in the order of their slugs.
    best_first = sorted(by_slug, key=lambda report: ranks[report.slug] or len(ranks) + 1)
    ranked = direction is not Direction.NEUTRAL
    return tuple(RankedReport(report, ranks[report.slug] if ranked else None) for report in best_first)


def exact_value(report: PublishedReport, code: str) -> Fraction | None:
    """Return a value of a report before it was rounded, in its unit; None if the report has none."""
    reading = report.readings.get(code)
    return reading.exact if reading else None


def is_by_claim(report: PublishedReport, code: str) -> bool:
    """Return whether a report gives a value only as the rate that its ward published."""
    reading = report.readings.get(code)
    return reading is not None and reading.is_claimed


def count_by_claim(reports: Sequence[PublishedReport], codes: Iterable[str]) -> int:
    """Return how many reports give one of several values only as the rate that their ward published."""
    asked = tuple(codes)
    return sum(any(is_by_claim(report, code) for code in asked) for report in reports)


def median_value(reports: Sequence[PublishedReport], code: str) -> Fraction | None:
    """Return the median of a value over reports; None if no report has it."""
    return median_of([number for report in reports if (number := exact_value(report, code)) is not None])


def latest_reports(reports: Sequence[PublishedReport]) -> Mapping[str, PublishedReport]:
    """Return the report of each ward, by slug, whose period ended last."""
    in_order = sorted(reports, key=lambda report: (report.period.end, report.period.start))
    return {report.slug: report for report in in_order}
