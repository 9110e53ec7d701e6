"""The store that a folder or an address names."""

from pathlib import Path

from cchc_lib.inputs.project import Project, is_address
from cchc_lib.publication.storage.local_store import FolderShelf
from cchc_lib.publication.storage.object_store import RemoteShelf
from cchc_lib.publication.storage.output_store import Shelf


def shelf_at(project: Project, out: str) -> Shelf:
    """The shelf of a folder or an address; the project's build/reports if none is named."""
    return RemoteShelf(out) if is_address(out) else FolderShelf(Path(out or project.build / "reports").resolve())


def file_at(place: str) -> tuple[Shelf, str]:
    """The shelf that a file lies on, and its name there."""
    above, _, name = place.rpartition("/")
    return (RemoteShelf(above) if is_address(place) else FolderShelf(Path(above or ".").absolute())), name
