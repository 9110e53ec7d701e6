"""The project's folders."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cchc_lib.errors import UserError

DATA_VARIABLE = "CCHC_DATA"

PARAMS_VARIABLE = "CCHC_PARAMS"

SCENARIO_VARIABLE = "CCHC_SCENARIO"


@dataclass(frozen=True)
class Project:
    """The folders that a command works on."""

    root: Path
    data: Path
    """Holds wards/; reference/ stays the project's own."""
    params: Path

    @property
    def build(self) -> Path:
        """Where everything built goes."""
        return self.root / "build"

    @property
    def reference(self) -> Path:
        """Tables of the whole country; the project's own, whatever the data folder is."""
        return self.root / "data" / "reference"

    @property
    def notebooks(self) -> Path:
        """The notebooks that reports are made with."""
        return self.root / "notebooks"


def is_address(place: str) -> bool:
    """Whether a place is named by a protocol, such as s3://bucket/data."""
    return "://" in place


def local_place(place: str) -> str:
    """A place as it is named; the folder itself for a file:// address.

    Raises:
        ValueError: the address is that of another machine's file.
    """
    if not place.startswith("file://"):
        return place
    address = urlsplit(place)
    if address.netloc not in ("", "localhost") or not address.path:
        raise ValueError("a folder such as file:///srv/reports")
    return url2pathname(address.path)


def find_project(data: str = "", params: str = "") -> Project:
    """The nearest parent of the current folder that holds notebooks/ and params/.

    Raises:
        UserError: there is none, or a folder that was asked for is not there.
    """
    root = project_root()
    chosen_data = data or os.environ.get(DATA_VARIABLE, "")
    chosen_params = params or os.environ.get(PARAMS_VARIABLE, "")
    return Project(root, _folder(chosen_data, root / "data"), _folder(chosen_params, root / "params"))


def project_root() -> Path:
    """The nearest parent of the current folder that is a project's; UserError if there is none."""
    here = Path.cwd()
    root = next((at for at in (here, *here.parents) if _is_root(at)), None)
    if root is None:
        raise UserError(f"{here} lies in no project: neither it nor a parent holds notebooks/ and params/.")
    return root


def _is_root(folder: Path) -> bool:
    return (folder / "notebooks").is_dir() and (folder / "params").is_dir()


def _folder(chosen: str, default: Path) -> Path:
    folder = Path(chosen).resolve() if chosen else default
    if not folder.is_dir():
        raise UserError(f"There is no folder {chosen or default}; name one that is there.")
    return folder
