"""Hashes of what a report depends on beside its inputs: the library's sources and the installed packages."""

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import cchc_lib


@cache
def library_hash() -> str:
    """The sources and templates of cchc_lib."""
    root = Path(cchc_lib.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _hash("\n".join(f"{path.relative_to(root)} {_hash(path.read_bytes())}" for path in files).encode())


@cache
def packages_hash() -> str:
    """The installed distributions, by the names of their metadata's folders, which bear their versions."""
    folders = (Path(each) for each in sys.path if each.endswith("site-packages"))
    return _hash("\n".join(sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))).encode())


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
