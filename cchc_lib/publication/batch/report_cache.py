"""What was made already: an entry for each report, by all that can change it."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from cchc_lib.atomic_files import write_atomically
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import input_files
from cchc_lib.publication.environment_hashes import library_hash, packages_hash
from cchc_lib.publication.report.replacement import may_hold
from cchc_lib.publication.report.report_job import NOTEBOOK, MadeReport, Output, ReportJob, outputs_of
from cchc_lib.publication.storage.output_store import Shelf, Stamps

_OTHERS = ("notebook", "parameters", "library", "python", "packages")


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


def key_of(project: Project, job: ReportJob) -> Key:
    """The key of a report; slug and period as the data folder names them. A missing file has an empty hash."""
    asked = json.dumps([job.ward, job.period, sorted(job.formats)])
    files = {name: _hash_of(folder / name) for folder, name in input_files(project, job.ward, job.period)}
    return Key(
        {
            "notebook": _hash_of(project.notebooks / NOTEBOOK),
            "parameters": _hash(asked.encode()),
            "library": library_hash(),
            "python": f"{sys.version} {sys.platform}",
            "packages": packages_hash(),
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


@dataclass(frozen=True)
class Entry:
    """A report that was made to its end, and the key that it was made with."""

    key: Key
    made: MadeReport


@dataclass(frozen=True)
class Cache:
    """Entries under a folder, one file each; no contents, which lie where the reports are."""

    folder: Path

    def find(self, job: ReportJob, key: Key, shelf: Shelf, there: Stamps) -> MadeReport | None:
        """The report of this key, if it lies in its place; put there from where it was made if need be.

        Args:
            job: whose report is sought.
            key: what it has to be made with.
            shelf: where it has to lie.
            there: how the files lie in its place.
        """
        entry = _read(self._path(job, key))
        if entry is None:
            return None
        place, made = shelf.place(job.name), entry.made
        if made.place == place and made.stamps == there:
            return made
        files = shelf.contents(made.place)
        if not _are_of(made, files) or not may_hold(shelf, job.name, made.notice):
            return None
        again = replace(made, place=place, outputs=outputs_of(files, shelf.put(job.name, files)))
        self.keep(job, key, again)
        return again

    def keep(self, job: ReportJob, key: Key, made: MadeReport) -> None:
        """Remember a report that lies in its place."""
        outputs = {name: asdict(output) for name, output in made.outputs.items()}
        plain = {"key": key.parts, "place": made.place, "notice": made.notice, "outputs": outputs}
        write_atomically(self._path(job, key), json.dumps(plain, indent=1))

    def latest(self, job: ReportJob) -> Entry | None:
        """The last report made of a ward and period."""
        paths = sorted((self.folder / job.ward / job.period).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        return _read(paths[-1]) if paths else None

    def _path(self, job: ReportJob, key: Key) -> Path:
        return self.folder / job.ward / job.period / f"{key.digest}.json"


def _read(path: Path) -> Entry | None:
    """An entry; none where there is no file, or one that nobody can read."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        outputs = {name: Output(**output) for name, output in plain["outputs"].items()}
        key = Key(plain["key"])
        return Entry(key, MadeReport(plain["place"], key.inputs, plain["notice"], outputs))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _are_of(made: MadeReport, files: Mapping[str, bytes]) -> bool:
    """Whether files have the contents that were made."""
    made_hashes = {name: output.sha256 for name, output in made.outputs.items()}
    return made_hashes == {name: _hash(content) for name, content in files.items()}
