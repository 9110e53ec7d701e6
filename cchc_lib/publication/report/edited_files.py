"""Files of a document that somebody edited or signed after they were built, which no later build deletes.

The folder of a document holds the SHA-256 of each file that was built, in the form that `sha256sum --check` reads.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

from cchc_lib.errors import UserError
from cchc_lib.publication.storage.output_store import OutputStore

SUMS = "SHA256SUMS"
"""The name of the file with the hashes."""


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the hashes of files, one in each line, sorted by name."""
    return "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())).encode()


def edited_files(store: OutputStore, name: str) -> Mapping[str, bytes]:
    """Return the files of a document that differ from what was built, by name; none for a folder without hashes.

    Args:
        store: the store of the document.
        name: the name of the document.

    Raises:
        UserError: a file cannot be read.
    """
    lines = (store.read(f"{name}/{SUMS}") or b"").decode("utf-8", errors="replace").splitlines()
    built = {
        file: digest for digest, mark, file in (line.partition("  ") for line in lines) if mark and "/" not in file
    }
    found = ((file, store.read(f"{name}/{file}")) for file in built)
    return {file: content for file, content in found if content is not None and _differs(content, built[file])}


def _differs(content: bytes, digest: str) -> bool:
    return sha256(content).hexdigest() != digest


def copies_to_keep(store: OutputStore, name: str, *, replaces: bool) -> Mapping[str, bytes]:
    """Return what was edited under names with the day of today, for a build that replaces it.

    Args:
        store: the store of the document.
        name: the name of the document.
        replaces: whether edited files may be replaced by new ones, beside which the old ones are kept.

    Raises:
        UserError: there are edited files, and they may not be replaced.
    """
    edited = edited_files(store, name)
    taken = store.file_names(name) if edited else frozenset()
    copies = {_dated(file, taken): content for file, content in edited.items()}
    if edited and not replaces:
        raise UserError(
            f"{store.location(name)}: {', '.join(sorted(edited))} changed after the last build, as a file does that "
            "somebody edits or signs; nothing was written. Give it another name, or build with --replace, which "
            f"keeps it as {', '.join(sorted(copies))}.",
            "replace",
        )
    return copies


def _dated(file: str, taken: frozenset[str]) -> str:
    """Return the name of a copy, as `report.2026-11-30.pdf`, that no other file has."""
    path, day = PurePosixPath(file), date.today().isoformat()
    names = (f"{path.stem}.{day}{mark}{path.suffix}" for mark in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if name not in taken)
