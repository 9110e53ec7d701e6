"""What a value cannot pass by what it is: a part its whole, a score the end of its scale."""

from fractions import Fraction

from cchc_lib.quantities.units import SCORE, ValueKind
from cchc_lib.quantities.value import Value

_ATTAINMENTS = ("attainment", "area_rate")
"""Shares of a plan or of a minimum."""
FULL_SCORE = Fraction(100)
"""Full marks of the national score (QĐ 766/QĐ-TTg)."""


def is_part(value: Value) -> bool:
    """Whether a value is the share of a part in its whole, which cannot pass 100%."""
    return value.unit.kind is ValueKind.SHARE and not any(word in value.code for word in _ATTAINMENTS)


def upper_bound(value: Value) -> Fraction | None:
    """The highest pure number that a value can have; None where there is no such end."""
    if is_part(value):
        return Fraction(1)
    return FULL_SCORE if value.unit == SCORE else None
