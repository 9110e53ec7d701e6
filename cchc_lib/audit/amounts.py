"""Numbers of values as the rules of the audit compare them."""

from collections.abc import Iterable
from fractions import Fraction

from cchc_lib.audit.declaration import Amount
from cchc_lib.catalogue.case_flow import TOTAL_CASES
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import CASES_GROUP
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import ValueKey


def known_number(value: Value) -> Fraction | None:
    """Return the pure number of a value; 0 if nothing arose, None if the number is not known."""
    return Fraction(0) if value.state is State.NONE_ARISEN else value.number


def is_stated(results: Results, code: str) -> bool:
    """Return whether the ward states a figure: as a number, or as «không phát sinh».

    Sums of biểu II.06a that follow from the ward's cases.csv count as stated too, and so does the total of all cases
    that follows from stated figures.
    """
    own = results.inputs.figures.get(code)
    # What the form states in place of a figure is judged as a part of the form, so that one fault gives one finding.
    if own is not None and own.state is State.NOT_GIVEN:
        return False
    value = results.values.get(code)
    if value is None:
        return False
    # A column total of the form may be computed, but from counts that the ward stated row by row.
    is_in_form = ValueKey.parse(code).group == CASES_GROUP and bool(results.inputs.cases)
    is_total = code == TOTAL_CASES
    return (isinstance(value.quantity, Figure) or is_in_form or is_total) and known_number(value) is not None


def are_stated(results: Results, codes: Iterable[str]) -> bool:
    """Return whether the ward states all figures."""
    return all(is_stated(results, code) for code in codes)


def is_exact(results: Results, codes: Iterable[str]) -> bool:
    """Return whether all figures behind the values are stated without a qualifier.

    Numbers such as `hơn 8.800` and `khoảng 500` are not exact, so that a sum of them proves nothing.
    """
    return not any(figure.qualifier for code in codes for figure in results[code].quantity.figures())


def values_of(results: Results, codes: Iterable[str]) -> tuple[Value, ...]:
    """Return the values with these codes, in the same order."""
    return tuple(results[code] for code in codes)


def sum_of_parts(parts: Iterable[Value], unit: Unit) -> Amount:
    """Return the sum of the parts in the unit of their whole; a part that is not known counts as 0."""
    return Amount(sum((known_number(part) or Fraction(0) for part in parts), Fraction(0)), unit)


def absolute_difference(difference: Fraction, unit: Unit) -> Amount:
    """Return the size of a difference of two values; in percentage points for rates.

    Args:
        difference: the difference of the pure numbers, of either sign.
        unit: the unit of both values.
    """
    return Amount(abs(difference), unit.difference_unit)
