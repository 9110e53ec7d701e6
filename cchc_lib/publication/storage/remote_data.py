"""Data folders at an address: downloaded to this machine before they are read.

The libraries of object stores start threads, and a process with threads cannot be forked safely. Therefore the download
runs in a child.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import RootModel

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project, find_project, is_address, project_root
from cchc_lib.publication.storage.cached_model import read_cached, write_cached
from cchc_lib.publication.storage.remote_access import file_fingerprints, open_address
from cchc_lib.runner.child_process import run_in_child

_INDEX_FILE = ".fetched.json"
_FILES_AT_ONCE = 200


class _DownloadIndex(RootModel[dict[str, str]]):
    """The fingerprint that each downloaded file had at the address, by its name."""


def open_project(data: str = "", params: str = "") -> Project:
    """Return the project of the current folder; data at an address are downloaded first.

    Args:
        data: another data folder, or an address; if empty, as `find_project` chooses it.
        params: another params folder; if empty, as `find_project` chooses it.

    Raises:
        UserError: the current folder is not in a project, a folder does not exist, or the address cannot be read.
    """
    return find_project(str(download_data(project_root(), data)) if is_address(data) else data, params)


def download_data(root: Path, address: str) -> Path:
    """Download the data at an address into the project's build folder, and return the folder.

    Files that have not changed since the last download are not transferred again.

    Raises:
        UserError: the address cannot be read, or holds no wards.
    """
    readable = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")[:60]
    folder = root / "build" / "fetched" / f"{readable}-{sha256(address.encode()).hexdigest()[:8]}"
    run_in_child(download_in_child, address, folder, ("wards",))
    if not any((folder / "wards").glob("*/ward.yaml")):
        raise UserError(f"There are no data at {address}: it holds no wards/*/ward.yaml.")
    return folder


def download_in_child(_: Connection, address: str, folder: Path, subfolders: Sequence[str]) -> None:
    """Make a folder hold the same files as an address; to be run by `run_in_child`.

    Args:
        address: the address of the data.
        folder: the folder on this machine; files that the address no longer holds are removed.
        subfolders: the folders and files below the address to download.

    Raises:
        UserError: the address cannot be read, or holds a name that leads out of the folder.
    """
    with open_address(address) as (filesystem, root):
        remote = {
            name: fingerprint
            for subfolder in subfolders
            for name, fingerprint in file_fingerprints(filesystem, root, subfolder).items()
        }
        index = read_cached(folder / _INDEX_FILE, _DownloadIndex)
        local = index.root if index else {}
        changed = [name for name in remote if local.get(name) != remote[name] or not (folder / name).is_file()]
        names = iter(changed)
        while chunk := list(islice(names, _FILES_AT_ONCE)):
            contents = filesystem.cat([f"{root}/{name}" for name in chunk])
            for name in chunk:
                write_atomically(_path_inside(folder, name, address), contents[f"{root}/{name}"])
    for name in local.keys() - remote.keys():
        _remove(folder / name)
    write_cached(folder / _INDEX_FILE, _DownloadIndex(remote))


def _remove(path: Path) -> None:
    """Remove a file and the folders that become empty: an empty folder would be read as a period without data."""
    path.unlink(missing_ok=True)
    with suppress(OSError):  # The first folder that is not empty ends the loop.
        for folder in path.parents:
            folder.rmdir()


def _path_inside(folder: Path, name: str, address: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UserError(f"{address} holds the name {name}, which leads out of the folder; delete it there.")
    return path
