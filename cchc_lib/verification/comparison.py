"""Compare what a page or a notebook shows with the record that it carries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_lib.record.model import Record
from cchc_lib.record.page_text import LINK, ShownNumber
from cchc_lib.verification.recompute import Discrepancy, packed

_CONTEXT_WORDS = 3
"""The number of words that are quoted before a difference."""


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
    """What differs between two texts, white space aside, in whole words; with the words before it."""
    one, other = (list(_letters(text)) for text in (found, expected))
    same = _common(one, other)
    end = min(_common(one[::-1], other[::-1]), len(one) - same, len(other) - same)
    shown, wanted = (_words(text, letters, same, end) for text, letters in ((found, one), (expected, other)))
    before = found[: _word_start(found, one[same][1] if same < len(one) else len(found))].split()[-_CONTEXT_WORDS:]
    where = f"{place}, behind «{' '.join(before)}»" if before else place
    return Discrepancy(where, shown, wanted)


def _letters(text: str) -> Iterator[tuple[str, int]]:
    return ((char, at) for at, char in enumerate(text) if not char.isspace())


def _common(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left[0] != right[0]), min(len(one), len(other)))


def _words(text: str, letters: Sequence[tuple[str, int]], same: int, end: int) -> str:
    """The words of a text that hold its letters from `same` to `end` before its last."""
    inside = letters[same : len(letters) - end]
    if not inside:
        return ""
    last = inside[-1][1]
    stop = next((at for at in range(last, len(text)) if text[at].isspace()), len(text))
    return " ".join(text[_word_start(text, inside[0][1]) : stop].split())[:200]


def _word_start(text: str, at: int) -> int:
    return max((before + 1 for before in range(at) if text[before].isspace()), default=0)


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
