"""Publishing: what was built is verified, and what passes becomes a site, put in its place whole."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.text_files import write_whole
from cchc_lib.publication.cache import library_hash
from cchc_lib.publication.folders import private_folder
from cchc_lib.publication.shelves import FolderShelf
from cchc_lib.site.dataset import COLUMNS, csv_text, dictionary_text, parquet_bytes, rows
from cchc_lib.site.feed import feed_text, sitemap_text
from cchc_lib.site.pages import SEARCH, Refused, Site, pages, search_index
from cchc_lib.site.published import FILES, PAGE, RECORD, PublishedReport, listed_codes, published_report
from cchc_lib.verification.files import verify_file

Progress = Callable[[str], None]


@dataclass(frozen=True)
class SiteOptions:
    """What a command asks for beyond the site itself."""

    reports: Path
    out: Path
    allow_errors: bool = False
    """Publish also what has errors that nobody acknowledged; the site says so beside each."""
    address: str = ""
    """Where the site will be found, with `/` at its end; only its map and feed need it."""


def make_site(project: Project, options: SiteOptions, progress: Progress = lambda _: None) -> Site:
    """Make the site of all reports that lie in a folder, in a fresh folder that is then put in its place.

    Raises:
        UserError: there are no reports, or the site's place holds something else, which it would replace.
    """
    _assert_replaceable(options.out)
    folders = sorted(path.parent for path in options.reports.glob(f"*/*/{RECORD}"))
    if not folders:
        raise UserError(f"There are no reports in {options.reports}; make some with `cchc report` or `cchc batch`.")
    progress(f"verifying {len(folders)} reports")
    judged = list(_judged(project, folders))
    site = _site(judged, allow_errors=options.allow_errors)
    progress(f"writing the pages of {len(site.reports)} reports")
    with private_folder(options.out) as fresh:
        _write(fresh, site, options)
    return site


def _assert_replaceable(place: Path) -> None:
    """The site replaces a whole folder, which therefore has to be free, or a site."""
    if place.is_dir() and any(place.iterdir()) and not (place / SEARCH).is_file():
        raise UserError(f"{place} holds something else than a site, which the site would replace; name another --out.")


@dataclass(frozen=True)
class _Judged:
    """A built report: what its record says, or why it is not to be published."""

    name: str
    report: PublishedReport | None
    why: str = ""


def _site(judged: list[_Judged], *, allow_errors: bool) -> Site:
    kept = [each.report for each in judged if each.report and (allow_errors or not each.report.errors)]
    refused = [
        Refused(each.name, each.why or f"còn {each.report.errors if each.report else 0} lỗi số liệu chưa giải trình")
        for each in judged
        if each.report not in kept
    ]
    return Site(tuple(kept), tuple(refused))


def _judged(project: Project, folders: list[Path]) -> Iterator[_Judged]:
    """Each report as it was judged before, where nothing of it or of the library changed; else verified now."""
    stamps = {folder: _stamp(folder) for folder in folders}
    place = partial(_place, project.build / "cache" / "site")
    known = {folder: found for folder, stamp in stamps.items() if (found := _read(place(folder), stamp))}
    wanted = [folder for folder in folders if folder not in known]
    if wanted:
        with ProcessPoolExecutor(min(len(wanted), os.cpu_count() or 1)) as pool:
            for folder, found in zip(wanted, pool.map(_verified, wanted, chunksize=4), strict=True):
                known[folder] = found
                write_whole(place(folder), json.dumps({"stamp": stamps[folder], **found}, ensure_ascii=False))
    for folder in folders:
        found, name = known[folder], f"{folder.parent.name}/{folder.name}"
        report = published_report(found["record"], _sizes(folder)) if "record" in found else None
        yield _Judged(name, report, found.get("why", ""))


def _stamp(folder: Path) -> str:
    stamps = FolderShelf(folder.parent.parent).stamps([f"{folder.parent.name}/{folder.name}"])
    return sha256(json.dumps([stamps, library_hash()], sort_keys=True).encode()).hexdigest()


def _place(cache: Path, folder: Path) -> Path:
    return cache / f"{sha256(str(folder.resolve()).encode()).hexdigest()}.json"


def _read(path: Path, stamp: str) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if found["stamp"] == stamp else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _verified(folder: Path) -> dict[str, Any]:
    """What of a report's record the site needs; why it is not to be published where that is so."""
    try:
        pages = [verify_file(folder / name) for name in (PAGE, RECORD)]
    except UserError as error:
        return {"why": f"không kiểm tra được: {error}"}
    page, record = pages
    differences = [*page.differences, *record.differences]
    raw = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    if differences:
        return {"why": f"không khớp khi tính lại ({len(differences)} chỗ), trước hết là: {differences[0].place}"}
    if page.record.seal != record.record.seal:
        return {"why": "trang web và hồ sơ số liệu không thuộc cùng một báo cáo"}
    if raw.get("scenario"):
        return {"why": "là kịch bản giả định, không phải kết quả của đơn vị"}
    if (raw["ward"]["slug"], raw["period"]["name"]) != (folder.parent.name, folder.name):
        return {"why": f"nằm sai chỗ: là báo cáo {raw['ward']['slug']}/{raw['period']['name']}"}
    return {"record": _slim(raw)}


def _slim(record: Mapping[str, Any]) -> dict[str, Any]:
    """What of a record the site takes."""
    numbers = {code: record["numbers"][code] for code in listed_codes() if code in record["numbers"]}
    kept = ("text", "unit", "value", "state", "calculation", "targets")
    return {
        **{name: record[name] for name in ("ward", "period", "origin")},
        "findings": [{name: each[name] for name in ("severity", "acknowledged")} for each in record["findings"]],
        "numbers": {code: {name: entry[name] for name in kept} for code, entry in numbers.items()},
    }


def _sizes(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_size for name in FILES if (folder / name).is_file()}


def _write(folder: Path, site: Site, options: SiteOptions) -> None:
    written = {path: text.encode() for path, text in pages(site)}
    table = csv_text(rows(site.reports), COLUMNS)
    written |= {
        SEARCH: json.dumps(search_index(site), ensure_ascii=False, separators=(",", ":")).encode(),
        "feed.xml": feed_text(site.reports, options.address).encode(),
        "du-lieu/cchc.csv": table.encode(),
        "du-lieu/cchc.parquet": parquet_bytes(table),
        "du-lieu/tu-dien.csv": dictionary_text().encode(),
    }
    if options.address:
        own = [path for path in written if path.endswith(".html")]
        open_reports = [f"{each.place}/{PAGE}" for each in site.reports if not each.is_simulated]
        written["sitemap.xml"] = sitemap_text([*own, *open_reports], options.address).encode()
    for path, content in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for report in site.reports:
        _put(options.reports / report.slug / report.period.name, folder / report.place)


def _put(built: Path, place: Path) -> None:
    """A report's files in their place: links where the disk can, since nothing built is ever changed in place."""
    place.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        source = built / name
        if source.is_file():
            try:
                os.link(source, place / name)
            except OSError:
                shutil.copyfile(source, place / name)
