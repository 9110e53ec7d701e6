"""Where things lie: the project's folders, and a ward's folder in them."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml

from cchc_lib.errors import UserError, unknown
from cchc_lib.quantities.dates import Period

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


def ward_names(project: Project) -> tuple[str, ...]:
    """The slugs of all wards with data."""
    return tuple(sorted(path.parent.name for path in (project.data / "wards").glob("*/ward.yaml")))


def find_ward(project: Project, name: str) -> str:
    """The slug of a ward named by slug or by its five-digit code.

    Raises:
        UserError: no ward of the data folder has this name; the nearest one is named.
    """
    slugs = ward_names(project)
    coded = [slug for slug in slugs if name.isdecimal() and _code(project, slug) == name]
    if len(coded) > 1:
        raise UserError(
            f"The code {name} stands in several ward.yaml: {', '.join(coded)}; correct it, or name the slug."
        )
    if name in slugs or coded:
        return coded[0] if coded else name
    raise unknown("ward", name, slugs, where=f" in {project.data / 'wards'}")


def _code(project: Project, slug: str) -> str:
    return stated_of_ward(project, slug, "code")


def stated_of_ward(project: Project, slug: str, name: str) -> str:
    """What a ward.yaml states, before it is validated; empty where it cannot be read."""
    try:
        return str(yaml.safe_load((project.data / "wards" / slug / "ward.yaml").read_text("utf-8"))[name])
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return ""  # The file's own faults are told when this ward is read.


def read_period(name: str) -> Period:
    """A period by its name; UserError where it is none."""
    try:
        return Period.parse(name)
    except ValueError as error:
        raise UserError(f"'{name}' is not a period; expected {error}.") from error


def find_period(project: Project, ward: str, name: str) -> Period:
    """The period of a ward by any of its names; its folder's name becomes the period's.

    Raises:
        UserError: the name is no period, or the ward has no data for it.
    """
    period = read_period(name)
    found = stored_period(project, ward, period)
    if found:
        return found
    there = periods_of(project, ward)
    raise UserError(f"Ward '{ward}' has no data for the period '{name}'; it has: {', '.join(there) or 'none'}.")


def stored_period(project: Project, ward: str, period: Period) -> Period | None:
    """A period as the ward's folder names it; None where there is no folder for it."""
    folder = project.data / "wards" / ward
    names = (name for name in (period.name, *period.names) if (folder / name).is_dir())
    return next((Period(name, period.start, period.end) for name in names), None)


def periods_of(project: Project, ward: str) -> tuple[str, ...]:
    """The folders of a ward's periods."""
    return tuple(sorted(path.name for path in (project.data / "wards" / ward).iterdir() if path.is_dir()))
