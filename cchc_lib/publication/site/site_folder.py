"""Writing the site's folder: generated files and copies of built files."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cchc_lib.site.pages import NAME_INDEX
from cchc_lib.site.top_folders import TopFolder

MANAGED = ("index.html", "feed.xml", "sitemap.xml", NAME_INDEX, *TopFolder)
"""The files and folders at the top of a site. Others, such as .git or CNAME, belong to somebody else and are kept."""


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths within a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def copy_artifacts(built: Path, destination: Path, previous: Path, names: Iterable[str]) -> None:
    """Copy built files into the site.

    Files that have not changed become hard links to those of the previous site, never to the built files: a program
    that writes to a built file would change the site.

    Args:
        built: the folder of the built document.
        destination: the document's folder in the new site.
        previous: the document's folder in the site that is replaced.
        names: the names of the files; those that do not exist are skipped.
    """
    destination.mkdir(parents=True, exist_ok=True)
    for name in names:
        source = built / name
        if not source.is_file():
            continue
        if not (_is_copy_of(previous / name, source) and _link(previous / name, destination / name)):
            shutil.copy2(source, destination / name)


def _is_copy_of(path: Path, source: Path) -> bool:
    """Return whether a file has size and time of another one, and is not the same file."""
    try:
        one, other = path.stat(), source.stat()
    except OSError:
        return False
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns) and one.st_ino != other.st_ino


def _link(source: Path, destination: Path) -> bool:
    """Make a hard link, and return False where the file system has none."""
    with suppress(OSError):
        os.link(source, destination)
        return True
    return False
