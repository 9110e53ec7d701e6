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
from cchc_lib.publication.cache import library_hash
from cchc_lib.publication.tables import stated_in_table
from cchc_lib.quantities.units import UNITS
from cchc_lib.site.published import FILES, OVERVIEW, OVERVIEW_FILES, PAGE, RECORD, listed_codes, prose_of
from cchc_lib.verification.files import verify_file
from cchc_lib.verification.recompute import exact_number
from cchc_lib.verification.record_file import Entry

TABLE = "indicators.csv"
_KEPT = ("text", "unit", "value", "state", "calculation", "targets")


@dataclass(frozen=True)
class Judged:
    """A folder of built files: what its record says, or why it is not to be published."""

    folder: Path
    record: Mapping[str, Any] | None
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
        yield Judged(folder, found.get("record"), sizes, found.get("why", ""), found.get("detail", ""))


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
    raw, numbers = _verified(folder, PAGE)
    if "why" in raw:
        return raw
    if raw.get("scenario"):
        return {"why": "là kịch bản giả định, không phải kết quả của đơn vị"}
    if (raw["ward"]["slug"], raw["period"]["name"]) != (folder.parent.name, folder.name):
        return {"why": f"nằm sai chỗ: là báo cáo {raw['ward']['slug']}/{raw['period']['name']}"}
    return _unlike_its_table(folder, raw) or {"record": _slim(raw, numbers)}


def _overview_found(folder: Path) -> dict[str, Any]:
    raw, _ = _verified(folder, OVERVIEW)
    if "why" in raw:
        return raw
    if "city" not in raw or (raw["city"]["slug"], raw["period"]["name"]) != (folder.parent.name, folder.name):
        return {"why": "nằm sai chỗ"}
    return {"record": {name: raw[name] for name in ("city", "period", "origin", "files")}}


def _verified(folder: Path, page_name: str) -> tuple[dict[str, Any], Mapping[str, Entry]]:
    """The record of a page that holds, and is of one making with it, and its numbers as read; else why not."""
    missing = [name for name in (page_name, RECORD) if not (folder / name).is_file()]
    if missing:
        return {"why": f"thiếu {' và '.join(missing)}", "detail": f"there is no {' and no '.join(missing)}"}, {}
    try:
        page, record = (verify_file(folder / name) for name in (page_name, RECORD))
        raw: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (UserError, OSError) as error:
        return {"why": "không đọc được trang web hoặc hồ sơ số liệu", "detail": str(error)}, {}
    differences = [*page.differences, *record.differences]
    if differences:
        return {"why": f"không khớp khi tính lại ({len(differences)} chỗ), trước hết là: {differences[0].place}"}, {}
    if page.record.seal != record.record.seal:
        return {"why": "trang web và hồ sơ số liệu không thuộc cùng một báo cáo"}, {}
    return raw, record.record.numbers


def _unlike_its_table(folder: Path, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Why the indicators' table is not that of the record; nothing where it is, or is not there."""
    try:
        stated = stated_in_table((folder / TABLE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        return {"why": f"không đọc được {TABLE}", "detail": str(error)}
    numbers = raw["numbers"]
    unlike = [code for code, value in stated.items() if code in numbers and value != (numbers[code]["value"] or "")]
    return {"why": f"{TABLE} không khớp hồ sơ số liệu: {unlike[0]}"} if unlike else {}


def _slim(record: Mapping[str, Any], read: Mapping[str, Entry]) -> dict[str, Any]:
    """What of a record the site takes; values also as they are before they are rounded, by which wards are ranked."""
    numbers = {code: record["numbers"][code] for code in listed_codes() if code in record["numbers"]}
    return {
        **{name: record[name] for name in ("ward", "period", "origin", "files")},
        "findings": [{name: each[name] for name in ("severity", "acknowledged")} for each in record["findings"]],
        "numbers": {
            code: {name: entry[name] for name in _KEPT} | {"exact": _exact(read[code])}
            for code, entry in numbers.items()
        },
        "text": prose_of(record["words"]),
    }


def _exact(entry: Entry) -> str | None:
    number = exact_number(entry)
    return None if number is None else str(number * UNITS[entry.unit].scale)
