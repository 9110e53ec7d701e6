"""Where reports are put: a folder of this machine, or an address such as s3://bucket/reports."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.publication.addresses import RemoteShelf
from cchc_lib.publication.folders import private_folder, remove_remains
from cchc_lib.publication.manifest import Manifest, merged, read_manifest

Stamps = Mapping[str, str]
"""For each file of a report, what changes when the file does."""


class Shelf(Protocol):
    """Where reports are put, each by its name `ward/period`."""

    def place(self, name: str) -> str:
        """Where a report lies, as a person would write it."""

    def stamps(self, names: Iterable[str]) -> Mapping[str, Stamps]:
        """How the files of reports lie there; none for a report that is not there."""

    def contents(self, place: str) -> Mapping[str, bytes]:
        """The files that lie at a place, where that is near; none else."""

    def put(self, name: str, files: Mapping[str, bytes]) -> Stamps:
        """Put a report in its place, and nothing else there; UserError where that cannot be."""

    def read(self, name: str) -> bytes | None:
        """A file there by its name; None where there is none."""

    def write(self, name: str, text: str) -> None:
        """Put a file beside the reports; UserError where that cannot be."""

    def clear(self, names: Iterable[str]) -> None:
        """Remove what runs that were ended left of these reports."""


@dataclass(frozen=True)
class FolderShelf:
    """A folder."""

    folder: Path

    def place(self, name: str) -> str:
        """The report's folder."""
        return str(self.folder / name)

    def stamps(self, names: Iterable[str]) -> dict[str, Stamps]:
        """By size and time of change, as make and git do it."""
        return {name: _stamps(self.folder / name) for name in names}

    def contents(self, place: str) -> dict[str, bytes]:
        """The files of any folder."""
        folder = Path(place)
        paths = list(folder.iterdir()) if folder.is_dir() else []
        return {path.name: path.read_bytes() for path in paths} if all(path.is_file() for path in paths) else {}

    def put(self, name: str, files: Mapping[str, bytes]) -> Stamps:
        """The report is made in a private folder and put in its place whole."""
        with private_folder(self.folder / name) as folder:
            for each, content in files.items():
                (folder / each).write_bytes(content)
            return _stamps(folder)  # Not those in the place, where another run may have put other files by now.

    def read(self, name: str) -> bytes | None:
        """The file's bytes."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UserError(f"{self.folder / name} cannot be read: {error.strerror}.") from error

    def write(self, name: str, text: str) -> None:
        """Nobody ever sees half of the file."""
        write_atomically(self.folder / name, text)

    def clear(self, names: Iterable[str]) -> None:
        """Private folders of processes that are gone."""
        for name in names:
            remove_remains(self.folder / name)


def _stamps(folder: Path) -> Stamps:
    if not folder.is_dir():
        return {}
    found = {path.name: path.stat() for path in folder.iterdir()}
    return {name: f"{each.st_size} {each.st_mtime_ns}" for name, each in found.items()}


def shelf_at(project: Project, out: str) -> Shelf:
    """The shelf of a folder or an address; the project's build/reports if none is named."""
    return RemoteShelf(out) if is_address(out) else FolderShelf(Path(out or project.build / "reports").resolve())


def merge_manifests(places: Iterable[str], target: str) -> Manifest:
    """Join the manifests of shards, which lie in files or at addresses, and write the whole.

    Raises:
        UserError: one is not there or is no manifest, a shard is missing, or the whole cannot be written.
    """
    joined = merged(map(_manifest_at, places))
    shelf, name = _file_at(target)
    shelf.write(name, joined.text())
    return joined


def _manifest_at(place: str) -> Manifest:
    shelf, name = _file_at(place)
    content = shelf.read(name)
    if content is None:
        raise UserError(f"There is no manifest {place}; name those that `cchc batch --shard` wrote.")
    return read_manifest(place, content)


def _file_at(place: str) -> tuple[Shelf, str]:
    """The shelf that a file lies on, and its name there."""
    above, _, name = place.rpartition("/")
    return (RemoteShelf(above) if is_address(place) else FolderShelf(Path(above or ".").absolute())), name


def may_hold(shelf: Shelf, name: str, notice: str) -> bool:
    """Whether a report with a notice may be put in a place: a simulated one never replaces any other."""
    if notice != Origin.SIMULATED.notice or (there := shelf.read(f"{name}/record.json")) is None:
        return True
    try:
        return bool(json.loads(there)["notice"] == notice)
    except (ValueError, KeyError, TypeError):
        return False
