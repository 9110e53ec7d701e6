"""What a site's folder holds: files written, files copied from built reports, and what others put there."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cchc_lib.site.pages import FULL_TEXT, SEARCH

_OWN = (
    *("index.html", "ky", "don-vi", "chi-tieu", "so-sanh", "du-lieu", "chua-cong-bo", "thanh-pho"),
    *("feed.xml", "sitemap.xml", SEARCH, FULL_TEXT),
)
"""What a site has at its top; what else lies there is somebody's own, such as .git or CNAME, and is kept."""


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files by their paths within a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def put_built(built: Path, place: Path, before: Path, names: Mapping[str, str]) -> None:
    """Copies of built files, so that nobody changes the site who changes them; unchanged ones are those of before."""
    place.mkdir(parents=True, exist_ok=True)
    for name in names:
        source = built / name
        if not source.is_file():
            continue
        if not _is_copy(before / name, source) or not _linked(before / name, place / name):
            shutil.copy2(source, place / name)


def _is_copy(copy: Path, source: Path) -> bool:
    try:
        one, other = copy.stat(), source.stat()
    except OSError:
        return False
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns) and one.st_ino != other.st_ino


def _linked(source: Path, place: Path) -> bool:
    with suppress(OSError):
        os.link(source, place)
        return True
    return False


def keep_foreign(place: Path, fresh: Path) -> None:
    """What somebody put at the top of the site, such as .git and CNAME, stays there."""
    for path in place.iterdir() if place.is_dir() else ():
        if path.name in _OWN:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, fresh / path.name, symlinks=True)
        else:
            shutil.copy2(path, fresh / path.name, follow_symlinks=False)
