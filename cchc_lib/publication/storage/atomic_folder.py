"""Putting a folder of files, or a file, in its place whole, or not at all."""

import glob
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from cchc_lib.errors import UserError


@contextmanager
def private_folder(place: Path, what: str = "report") -> Iterator[Path]:
    """A folder beside its place, put there whole when all went well and removed when not; `what` it is of."""
    if place.exists() and not place.is_dir():
        raise UserError(f"The {what} cannot be written to {place}: there is a file of this name.")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{_prefix(place)}{os.getpid()}.", dir=place.parent))
    except OSError as error:
        raise UserError(f"The {what} cannot be written to {place}: {error.strerror}.") from error
    try:
        yield folder
        folder.chmod(0o755)
        _swap(folder, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            place.parent.rmdir()  # Where it is left empty: nothing was written.


def _swap(new: Path, place: Path) -> None:
    """Move the old folder aside and the new one in; another run may be doing the same."""
    for attempt in count():
        aside = new.with_name(f"{new.name}.old{attempt}")
        with suppress(FileNotFoundError):
            place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            if not place.exists():
                raise
        _remove(aside)
        if not new.exists():
            return


def _remove(path: Path) -> None:
    """Remove a folder with all in it; of a link to one, the link alone."""
    if path.is_symlink():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _prefix(place: Path) -> str:
    """What the names of this machine's private folders begin with; another machine may use the same disk."""
    return f".{place.name}.{socket.gethostname()}."


def remove_remains(place: Path) -> None:
    """Remove what processes of this machine that are gone left beside a place."""
    prefix = _prefix(place)
    for path in place.parent.glob(f"{glob.escape(prefix)}*"):
        process = path.name.removeprefix(prefix).partition(".")[0]
        if process.isdecimal() and not _is_alive(int(process)):
            _remove(path)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
