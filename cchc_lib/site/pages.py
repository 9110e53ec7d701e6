"""The pages of the site, each with its path within the site."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.report.indicator_reference import section_titles
from cchc_lib.report.sections.summary import KEY_FIGURES
from cchc_lib.site.comparison_page import comparison_data
from cchc_lib.site.dataset import COLUMNS
from cchc_lib.site.indicator_page import indicator_values
from cchc_lib.site.page_templates import code_folder, hash_source, render, search_policy
from cchc_lib.site.published_documents import PublishedReport, listed_codes
from cchc_lib.site.ranking import latest_reports
from cchc_lib.site.site_content import Site
from cchc_lib.site.top_folders import TopFolder
from cchc_lib.site.ward_page import ward_values

NAME_INDEX = "tim-kiem.json"
"""The file with the names of wards, which the search field of the front page loads."""
_DEFAULT_RANKING = "procedures.on_time_rate"
"""The indicator that a table of all wards is ordered by before a reader reorders it."""
_NEWEST = 12
"""The number of reports on the front page."""


@dataclass(frozen=True)
class SitePage:
    """A page before it is rendered."""

    path: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    """The values for the template."""
    reports: tuple[PublishedReport, ...] | None = None
    """The reports that the page shows, which decide whether it is marked as simulated; None for all of the site."""


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and content of every page except the search page."""
    for page in _pages(site):
        yield page.path, _rendered(site, page)


def search_page(site: Site, engine: bytes) -> str:
    """Return the page that searches the full text of reports.

    Args:
        site: the content of the site.
        engine: the content of the search engine's script, whose hash the page states.
    """
    values = {"search_policy": search_policy(engine), "engine": hash_source(engine).strip("'")}
    return _rendered(site, SitePage(f"{TopFolder.SEARCH}/index.html", "search.html.j2", values))


def name_index(site: Site) -> list[list[str]]:
    """Return the name, the code and the slug of each ward, for the search field of the front page."""
    return [[report.label, report.code, report.slug] for report in _wards(site)]


def _rendered(site: Site, page: SitePage) -> str:
    depth = len(PurePosixPath(page.path).parents) - 1
    reports = site.reports if page.reports is None else page.reports
    common = {"root": "../" * depth, "site": site, "simulated": any(report.is_simulated for report in reports)}
    return render(page.template, {**common, **page.values})


def _pages(site: Site) -> Iterator[SitePage]:
    yield SitePage("index.html", "front.html.j2", {"name_index": NAME_INDEX, "newest": _newest(site)})
    yield SitePage(f"{TopFolder.WARDS}/index.html", "wards.html.j2", {"wards": _wards(site)})
    for slug, reports in site.by_ward.items():
        yield SitePage(
            f"{TopFolder.WARDS}/{slug}/index.html", "ward.html.j2", ward_values(site.catalogue, reports), reports
        )
    yield from _period_pages(site)
    yield SitePage(
        f"{TopFolder.INDICATORS}/index.html",
        "indicators.html.j2",
        {"sections": _sections(site.catalogue), "titles": section_titles()},
    )
    for code in listed_codes(site.catalogue):
        yield SitePage(
            f"{TopFolder.INDICATORS}/{code_folder(code)}/index.html", "indicator.html.j2", indicator_values(site, code)
        )
    yield from _overview_pages(site)
    yield SitePage(f"{TopFolder.DATA}/index.html", "data.html.j2", {"columns": COLUMNS})
    yield SitePage(f"{TopFolder.REJECTED}/index.html", "rejected.html.j2")


def _period_pages(site: Site) -> Iterator[SitePage]:
    for period, reports in site.by_period.items():
        table = {
            "period": period,
            "reports": reports,
            "overviews": site.overviews_of(period),
            "columns": _columns(site.catalogue, reports),
            "groups": site.peer_groups[period],
            "ranked_by": _DEFAULT_RANKING,
        }
        yield SitePage(f"{TopFolder.PERIODS}/{period.name}/index.html", "league.html.j2", table, reports)
        comparison = {
            "period": period,
            "reports": reports,
            "codes": listed_codes(site.catalogue),
            "data": comparison_data(site.catalogue, reports),
        }
        yield SitePage(f"{TopFolder.COMPARISONS}/{period.name}/index.html", "compare.html.j2", comparison, reports)


def _overview_pages(site: Site) -> Iterator[SitePage]:
    if site.overviews:
        yield SitePage(f"{TopFolder.CITIES}/index.html", "cities.html.j2")
    for slug, overviews in site.overviews_by_city.items():
        yield SitePage(f"{TopFolder.CITIES}/{slug}/index.html", "city.html.j2", {"overviews": overviews})
        for overview in overviews:
            yield SitePage(f"{overview.folder}/index.html", "overview.html.j2", {"overview": overview})


def _newest(site: Site) -> Sequence[PublishedReport]:
    by_slug = sorted(site.reports, key=lambda report: report.slug)
    return sorted(by_slug, key=lambda report: report.period.end, reverse=True)[:_NEWEST]


def _wards(site: Site) -> list[PublishedReport]:
    """Return the latest report of each ward."""
    return sorted(latest_reports(site.reports).values(), key=lambda report: report.slug)


def _columns(catalogue: Catalogue, reports: Sequence[PublishedReport]) -> list[tuple[str, str]]:
    """Return label and code of the key figures that at least one report has."""
    in_words = catalogue.in_words
    return [
        (in_words(label), code) for label, code in KEY_FIGURES if any(code in report.readings for report in reports)
    ]


def _sections(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the codes of indicators by section."""
    sections = defaultdict(list)
    for code, indicator in catalogue.indicators.items():
        sections[indicator.section].append(code)
    return sections
