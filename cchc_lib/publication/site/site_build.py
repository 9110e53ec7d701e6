"""Publishing: what was built is verified, and what passes becomes a site, put in its place whole."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project
from cchc_lib.publication.site.eligibility import Judged, built_folders, judged_overviews, judged_reports
from cchc_lib.publication.site.site_folder import keep_foreign, put_built, write_all
from cchc_lib.publication.storage.atomic_folder import private_folder, remove_remains
from cchc_lib.site.dataset import COLUMNS, csv_text, dictionary_text, parquet_bytes, rows
from cchc_lib.site.feed import feed_text, sitemap_text
from cchc_lib.site.full_text_index import ENGINE, indexing
from cchc_lib.site.page_templates import NOINDEX
from cchc_lib.site.pages import FULL_TEXT, SEARCH, Refused, Site, pages, search_index, search_page
from cchc_lib.site.published_documents import (
    FILES,
    OVERVIEW_FILES,
    PublishedReport,
    published_overview,
    published_report,
)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class SiteOptions:
    """What a command asks for beyond the site itself."""

    reports: Path
    overviews: Path
    out: Path
    allow_errors: bool = False
    """Publish also what has errors that nobody acknowledged; the site says so beside each."""
    address: str = ""
    """Where the site will be found, with `/` at its end; only its map and feed need it."""


def make_site(project: Project, options: SiteOptions, progress: Progress = lambda _: None) -> Site:
    """Make the site of all reports that lie in a folder, in a fresh folder that is then put in its place.

    Raises:
        UserError: there are no reports, the address is none, or the site's place holds something else, which it
            would replace.
    """
    place = options.out.resolve()
    _assert_replaceable(place, options)
    _assert_address(options.address)
    folders = built_folders(options.reports)
    if not folders:
        raise UserError(f"There are no reports in {options.reports}; make some with `cchc report` or `cchc batch`.")
    remove_remains(place)
    progress(f"verifying {len(folders)} reports")
    judged = list(judged_reports(project, folders))
    overviews = list(judged_overviews(project, built_folders(options.overviews)))
    site = _site(judged, overviews, allow_errors=options.allow_errors)
    progress(f"writing the pages of {len(site.reports)} reports")
    with private_folder(place, "site") as fresh:
        _write(fresh, site, options)
        keep_foreign(place, fresh)
    return site


def _assert_replaceable(place: Path, options: SiteOptions) -> None:
    """The site replaces a whole folder, which has to be free, or a site, and no home of what the site is made of."""
    if place.exists() and not place.is_dir():
        raise UserError(f"{place} is a file; name a folder for --out.")
    for source in (options.reports.resolve(), options.overviews.resolve()):
        if source.is_relative_to(place) or place.is_relative_to(source):
            raise UserError(f"{place} and {source} lie within each other; the site would replace what it is made of.")
    if Path.cwd().is_relative_to(place):
        raise UserError(f"{place} holds the current folder, which cannot be replaced; name another --out.")
    if place.is_dir() and any(place.iterdir()) and not (place / SEARCH).is_file():
        raise UserError(f"{place} holds something else than a site, which the site would replace; name another --out.")


def _assert_address(address: str) -> None:
    parts = urlsplit(address)
    whole = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    if address and (not whole or any(char.isspace() for char in address)):
        raise UserError(f"'{address}' is no address of a site; expected one such as https://example.org/cchc.")


def _site(judged: list[Judged], overviews: list[Judged], *, allow_errors: bool) -> Site:
    read = [(each, _read(each)) for each in judged]
    own = any(report and not report.is_simulated for _, report in read)
    whys = [(each, report, _why(each, report, own=own, allow_errors=allow_errors)) for each, report in read]
    reports = tuple(report for _, report, why in whys if report and not why)
    refused = [Refused(each.name, why, each.detail) for each, _, why in whys if why]
    seen = [(each, _why_not(each, reports)) for each in overviews]
    refused += [Refused(f"thanh-pho/{each.name}", why, each.detail) for each, why in seen if why]
    kept = [
        published_overview(each.record, _errors_in(each, reports), each.sizes)
        for each, why in seen
        if each.record and not why
    ]
    latest_first = sorted(kept, key=lambda each: each.period.end, reverse=True)
    return Site(reports, tuple(refused), tuple(latest_first))


def _read(judged: Judged) -> PublishedReport | None:
    return published_report(judged.record, judged.sizes) if judged.record else None


def _why(judged: Judged, report: PublishedReport | None, *, own: bool, allow_errors: bool) -> str:
    """Why a report is not published; nothing where it is."""
    if report is None:
        return judged.why
    if own and report.is_simulated:
        return "là số liệu mô phỏng, không công bố chung với số liệu của đơn vị"
    if report.errors and not allow_errors:
        return f"còn {report.errors} lỗi số liệu chưa giải trình"
    return ""


def _why_not(judged: Judged, reports: Iterable[PublishedReport]) -> str:
    """Why an overview is not published: it may tell nothing that no published report tells."""
    if judged.record is None:
        return judged.why
    every = {name: digest for report in reports for name, digest in report.hashes.items()}
    # A ward's own report of a period counts, not one of another period that was compared with it.
    own = {name: report.hashes[name] for report in reports for name in report.hashes if _is_own(name, report)}
    published = every | own
    other = [name for name, digest in judged.record.hashes.items() if published.get(name) != digest]
    wards = sorted({name.split("/")[1] for name in other if name.startswith("wards/")})
    if not other:
        return ""
    more = " và đơn vị khác" if len(wards) > 3 else ""
    named = f": {', '.join(wards[:3])}{more}" if wards else ""
    return f"gồm số liệu chưa công bố, hoặc khác số liệu đã công bố{named}"


def _is_own(name: str, report: PublishedReport) -> bool:
    return name.startswith(f"wards/{report.slug}/{report.period.name}/")


def _errors_in(overview: Judged, reports: Iterable[PublishedReport]) -> int:
    """The unacknowledged errors of the wards in an overview."""
    period = overview.folder.name
    names = overview.record.hashes if overview.record else {}
    days = {report.slug: report for report in reports if period in report.period.names}
    return sum(each.errors for each in days.values() if f"wards/{each.slug}/{each.period.name}/figures.csv" in names)


def _write(folder: Path, site: Site, options: SiteOptions) -> None:
    with indexing(site.reports) as finished:
        write_all(folder, _own_files(site, options.address))
        old = options.out.resolve()
        for source, place, names in _built(site, options):
            put_built(source, folder / place, old / place, names)
        index = finished()
    write_all(folder / FULL_TEXT, index | {"index.html": search_page(site, index[ENGINE]).encode()})


def _own_files(site: Site, address: str) -> dict[str, bytes]:
    """What the site has beside built files and the index: pages, the data set, feed and map."""
    own_pages = {path: text.encode() for path, text in pages(site)}
    table = csv_text(rows(site.reports), COLUMNS)
    others = {
        SEARCH: json.dumps(search_index(site), ensure_ascii=False, separators=(",", ":")).encode(),
        "feed.xml": feed_text(site.reports, address).encode(),
        "du-lieu/cchc.csv": table.encode(),
        "du-lieu/cchc.parquet": parquet_bytes(table),
        "du-lieu/tu-dien.csv": dictionary_text().encode(),
    }
    if address:
        found = [path for path, page in own_pages.items() if NOINDEX.encode() not in page]
        open_reports = [f"{each.place}/report.html" for each in site.reports if not each.is_simulated]
        others["sitemap.xml"] = sitemap_text([*found, *open_reports], address).encode()
    return own_pages | others


def _built(site: Site, options: SiteOptions) -> Iterator[tuple[Path, str, Mapping[str, str]]]:
    """Where each published thing was built, where it goes, and which files it has."""
    for report in site.reports:
        yield options.reports / report.slug / report.period.name, report.place, FILES
    for overview in site.overviews:
        yield options.overviews / overview.slug / overview.period.name, overview.place, OVERVIEW_FILES
