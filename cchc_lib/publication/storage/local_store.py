"""Documents in a folder of this machine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.publication.storage.atomic_folder import remove_abandoned_folders, temporary_folder
from cchc_lib.publication.storage.output_store import Fingerprints


@dataclass(frozen=True)
class LocalStore:
    """An `OutputStore` in a folder."""

    folder: Path

    @property
    def is_shared(self) -> bool:
        """False: another machine may have another folder of this name."""
        return False

    def prepare(self) -> None:
        """Do nothing: folders need no library."""

    def location(self, name: str) -> str:
        """Return the folder of a document."""
        return str(self.folder / name)

    def fingerprints(self, names: Iterable[str]) -> dict[str, Fingerprints]:
        """Return size and modification time of each file, as make and git compare them."""
        return {name: _fingerprints(self.folder / name) for name in names}

    def file_names(self, name: str) -> frozenset[str]:
        """Return the names of all files in the folder of a document."""
        return frozenset(_fingerprints(self.folder / name))

    def copies_from(self, location: str, names: Iterable[str]) -> dict[str, bytes]:
        """Return files of any folder of this machine, also one outside the store."""
        paths = [Path(location) / name for name in names]
        return {path.name: path.read_bytes() for path in paths if path.is_file()}

    def write_all(self, name: str, files: Mapping[str, bytes]) -> Fingerprints:
        """Write the files to a temporary folder and rename it, so that no reader sees half a document.

        Other files of the folder are moved along.

        Raises:
            UserError: the document cannot be written.
        """
        with temporary_folder(self.folder / name) as folder:
            for file_name, content in files.items():
                (folder / file_name).write_bytes(content)
            # Taken before the folder is renamed: afterwards another run may already have replaced it.
            return _fingerprints(folder)

    def read(self, path: str) -> bytes | None:
        """Return the content of a file; None if it does not exist.

        Raises:
            UserError: the file cannot be read.
        """
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise UserError(f"{self.folder / path} cannot be read: {error.strerror}.") from error

    def write(self, path: str, text: str) -> None:
        """Write a text file so that no reader sees half of it.

        Raises:
            UserError: the file cannot be written.
        """
        write_atomically(self.folder / path, text)

    def remove_unfinished(self, names: Iterable[str]) -> None:
        """Remove the temporary folders of processes that have ended."""
        for name in names:
            remove_abandoned_folders(self.folder / name)


def _fingerprints(folder: Path) -> Fingerprints:
    if not folder.is_dir():
        return {}
    states = {path.name: path.stat() for path in folder.iterdir() if path.is_file()}
    return {name: f"{state.st_size} {state.st_mtime_ns}" for name, state in states.items()}
