"""Documents at an address of fsspec, such as s3://bucket/reports.

The libraries of such stores start threads, so they are used only in children; see `OutputStore`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

from cchc_lib.publication.storage.output_store import Fingerprints
from cchc_lib.publication.storage.remote_access import file_fingerprints, load_filesystem, open_address
from cchc_lib.runner.child_process import run_in_child

_WRITTEN_LAST = "record.json"
"""An object store has no folder that could be renamed as a whole, so a new record marks a complete document."""


@dataclass(frozen=True)
class ObjectStore:
    """An `OutputStore` at an address."""

    address: str

    @property
    def is_shared(self) -> bool:
        """True: an address is the same on every machine."""
        return True

    def prepare(self) -> None:
        """Import the library for the protocol of the address.

        Raises:
            UserError: fsspec is not installed, or knows no such protocol.
        """
        load_filesystem(self.address)

    def location(self, name: str) -> str:
        """Return the address of a document."""
        return f"{self.address.rstrip('/')}/{name}"

    def fingerprints(self, names: Iterable[str]) -> dict[str, Fingerprints]:  # noqa: ARG002 - one listing has them all
        """Return the fingerprints of all documents at the address, from one listing."""
        documents: dict[str, dict[str, str]] = {}
        for path, fingerprint in run_in_child(_list_in_child, self.address).items():
            name, _, file_name = path.rpartition("/")
            documents.setdefault(name, {})[file_name] = fingerprint
        return dict(documents)

    def file_names(self, name: str) -> frozenset[str]:
        """Return the names of all files under the name of a document."""
        return frozenset(run_in_child(_list_in_child, self.location(name)))

    def copies_from(self, location: str, names: Iterable[str]) -> dict[str, bytes]:  # noqa: ARG002 - nothing is read
        """Return nothing: building a document again is cheaper than moving it between places."""
        return {}

    def write_all(self, name: str, files: Mapping[str, bytes]) -> Fingerprints:
        """Write each file, record.json last; other files of the document stay.

        The calling process must not fork afterwards.

        Raises:
            UserError: the address cannot be written.
        """
        with open_address(self.location(name)) as (filesystem, root):
            paths = {f"{root}/{file_name}": content for file_name, content in files.items()}
            last = f"{root}/{_WRITTEN_LAST}"
            filesystem.pipe({path: content for path, content in paths.items() if path != last})
            filesystem.pipe({path: content for path, content in paths.items() if path == last})
            fingerprints = file_fingerprints(filesystem, root)
            return {file_name: fingerprints[file_name] for file_name in files}

    def read(self, path: str) -> bytes | None:
        """Return the content of a file; None if it does not exist.

        Raises:
            UserError: the address cannot be read.
        """
        content: bytes | None = run_in_child(_read_in_child, self.address, path)
        return content

    def write(self, path: str, text: str) -> None:
        """Write a text file.

        Raises:
            UserError: the address cannot be written.
        """
        run_in_child(_write_in_child, self.address, path, text)

    def remove_unfinished(self, names: Iterable[str]) -> None:
        """Do nothing: an object store never holds half a file."""


def _list_in_child(_: Connection, address: str) -> Fingerprints:
    with open_address(address) as (filesystem, root):
        return file_fingerprints(filesystem, root)


def _read_in_child(_: Connection, address: str, path: str) -> bytes | None:
    with open_address(address) as (filesystem, root):
        try:
            return bytes(filesystem.cat_file(f"{root}/{path}"))
        except FileNotFoundError:
            return None


def _write_in_child(_: Connection, address: str, path: str, text: str) -> None:
    with open_address(address) as (filesystem, root):
        filesystem.pipe({f"{root}/{path}": text.encode()})
