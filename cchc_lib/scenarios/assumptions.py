"""A ward under a scenario: figures and targets replaced, sums kept, nothing of the original touched."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import nearest
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.finance import ATTAINED
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.catalogue import figure_definitions
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
    """A ward's results as a scenario has them; figures that it changes have no cell of their own.

    Raises:
        InfeasibleScenario: a code is unknown, a value is impossible, or a sum that held does so no longer; all at once.
    """
    inputs = baseline.inputs
    changes, numbers = scenario.changes_for(inputs.slug), adjustable_figures(inputs)
    changed = [change.figure for change in changes if change.figure]
    _refuse(scenario, (*_unfit(inputs, numbers, changes), *_unbalanceable(numbers, scenario.balance, changed)))
    moved = _balanced(_with_attainments(numbers, _changed(numbers, changes)), inputs, scenario.balance)
    different = (figure for code, figure in moved.items() if figure is not numbers[code])
    broken = broken_sums(inputs, moved, changed, scenario.balance)
    others = further_balancing_figures(inputs, changed, scenario.balance)
    _refuse(
        scenario,
        (*invalid_values(different, scenario.balance, others), *broken, *parts_exceeding_whole(numbers, moved)),
    )
    targets = tuple(_aimed(target, changes) for target in inputs.targets)
    results = compute(replace(replace_figures(inputs, moved), targets=targets, scenario=scenario))
    aimed = (target for target in targets if target not in inputs.targets)
    _refuse(scenario, (*values_out_of_range(baseline, results), *targets_out_of_range(results, aimed)))
    _refuse(scenario, tuple(audit_errors(baseline, results)))
    return results


def _refuse(scenario: Scenario, faults: tuple[Violation, ...]) -> None:
    if faults:
        raise InfeasibleScenario(scenario.name, faults)


def _unfit(inputs: ReportInputs, numbers: FiguresByCode, changes: Iterable[Change]) -> Iterator[Violation]:
    """Changes of what there is not, or of what has no number to add to."""
    aimed = {target.code for target in inputs.targets}
    for change in changes:
        code = change.code
        if change.target and code not in aimed:
            yield Violation.of(UNKNOWN_TARGET, code, hint=nearest(code, aimed) or "see params/targets.yaml")
        elif change.figure and code in indicators():
            yield Violation.of(COMPUTED, code, hint=indicators()[code].formula(inputs.figures).formula())
        elif change.figure and code in figure_definitions() and code not in numbers:
            yield Violation.of(NOT_NUMERIC, code)
        elif change.figure and code not in numbers:
            yield Violation.of(UNKNOWN_FIGURE, code, hint=_hint(code, numbers))
        elif change.figure and change.set is None and numbers[code].state is not State.STATED:
            yield Violation.of(NOT_STATED, code)


def _unbalanceable(numbers: FiguresByCode, codes: Iterable[str], changed: Iterable[str]) -> Iterator[Violation]:
    for code in codes:
        if code not in numbers:
            yield Violation.of(UNKNOWN_BALANCE, code, hint=_hint(code, numbers))
        elif code in changed:
            yield Violation.of(BALANCES_ITSELF, code)


def _hint(code: str, numbers: FiguresByCode) -> str:
    return nearest(code, numbers) or "see `cchc indicators`"


def _changed(numbers: FiguresByCode, changes: Iterable[Change]) -> FiguresByCode:
    moved = dict(numbers)
    for change in changes:
        if change.figure:
            figure = moved[change.figure]
            moved[change.figure] = _assumed(figure, _amount(figure, change))
    return moved


def _amount(figure: Figure, change: Change) -> Decimal:
    """What a figure comes to; one that is scaled is stated no finer than it was."""
    before = figure.value if isinstance(figure.value, Decimal) else Decimal(0)
    amount = change.applied(before)
    return round_number(amount, _places(before), Rounding.HALF_UP) if change.scale is not None else _exact(amount)


def _with_attainments(before: FiguresByCode, moved: FiguresByCode) -> FiguresByCode:
    """The numbers with attainments that follow what is attained: the plan that they are of was set by others."""
    found = dict(moved)
    for part, share in ATTAINED:
        match before[part].value, moved[part].value, moved[share].value:
            case Decimal() as old, Decimal() as new, Decimal() as rate if old and new != old:
                follows = round_number(Fraction(rate) * Fraction(new) / Fraction(old), _places(rate), Rounding.HALF_UP)
                if moved[share] is before[share]:
                    found[share] = _assumed(moved[share], follows)
    return found


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _exact(amount: Fraction) -> Decimal:
    """The amount with the places that it needs; further ones than any input has are rounded away."""
    needed = (places for places in range(2 * MAX_DECIMALS) if (amount * 10**places).denominator == 1)
    return round_number(amount, next(needed, 2 * MAX_DECIMALS), Rounding.HALF_UP)


def _assumed(figure: Figure, amount: Decimal) -> Figure:
    return Figure(figure.code, figure.label, figure.unit, amount)


def _balanced(numbers: FiguresByCode, inputs: ReportInputs, codes: tuple[str, ...]) -> FiguresByCode:
    """The numbers with those that give way, where the sums determine by how much."""
    moved = dict(numbers)
    for code, change in balancing_changes(numbers, held_sums(inputs), codes).items():
        before = numbers[code].value
        moved[code] = _assumed(numbers[code], _exact(Fraction(before if isinstance(before, Decimal) else 0) + change))
    return moved


def _aimed(target: Target, changes: Iterable[Change]) -> Target:
    for change in changes:
        if change.target == target.code:
            target = _retold(target, replace(target, value=_exact(change.applied(target.value))))
    return target


def _retold(before: Target, after: Target) -> Target:
    """A changed target, worded with what it is in truth and by how much it is moved."""
    if after.value == before.value:
        return before
    bare = replace(after, wording="", as_written="", place=None)
    moved = change_text(before.value, after.value, before.unit)
    return replace(bare, wording=f"{target_text(bare)} [thực tế {target_text(before)}; {moved}]")
