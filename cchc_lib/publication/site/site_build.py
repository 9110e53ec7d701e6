"""Building the site: the documents are checked, selected and written to a folder that is replaced as a whole."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cchc_lib.errors import UserError, counted
from cchc_lib.inputs.project import Project
from cchc_lib.publication.site.checked_documents import checked_overviews, checked_reports, document_folders
from cchc_lib.publication.site.site_folder import MANAGED, copy_artifacts, write_files
from cchc_lib.publication.site.site_selection import select_documents
from cchc_lib.publication.storage.atomic_folder import remove_abandoned_folders, temporary_folder
from cchc_lib.site.dataset import dictionary_text, parquet_bytes, table_text
from cchc_lib.site.feed import feed_text, sitemap_text
from cchc_lib.site.full_text_index import SEARCH_ENGINE, full_text_index
from cchc_lib.site.page_templates import NOINDEX
from cchc_lib.site.pages import NAME_INDEX, name_index, pages, search_page
from cchc_lib.site.published_documents import OVERVIEW_FILES, REPORT_FILES, REPORT_PAGE
from cchc_lib.site.site_content import RejectedDocument, Site
from cchc_lib.site.top_folders import TopFolder


@dataclass(frozen=True)
class SiteOptions:
    """The folders and choices of a site."""

    reports: Path
    """The folder with the built reports."""
    overviews: Path
    """The folder with the built overviews of cities."""
    out: Path
    """The folder of the site."""
    allow_errors: bool = False
    """Whether reports with errors that nobody has acknowledged are published, with a remark beside each."""
    address: str = ""
    """The address that the site will have, with a `/` at its end; feed and sitemap state it. Empty if not known."""


def build_site(project: Project, options: SiteOptions, progress: Callable[[str], None] = lambda _: None) -> Site:
    """Build the site of all reports and overviews in two folders, and return its content.

    Args:
        project: the folders; results of checks are remembered in its build folder.
        options: the folders and choices of the site.
        progress: is called with each step.

    Raises:
        UserError: there are no reports or none may be published, the address is wrong, or the folder of the site
            holds something else.
    """
    destination = options.out.resolve()
    _check_destination(destination, options)
    _check_address(options.address)
    folders = document_folders(options.reports)
    if not folders:
        raise UserError(f"There are no reports in {options.reports}; build reports first.", "reports")
    remove_abandoned_folders(destination, MANAGED)
    progress(f"verifying {counted(len(folders), 'report')}")
    reports = list(checked_reports(project, folders))
    overviews = list(checked_overviews(project, document_folders(options.overviews)))
    site = select_documents(reports, overviews, allow_errors=options.allow_errors)
    if not site.reports:
        raise UserError(_nothing_published(options, site.rejected))
    progress(f"writing the pages of {counted(len(site.reports), 'report')}")
    with temporary_folder(destination, "site", MANAGED) as fresh:
        _write(fresh, site, options)
    return site


def _check_destination(destination: Path, options: SiteOptions) -> None:
    """Check that replacing the folder destroys nothing but an older site."""
    if destination.exists() and not destination.is_dir():
        raise UserError(f"{destination} is a file; name a folder.", "out")
    for source in (options.reports.resolve(), options.overviews.resolve()):
        if source.is_relative_to(destination) or destination.is_relative_to(source):
            raise UserError(
                f"{destination} and {source} lie within each other; the site would replace what it is made of. "
                "Name another folder.",
                "out",
            )
    if Path.cwd().is_relative_to(destination):
        raise UserError(
            f"{destination} holds the current folder, which cannot be replaced; name another folder.", "out"
        )
    if destination.is_dir() and any(destination.iterdir()) and not (destination / NAME_INDEX).is_file():
        raise UserError(
            f"{destination} holds something else than a site, which the site would replace; name another folder.", "out"
        )


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    is_web = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    if address and (not is_web or any(char.isspace() for char in address)):
        raise UserError(
            f"'{address}' is no address of a site; expected one such as https://example.org/cchc.", "address"
        )


def _nothing_published(options: SiteOptions, rejected: tuple[RejectedDocument, ...]) -> str:
    lines = [f"No report in {options.reports} may be published, so no site was written."]
    lines += [f"  {document}" for document in rejected]
    return "\n".join(lines)


def _write(folder: Path, site: Site, options: SiteOptions) -> None:
    with full_text_index(site.reports) as finished_index:
        write_files(folder, _generated_files(site, options.address))
        old = options.out.resolve()
        for source, name, names in _published_folders(site, options):
            copy_artifacts(source, folder / name, old / name, names)
        index = finished_index()
    write_files(folder / TopFolder.SEARCH, index | {"index.html": search_page(site, index[SEARCH_ENGINE]).encode()})


def _generated_files(site: Site, address: str) -> dict[str, bytes]:
    """Return pages, data set, feed and sitemap by their paths within the site."""
    page_files = {path: text.encode() for path, text in pages(site)}
    table = table_text(site.catalogue, site.reports)
    files = {
        NAME_INDEX: json.dumps(name_index(site), ensure_ascii=False, separators=(",", ":")).encode(),
        "feed.xml": feed_text(site.reports, address).encode(),
        f"{TopFolder.DATA}/cchc.csv": table.encode(),
        f"{TopFolder.DATA}/cchc.parquet": parquet_bytes(table),
        f"{TopFolder.DATA}/tu-dien.csv": dictionary_text(site.catalogue).encode(),
    }
    if address:
        listed = [path for path, page in page_files.items() if NOINDEX.encode() not in page]
        listed += [f"{report.folder}/{REPORT_PAGE}" for report in site.reports if not report.is_simulated]
        files["sitemap.xml"] = sitemap_text(listed, address).encode()
    return page_files | files


def _published_folders(site: Site, options: SiteOptions) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield for each document its built folder, its folder within the site, and the names of its files."""
    for report in site.reports:
        yield options.reports / report.slug / report.period.name, report.folder, tuple(REPORT_FILES)
    for overview in site.overviews:
        yield options.overviews / overview.slug / overview.period.name, overview.folder, tuple(OVERVIEW_FILES)
