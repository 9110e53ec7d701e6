"""Numbers in texts, and whether a text states a value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_lib.quantities.numbers import parse_number
from cchc_lib.quantities.units import Unit

# Both spellings of a word are in use: nghìn and ngàn, tỷ and tỉ.
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "tr": 10**6, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
"""Factors by the words for them that follow a number."""
# A letter after the word makes it another word: `5 trường` is not five million.
_NUMBER = re.compile(rf"([0-9]+(?:[ .,\u00a0][0-9]+)*)(?:\s*({'|'.join(_SCALES)})(?![^\W\d_]))?", re.IGNORECASE)


@dataclass(frozen=True)
class NumberMention:
    """A number that a text mentions."""

    digits: str
    """The digits without separators."""
    value: Decimal | None
    """The number in Vietnamese notation without its scale; None if the notation is another one."""
    scale: int | None
    """The factor of the word after the number, such as `triệu`; None if there is no such word."""


def number_mentions(text: str) -> Iterator[NumberMention]:
    """Yield the numbers of a text from left to right."""
    for number, scale_word in _NUMBER.findall(text):
        yield NumberMention(re.sub(r"\D", "", number), _parsed(number), _SCALES.get(scale_word.lower()))


def _parsed(number: str) -> Decimal | None:
    try:
        return parse_number(number)
    except ValueError:
        return None


def states_value(text: str, value: Decimal, unit: Unit) -> bool:
    """Return whether a text states a value, or mentions no number that could contradict it.

    Numbers with a word of scale are compared with their scale, also as a sum: `1 tỷ 200 triệu`. Other numbers are
    compared by their digits, since another grouping or another unit is no contradiction: 4.327 ha for 43,27 km².

    Args:
        text: the words of the ward.
        value: the value in its unit.
        unit: the unit of the value.
    """
    mentions = list(number_mentions(text))
    if not mentions:
        return True
    scaled = [mention.value * mention.scale for mention in mentions if mention.value is not None and mention.scale]
    if scaled and value * _scale_of(unit) in (*scaled, sum(scaled)):
        return True
    is_same_unit = unit.name in text
    digits = _significant("".join(map(str, value.as_tuple().digits)), is_same_unit)
    return any(
        mention.value == value or _significant(mention.digits, is_same_unit) == digits
        for mention in mentions
        if not mention.scale
    )


def _significant(digits: str, is_same_unit: bool) -> str:
    """Return the digits that have to agree; in another unit zeros may follow, as in 7.000 m for 7 km."""
    return digits.lstrip("0") if is_same_unit else digits.strip("0")


def _scale_of(unit: Unit) -> int:
    """Return the factor in the name of a unit: 1 000 000 000 for `tỷ đồng`, 1 for most units."""
    return next((scale for word, scale in _SCALES.items() if word in unit.name.split()), 1)
