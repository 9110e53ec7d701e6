"""Replacing a folder as a whole, so that a reader sees either the old files or all of the new ones."""

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
def temporary_folder(destination: Path, content: str = "report") -> Iterator[Path]:
    """Return a folder that replaces `destination` when the context ends without an error, and is removed otherwise.

    Args:
        destination: the folder to be replaced; it need not exist.
        content: what the folder holds, for messages.

    Raises:
        UserError: the folder cannot be written.
    """
    if destination.exists() and not destination.is_dir():
        raise UserError(f"The {content} cannot be written to {destination}: a file has this name.")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{_machine_prefix(destination)}{os.getpid()}.", dir=destination.parent))
    except OSError as error:
        raise UserError(f"The {content} cannot be written to {destination}: {error.strerror}.") from error
    try:
        yield folder
        folder.chmod(0o755)  # mkdtemp makes folders that others cannot read.
        _replace(destination, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # Remove the parent too if it is empty, since nothing was written.
            destination.parent.rmdir()


def _replace(destination: Path, new: Path) -> None:
    """Move the old folder away and rename the new one.

    No system call replaces a folder that is not empty. Another process may replace the same folder at the same time, so
    the two steps are repeated until the new folder has the name.
    """
    for attempt in count():
        old = new.with_name(f"{new.name}.old{attempt}")
        with suppress(FileNotFoundError):
            destination.rename(old)
        try:
            new.rename(destination)
        except OSError:
            if not destination.exists():
                raise
        _remove(old)
        if not new.exists():
            return


def _remove(path: Path) -> None:
    """Remove a folder and its content; of a symbolic link remove the link only."""
    if path.is_symlink():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _machine_prefix(destination: Path) -> str:
    # Several machines may write to one disk, and only this machine knows which of its processes have ended.
    return f".{destination.name}.{socket.gethostname()}."


def remove_abandoned_folders(destination: Path) -> None:
    """Remove temporary folders beside `destination` whose processes, on this machine, have ended."""
    prefix = _machine_prefix(destination)
    for path in destination.parent.glob(f"{glob.escape(prefix)}*"):
        process = path.name.removeprefix(prefix).partition(".")[0]
        if process.isdecimal() and not _is_alive(int(process)):
            _remove(path)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)  # Signal 0 only checks that the process exists.
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
