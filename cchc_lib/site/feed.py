"""What tells machines of the site: an Atom feed of what was published, and a map of its pages."""

from collections.abc import Iterable
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from cchc_lib.site.page_templates import period_title
from cchc_lib.site.published_documents import PAGE, PublishedReport

_MOST = 100
"""Entries of the feed; readers know the older ones."""


def feed_text(reports: Iterable[PublishedReport], address: str) -> str:
    """The feed; dated with the days on which the periods ended, so that the same reports make the same feed."""
    newest = sorted(reports, key=lambda each: (each.period.end, each.slug), reverse=True)[:_MOST]
    updated = _moment(newest[0]) if newest else "1970-01-01T00:00:00Z"
    entries = "\n".join(_entry(each, address) for each in newest)
    home = f"<link href={quoteattr(address or 'index.html')}/>"
    own = f'<link rel="self" href={quoteattr(address + "feed.xml")}/>' if address else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
        f"<title>Báo cáo cải cách hành chính cấp xã</title>\n<id>{_id('feed')}</id>\n<updated>{updated}</updated>\n"
        f"<author><name>cchc</name></author>\n{own}{home}\n{entries}\n</feed>\n"
    )


def _entry(report: PublishedReport, address: str) -> str:
    mark = "[DỮ LIỆU MÔ PHỎNG] " if report.is_simulated else ""
    remark = f" ({report.remark})" if report.remark else ""
    title = f"{mark}{report.name}: {period_title(report.period)}{remark}"
    return (
        f"<entry><title>{escape(title)}</title><id>{_id(report.place)}</id><updated>{_moment(report)}</updated>"
        f"<link href={quoteattr(f'{address}{report.place}/{PAGE}')}/></entry>"
    )


def _moment(report: PublishedReport) -> str:
    return f"{report.period.end.isoformat()}T00:00:00Z"


def _id(name: str) -> str:
    digest = sha256(name.encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"


def sitemap_text(paths: Iterable[str], address: str) -> str:
    """The map of the pages that may be found by search engines; its addresses have to be whole ones."""
    lines = "\n".join(f"<url><loc>{escape(address + path)}</loc></url>" for path in sorted(paths))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n'
    )
