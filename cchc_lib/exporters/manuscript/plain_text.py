"""Text that any document can hold."""

import re

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text without terminal colours and control characters, which XML and fonts have no place for."""
    return _UNPRINTABLE.sub("", _ESCAPES.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
