"""Data and reports at an address of fsspec, such as s3://bucket/data: listed, fetched and put.

Libraries of such stores start threads, after which a process is not forked: what a batch's own process needs of them is
done in a child, and so is all that is done by one report.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project, find_project, is_address, project_root
from cchc_lib.runner.children import in_child

_INDEX = ".fetched.json"
"""In the folder of what was fetched: how each file lay at the address."""
_AT_ONCE = 200
"""Files that are fetched together."""
_LAST = "record.json"
"""Put behind the others, since a store of objects knows no folder that could be put whole."""
_MARKS = (
    "ETag",
    "etag",
    "md5Hash",
    "content_md5",
    "size",
    "mtime",
    "LastModified",
    "updated",
    "last_modified",
    "created",
)
"""What stores tell of a file that changes when it does, under the names that they give it."""


def open_project(data: str = "", params: str = "") -> Project:
    """The project around the current folder; data at an address are fetched first.

    Raises:
        UserError: there is none, a folder is not there, or the address cannot be read.
    """
    return find_project(str(fetched(project_root(), data)) if is_address(data) else data, params)


def fetched(root: Path, address: str) -> Path:
    """A folder with the data of an address; what lies there unchanged since the last time is not fetched again.

    Raises:
        UserError: the address cannot be read, or holds no wards.
    """
    name = f"{re.sub(r'[^a-z0-9]+', '-', address.lower()).strip('-')[:60]}-{sha256(address.encode()).hexdigest()[:8]}"
    folder = root / "build" / "fetched" / name
    in_child(fetch, address, folder, ("wards",))
    if not any((folder / "wards").glob("*/ward.yaml")):
        raise UserError(f"There are no data at {address}: it holds no wards/*/ward.yaml.")
    return folder


def fetch(_: Connection, address: str, folder: Path, under: Sequence[str]) -> None:
    """Make a folder hold what lies at an address under some names: the work of a child."""
    with _store(address) as (store, root):
        there = {name: stamp for each in under for name, stamp in _listing(store, root, each).items()}
        here = _index(folder)
        wanted = iter([name for name in there if here.get(name) != there[name] or not (folder / name).is_file()])
        while names := list(islice(wanted, _AT_ONCE)):
            found = store.cat([f"{root}/{name}" for name in names])
            for name in names:
                write_atomically(_inside(folder, name, address), found[f"{root}/{name}"])
    for name in here.keys() - there.keys():
        _remove(folder / name)
    write_atomically(folder / _INDEX, json.dumps(there, indent=1))


def _remove(path: Path) -> None:
    """Remove a file, and the folders that it leaves empty: an empty one would be a period without data."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        for folder in path.parents:
            folder.rmdir()


def _index(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / _INDEX).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _inside(folder: Path, name: str, address: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UserError(f"{address} holds the name {name}, which leads out of the folder; delete it there.")
    return path


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
        for path, stamp in in_child(_all_stamps, self.address).items():
            name, _, file = path.rpartition("/")
            reports.setdefault(name, {})[file] = stamp
        return reports

    def contents(self, _: str) -> dict[str, bytes]:
        """Nothing: what lies elsewhere is made anew rather than moved about."""
        return {}

    def put(self, name: str, files: Mapping[str, bytes]) -> dict[str, str]:
        """Each file is put whole, record.json last; to be called in a process that will not fork."""
        with _store(self.place(name)) as (store, root):
            first = {f"{root}/{each}": content for each, content in files.items() if each != _LAST}
            store.pipe(first)
            store.pipe({f"{root}/{each}": content for each, content in files.items() if each == _LAST})
            for stale in _listing(store, root).keys() - files.keys():
                store.rm_file(f"{root}/{stale}")
            return _listing(store, root)

    def read(self, name: str) -> bytes | None:
        """The file's bytes, fetched in a child."""
        found: bytes | None = in_child(_read, self.address, name)
        return found

    def write(self, name: str, text: str) -> None:
        """A file beside the reports."""
        in_child(_write, self.address, name, text)

    def clear(self, names: Iterable[str]) -> None:
        """Nothing is left: files are put there whole."""


def _all_stamps(_: Connection, address: str) -> dict[str, str]:
    with _store(address) as (store, root):
        return _listing(store, root)


def _read(_: Connection, address: str, name: str) -> bytes | None:
    with _store(address) as (store, root):
        try:
            return bytes(store.cat_file(f"{root}/{name}"))
        except FileNotFoundError:
            return None


def _write(_: Connection, address: str, name: str, text: str) -> None:
    with _store(address) as (store, root):
        store.pipe({f"{root}/{name}": text.encode()})


def load_store(address: str) -> None:
    """Load the library of an address's store, so that children need not."""
    with _store_faults(address):
        _fsspec().get_filesystem_class(address.partition("://")[0].rpartition("::")[2])


@contextmanager
def _store(address: str) -> Iterator[tuple[Any, str]]:
    """A store and the name within it; whatever goes wrong with it is told with the address."""
    with _store_faults(address):
        store, root = _fsspec().core.url_to_fs(address)
        store.invalidate_cache()
        yield store, root.rstrip("/")


@contextmanager
def _store_faults(address: str) -> Iterator[None]:
    try:
        yield
    except UserError:
        raise
    except Exception as error:  # Each store has errors of its own, and all are of the place, not of this program.
        told = str(error).rstrip(".") or type(error).__name__
        raise UserError(
            f"{address} cannot be used: {told}. Check that it is there, and that the store's settings are."
        ) from error


def _fsspec() -> Any:
    try:
        import fsspec  # noqa: PLC0415 - an extra, which only addresses need
    except ModuleNotFoundError as error:
        raise UserError("Addresses need fsspec; install it with: pip install 'cchc[remote]'") from error
    return fsspec


def _listing(store: Any, root: str, under: str = "") -> dict[str, str]:
    """The files below a place, with their stamps."""
    found = store.find(f"{root}/{under}".rstrip("/"), detail=True)
    return {name.removeprefix(f"{root}/"): _stamp(details) for name, details in found.items()}


def _stamp(details: Mapping[str, Any]) -> str:
    return " ".join(f"{mark}={details[mark]}" for mark in _MARKS if details.get(mark) is not None)
