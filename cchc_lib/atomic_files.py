"""Writing files so that a reader sees either the old content or all of the new content."""

import os
from pathlib import Path

from cchc_lib.errors import UserError


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file under a temporary name beside its place, then rename it.

    Raises:
        UserError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)
        temporary.replace(path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error
