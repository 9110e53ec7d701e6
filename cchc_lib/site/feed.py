"""An Atom feed of the published reports, and a sitemap for search engines."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.site.page_templates import period_heading, render
from cchc_lib.site.published_documents import REPORT_PAGE, PublishedReport

_MAX_ENTRIES = 100
"""The most entries of a feed. Feed readers keep older entries themselves."""
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:cchc:site")
"""The namespace of the ids of entries, which do not depend on the site's address, so that a site can be moved."""


@dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    updated: str
    """A time of RFC 3339."""
    link: str


def feed_text(reports: Iterable[PublishedReport], address: str) -> str:
    """Return the feed.

    Entries are dated with the day on which their period ended, so that the same reports give the same feed.

    Args:
        reports: the published reports.
        address: the address of the site with a `/` at its end; empty if it is not known.
    """
    newest = sorted(reports, key=lambda report: (report.period.end, report.slug), reverse=True)[:_MAX_ENTRIES]
    entries = [_entry(report, address) for report in newest]
    updated = entries[0].updated if entries else "1970-01-01T00:00:00Z"
    return render("feed.xml.j2", {"id": _id("feed"), "updated": updated, "address": address, "entries": entries})


def _entry(report: PublishedReport, address: str) -> _Entry:
    mark = "[DỮ LIỆU MÔ PHỎNG] " if report.is_simulated else ""
    remark = f" ({report.remark})" if report.remark else ""
    title = f"{mark}{first_upper(report.label)}: {period_heading(report.period)}{remark}"
    updated = f"{report.period.end.isoformat()}T00:00:00Z"
    return _Entry(_id(report.folder), title, updated, f"{address}{report.folder}/{REPORT_PAGE}")


def _id(name: str) -> str:
    return uuid5(_NAMESPACE, name).urn


def sitemap_text(paths: Iterable[str], address: str) -> str:
    """Return the sitemap of the pages that search engines may list.

    Args:
        paths: the paths of the pages within the site.
        address: the address of the site with a `/` at its end.
    """
    return render("sitemap.xml.j2", {"addresses": [f"{address}{path}" for path in sorted(paths)]})
