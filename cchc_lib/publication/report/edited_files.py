"""Files of a document that somebody edited or signed after they were built, which no later build deletes.

The folder of a document holds the SHA-256 of each file that was built, in the form that `sha256sum --check` reads.
"""

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

from cchc_lib.errors import UserError
from cchc_lib.publication.storage.output_store import OutputStore

_LINE = re.compile(r"(?P<hash>[0-9A-Fa-f]{64}) [ *](?:\./)?(?P<file>[^/]+)")
"""A line as `sha256sum` writes it, of text or of a binary file."""
SUMS = "SHA256SUMS"
"""The name of the file with the hashes."""


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the hashes of files, one in each line, sorted by name."""
    return "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())).encode()


def edited_files(store: OutputStore, name: str) -> Mapping[str, bytes]:
    """Return the files of a document that differ from what was built, by name.

    Args:
        store: the store of the document.
        name: the name of the document.

    Raises:
        UserError: a file cannot be read.
    """
    built = _built(store, name)
    found = {file: store.read(f"{name}/{file}") for file in built}
    return {file: content for file, content in found.items() if content is not None and _hash(content) != built[file]}


def files_to_lose(store: OutputStore, name: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return what somebody would lose if new files were written, by name.

    That are files that were edited after the last build, and files under the names of the new ones that no build made,
    such as a scan. Files whose content would stay the same are not lost.

    Args:
        store: the store of the document.
        name: the name of the document.
        files: the new files by name.

    Raises:
        UserError: a file cannot be read.
    """
    built = _built(store, name)
    strange = (files.keys() & store.file_names(name)) - built.keys() - {SUMS}
    found = {**edited_files(store, name), **{file: store.read(f"{name}/{file}") or b"" for file in sorted(strange)}}
    return {file: content for file, content in found.items() if content != files.get(file)}


def _built(store: OutputStore, name: str) -> Mapping[str, str]:
    """Return the hash of each file that the last build made; none for a folder without hashes."""
    text = (store.read(f"{name}/{SUMS}") or b"").decode("utf-8", errors="replace")
    return {line["file"]: line["hash"].lower() for line in map(_LINE.fullmatch, text.splitlines()) if line}


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def copies_to_keep(store: OutputStore, name: str, files: Mapping[str, bytes], *, replaces: bool) -> Mapping[str, bytes]:
    """Return what somebody would lose under names with the day of today, for a build that replaces it.

    Args:
        store: the store of the document.
        name: the name of the document.
        files: the new files by name; none before they are made.
        replaces: whether such files may be replaced by new ones, beside which the old ones are kept.

    Raises:
        UserError: there are such files, and they may not be replaced.
    """
    lost = files_to_lose(store, name, files)
    taken = store.file_names(name) if lost else frozenset()
    copies = {_dated(file, taken): content for file, content in lost.items()}
    if lost and not replaces:
        raise UserError(
            f"{store.location(name)}: {', '.join(sorted(lost))} changed after the last build, as a file does that "
            "somebody edits, signs or puts there; nothing was written. Give it another name, or build with --replace, "
            f"which keeps it as {', '.join(sorted(copies))}.",
            "replace",
        )
    return copies


def _dated(file: str, taken: frozenset[str]) -> str:
    """Return the name of a copy, as `report.2026-11-30.pdf`, that no other file has."""
    path, day = PurePosixPath(file), date.today().isoformat()
    names = (f"{path.stem}.{day}{mark}{path.suffix}" for mark in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if name not in taken)
