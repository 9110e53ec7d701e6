"""Reports at an address of fsspec, such as s3://bucket/reports.

Libraries of such stores start threads, after which a process is not forked: what a batch's own process needs of them is
done in a child, and so is all that is done by one report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

from cchc_lib.publication.storage.remote_access import listing, open_store
from cchc_lib.runner.child_process import run_in_child

_LAST = "record.json"
"""Put behind the others, since a store of objects knows no folder that could be put whole."""


@dataclass(frozen=True)
class RemoteShelf:
    """Reports at an address; see `shelves.Shelf`."""

    address: str

    def place(self, name: str) -> str:
        """The report's address."""
        return f"{self.address.rstrip('/')}/{name}"

    def stamps(self, _: Iterable[str]) -> dict[str, dict[str, str]]:
        """All that lies there, by one listing."""
        reports: dict[str, dict[str, str]] = {}
        for path, stamp in run_in_child(_all_stamps, self.address).items():
            name, _, file = path.rpartition("/")
            reports.setdefault(name, {})[file] = stamp
        return reports

    def contents(self, _: str) -> dict[str, bytes]:
        """Nothing: what lies elsewhere is made anew rather than moved about."""
        return {}

    def put(self, name: str, files: Mapping[str, bytes]) -> dict[str, str]:
        """Each file is put whole, record.json last; to be called in a process that will not fork."""
        with open_store(self.place(name)) as (store, root):
            first = {f"{root}/{each}": content for each, content in files.items() if each != _LAST}
            store.pipe(first)
            store.pipe({f"{root}/{each}": content for each, content in files.items() if each == _LAST})
            for stale in listing(store, root).keys() - files.keys():
                store.rm_file(f"{root}/{stale}")
            return listing(store, root)

    def read(self, name: str) -> bytes | None:
        """The file's bytes, fetched in a child."""
        found: bytes | None = run_in_child(_read, self.address, name)
        return found

    def write(self, name: str, text: str) -> None:
        """A file beside the reports."""
        run_in_child(_write, self.address, name, text)

    def clear(self, names: Iterable[str]) -> None:
        """Nothing is left: files are put there whole."""


def _all_stamps(_: Connection, address: str) -> dict[str, str]:
    with open_store(address) as (store, root):
        return listing(store, root)


def _read(_: Connection, address: str, name: str) -> bytes | None:
    with open_store(address) as (store, root):
        try:
            return bytes(store.cat_file(f"{root}/{name}"))
        except FileNotFoundError:
            return None


def _write(_: Connection, address: str, name: str, text: str) -> None:
    with open_store(address) as (store, root):
        store.pipe({f"{root}/{name}": text.encode()})
