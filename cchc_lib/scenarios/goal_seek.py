"""Goal seek: the smallest whole change of a figure that reaches a target, and the figures that matter most."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from cchc_lib.catalogue.definitions import Direction
from cchc_lib.errors import UserError, unknown
from cchc_lib.indicators.results import Assessment, Results, Standing, compute
from cchc_lib.indicators.upper_bounds import upper_bound
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.tables.performance_targets import Level, Relation, Target
from cchc_lib.quantities.figures import Figure, State, substitute_figures
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.scenarios.adjustable_figures import adjustable_figures
from cchc_lib.scenarios.assumptions import apply_scenario
from cchc_lib.scenarios.balancing import balancing_figures
from cchc_lib.scenarios.violations import InfeasibleScenario

_MAX_CHANGE = 10**12
"""The bound of the search; no figure of a ward is changed by as much."""


@dataclass(frozen=True)
class Goal:
    """The target that goal seek tries to reach, and the figure that it changes."""

    indicator: str
    """The code of a figure or indicator."""
    target: Decimal
    """The number to reach, in the indicator's unit: 99.9 for 99,9%."""
    by: str
    """The code of the figure that is changed."""
    balance: tuple[str, ...] = ()
    """The codes of the figures that absorb the difference, so that sums still hold."""


@dataclass(frozen=True)
class Solution:
    """The smallest change that reaches the target."""

    change: int
    """The amount that is added to the figure; 0 if the target is reached already."""
    figure: Figure
    """The figure as the ward states it."""
    before: Value
    """The indicator without the change."""
    after: Value
    """The indicator with the change."""
    inputs: ReportInputs
    """The ward's inputs with the change."""


@dataclass(frozen=True)
class NoSolution:
    """The answer if no change reaches the target."""

    limit: str
    """The violations of any change beyond the nearest, one in each line; empty if no limit stops the search."""
    before: Value
    """The indicator without a change."""
    nearest: Value
    """The indicator as near to the target as feasible changes bring it."""


Attempt = Callable[[int], Value | None]
"""Returns the indicator under a change of the figure, or None if the change is not feasible."""


def seek_goal(inputs: ReportInputs, goal: Goal) -> Solution | NoSolution:
    """Find the smallest whole change of one figure, up or down, that reaches a target.

    A rate is one linear expression over another, so it is monotone in each figure. The smallest change is therefore
    found by doubling a step until it reaches the target and by bisection after that.

    Args:
        inputs: the ward as it is.
        goal: the target and the figure to change.

    Raises:
        UserError: a code is unknown, the figure is no count, or the indicator does not depend on it.
        InfeasibleScenario: no change of the figure is feasible.
    """
    baseline = compute(inputs)
    figure = _figure_to_change(baseline, goal)
    target = _target(baseline, goal)
    before = baseline[goal.indicator]

    def attempt(change: int) -> Value | None:
        try:
            return _with_change(baseline, goal, change)[goal.indicator]
        except UserError:
            return None

    if _is_met(before, target):
        return Solution(0, figure, before, before, inputs)
    if attempt(1) is None and attempt(-1) is None:
        _with_change(baseline, goal, 1)  # Raises the error that says why no change is feasible.
    ends = [_smallest_change(attempt, target, sign) for sign in (1, -1)]
    solutions = sorted((end for end in ends if end != 0 and _is_met(attempt(end), target)), key=abs)
    if solutions:
        assumed = _with_change(baseline, goal, solutions[0])
        return Solution(solutions[0], figure, before, assumed[goal.indicator], assumed.inputs)
    better = max if target.relation is Relation.AT_LEAST else min
    nearest = better((0, *ends), key=lambda change: _number(attempt(change)))
    return NoSolution(_limit(baseline, goal, nearest), before, attempt(nearest) or before)


def _figure_to_change(baseline: Results, goal: Goal) -> Figure:
    """Return the figure that the goal names, or raise the error that says why it cannot be changed."""
    figures, values = adjustable_figures(baseline.inputs), baseline.values
    if goal.indicator not in values:
        raise unknown("figure or indicator", goal.indicator, values)
    indicators = baseline.inputs.catalogue.indicators
    if goal.by in indicators:
        formula = indicators[goal.by].formula(baseline.inputs.figures).formula()
        raise UserError(f"{goal.by} is computed: {formula}; name one of these as the figure to change.", "by")
    if goal.by not in figures:
        raise unknown("figure", goal.by, figures, parameter="by")
    figure = figures[goal.by]
    if figure.state is not State.STATED or figure.unit.kind is not ValueKind.COUNT:
        raise UserError(f"{goal.by} is no stated count; only stated counts have whole changes. Name one.", "by")
    operands = [operand.code for operand in values[goal.indicator].quantity.figures()]
    if goal.by not in operands and not goal.balance:
        raise _not_an_operand(baseline, goal, operands)
    return figure


def _not_an_operand(baseline: Results, goal: Goal, operands: list[str]) -> UserError:
    balancing = balancing_figures(baseline.inputs, [goal.by])
    advice = f", or balance the change by {', '.join(balancing)}" if set(balancing) & set(operands) else ""
    return UserError(
        f"{goal.indicator} does not depend on {goal.by}, but on: {', '.join(operands)}; name one of these{advice}.",
        "by",
    )


def _target(baseline: Results, goal: Goal) -> Target:
    """Return the goal as a target: at least the number if more is better, at most if less is.

    If neither is better, the value has to cross the number.
    """
    value = baseline[goal.indicator]
    highest = upper_bound(baseline.inputs.catalogue, value)
    if highest is not None and goal.target > highest * value.unit.scale:
        limit = value.unit.with_number(str(int(highest * value.unit.scale)))
        raise UserError(f"{goal.indicator} is never above {limit}; name a target of at most {limit}.")
    direction = baseline.inputs.catalogue.direction_of(goal.indicator)
    is_below = value.number is None or value.number * value.unit.scale < Fraction(goal.target)
    has_to_rise = direction is Direction.HIGHER or (direction is Direction.NEUTRAL and is_below)
    relation = Relation.AT_LEAST if has_to_rise else Relation.AT_MOST
    return Target(goal.indicator, relation, goal.target, value.unit, "", Level.WARD, "")


def _with_change(baseline: Results, goal: Goal, change: int) -> Results:
    step = Change(figure=goal.by, add=Decimal(change))
    return apply_scenario(baseline, Scenario("solve", "", "", (step,), goal.balance))


def _is_met(value: Value | None, target: Target) -> bool:
    return value is not None and Assessment(value, target).standing is Standing.MET


def _smallest_change(attempt: Attempt, target: Target, sign: int) -> int:
    """Return the smallest change in one direction that meets the target, or else the largest feasible change."""

    def is_infeasible(step: int) -> bool:
        return attempt(sign * step) is None

    def is_met(step: int) -> bool:
        return _is_met(attempt(sign * step), target)

    # Doubling finds the order of magnitude in a few dozen attempts, each of which computes every indicator.
    low, high = 0, 1
    while high <= _MAX_CHANGE and not is_infeasible(high) and not is_met(high):
        low, high = high, 2 * high
    if is_infeasible(high):
        high = _first(low, high, is_infeasible) - 1
    return sign * (_first(low, high, is_met) if is_met(high) else high)


def _first(low: int, high: int, condition: Callable[[int], bool]) -> int:
    """Return the first step above `low` that meets a condition, which `high` and every later step meet as well."""
    return low + 1 + bisect_left(range(low + 1, high), True, key=condition)


def _number(value: Value | None) -> Fraction:
    return value.number if value and value.number is not None else Fraction(0)


def _limit(baseline: Results, goal: Goal, nearest: int) -> str:
    """Return the violations of one more step in the direction of `nearest`; empty if that step is feasible."""
    step = (nearest > 0) - (nearest < 0)
    try:
        _with_change(baseline, goal, nearest + step)
    except InfeasibleScenario as error:
        return "\n".join(violation.english() for violation in error.violations)
    return ""


@dataclass(frozen=True)
class Effect:
    """The effect of raising one figure alone by 1% on an indicator."""

    figure: Figure
    """The figure as the ward states it."""
    step: Decimal
    """1% of the figure, in its unit."""
    change: Fraction
    """The change of the indicator, as a pure number."""


def sensitivity(inputs: ReportInputs, indicator: str) -> tuple[Effect, ...]:
    """Return the effect of each figure on an indicator, the largest effect first.

    Args:
        inputs: the ward as it is.
        indicator: the code of a figure or indicator.

    Raises:
        UserError: there is no such figure or indicator.
    """
    results = compute(inputs)
    if indicator not in results.values:
        raise unknown("figure or indicator", indicator, results.values)
    value = results[indicator]
    effects = (_effect(value, figure) for figure in value.quantity.figures())
    return tuple(sorted((effect for effect in effects if effect), key=lambda effect: -abs(effect.change)))


def _effect(value: Value, figure: Figure) -> Effect | None:
    if not isinstance(figure.value, Decimal) or not figure.value or value.number is None:
        return None
    step = figure.value / 100
    raised = replace(figure, value=figure.value + step)
    number = substitute_figures(value.quantity, {figure.code: raised}).number
    return Effect(figure, step, number - value.number) if number is not None else None
