"""Values that cannot be true: shares above 100%, scores above full marks, and counts below zero."""

import re

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import Indicator
from cchc_lib.indicators.upper_bounds import upper_bound
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect

_OWN_ASPECTS = frozenset({Aspect.CLAIMED, Aspect.BASELINE, Aspect.PREVIOUS, Aspect.YEAR_BEFORE})
"""The aspects whose numbers have the bounds of the value itself; changes and ranks do not."""
_CODE = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")


def is_impossible(catalogue: Catalogue, value: Value) -> bool:
    """Return whether a value lies outside the bounds that its definition sets.

    Such a value follows from a wrong figure. It is printed with a mark, and is neither judged nor ranked nor charted.
    """
    if value.number is None or not set(value.key.aspects) <= _OWN_ASPECTS:
        return False
    if value.number < 0:
        return value.unit.kind.is_numeric and not _may_be_negative(catalogue, value.key.base)
    # The unit is asked first, since most values lie within its limit and need no definition.
    exceeds_unit = value.unit.maximum is not None and value.number > value.unit.maximum
    bound = upper_bound(catalogue, value) if exceeds_unit else None
    return bound is not None and value.number > bound


def _may_be_negative(catalogue: Catalogue, code: str) -> bool:
    """Return whether an indicator subtracts by its declared formula, as the posts that are not filled do."""
    known = catalogue.definitions.get(code)
    if not isinstance(known, Indicator):
        return False
    text = known.formula.text
    return "-" in text or any(_may_be_negative(catalogue, each) for each in _CODE.findall(text) if each != code)
