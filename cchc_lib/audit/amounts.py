"""Numbers as the audit weighs them: what did not arise counts as nothing, what is not given as unknown."""

from collections.abc import Iterable
from fractions import Fraction

from cchc_lib.audit.declaration import Amount
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import CASES_GROUP
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import ValueKey


def amount(value: Value) -> Fraction | None:
    """The number of a value, 0 where nothing arose, None where it is not known."""
    return Fraction(0) if value.state is State.NONE_ARISEN else value.number


def is_stated(results: Results, code: str) -> bool:
    """Whether the ward itself gave a figure: a number, or that nothing arose; in its form also the sum of a column."""
    value = results.values.get(code)
    given = value is not None and (isinstance(value.quantity, Figure) or _in_the_form(results, code))
    return given and value is not None and amount(value) is not None


def _in_the_form(results: Results, code: str) -> bool:
    return ValueKey.parse(code).group == CASES_GROUP and bool(results.inputs.cases)


def is_exact(results: Results, codes: Iterable[str]) -> bool:
    """Whether figures are what they are to the last one: `hơn 8.800` and `khoảng 500` add up to nothing."""
    return not any(figure.qualifier for code in codes for figure in results[code].quantity.figures())


def values(results: Results, codes: Iterable[str]) -> tuple[Value, ...]:
    """The values of some codes."""
    return tuple(results[code] for code in codes)


def added(parts: Iterable[Value], like: Value) -> Amount:
    """What parts come to, in the unit of the whole; unknown parts count as nothing."""
    return Amount(sum((amount(part) or Fraction(0) for part in parts), Fraction(0)), like.unit)


def gap(difference: Fraction, unit: Unit) -> Amount:
    """How far two values of a unit are apart."""
    return Amount(abs(difference), unit.difference_unit)
