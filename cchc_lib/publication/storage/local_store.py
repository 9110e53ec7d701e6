"""Reports in a folder of this machine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.publication.storage.atomic_folder import private_folder, remove_remains
from cchc_lib.publication.storage.output_store import Stamps


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
