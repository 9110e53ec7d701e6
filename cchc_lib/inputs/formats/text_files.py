"""Reading text files: UTF-8 in NFC, without characters that no report can print."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from cchc_lib.errors import Problem

_UNPRINTABLE = ("Cc", "Co", "Cs")
"""Unicode categories of control characters, private use and halves of characters."""

_TURNING = range(0x202A, 0x202F), range(0x2066, 0x206A)
"""Marks that turn the direction of writing, so that a text reads otherwise than it is."""


@cache
def is_unprintable(char: str) -> bool:
    """Whether a character has no place in a report."""
    return unicodedata.category(char) in _UNPRINTABLE or any(ord(char) in marks for marks in _TURNING)


@dataclass(frozen=True)
class TextFile:
    """One file as it was read, or the problems that kept it from being read."""

    name: str
    """Relative to the data or params folder, as messages and records name it."""
    text: str = ""
    sha256: str = ""
    problems: tuple[Problem, ...] = ()


def read_text(folder: Path, name: str) -> TextFile:
    """Read a file; a fault of the whole file, or a character that cannot be printed, is a problem."""
    try:
        raw = (folder / name).read_bytes()
    except OSError:
        return _unreadable(name, "no such file", f"a file {name}", "create it; data/README.md says what it holds")
    try:
        text = unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        return _unreadable(
            name,
            f"the byte {raw[error.start]:#04x}",
            "text in UTF-8",
            "save the file as UTF-8 (not TCVN3, VNI, UTF-16)",
            row,
        )
    text = text.replace("\r\n", "\n")
    return TextFile(name, text, sha256(raw).hexdigest(), tuple(_unprintable(name, text)))


def _unreadable(name: str, found: str, expected: str, repair: str, row: int | None = None) -> TextFile:
    return TextFile(name, problems=(Problem(name, row, "", found, expected, repair),))


def _unprintable(name: str, text: str) -> list[Problem]:
    return [
        Problem(
            name,
            row,
            "",
            f"the character U+{ord(char):04X}",
            "text that can be printed",
            "delete the character",
        )
        for row, line in enumerate(text.split("\n"), start=1)
        for char in sorted(set(line))
        if is_unprintable(char) and char != "\t"
    ]
