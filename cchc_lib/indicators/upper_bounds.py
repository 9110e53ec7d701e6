"""Upper bounds of values: 100% for the share of a part in its whole, full marks for a score."""

from fractions import Fraction

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value


def is_share_of_whole(catalogue: Catalogue, value: Value) -> bool:
    """Return whether a value is the share of a part in its whole, which cannot be above 100%."""
    return value.unit.kind is ValueKind.SHARE and upper_bound(catalogue, value) is not None


def upper_bound(catalogue: Catalogue, value: Value) -> Fraction | None:
    """Return the highest pure number that a value can have; None if there is no limit."""
    declared = catalogue.definition_of(value.code)
    return None if declared and declared.may_exceed_whole else value.unit.maximum
