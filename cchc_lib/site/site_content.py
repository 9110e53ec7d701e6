"""The content of the site: the published documents, and the rejected ones with their reasons."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from cchc_lib.catalogue.catalogue import Catalogue, merged_catalogue
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.units import Unit
from cchc_lib.site.published_documents import PublishedOverview, PublishedReport, listed_codes
from cchc_lib.site.ranking import RankedReport, median_value, rank_reports

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class RejectedDocument:
    """A built report or overview that is not published."""

    name: str
    """Its folder, such as `luu-kiem/2026-Q1`."""
    reason: str
    """The reason in Vietnamese, for the page of rejected documents."""
    detail: str = ""
    """A technical detail for the person who built it; it is not published."""

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}{f' ({self.detail})' if self.detail else ''}"


@dataclass(frozen=True)
class Site:
    """The documents of a site, grouped and ranked as its pages show them."""

    reports: tuple[PublishedReport, ...]
    rejected: tuple[RejectedDocument, ...] = ()
    overviews: tuple[PublishedOverview, ...] = ()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The figures and indicators of the reports, without those that wards define differently."""
        return merged_catalogue(report.catalogue for report in self.reports)

    @property
    def province_kind(self) -> str:
        """The words for the provinces of the wards: `thành phố`, `tỉnh`, or both."""
        return self.catalogue.province_kind

    @cached_property
    def by_ward(self) -> Mapping[str, tuple[PublishedReport, ...]]:
        """The reports of each ward by slug, the latest first."""
        return _grouped(self.reports, lambda report: report.slug)

    @cached_property
    def by_period(self) -> Mapping[Period, tuple[PublishedReport, ...]]:
        """The reports of each period, the latest period first. Two names of the same days are one period."""
        groups = _grouped(self.reports, lambda report: report.official_period)
        return dict(sorted(groups.items(), key=lambda group: (group[0].end, group[0].start), reverse=True))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, the latest first."""
        return tuple(self.by_period)

    @cached_property
    def rankings(self) -> Mapping[tuple[Period, str], tuple[RankedReport, ...]]:
        """The reports of each period, ranked by each listed code."""
        keys = [(period, code) for period in self.by_period for code in listed_codes(self.catalogue)]
        return {
            (period, code): rank_reports(self.by_period[period], code, self.catalogue.direction_of(code))
            for period, code in keys
        }

    @cached_property
    def ranks(self) -> Mapping[tuple[Period, str], Mapping[str, int | None]]:
        """The rank of each ward, by slug, for each period and listed code."""
        return {key: {row.report.slug: row.rank for row in rows} for key, rows in self.rankings.items()}

    @cached_property
    def medians(self) -> Mapping[tuple[Period, str], str]:
        """The median with its unit for each period and listed code; empty if no report has the value."""
        units = {code: self.catalogue.definitions[code].unit for code in listed_codes(self.catalogue)}
        return {
            (period, code): _with_unit(median_value(reports, code), unit)
            for period, reports in self.by_period.items()
            for code, unit in units.items()
        }

    def overviews_of(self, period: Period) -> tuple[PublishedOverview, ...]:
        """Return the overviews of the same days."""
        days = period.start, period.end
        return tuple(overview for overview in self.overviews if (overview.period.start, overview.period.end) == days)

    @cached_property
    def overviews_by_city(self) -> Mapping[str, tuple[PublishedOverview, ...]]:
        """The overviews of each city by slug, the latest first."""
        return _grouped(self.overviews, lambda overview: overview.slug)


def _with_unit(number: Fraction | None, unit: Unit) -> str:
    if number is None:
        return ""
    # A median of counts may lie between two of them. Whole numbers are printed without decimals, as in reports.
    places = 0 if number.denominator == 1 else unit.decimals
    return unit.with_number(format_number(round_number(number, places, Rounding.HALF_UP)))


_Document = TypeVar("_Document", PublishedReport, PublishedOverview)


def _grouped(documents: Sequence[_Document], key: Callable[[_Document], _Key]) -> dict[_Key, tuple[_Document, ...]]:
    """Return documents grouped by a key, each group with the latest period first."""
    groups: dict[_Key, list[_Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.period.end, reverse=True):
        groups[key(document)].append(document)
    return {name: tuple(group) for name, group in groups.items()}
