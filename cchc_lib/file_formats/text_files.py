"""Reading text files: UTF-8, normalised to NFC, without characters that a report cannot print."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from cchc_lib.errors import Problem

_UNPRINTABLE_CATEGORIES = ("Cc", "Co", "Cs")
"""Unicode categories of control characters, private use and surrogates."""
_DIRECTION_MARKS = range(0x202A, 0x202F), range(0x2066, 0x206A)
"""Code points that turn the direction of writing: a text with them looks different from what it is (CVE-2021-42574)."""


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters that nobody sees, so that two names look alike and are not: soft hyphens, spaces of no width."""
_LOOKALIKES = {"\u00d0": "\u0110", "\u00f0": "\u0111"}
"""Characters of other alphabets in the place of Vietnamese ones: Ð (U+00D0) for Đ (U+0110)."""


@cache
def is_unprintable(char: str) -> bool:
    """Return whether a report cannot print a character."""
    is_direction_mark = any(ord(char) in marks for marks in _DIRECTION_MARKS)
    return is_direction_mark or unicodedata.category(char) in _UNPRINTABLE_CATEGORIES


@dataclass(frozen=True)
class TextFile:
    """A text file, or the problems that kept it from being read."""

    name: str
    """The path relative to the data or params folder, as messages and records name the file."""
    text: str = ""
    """The text in NFC with line ends `\\n`; empty if the file could not be read."""
    sha256: str = ""
    """The SHA-256 hash of the file's bytes, in hexadecimal."""
    problems: tuple[Problem, ...] = ()
    """Faults of the whole file, and characters that cannot be printed."""


def read_text(folder: Path, name: str) -> TextFile:
    """Read a text file.

    Args:
        folder: the data or params folder.
        name: the file's path within it.

    Returns:
        The text; a missing file, another encoding and characters that cannot be printed are reported as problems.
    """
    try:
        raw = (folder / name).read_bytes()
    except OSError:
        problem = Problem(
            name, None, "", "no such file", f"a file {name}", "create it; data/README.md says what it holds"
        )
        return TextFile(name, problems=(problem,))
    return decoded_text(name, raw)


def decoded_text(name: str, raw: bytes) -> TextFile:
    """Return the text of a file's bytes; another encoding and characters that cannot be printed are problems."""
    try:
        # utf-8-sig drops the byte order mark that Excel writes.
        # Editors on macOS write letters and marks apart (NFD); searching and comparing need one form.
        text = unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        found = f"the byte {raw[error.start]:#04x}"
        repair = "save the file as UTF-8 (not TCVN3, VNI, UTF-16)"
        return TextFile(name, problems=(Problem(name, row, "", found, "text in UTF-8", repair),))
    text = text.replace("\r\n", "\n")
    return TextFile(name, text, sha256(raw).hexdigest(), tuple(_character_problems(name, text)))


def _character_problems(name: str, text: str) -> list[Problem]:
    if not any(_is_misleading(char) for char in set(text)):
        return []
    return [
        Problem(
            name,
            row,
            "",
            f"the character U+{ord(char):04X}",
            f"the letter {_LOOKALIKES[char]}" if char in _LOOKALIKES else "text that can be seen and printed",
            f"write U+{ord(_LOOKALIKES[char]):04X}" if char in _LOOKALIKES else "delete the character",
        )
        for row, line in enumerate(text.split("\n"), start=1)
        for char in sorted(set(line))
        if _is_misleading(char)
    ]


def _is_misleading(char: str) -> bool:
    """Return whether a character cannot be printed, cannot be seen, or looks like another one."""
    return (is_unprintable(char) and char not in "\t\n") or char in _INVISIBLE or char in _LOOKALIKES
