"""The limits that the figures, rates and targets of a scenario have to keep."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.catalogue import rules
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import render_finding
from cchc_lib.indicators.identities import subsets
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.upper_bounds import upper_bound
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import MAX_AMOUNT
from cchc_lib.inputs.tables.performance_targets import Target
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.units import Unit, ValueKind
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


def invalid_values(
    figures: Iterable[Figure], balance: Collection[str], further: Collection[str]
) -> Iterator[Violation]:
    """Yield the figures that are negative, too large, or not whole although they are counts.

    Args:
        figures: the figures that a scenario changed.
        balance: the codes of the balancing figures.
        further: the codes of further figures that could absorb the difference.
    """
    for figure in figures:
        if not isinstance(figure.value, Decimal):
            continue
        kind, amount = _invalid_value_kind(figure.unit.kind, figure.value), format_number(figure.value)
        if kind is BELOW_ZERO and figure.code in balance and further:
            yield Violation.of(EXHAUSTED, figure.code, amount=amount, hint=", ".join(further))
        elif kind:
            yield Violation.of(kind, figure.code, amount=amount)


def _invalid_value_kind(kind: ValueKind, amount: Decimal) -> ViolationKind | None:
    if amount < 0:
        return BELOW_ZERO
    if amount >= MAX_AMOUNT:
        return TOO_LARGE
    return NOT_WHOLE if kind is ValueKind.COUNT and amount % 1 else None


def parts_exceeding_whole(inputs: ReportInputs, before: FiguresByCode, after: FiguresByCode) -> Iterator[Violation]:
    """Yield the parts that a scenario makes larger than their whole; those that are so already are left out."""
    for part, whole in subsets(inputs):
        if _is_larger(after, part, whole) and not _is_larger(before, part, whole):
            yield Violation(EXCEEDS_WHOLE, {"what": (part,), "whole": (whole,)})


def _is_larger(figures: FiguresByCode, part: str, whole: str) -> bool:
    pair = [figures[code].value if code in figures else None for code in (part, whole)]
    amounts = [value for value in pair if isinstance(value, Decimal)]
    return len(amounts) == 2 and amounts[0] > amounts[1]


def values_out_of_range(before: Results, after: Results) -> Iterator[Violation]:
    """Yield the rates and scores that a scenario raises above their upper bound; those above already are left out."""
    rounding = after.inputs.settings.rounding
    for code, value in after.values.items():
        bound = upper_bound(after.inputs.catalogue, value)
        if bound is not None and (value.number or 0) > bound and (before[code].number or 0) <= bound:
            amount, end = full_text(value, rounding), _bound_text(bound, value.unit)
            yield Violation.of(OUT_OF_RANGE, code, amount=amount, end=end)


def audit_errors(before: Results, after: Results) -> Iterator[Violation]:
    """Yield the errors that the audit would find under the scenario, except about subjects that have errors already."""
    known = {finding.observation.subject for finding in _error_findings(before)}
    for finding in _error_findings(after):
        if finding.observation.subject not in known:
            message = render_finding(finding, after).message
            yield Violation(AUDIT_ERROR, {}, {"rule": finding.rule.code, "message": message})


def _error_findings(results: Results) -> Iterator[Finding]:
    for rule in rules().values():
        if rule.severity is Severity.ERROR and rule.numbers_only:
            yield from (Finding(rule, observation, None) for observation in rule.evaluate(results))


def targets_out_of_range(results: Results, changed: Iterable[Target]) -> Iterator[Violation]:
    """Yield the targets that are below zero or above the upper bound of their value.

    Args:
        results: the ward under the scenario.
        changed: the targets that the scenario changed.
    """
    for target in changed:
        value = results[target.code]
        bound = upper_bound(results.inputs.catalogue, value) or Fraction(MAX_AMOUNT)
        if not 0 <= target.number <= bound:
            amount = target.unit.with_number(format_number(target.value))
            yield Violation.of(TARGET_OUT_OF_RANGE, target.code, amount=amount, end=_bound_text(bound, value.unit))


def _bound_text(bound: Fraction, unit: Unit) -> str:
    # Bounds are whole: 100%, 100 points.
    return unit.with_number(format_number(round_number(bound * unit.scale, 0, Rounding.HALF_UP)))
