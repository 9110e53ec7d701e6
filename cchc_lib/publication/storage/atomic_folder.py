"""Replacing files of a folder together, so that a reader sees either the old files or all of the new ones.

Other files and subfolders of the folder belong to somebody else. They are moved along, and never deleted.
"""

import errno
import glob
import os
import shutil
import socket
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from cchc_lib.errors import UserError

_OLD = "-before"
"""Marks, in the name of a temporary folder, one that was in its place before: it may hold files of somebody else."""
_OVERTAKEN = (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR)
"""The errors of a renaming if another process has moved the source or taken the place meanwhile."""
_ATTEMPTS = 100
"""How often files are moved along while other processes replace the same folder."""


@contextmanager
def temporary_folder(
    destination: Path, content: str = "report", replaced: Collection[str] = frozenset()
) -> Iterator[Path]:
    """Return a folder whose files are put into `destination` together when the context ends without an error.

    Args:
        destination: the folder that receives the files; it need not exist.
        content: what the folder holds, for messages.
        replaced: names at the top of `destination` that are removed even if the new folder does not hold them. All
            other files and folders there stay.

    Raises:
        UserError: the folder cannot be written.
    """
    if destination.is_file():
        raise UserError(f"The {content} cannot be written to {destination}: a file has this name.")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{_machine_prefix(destination)}{os.getpid()}.", dir=destination.parent))
    except OSError as error:
        raise UserError(f"The {content} cannot be written to {destination}: {error.strerror}.") from error
    try:
        yield folder
        folder.chmod(0o755)  # mkdtemp makes folders that others cannot read.
        replaced = {*replaced, *(path.name for path in folder.iterdir())}
        _check_movable(destination, replaced)
        _replace(destination, folder, replaced)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # Remove the parent too if it is empty, since nothing was written.
            destination.parent.rmdir()


def _check_movable(destination: Path, replaced: Collection[str]) -> None:
    """Check that every folder of somebody else can be moved along: the system has to write its parent into it.

    Raises:
        UserError: a folder is write-protected.
    """
    with suppress(FileNotFoundError):  # The folder is new, or another process has just moved it away.
        for path in destination.iterdir():
            if path.name not in replaced and _is_protected_folder(path):
                raise UserError(
                    f"{destination} cannot be replaced: {path} is write-protected; move it to another place."
                )


def _is_protected_folder(path: Path) -> bool:
    try:
        # A descriptor keeps its folder even if another process moves it away between the two calls.
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except PermissionError:
        return path.is_dir()
    except OSError:
        return False
    try:
        return not os.access(".", os.W_OK, dir_fd=folder)
    finally:
        os.close(folder)


def _replace(destination: Path, new: Path, replaced: Collection[str]) -> None:
    """Move the old folder away, rename the new one, and move what belongs to somebody else back.

    No system call replaces a folder that is not empty. Another process may replace the same folder at the same time, so
    the steps are repeated until the new folder has the name.
    """
    for attempt in count():
        old = new.with_name(f"{new.name}{_OLD}{attempt}")
        try:
            _rename(destination, old)
            _rename(new, destination)
        finally:
            _put_back(old, destination, replaced)
        if not new.exists():
            return


def _put_back(old: Path, destination: Path, replaced: Collection[str]) -> None:
    """Remove what was replaced from an old folder, move the rest to its place, and remove the folder once it is empty.

    Raises:
        UserError: something cannot be moved; it is left in the old folder.
    """
    if old.is_symlink():
        old.unlink()
        return
    for _ in range(_ATTEMPTS):
        # Another process may have moved the destination away for a moment, or may be moving files into `old`.
        if not destination.exists():
            _rename(old, destination)
        with suppress(FileNotFoundError):
            _empty(old, destination, replaced)
        with suppress(OSError):
            old.rmdir()
        if not old.exists():
            return
    raise UserError(f"{old} holds files that could not be moved back to {destination}; move them by hand.")


def _empty(old: Path, destination: Path, replaced: Collection[str]) -> None:
    for path in old.iterdir():
        if path.name in replaced:
            _remove(path)
        elif not os.path.lexists(destination / path.name):
            with suppress(PermissionError):  # Such as a folder that this user may not write to.
                _rename(path, destination / path.name)


def _rename(path: Path, place: Path) -> None:
    """Rename a file or folder, unless another process was faster."""
    try:
        path.rename(place)
    except OSError as error:
        if error.errno not in _OVERTAKEN:
            raise


def _remove(path: Path) -> None:
    """Remove a file, or a folder and its content; of a symbolic link remove the link only."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _machine_prefix(destination: Path) -> str:
    # Several machines may write to one disk, and only this machine knows which of its processes have ended.
    return f".{destination.name}.{socket.gethostname()}."


def remove_abandoned_folders(destination: Path, replaced: Collection[str] = frozenset()) -> None:
    """Remove temporary folders beside `destination` whose processes, on this machine, have ended.

    A folder that was in the place of `destination` is put back, or what the new one lacks of it.

    Args:
        destination: the folder that receives files.
        replaced: the names of `temporary_folder`.

    Raises:
        UserError: files of somebody else cannot be moved back.
    """
    prefix = _machine_prefix(destination)
    for path in sorted(destination.parent.glob(f"{glob.escape(prefix)}*")):
        process = path.name.removeprefix(prefix).partition(".")[0]
        if process.isdecimal() and not _is_alive(int(process)):
            if _OLD in path.name.removeprefix(prefix):
                _put_back(path, destination, {*replaced, *_file_names(destination)})
            else:
                _remove(path)


def _file_names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else frozenset()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)  # Signal 0 only checks that the process exists.
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
