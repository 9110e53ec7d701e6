"""What was made already: an entry for each report, by all that can change it."""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import cchc_lib
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import input_files
from cchc_lib.publication.folders import private_folder, write_whole
from cchc_lib.publication.jobs import NOTEBOOK, MadeReport, ReportJob


@dataclass(frozen=True)
class Key:
    """All that can change a report, each as a hash."""

    parts: Mapping[str, str]
    """By what it is: `notebook`, `parameters`, `library`, `python`, `packages`, and each input file by its name."""

    @property
    def digest(self) -> str:
        """One hash for all."""
        return _hash(json.dumps(self.parts, sort_keys=True).encode())

    def changes_since(self, older: "Key") -> tuple[str, ...]:
        """What differs, by name."""
        names = {**older.parts, **self.parts}
        return tuple(name for name in names if self.parts.get(name) != older.parts.get(name))

    @property
    def inputs(self) -> dict[str, str]:
        """The input files among it."""
        return {name: digest for name, digest in self.parts.items() if name not in _OTHERS}


_OTHERS = ("notebook", "parameters", "library", "python", "packages")


def key_of(project: Project, job: ReportJob) -> Key:
    """The key of a report; slug and period as the data folder names them. A missing file has an empty hash."""
    asked = json.dumps([job.ward, job.period, sorted(job.formats)])
    files = {name: _hash_of(folder / name) for folder, name in input_files(project, job.ward, job.period)}
    return Key(
        {
            "notebook": _hash((project.notebooks / NOTEBOOK).read_bytes()),
            "parameters": _hash(asked.encode()),
            "library": _library(),
            "python": f"{sys.version} {sys.platform}",
            "packages": _packages(),
            **files,
        }
    )


def _hash_of(path: Path) -> str:
    """The hash of a file; empty where there is none, which the report itself will tell."""
    try:
        return _hash(path.read_bytes())
    except OSError:
        return ""


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


@cache
def _library() -> str:
    """The sources and templates of cchc_lib."""
    root = Path(cchc_lib.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _hash("\n".join(f"{path.relative_to(root)} {_hash(path.read_bytes())}" for path in files).encode())


@cache
def _packages() -> str:
    """The installed distributions, by the names of their metadata's folders, which bear their versions."""
    folders = (Path(each) for each in sys.path if each.endswith("site-packages"))
    return _hash("\n".join(sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))).encode())


@dataclass(frozen=True)
class Output:
    """A file that was made, and how it lay there."""

    sha256: str
    size: int
    changed_ns: int


@dataclass(frozen=True)
class Entry:
    """A report that was made to its end."""

    key: Key
    place: Path
    notice: str
    outputs: Mapping[str, Output]

    @property
    def made(self) -> MadeReport:
        """The report as `make_report` told of it."""
        hashes = {name: output.sha256 for name, output in self.outputs.items()}
        return MadeReport(self.place, self.key.inputs, self.notice, hashes)


@dataclass(frozen=True)
class Cache:
    """Entries under a folder, one file each; no contents, which lie where the reports are."""

    folder: Path

    def find(self, job: ReportJob, key: Key, place: Path) -> Entry | None:
        """The report of this key in its place, copied there from where it was made if need be."""
        entry = _read(self._path(job, key))
        if entry is None:
            return None
        if entry.place == place and _is_untouched(entry):
            return entry
        if _is_whole(entry):
            copied = entry if entry.place == place else _copied(entry, place)
            return self.keep(job, key, copied.made)
        return None

    def keep(self, job: ReportJob, key: Key, made: MadeReport) -> Entry:
        """Remember a report that lies in its place."""
        outputs = {name: _output(made.place / name, digest) for name, digest in made.outputs.items()}
        entry = Entry(key, made.place, made.notice, outputs)
        plain = {"key": key.parts, "place": str(made.place), "notice": made.notice, "outputs": _plain(outputs)}
        write_whole(self._path(job, key), json.dumps(plain, indent=1))
        return entry

    def latest(self, job: ReportJob) -> Entry | None:
        """The last report made of a ward and period."""
        paths = sorted((self.folder / job.ward / job.period).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        return _read(paths[-1]) if paths else None

    def _path(self, job: ReportJob, key: Key) -> Path:
        return self.folder / job.ward / job.period / f"{key.digest}.json"


def _plain(outputs: Mapping[str, Output]) -> dict[str, Any]:
    return {name: asdict(output) for name, output in outputs.items()}


def _read(path: Path) -> Entry | None:
    """An entry; none where there is no file, or one that nobody can read."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        outputs = {name: Output(**output) for name, output in plain["outputs"].items()}
        return Entry(Key(plain["key"]), Path(plain["place"]), plain["notice"], outputs)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _output(path: Path, digest: str) -> Output:
    found = path.stat()
    return Output(digest, found.st_size, found.st_mtime_ns)


def _names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} if place.is_dir() else set()


def _is_untouched(entry: Entry) -> bool:
    """Whether the files lie there as they were written: by size and time, as make and git do it."""
    if _names(entry.place) != set(entry.outputs):
        return False
    return all(_output(entry.place / name, output.sha256) == output for name, output in entry.outputs.items())


def _is_whole(entry: Entry) -> bool:
    """Whether the files lie there with the contents that were written."""
    there = _names(entry.place) == set(entry.outputs)
    return there and all(
        _hash((entry.place / name).read_bytes()) == each.sha256 for name, each in entry.outputs.items()
    )


def _copied(entry: Entry, place: Path) -> Entry:
    with private_folder(place) as folder:
        for name in entry.outputs:
            shutil.copyfile(entry.place / name, folder / name)
    return replace(
        entry, place=place, outputs={name: _output(place / name, each.sha256) for name, each in entry.outputs.items()}
    )
