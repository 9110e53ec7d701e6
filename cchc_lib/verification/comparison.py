"""Compare what a page or a notebook shows with the record that it carries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cchc_lib.record.model import Record
from cchc_lib.record.page_text import LINK, ShownNumber
from cchc_lib.verification.recompute import Discrepancy, packed

_CONTEXT_WORDS = 3
"""The number of words that are quoted before a difference."""
_MAX_QUOTED = 200
"""The number of characters of a text that are quoted at most, so that a message stays readable."""


def number_discrepancies(record: Record, numbers: Iterable[ShownNumber]) -> Iterator[Discrepancy]:
    """Yield numbers that are shown otherwise than the record says, or that it does not hold."""
    for shown in numbers:
        node = record.numbers.get(shown.code)
        if node is None:
            yield Discrepancy(shown.code or "a number without a code", shown.text, "no such number in the record")
            continue
        value = (node if node.formula else record.figures.get(shown.code, node)).value or ""
        if shown.text not in node.text:
            yield Discrepancy(f"{shown.code} (shown)", shown.text, " or ".join(node.text))
        elif shown.value is not None and shown.value != value:
            yield Discrepancy(f"{shown.code} (value for machines)", shown.value, value)
        elif shown.link not in (None, f"#{LINK}{shown.code}"):
            yield _difference(f"{shown.code} (link to its lineage)", shown.link, f"#{LINK}{shown.code}")


def text_discrepancies(record: Record, page_text: Mapping[str, str]) -> Iterator[Discrepancy]:
    """Yield places whose text differs from the record's, with the words before the first difference."""
    for place, expected in record.page_text.items():
        found = page_text.get(place)
        if found is None:
            yield Discrepancy(place, "", _brief(expected))
        elif packed(found) != packed(expected):
            yield _difference(place, found, expected)


def _difference(place: str, found: str, expected: str) -> Discrepancy:
    """Return the words in which two texts differ, with the place and the words before them.

    White space is not compared, since it differs between formats.
    """
    found_letters, expected_letters = _letters(found), _letters(expected)
    prefix = _common_length(found_letters, expected_letters)
    # Prefix and suffix must not overlap in the shorter text: «aa» differs from «aaa» by one letter.
    longest_suffix = min(len(found_letters), len(expected_letters)) - prefix
    suffix = min(_common_length(found_letters[::-1], expected_letters[::-1]), longest_suffix)
    start = found_letters[prefix].position if prefix < len(found_letters) else len(found)
    before = found[: _word_start(found, start)].split()[-_CONTEXT_WORDS:]
    return Discrepancy(
        f"{place}, after «{' '.join(before)}»" if before else place,
        _words_around(found, found_letters[prefix : len(found_letters) - suffix]),
        _words_around(expected, expected_letters[prefix : len(expected_letters) - suffix]),
    )


@dataclass(frozen=True)
class _Letter:
    """A character of a text that is no white space."""

    char: str
    position: int
    """The index of the character in the text."""


def _letters(text: str) -> list[_Letter]:
    return [_Letter(char, position) for position, char in enumerate(text) if not char.isspace()]


def _common_length(first: Sequence[_Letter], second: Sequence[_Letter]) -> int:
    """Return the number of letters that both sequences begin with."""
    equal = takewhile(lambda pair: pair[0].char == pair[1].char, zip(first, second, strict=False))
    return sum(1 for _ in equal)


def _words_around(text: str, letters: Sequence[_Letter]) -> str:
    """Return the whole words of a text that contain the letters, shortened; empty if there are no letters."""
    if not letters:
        return ""
    start, end = _word_start(text, letters[0].position), _word_end(text, letters[-1].position)
    return " ".join(text[start:end].split())[:_MAX_QUOTED]


def _word_start(text: str, position: int) -> int:
    """Return the index after the last white space before a position."""
    return max((index + 1 for index in range(position) if text[index].isspace()), default=0)


def _word_end(text: str, position: int) -> int:
    """Return the index of the first white space from a position on."""
    return next((index for index in range(position, len(text)) if text[index].isspace()), len(text))


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
