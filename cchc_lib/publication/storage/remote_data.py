"""Data folders at an address of fsspec: fetched into a folder of this machine before they are read.

Libraries of such stores start threads, after which a process is not forked: what a batch's own process needs of them is
done in a child, and so is all that is done by one report.
"""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project, find_project, is_address, project_root
from cchc_lib.publication.storage.remote_access import listing, open_store
from cchc_lib.runner.child_process import run_in_child

_INDEX = ".fetched.json"
"""In the folder of what was fetched: how each file lay at the address."""
_AT_ONCE = 200
"""Files that are fetched together."""


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
    run_in_child(fetch, address, folder, ("wards",))
    if not any((folder / "wards").glob("*/ward.yaml")):
        raise UserError(f"There are no data at {address}: it holds no wards/*/ward.yaml.")
    return folder


def fetch(_: Connection, address: str, folder: Path, under: Sequence[str]) -> None:
    """Make a folder hold what lies at an address under some names: the work of a child."""
    with open_store(address) as (store, root):
        there = {name: stamp for each in under for name, stamp in listing(store, root, each).items()}
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
