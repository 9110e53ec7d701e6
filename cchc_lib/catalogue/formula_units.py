"""What formulas measure: sums need one kind of unit, and a rate in % divides what is counted alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_lib.catalogue.definitions import AnyDefinition, Indicator
from cchc_lib.catalogue.formulas import Expression, Formula, FormulaError
from cchc_lib.quantities.units import PERCENT, Unit, ValueKind


@dataclass(frozen=True)
class Measure:
    """What a value measures: kinds of units over kinds of units; nothing over nothing for a share."""

    over: tuple[str, ...] = ()
    """The kinds that are divided."""
    under: tuple[str, ...] = ()
    """The kinds by which they are divided."""

    def __str__(self) -> str:
        words = " and ".join(self.over) or "1"
        return f"{words} per {' and '.join(self.under)}" if self.under else words if self.over else "%"

    def __truediv__(self, other: "Measure") -> "Measure":
        over, under = [*self.over, *other.under], [*self.under, *other.over]
        for kind in tuple(over):
            if kind in under:
                over.remove(kind)
                under.remove(kind)
        return Measure(tuple(sorted(over)), tuple(sorted(under)))


SHARE = Measure()
"""What a share measures, whatever it is a share of."""


def measure_of_unit(unit: Unit) -> Measure:
    """Return what values in a unit measure; the same for all units that count things of one kind."""
    if unit.kind is ValueKind.SHARE:
        return SHARE
    return Measure((unit.counted,))


def measure_of(expression: Expression, known: Mapping[str, AnyDefinition]) -> Measure:
    """Return what a formula measures.

    Raises:
        FormulaError: it adds or subtracts what is measured differently.
    """
    if isinstance(expression, str):
        return measure_of_unit(known[expression].unit)
    first, *others = (measure_of(operand, known) for operand in expression.operands)
    if expression.sign == "/":
        return first / others[0]
    for other in others:
        if other != first:
            raise FormulaError(f"{first} {expression.sign} {other}", "sums and differences of one kind of unit")
    return first


def check_units(formula: Formula, unit: Unit, known: Mapping[str, AnyDefinition]) -> None:
    """Check that a formula of the catalogue suits the unit of its indicator.

    Raises:
        FormulaError: it adds what is measured differently, or is no share though it is shown in %.
    """
    if formula.expression is None:
        return
    measure = measure_of(formula.expression, known)
    if unit == PERCENT and measure != SHARE:
        raise FormulaError(f"a value in {measure}", "for a rate in %, a share of two values in one kind of unit")


def check_definition(formula: Formula, indicator: Indicator, known: Mapping[str, AnyDefinition]) -> None:
    """Check that a formula is another way to compute an indicator.

    Raises:
        FormulaError: it measures something else, as a count does in place of a share, or uses the indicator itself.
    """
    if indicator.code in _all_codes(formula, known):
        raise FormulaError(f"'{indicator.code}' itself", "a formula without the indicator that it defines")
    expected = _measure_of_indicator(indicator, known)
    found = measure_of(formula.expression, known) if formula.expression else None
    if found != expected:
        kind = "a share of two values in one kind of unit" if expected == SHARE else f"a value in {expected}"
        raise FormulaError(f"a value in {found}" if found else "a count", f"{kind}, as {indicator.code} is")


def _measure_of_indicator(indicator: Indicator, known: Mapping[str, AnyDefinition]) -> Measure:
    expression = indicator.formula.expression
    is_share = indicator.unit.kind is ValueKind.SHARE
    return measure_of(expression, known) if expression and not is_share else measure_of_unit(indicator.unit)


def _all_codes(formula: Formula, known: Mapping[str, AnyDefinition]) -> frozenset[str]:
    """Return the codes in a formula, and in those of the indicators that it names."""
    named = (known[code] for code in formula.codes)
    inner = (_all_codes(each.formula, known) for each in named if isinstance(each, Indicator))
    return formula.codes.union(*inner)
