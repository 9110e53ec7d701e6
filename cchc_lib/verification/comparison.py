"""What a page or a notebook shows, against the record that it carries."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from cchc_lib.report.media import tooltip
from cchc_lib.report.words import card_words
from cchc_lib.verification.page import SOURCE, Shown
from cchc_lib.verification.recompute import Discrepancy, packed
from cchc_lib.verification.record_file import Record

_TOKEN = re.compile(r"\d[\d.,/%-]*|[^\W\d_]+|[^\w\s]")
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
            yield Discrepancy(f"{shown.code} (way to its lineage)", f"{shown.tooltip} {shown.link}", tips[shown.code])


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
        yield _first_difference(place, _TOKEN.findall(packed(found)), _TOKEN.findall(packed(expected)))


def _first_difference(place: str, found: list[str], expected: list[str]) -> Discrepancy:
    codes = SequenceMatcher(None, found[:5000], expected[:5000], autojunk=False).get_opcodes()
    changed = (code for code in codes if code[0] != "equal")
    _, start, end, other_start, other_end = next(changed, ("", 0, 0, 0, 0))
    before = " ".join(found[max(0, start - _AROUND) : start])
    where = f"{place}, behind «{before}»" if before else place
    return Discrepancy(where, " ".join(found[start:end])[:200], " ".join(expected[other_start:other_end])[:200])


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
