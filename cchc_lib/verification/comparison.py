"""What a page or a notebook shows, against the record that it carries."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from cchc_lib.report.words import FRAMES
from cchc_lib.verification.page import SOURCE
from cchc_lib.verification.recompute import Difference
from cchc_lib.verification.record_file import Entry, Record

_TOKEN = re.compile(r"\d[\d.,/%-]*|[^\W\d_]+|[^\w\s]")
_AROUND = 3
"""Words that are told on each side of a difference."""


def shown_numbers(record: Record, numbers: Iterable[tuple[str, str]]) -> Iterator[Difference]:
    """Numbers that are shown otherwise than the record says, or that it does not know."""
    for code, text in numbers:
        entry = record.numbers.get(code)
        if entry is None:
            yield Difference(code or "a number without a code", text, "no such number in the record")
        elif text not in entry.text:
            yield Difference(f"{code} (shown)", text, " or ".join(entry.text))


def shown_words(record: Record, words: Mapping[str, str]) -> Iterator[Difference]:
    """Places whose words differ from the record's, each told by the words around the first difference."""
    for place, expected in record.words.items():
        found = words.get(place, "")
        numbers_alone = place in FRAMES
        if place not in words:
            yield Difference(place, "", _brief(expected))
        elif _tokens(found, numbers_alone) != _tokens(expected, numbers_alone):
            yield _first_difference(place, _tokens(found, numbers_alone), _tokens(expected, numbers_alone))


def shown_sources(record: Record, words: Mapping[str, str]) -> Iterator[Difference]:
    """Cards of lineage that show a number which the record does not hold."""
    for code, entry in record.numbers.items():
        card = words.get(f"{SOURCE}{code}", "")
        known = set(_tokens(" ".join(_card(entry)), True))
        added = [token for token in _tokens(card, True) if token not in known]
        if added:
            yield Difference(f"{code} (lineage)", " ".join(added), entry.calculation)


def _card(entry: Entry) -> Iterator[str]:
    yield from (entry.code, entry.label, entry.calculation, entry.formula, entry.reference)
    yield from (target.text for target in entry.targets)
    for operand in entry.operands:
        yield from (operand.label, operand.text)
        if operand.source:
            yield f"{operand.source.file} {operand.source.row} {operand.source.column}"


def _tokens(text: str, numbers_alone: bool) -> list[str]:
    found = _TOKEN.findall("".join(text.split()) if not numbers_alone else text)
    return [token.rstrip(".,/-") for token in found if token[0].isdigit()] if numbers_alone else ["".join(text.split())]


def _first_difference(place: str, found: list[str], expected: list[str]) -> Difference:
    if len(found) == len(expected) == 1:
        found, expected = _TOKEN.findall(found[0]), _TOKEN.findall(expected[0])
    codes = SequenceMatcher(None, found, expected, autojunk=False).get_opcodes()
    _, start, end, other_start, other_end = next(code for code in codes if code[0] != "equal")
    before = " ".join(found[max(0, start - _AROUND) : start])
    return Difference(
        f"{place}, behind «{before}»", " ".join(found[start:end]), " ".join(expected[other_start:other_end])
    )


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
