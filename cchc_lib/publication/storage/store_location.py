"""The store that a folder or an address names."""

from pathlib import Path

from cchc_lib.inputs.project import is_address
from cchc_lib.publication.storage.local_store import LocalStore
from cchc_lib.publication.storage.object_store import ObjectStore
from cchc_lib.publication.storage.output_store import OutputStore


def store_at(location: str | Path) -> OutputStore:
    """Return the store of a folder or an address; a relative folder starts at the current one."""
    address = str(location)
    return ObjectStore(address) if is_address(address) else LocalStore(Path(location).resolve())


def split_file_location(location: str) -> tuple[OutputStore, str]:
    """Return the store that holds a single file, and the name of the file there."""
    parent, _, name = location.rpartition("/")
    return (ObjectStore(parent) if is_address(location) else LocalStore(Path(parent or ".").absolute())), name
