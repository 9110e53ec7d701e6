"""What a number of a ward cannot be, whatever is assumed."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.catalogue import rules
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import render_finding
from cchc_lib.indicators.identities import SUBSETS
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.upper_bounds import upper_bound
from cchc_lib.inputs.scenario import MAX_AMOUNT
from cchc_lib.inputs.tables.performance_targets import Target
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.scenarios.adjustable_figures import FiguresByCode
from cchc_lib.scenarios.violations import (
    AUDIT_ERROR,
    BELOW_ZERO,
    EXCEEDS_WHOLE,
    EXHAUSTED,
    NOT_WHOLE,
    OUT_OF_RANGE,
    TARGET_OUT_OF_RANGE,
    TOO_LARGE,
    Violation,
    ViolationKind,
)


def invalid_values(numbers: Iterable[Figure], giving: Collection[str], others: Collection[str]) -> Iterator[Violation]:
    """Figures that are below zero, beyond all measure, or no whole number where they count.

    Args:
        numbers: those that a scenario changed.
        giving: the codes of those that give way.
        others: the codes of those that might do so behind them.
    """
    hint = ", ".join(others)
    for figure in numbers:
        if isinstance(figure.value, Decimal) and (reason := _misfit(figure.unit.kind, figure.value)):
            gave_all = reason is BELOW_ZERO and figure.code in giving and others
            told = {"amount": format_number(figure.value)} | ({"hint": hint} if gave_all else {})
            yield Violation.of(EXHAUSTED if gave_all else reason, figure.code, **told)


def _misfit(kind: ValueKind, amount: Decimal) -> ViolationKind | None:
    if amount < 0:
        return BELOW_ZERO
    if amount >= MAX_AMOUNT:
        return TOO_LARGE
    return NOT_WHOLE if kind is ValueKind.COUNT and amount % 1 else None


def parts_exceeding_whole(before: FiguresByCode, moved: FiguresByCode) -> Iterator[Violation]:
    """Parts that would be larger than what they are part of, and were not."""
    for part, whole in SUBSETS:
        if _is_larger(moved, part, whole) and not _is_larger(before, part, whole):
            yield Violation(EXCEEDS_WHOLE, {"what": (part,), "whole": (whole,)})


def _is_larger(numbers: FiguresByCode, part: str, whole: str) -> bool:
    pair = [numbers[code].value if code in numbers else None for code in (part, whole)]
    amounts = [value for value in pair if isinstance(value, Decimal)]
    return len(amounts) == 2 and amounts[0] > amounts[1]


def values_out_of_range(before: Results, after: Results) -> Iterator[Violation]:
    """Rates and scores that would pass their end, and did not."""
    rounding = after.inputs.settings.rounding
    for code, value in after.values.items():
        end = upper_bound(value)
        if end is not None and (value.number or 0) > end and (before[code].number or 0) <= end:
            yield Violation.of(OUT_OF_RANGE, code, amount=full_text(value, rounding), end=_written(end, value))


_NUMBERS = ("sums", "repeats", "plausibility", "zeros")
"""Families of rules that judge numbers by numbers, which a scenario changes; not by documents and words."""


def audit_errors(before: Results, after: Results) -> Iterator[Violation]:
    """Errors that the audit would find under the scenario; of what is an error already one more is none."""
    known = {each.observation.subject for each in _errors(before)}
    for each in _errors(after):
        if each.observation.subject not in known:
            yield Violation(AUDIT_ERROR, {}, {"rule": each.rule.code, "told": render_finding(each, after).message})


def _errors(results: Results) -> Iterator[Finding]:
    for rule in rules().values():
        if rule.severity is Severity.ERROR and rule.code.partition(".")[0] in _NUMBERS:
            yield from (Finding(rule, each, None) for each in rule.evaluate(results))


def targets_out_of_range(results: Results, aimed: Iterable[Target]) -> Iterator[Violation]:
    """Targets below zero, or above what their values can reach."""
    for target in aimed:
        value = results[target.code]
        end = upper_bound(value) or Fraction(MAX_AMOUNT)
        if not 0 <= Fraction(target.value) / target.unit.scale <= end:
            amount = target.unit.with_number(format_number(target.value))
            yield Violation.of(TARGET_OUT_OF_RANGE, target.code, amount=amount, end=_written(end, value))


def _written(end: Fraction, value: Value) -> str:
    return value.unit.with_number(format_number(round_number(end * value.unit.scale, 0, Rounding.HALF_UP)))
