"""Comparison of a value with the text that it was read from."""

import re
from datetime import date
from decimal import Decimal

from cchc_lib.audit.date_mentions import first_date_mention
from cchc_lib.audit.number_mentions import number_mentions, states_value
from cchc_lib.audit.qualifier_mentions import mentioned_qualifier
from cchc_lib.inputs.tables.claims import Claim
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, Qualifier, State

_MONTH = re.compile(r"(?:tháng )?(\d{1,2})(?:/| năm )(\d{4})")
_SIDES = {
    Qualifier.ABOUT: 0,
    Qualifier.NEARLY: -1,
    Qualifier.MORE_THAN: 1,
    Qualifier.AT_LEAST: 1,
    Qualifier.ABOVE: 1,
}
"""The side of the written number on which the true one lies."""
_NOTHING = re.compile(r"\b(không|chưa)\b", re.IGNORECASE)
_NUMBER_ABOVE_ZERO = re.compile(r"\s*0*[1-9]")


def is_contradicted(figure: Figure) -> bool:
    """Return whether the text of a figure states another number, day or month than the figure has."""
    text = figure.as_written
    # «không phát sinh» and «03 đơn» cannot both be true, though there is no value to compare.
    if figure.state is State.NONE_ARISEN:
        return _NUMBER_ABOVE_ZERO.match(text) is not None
    match figure.value:
        case Decimal():
            # «không có đơn vị nhóm 1» states zero; its number is a name.
            if not figure.value and _NOTHING.search(text):
                return False
            # The text may leave the scale to the unit: `21,7` beside the unit `tỷ đồng`.
            has_scale = any(mention.scale for mention in number_mentions(text))
            complete_text = text if has_scale else f"{text} {figure.unit_as_written}"
            return not states_value(complete_text, figure.value, figure.unit) or _is_on_another_side(figure)
        case date():
            mention = first_date_mention(text)
            return mention is not None and not mention.is_day(figure.value)
        case Month(year, month):
            month_mention = _MONTH.search(text)
            return month_mention is not None and (int(month_mention[2]), int(month_mention[1])) != (year, month)
        case _:
            return False


def _is_on_another_side(figure: Figure) -> bool:
    """Return whether the word before the number in the text is another one than the figure has."""
    mentioned = mentioned_qualifier(figure.as_written)
    return figure.qualifier is not None and mentioned is not None and _SIDES[mentioned] != _SIDES[figure.qualifier]


def claim_is_contradicted(claim: Claim) -> bool:
    """Return whether the text of a printed rate states another number."""
    return not states_value(claim.as_written, claim.value, claim.unit)
