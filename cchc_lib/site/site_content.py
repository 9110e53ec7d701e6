"""The content of the site: the published documents, and the rejected ones with their reasons."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from cchc_lib.catalogue.catalogue import Catalogue, merged_catalogue
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.quantities.dates import Period
from cchc_lib.site.peer_groups import PeerGroup
from cchc_lib.site.published_documents import PublishedOverview, PublishedReport

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
    def has_several_provinces(self) -> bool:
        """Whether the units of the site are of several provinces, each of which is ranked by itself."""
        return len({report.province for report in self.reports}) > 1

    @cached_property
    def peer_groups(self) -> Mapping[Period, tuple[PeerGroup, ...]]:
        """The reports of each period that are ranked together; the groups are ordered by the name of their province."""
        return {period: tuple(self._groups_of(period)) for period in self.by_period}

    def _groups_of(self, period: Period) -> Iterator[PeerGroup]:
        groups = _grouped(self.by_period[period], lambda report: report.province)
        if not self.has_several_provinces:
            groups = {"": self.by_period[period]}
        for province in sorted(groups, key=slug_of):
            yield PeerGroup(period, groups[province], self.catalogue, self.has_several_provinces)

    def peers_of(self, report: PublishedReport) -> PeerGroup:
        """Return the group that a report of the site is ranked in."""
        return self._peers[report]

    @cached_property
    def _peers(self) -> Mapping[PublishedReport, PeerGroup]:
        return {report: group for groups in self.peer_groups.values() for group in groups for report in group.reports}

    def overviews_of(self, period: Period) -> tuple[PublishedOverview, ...]:
        """Return the overviews of the same days."""
        days = period.start, period.end
        return tuple(overview for overview in self.overviews if (overview.period.start, overview.period.end) == days)

    @cached_property
    def overviews_by_city(self) -> Mapping[str, tuple[PublishedOverview, ...]]:
        """The overviews of each city by slug, the latest first."""
        return _grouped(self.overviews, lambda overview: overview.slug)


_Document = TypeVar("_Document", PublishedReport, PublishedOverview)


def _grouped(documents: Sequence[_Document], key: Callable[[_Document], _Key]) -> dict[_Key, tuple[_Document, ...]]:
    """Return documents grouped by a key, each group with the latest period first."""
    groups: dict[_Key, list[_Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.period.end, reverse=True):
        groups[key(document)].append(document)
    return {name: tuple(group) for name, group in groups.items()}
