"""Numbers in texts, and whether a text states a value."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from cchc_lib.quantities.numbers import parse_number
from cchc_lib.quantities.units import DONG, Unit, ValueKind

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
    readings: tuple[Decimal, ...]
    """The numbers that the digits can be read as, without their scale (`5.000`: 5000 or 5), the most probable first."""
    scale: int | None
    """The factor of the word after the number, such as `triệu`; None if there is no such word."""
    following: str
    """The text that follows the number and its word of scale, such as the unit."""

    def is_in_another_unit(self, unit: Unit) -> bool:
        """Return whether a word follows the number that is not a unit, as in `4.327 ha` for square kilometres."""
        return self.following[:1].isalpha() and not self.following.startswith(unit.name)

    @property
    def value(self) -> Decimal | None:
        """The most probable number without its scale; None if the digits are no number."""
        return next(iter(self.readings), None)


def number_mentions(text: str) -> Iterator[NumberMention]:
    """Yield the numbers of a text from left to right."""
    for match in _NUMBER.finditer(text):
        number, scale_word = match[1], (match[2] or "").lower()
        following = text[match.end() :].strip()
        yield NumberMention(re.sub(r"\D", "", number), tuple(_readings(number)), _SCALES.get(scale_word), following)


def _readings(number: str) -> Iterator[Decimal]:
    """Yield the numbers that some digits may mean: in Vietnamese notation first, then in others.

    «4,816» is read as 4.816 cases as well, and «99.57» as 99,57; but «5.000» is never 5.
    """
    spaced = re.sub(r"[ \u00a0]", ".", number).lstrip("0") or "0"
    notations = [spaced if spaced[0].isdigit() else f"0{spaced}"]
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", notations[0]):
        notations.append(notations[0].replace(",", "."))
    if re.fullmatch(r"[0-9]+\.([0-9]{1,2}|[0-9]{4,})", notations[0]):
        notations.append(notations[0].replace(".", ","))
    for notation in notations:
        with suppress(ValueError):
            yield parse_number(notation)


def states_value(text: str, value: Decimal, unit: Unit) -> bool:
    """Return whether a text states a value, or mentions no number that could contradict it.

    Numbers with a word of scale are compared with their scale, also as a sum: `1 tỷ 200 triệu`. A number that another
    unit follows is compared by its digits: 4.327 ha for 43,27 km². All others have to be the value itself: «5.000»
    contradicts 5, and «76,3%» contradicts 763.

    Args:
        text: the words of the ward.
        value: the value in its unit.
        unit: the unit of the value.
    """
    mentions = list(number_mentions(text))
    if not mentions:
        return True
    scaled = [mention.value * mention.scale for mention in mentions if mention.value is not None and mention.scale]
    if scaled and value * scale_of(unit) in (*scaled, sum(scaled)):
        return True
    # In another unit zeros may follow, as in 7.000 m for 7 km.
    can_be_converted = unit.kind is ValueKind.MEASURE or unit == DONG
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    return any(
        value in mention.readings
        or (can_be_converted and mention.is_in_another_unit(unit) and mention.digits.strip("0") == digits)
        for mention in mentions
        if not mention.scale
    )


def scale_of(unit: Unit) -> int:
    """Return the factor in the name of a unit: 1 000 000 000 for `tỷ đồng`, 1 for most units."""
    return next((scale for word, scale in _SCALES.items() if word in unit.name.split()), 1)
