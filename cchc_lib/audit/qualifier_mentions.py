"""Words in a text that make the number after them inexact, such as «trên» in «trên 99%»."""

import re

from cchc_lib.quantities.figures import Qualifier

_WORDS = {
    "khoảng": Qualifier.ABOUT,
    "chừng": Qualifier.ABOUT,
    "gần": Qualifier.NEARLY,
    "hơn": Qualifier.MORE_THAN,
    "trên": Qualifier.ABOVE,
    "tối thiểu": Qualifier.AT_LEAST,
    "ít nhất": Qualifier.AT_LEAST,
}
# A word before other words says something else: `trên số tiếp nhận đạt 99%`.
_BEFORE_NUMBER = re.compile(rf"(?<![^\W\d_])({'|'.join(_WORDS)})\s+(?=\d)", re.IGNORECASE)


def mentioned_qualifier(text: str) -> Qualifier | None:
    """Return what the word right before the first number of a text makes of it; None if there is no such word."""
    match = _BEFORE_NUMBER.search(text)
    is_first = match is not None and re.search(r"\d", text[: match.start()]) is None
    return _WORDS[match[1].lower()] if match and is_first else None
