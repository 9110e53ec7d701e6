"""Applying a scenario to a ward: figures and targets are replaced and sums kept; the original inputs stay."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.errors import nearest
from cchc_lib.indicators.budget import attained
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import MAX_DECIMALS, Change, Scenario
from cchc_lib.inputs.tables.performance_targets import Target, target_text
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.quantities.printing import change_text
from cchc_lib.scenarios.adjustable_figures import FiguresByCode, adjustable_figures, replace_figures
from cchc_lib.scenarios.balancing import balancing_changes, broken_sums, further_balancing_figures, held_sums
from cchc_lib.scenarios.feasibility import (
    audit_errors,
    invalid_values,
    parts_exceeding_whole,
    targets_out_of_range,
    values_out_of_range,
)
from cchc_lib.scenarios.violations import (
    BALANCES_ITSELF,
    COMPUTED,
    NOT_NUMERIC,
    NOT_STATED,
    UNKNOWN_BALANCE,
    UNKNOWN_FIGURE,
    UNKNOWN_TARGET,
    InfeasibleScenario,
    Violation,
)


def apply_scenario(baseline: Results, scenario: Scenario) -> Results:
    """Return a ward's results under a scenario; figures that it changes have no source cell.

    Args:
        baseline: the results of the ward as it is.
        scenario: the assumptions; changes of other wards are ignored.

    Raises:
        InfeasibleScenario: a code is unknown, a value is impossible, or a sum no longer holds; the error lists all
            violations of the first step that has any.
    """
    inputs = baseline.inputs
    changes, before = scenario.changes_for(inputs.slug), adjustable_figures(inputs)
    changed = [change.figure for change in changes if change.figure]
    # Later checks need what earlier ones establish: known codes, then possible amounts, then computed values.
    _require_none(
        scenario,
        (*_change_violations(inputs, before, changes), *_balance_violations(before, scenario.balance, changed)),
    )
    after = _with_balance(
        _with_attainments(before, _with_changes(before, changes), inputs.catalogue), inputs, scenario.balance
    )
    different = (figure for code, figure in after.items() if figure is not before[code])
    further = further_balancing_figures(inputs, changed, scenario.balance)
    _require_none(
        scenario,
        (
            *invalid_values(different, scenario.balance, further),
            *broken_sums(inputs, after, changed, scenario.balance),
            *parts_exceeding_whole(inputs, before, after),
        ),
    )
    targets = tuple(_changed_target(target, changes) for target in inputs.targets)
    results = compute(replace(replace_figures(inputs, after), targets=targets, scenario=scenario))
    changed_targets = (target for target in targets if target not in inputs.targets)
    _require_none(scenario, (*values_out_of_range(baseline, results), *targets_out_of_range(results, changed_targets)))
    _require_none(scenario, tuple(audit_errors(baseline, results)))
    return results


def _require_none(scenario: Scenario, violations: tuple[Violation, ...]) -> None:
    if violations:
        raise InfeasibleScenario(scenario.name, violations)


def _change_violations(inputs: ReportInputs, figures: FiguresByCode, changes: Iterable[Change]) -> Iterator[Violation]:
    """Yield the changes of unknown or unsuitable figures and targets."""
    targets = {target.code for target in inputs.targets}
    for change in changes:
        is_target = bool(change.target)
        violation = _target_violation(targets, change) if is_target else _figure_violation(inputs, figures, change)
        if violation:
            yield violation


def _target_violation(targets: Collection[str], change: Change) -> Violation | None:
    if change.target in targets:
        return None
    return Violation.of(
        UNKNOWN_TARGET, change.target, hint=nearest(change.target, targets) or "see params/targets.yaml"
    )


def _figure_violation(inputs: ReportInputs, figures: FiguresByCode, change: Change) -> Violation | None:
    code = change.figure
    catalogue = inputs.catalogue
    if code in catalogue.indicators:
        return Violation.of(COMPUTED, code, hint=catalogue.indicators[code].formula(inputs.figures).formula())
    if code in catalogue.figures and code not in figures:
        return Violation.of(NOT_NUMERIC, code)
    if code not in figures:
        return Violation.of(UNKNOWN_FIGURE, code, hint=_hint(code, figures))
    if change.set is None and figures[code].state is not State.STATED:
        return Violation.of(NOT_STATED, code)
    return None


def _balance_violations(
    figures: FiguresByCode, balance: Iterable[str], changed: Collection[str]
) -> Iterator[Violation]:
    for code in balance:
        if code not in figures:
            yield Violation.of(UNKNOWN_BALANCE, code, hint=_hint(code, figures))
        elif code in changed:
            yield Violation.of(BALANCES_ITSELF, code)


def _hint(code: str, figures: FiguresByCode) -> str:
    return nearest(code, figures) or "see `cchc indicators`"


def _with_changes(figures: FiguresByCode, changes: Iterable[Change]) -> FiguresByCode:
    after = dict(figures)
    for change in changes:
        if change.figure:
            figure = after[change.figure]
            after[change.figure] = _assumed(figure, _changed_amount(figure, change))
    return after


def _changed_amount(figure: Figure, change: Change) -> Decimal:
    """Return the amount after a change; a scaled amount keeps the number of decimals that it was stated with."""
    before = figure.value if isinstance(figure.value, Decimal) else Decimal(0)
    amount = change.applied(before)
    return round_number(amount, _decimals(before), Rounding.HALF_UP) if change.scale is not None else _exact(amount)


def _with_attainments(before: FiguresByCode, after: FiguresByCode, catalogue: Catalogue) -> FiguresByCode:
    """Return the figures with attainments that follow the attained amounts, since the plan was set by others."""
    figures = dict(after)
    for amount_code, rate_code in attained(catalogue):
        if after[rate_code] is not before[rate_code]:
            continue  # The scenario states the attainment itself.
        rate = _attainment(before[rate_code], before[amount_code], after[amount_code])
        if rate is not None:
            figures[rate_code] = _assumed(before[rate_code], rate)
    return figures


def _attainment(rate: Figure, before: Figure, after: Figure) -> Decimal | None:
    """Return the attainment of a changed amount under the same plan; None if it stays or is not known.

    Args:
        rate: the attainment of the amount before the change.
        before: the attained amount before the change.
        after: the attained amount after it.
    """
    if not (isinstance(rate.value, Decimal) and isinstance(before.value, Decimal) and isinstance(after.value, Decimal)):
        return None
    if not before.value or after.value == before.value:
        return None
    exact = Fraction(rate.value) * Fraction(after.value) / Fraction(before.value)
    return round_number(exact, _decimals(rate.value), Rounding.HALF_UP)


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _exact(amount: Fraction) -> Decimal:
    """Return the amount with as many decimals as it needs, and at most twice as many as a change may have."""
    needed = (places for places in range(2 * MAX_DECIMALS) if (amount * 10**places).denominator == 1)
    return round_number(amount, next(needed, 2 * MAX_DECIMALS), Rounding.HALF_UP)


def _assumed(figure: Figure, amount: Decimal) -> Figure:
    return Figure(figure.code, figure.label, figure.unit, amount)


def _with_balance(figures: FiguresByCode, inputs: ReportInputs, balance: tuple[str, ...]) -> FiguresByCode:
    """Return the figures after the balancing figures absorbed the difference."""
    after = dict(figures)
    for code, change in balancing_changes(figures, held_sums(inputs), balance).items():
        before = figures[code].value
        amount = Fraction(before if isinstance(before, Decimal) else 0) + change
        after[code] = _assumed(figures[code], _exact(amount))
    return after


def _changed_target(target: Target, changes: Iterable[Change]) -> Target:
    for change in changes:
        if change.target == target.code:
            target = _reworded(target, replace(target, value=_exact(change.applied(target.value))))
    return target


def _reworded(before: Target, after: Target) -> Target:
    """Return a changed target whose wording also states the actual target and the difference."""
    if after.value == before.value:
        return before
    # The ward worded the actual target; its words do not fit the assumed one.
    bare = replace(after, wording="", as_written="", place=None)
    difference = change_text(before.value, after.value, before.unit)
    return replace(bare, wording=f"{target_text(bare)} [thực tế {target_text(before)}; {difference}]")
