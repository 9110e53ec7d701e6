"""Goal seek: the smallest whole change of a figure that reaches a target; which figure moves an indicator most."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import UserError, unknown
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.indicators.results import Assessment, Results, Standing, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.tables.performance_targets import Level, Relation, Target
from cchc_lib.quantities.figures import Figure, State, substitute_figures
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.scenarios.adjustable_figures import adjustable_figures
from cchc_lib.scenarios.assumptions import apply_scenario
from cchc_lib.scenarios.balancing import balancing_figures

_FARTHEST = 10**12
"""No figure of a ward is changed by as much."""


@dataclass(frozen=True)
class Goal:
    """What is sought."""

    indicator: str
    target: Decimal
    """In the indicator's unit: 99.9 for 99,9%."""
    by: str
    """The code of the figure that is changed."""
    balance: tuple[str, ...] = ()
    """Figures that give way, so that sums go on to hold."""


@dataclass(frozen=True)
class Solution:
    """The smallest change that reaches the target; none that is needed is a change of 0."""

    change: int
    figure: Figure
    """As it is now."""
    before: Value
    after: Value
    inputs: ReportInputs
    """Under the change."""


@dataclass(frozen=True)
class NoSolution:
    """Why no change reaches the target."""

    limit: str
    """What a change beyond the nearest would break; nothing where changes do not bring it nearer."""
    before: Value
    nearest: Value
    """As near as changes come, in the better direction."""


Attempt = Callable[[int], Value | None]
"""The value under a change; none where the change cannot be."""


def seek_goal(inputs: ReportInputs, goal: Goal) -> Solution | NoSolution:
    """Find the smallest whole change of one figure, up or down, that reaches a target.

    A rate is one linear figure over another, so along one figure it goes one way: its side of the target is found by
    doubling and then halving, exactly.

    Raises:
        UserError: a code is unknown, or no change of the figure keeps the sums that hold.
    """
    baseline = compute(inputs)
    figure = _figure(baseline, goal)
    target = _target(baseline, goal)
    before = baseline[goal.indicator]

    def tried(change: int) -> Value | None:
        try:
            return _changed(baseline, goal, change)[goal.indicator]
        except UserError:
            return None

    if _is_met(before, target):
        return Solution(0, figure, before, before, inputs)
    _assert_changeable(baseline, goal, tried)
    ends = [_smallest(tried, target, sign) for sign in (1, -1)]
    reached = sorted((end for end in ends if _met(tried, target, end)), key=abs)
    if reached:
        assumed = _changed(baseline, goal, reached[0])
        return Solution(reached[0], figure, before, assumed[goal.indicator], assumed.inputs)
    better = max if target.relation is Relation.AT_LEAST else min
    nearest = better((0, *ends), key=lambda change: _number(tried(change)))
    return NoSolution(_limit(baseline, goal, nearest), before, tried(nearest) or before)


def _figure(baseline: Results, goal: Goal) -> Figure:
    numbers, values = adjustable_figures(baseline.inputs), baseline.values
    if goal.indicator not in values:
        raise unknown("figure or indicator", goal.indicator, values)
    if goal.by in indicators():
        formula = indicators()[goal.by].formula(baseline.inputs.figures).formula()
        raise UserError(f"{goal.by} is computed: {formula}; name one of these with --by.")
    if goal.by not in numbers:
        raise unknown("figure", goal.by, numbers)
    figure = numbers[goal.by]
    if figure.state is not State.STATED or figure.unit.kind is not ValueKind.COUNT:
        raise UserError(f"{goal.by} is no stated count, of which there are whole changes; name one with --by.")
    if goal.by not in {each.code for each in values[goal.indicator].quantity.figures()} and not goal.balance:
        stands_on = ", ".join(each.code for each in values[goal.indicator].quantity.figures())
        told = f"{goal.indicator} does not stand on {goal.by}, but on: {stands_on}"
        giving = balancing_figures(baseline.inputs, [goal.by])
        options = " ".join(f"--balance {code}" for code in giving)
        way = f", or say what gives way: {options}" if set(giving) & set(stands_on.split(", ")) else ""
        raise UserError(f"{told}; name one of these{way}.")
    return figure


def _target(baseline: Results, goal: Goal) -> Target:
    """At least the target where more is better, at most where less is; else whichever side it is not on."""
    value = baseline[goal.indicator]
    declared = indicators().get(goal.indicator)
    direction = declared.direction if declared else Direction.NEUTRAL
    below = value.number is None or value.number * value.unit.scale < Fraction(goal.target)
    rises = direction is Direction.HIGHER or (direction is Direction.NEUTRAL and below)
    relation = Relation.AT_LEAST if rises else Relation.AT_MOST
    return Target(goal.indicator, relation, goal.target, value.unit, "", Level.WARD, "")


def _changed(baseline: Results, goal: Goal, change: int) -> Results:
    step = Change(figure=goal.by, add=Decimal(change))
    return apply_scenario(baseline, Scenario("solve", "", "", (step,), goal.balance))


def _is_met(value: Value | None, target: Target) -> bool:
    return value is not None and Assessment(value, target).standing is Standing.MET


def _met(tried: Attempt, target: Target, change: int) -> bool:
    return change != 0 and _is_met(tried(change), target)


def _assert_changeable(baseline: Results, goal: Goal, tried: Attempt) -> None:
    if tried(1) is None and tried(-1) is None:
        _changed(baseline, goal, 1)  # It says what a change would break.


def _smallest(tried: Attempt, target: Target, sign: int) -> int:
    """The smallest change in one direction that meets the target; else the farthest that can be."""

    def impossible(step: int) -> bool:
        return tried(sign * step) is None

    def met(step: int) -> bool:
        return _is_met(tried(sign * step), target)

    low, high = 0, 1
    while high <= _FARTHEST and not impossible(high) and not met(high):
        low, high = high, 2 * high
    if impossible(high):
        high = _first(low, high, impossible) - 1
    return sign * (_first(low, high, met) if met(high) else high)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first step for which something holds that does so at `high`, and from its first step on."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _number(value: Value | None) -> Fraction:
    return value.number if value and value.number is not None else Fraction(0)


def _limit(baseline: Results, goal: Goal, nearest: int) -> str:
    """What keeps the figure from going on the way that brings the indicator nearer; nothing where that is no limit."""
    way = (1 if nearest > 0 else -1) if nearest else 0
    try:
        _changed(baseline, goal, nearest + way)
    except UserError as error:
        return str(error).partition("\n")[2].strip()
    return ""


@dataclass(frozen=True)
class Effect:
    """What one more, or 1% more, of a figure alone does to an indicator."""

    figure: Figure
    step: Decimal
    """In the figure's unit."""
    change: Fraction
    """Of the indicator, as a pure number."""


def sensitivity(inputs: ReportInputs, indicator: str) -> tuple[Effect, ...]:
    """The figures that an indicator stands on, the one that moves it most first: each is raised by 1% by itself.

    Raises:
        UserError: there is no such indicator.
    """
    results = compute(inputs)
    if indicator not in results.values:
        raise unknown("figure or indicator", indicator, results.values)
    value = results[indicator]
    effects = (_effect(value, figure) for figure in value.quantity.figures())
    return tuple(sorted((each for each in effects if each), key=lambda each: -abs(each.change)))


def _effect(value: Value, figure: Figure) -> Effect | None:
    if not isinstance(figure.value, Decimal) or not figure.value or value.number is None:
        return None
    step = figure.value / 100
    raised = replace(figure, value=figure.value + step)
    number = substitute_figures(value.quantity, {figure.code: raised}).number
    return Effect(figure, step, number - value.number) if number is not None else None
