"""The store that a folder or an address names."""

from collections.abc import Callable, Mapping
from pathlib import Path

from cchc_lib.inputs.project import is_address
from cchc_lib.publication.storage.local_store import LocalStore
from cchc_lib.publication.storage.object_store import ObjectStore
from cchc_lib.publication.storage.output_store import OutputStore


def store_at(location: str | Path) -> OutputStore:
    """Return the store of a folder or an address; a relative folder starts at the current one."""
    return _opener(str(location))(str(location))


def split_file_location(location: str) -> tuple[OutputStore, str]:
    """Return the store that holds a single file, and the name of the file there."""
    parent, _, name = location.rpartition("/")
    return _opener(location)(parent or "."), name


def _opener(location: str) -> Callable[[str], OutputStore]:
    """Return the function that opens the store of a location; an address of an unlisted scheme is left to fsspec."""
    scheme = location.partition("://")[0] if is_address(location) else ""
    return _STORES.get(scheme, ObjectStore)


def _local_store(folder: str) -> LocalStore:
    return LocalStore(Path(folder).resolve())


_STORES: Mapping[str, Callable[[str], OutputStore]] = {
    "": _local_store,
}
"""The function that opens a store, by the scheme of its addresses; folders have none."""
