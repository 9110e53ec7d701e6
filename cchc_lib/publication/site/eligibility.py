"""What may be published: built reports and overviews, each verified, and remembered until its files change."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project
from cchc_lib.publication.environment_hashes import library_hash
from cchc_lib.publication.report.indicator_table import stated_in_table
from cchc_lib.record.model import Record
from cchc_lib.site.published_documents import FILES, OVERVIEW, OVERVIEW_FILES, PAGE, RECORD, summarised
from cchc_lib.site.record_summary import RecordSummary
from cchc_lib.verification.files import verify_file

TABLE = "indicators.csv"


@dataclass(frozen=True)
class Judged:
    """A folder of built files: what its record says, or why it is not to be published."""

    folder: Path
    record: RecordSummary | None
    sizes: Mapping[str, int]
    why: str = ""
    detail: str = ""
    """For who made it: what a public page does not tell."""

    @property
    def name(self) -> str:
        """`ward/period` or `city/period`."""
        return f"{self.folder.parent.name}/{self.folder.name}"


def built_folders(place: Path) -> list[Path]:
    """Folders two levels down that something was built in; private ones, of runs that were ended, are none."""
    return sorted(path for path in place.glob("*/*") if not path.name.startswith(".") and path.is_dir())


def judged_reports(project: Project, folders: list[Path]) -> Iterator[Judged]:
    """Each ward's report with what its record says of it."""
    return _judged(project, folders, _Kind(FILES, _report_found))


def judged_overviews(project: Project, folders: list[Path]) -> Iterator[Judged]:
    """Each city's overview."""
    return _judged(project, folders, _Kind(OVERVIEW_FILES, _overview_found))


@dataclass(frozen=True)
class _Kind:
    """What lies in a folder, and how it is judged."""

    files: Mapping[str, str]
    judge: Callable[[Path], dict[str, Any]]


def _judged(project: Project, folders: list[Path], kind: _Kind) -> Iterator[Judged]:
    """Each as it was judged before, where nothing of it or of the library changed; else verified now."""
    stamps = {folder: _stamp(folder, kind.files) for folder in folders}
    place = partial(_place, project.build / "cache" / "site")
    known = {folder: found for folder, stamp in stamps.items() if (found := _read(place(folder), stamp))}
    wanted = [folder for folder in folders if folder not in known]
    if wanted:
        with ProcessPoolExecutor(min(len(wanted), os.cpu_count() or 1)) as pool:
            for folder, found in zip(wanted, pool.map(kind.judge, wanted, chunksize=4), strict=True):
                known[folder] = found
                if "detail" not in found:  # What could not be read may be there the next time.
                    write_atomically(place(folder), json.dumps({"stamp": stamps[folder], **found}, ensure_ascii=False))
    for folder in folders:
        found = known[folder]
        sizes = {name: size for name, (size, _) in _states(folder, kind.files).items()}
        summary = RecordSummary.model_validate(found["record"]) if "record" in found else None
        yield Judged(folder, summary, sizes, found.get("why", ""), found.get("detail", ""))


def _states(folder: Path, names: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Size and time of change of the files that are there; what cannot be looked at is not."""
    found = {}
    for name in names:
        try:
            state = (folder / name).stat()
        except OSError:
            continue
        found[name] = (state.st_size, state.st_mtime_ns)
    return found


def _stamp(folder: Path, names: Mapping[str, str]) -> str:
    return sha256(json.dumps([_states(folder, names), library_hash()], sort_keys=True).encode()).hexdigest()


def _place(cache: Path, folder: Path) -> Path:
    return cache / f"{sha256(os.fsencode(folder.resolve())).hexdigest()}.json"


def _read(path: Path, stamp: str) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if found["stamp"] == stamp else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _report_found(folder: Path) -> dict[str, Any]:
    """What of a report's record the site needs; why it is not to be published where that is so."""
    record = _verified(folder, PAGE)
    if isinstance(record, dict):
        return record
    if record.scenario:
        return {"why": "là kịch bản giả định, không phải kết quả của đơn vị"}
    if (record.subject.kind, record.subject.slug, record.period.name) != ("ward", folder.parent.name, folder.name):
        return {"why": f"nằm sai chỗ: là báo cáo {record.subject.slug}/{record.period.name}"}
    return _unlike_its_table(folder, record) or {"record": summarised(record).model_dump(mode="json", by_alias=True)}


def _overview_found(folder: Path) -> dict[str, Any]:
    record = _verified(folder, OVERVIEW)
    if isinstance(record, dict):
        return record
    if (record.subject.kind, record.subject.slug, record.period.name) != ("city", folder.parent.name, folder.name):
        return {"why": "nằm sai chỗ"}
    return {"record": summarised(record).model_dump(mode="json", by_alias=True)}


def _verified(folder: Path, page_name: str) -> Record | dict[str, Any]:
    """The record of a page that holds, and is of one making with it; else why not."""
    missing = [name for name in (page_name, RECORD) if not (folder / name).is_file()]
    if missing:
        return {"why": f"thiếu {' và '.join(missing)}", "detail": f"there is no {' and no '.join(missing)}"}
    try:
        page, record = (verify_file(folder / name) for name in (page_name, RECORD))
    except (UserError, OSError) as error:
        return {"why": "không đọc được trang web hoặc hồ sơ số liệu", "detail": str(error)}
    differences = [*page.differences, *record.differences]
    if differences:
        return {"why": f"không khớp khi tính lại ({len(differences)} chỗ), trước hết là: {differences[0].place}"}
    if page.record.content_hash != record.record.content_hash:
        return {"why": "trang web và hồ sơ số liệu không thuộc cùng một báo cáo"}
    return record.record


def _unlike_its_table(folder: Path, record: Record) -> dict[str, Any]:
    """Why the indicators' table is not that of the record; nothing where it is, or is not there."""
    try:
        stated = stated_in_table((folder / TABLE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        return {"why": f"không đọc được {TABLE}", "detail": str(error)}
    numbers = record.numbers
    unlike = [code for code, value in stated.items() if code in numbers and value != (record.value_of(code) or "")]
    return {"why": f"{TABLE} không khớp hồ sơ số liệu: {unlike[0]}"} if unlike else {}
