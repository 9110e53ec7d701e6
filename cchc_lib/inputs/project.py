"""The project's folders."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cchc_lib.errors import Problem, UserError

DATA_VARIABLE = "CCHC_DATA"
"""The environment variable that names another data folder."""
PARAMS_VARIABLE = "CCHC_PARAMS"
"""The environment variable that names another params folder."""
SCENARIO_VARIABLE = "CCHC_SCENARIO"
"""The environment variable that names a copy of the scenario's file while a report is built."""


@dataclass(frozen=True)
class Project:
    """The folders that a command works on."""

    root: Path
    """The folder that holds notebooks/ and params/."""
    data: Path
    """The folder that holds wards/; reference/ is always read from the project's own data folder."""
    params: Path
    """The folder that holds defaults.yaml, targets.yaml, periods/, runs/ and scenarios/."""

    @property
    def build(self) -> Path:
        """The folder for everything that is built."""
        return self.root / "build"

    def folder_of(self, name: str) -> Path:
        """Return the folder below which an input file lies, by the name that messages and records give the file."""
        return {"wards": self.data, "reference": self.reference.parent}.get(name.partition("/")[0], self.params)

    @property
    def reference(self) -> Path:
        """The folder with tables of the whole country; it does not depend on the data folder."""
        return self.root / "data" / "reference"

    @property
    def notebooks(self) -> Path:
        """The folder with the notebooks of the reports."""
        return self.root / "notebooks"

    def located(self, problem: Problem) -> Problem:
        """Return a problem of a file of the data or params folder with a path that opens from the current folder."""
        path, here = self.folder_of(problem.file) / problem.file, Path.cwd()
        return replace(problem, file=str(path.relative_to(here) if path.is_relative_to(here) else path))


def is_address(location: str) -> bool:
    """Return whether a location is an address with a protocol, such as s3://bucket/data."""
    return "://" in location


def local_place(location: str) -> str:
    """Return the folder of a file:// address, and any other location unchanged.

    Raises:
        ValueError: the address names a file of another machine; the message says what was expected.
    """
    if not location.startswith("file://"):
        return location
    address = urlsplit(location)
    if address.netloc not in ("", "localhost") or not address.path:
        raise ValueError("a folder such as file:///srv/reports")
    return url2pathname(address.path)


def find_project(data: str = "", params: str = "") -> Project:
    """Return the project of the current folder.

    Args:
        data: another data folder; if empty, that of the variable CCHC_DATA, or else the project's own.
        params: another params folder; if empty, that of the variable CCHC_PARAMS, or else the project's own.

    Raises:
        UserError: the current folder is not in a project, or a folder does not exist.
    """
    root = project_root()
    # Notebooks that a command runs get the folders by these variables.
    chosen_data = data or os.environ.get(DATA_VARIABLE, "")
    chosen_params = params or os.environ.get(PARAMS_VARIABLE, "")
    return Project(root, _folder(chosen_data, root / "data"), _folder(chosen_params, root / "params"))


def project_root() -> Path:
    """Return the current folder, or its nearest parent, that holds notebooks/ and params/.

    Raises:
        UserError: no parent of the current folder holds them.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "notebooks").is_dir() and (folder / "params").is_dir():
            return folder
    raise UserError(f"{here} lies in no project: neither it nor a parent holds notebooks/ and params/.")


def _folder(chosen: str, default: Path) -> Path:
    folder = Path(chosen).resolve() if chosen else default
    if not folder.is_dir():
        raise UserError(f"There is no folder {chosen or default}; name one that exists.")
    return folder
