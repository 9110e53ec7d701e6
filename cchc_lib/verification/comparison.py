"""What a page or a notebook shows, against the record that it carries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_lib.report.rendering.media import tooltip
from cchc_lib.report.words import card_words
from cchc_lib.verification.page import SOURCE, Shown
from cchc_lib.verification.recompute import Discrepancy, packed
from cchc_lib.verification.record_file import Record

_AROUND = 3
"""Words that are told before a difference."""


def shown_numbers(record: Record, numbers: Iterable[Shown]) -> Iterator[Discrepancy]:
    """Numbers that are shown otherwise than the record says, or that it does not know."""
    tips = {code: tooltip(entry.model_dump(mode="json")) for code, entry in record.numbers.items()}
    for shown in numbers:
        entry = record.numbers.get(shown.code)
        if entry is None:
            yield Discrepancy(shown.code or "a number without a code", shown.text, "no such number in the record")
        elif shown.text not in entry.text:
            yield Discrepancy(f"{shown.code} (shown)", shown.text, " or ".join(entry.text))
        elif shown.value is not None and shown.value != (entry.value or ""):
            yield Discrepancy(f"{shown.code} (value for machines)", shown.value, entry.value or "")
        elif shown.tooltip not in (None, tips[shown.code]) or shown.link not in (None, f"#{SOURCE}{shown.code}"):
            place, way = f"{shown.code} (way to its lineage)", f"#{SOURCE}{shown.code}"
            yield _difference(place, f"{shown.tooltip} {shown.link}", f"{tips[shown.code]} {way}")


def shown_words(record: Record, words: Mapping[str, str]) -> Iterator[Discrepancy]:
    """Places whose words differ from the record's, each told by the words before the first difference."""
    for place, expected in record.words.items():
        yield from _compared(place, words.get(place), expected)


def shown_sources(record: Record, words: Mapping[str, str]) -> Iterator[Discrepancy]:
    """Cards of lineage that differ from the record, are missing, or were added."""
    for code, entry in record.numbers.items():
        expected = card_words(entry.model_dump(mode="json"))
        yield from _compared(f"{code} (lineage)", words.get(f"{SOURCE}{code}"), expected)
    for place in words:
        if place.startswith(SOURCE) and place.removeprefix(SOURCE) not in record.numbers:
            yield Discrepancy(f"{place} (lineage)", words[place].strip()[:80], "no such number in the record")


def _compared(place: str, found: str | None, expected: str) -> Iterator[Discrepancy]:
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
    before = found[: _word_start(found, one[same][1] if same < len(one) else len(found))].split()[-_AROUND:]
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
