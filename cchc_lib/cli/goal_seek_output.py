"""The answer of a goal seek on a terminal."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rich.box import SIMPLE
from rich.table import Column, Table

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.scenarios.adjustable_figures import changed_figures
from cchc_lib.scenarios.goal_seek import Effect, Goal, NoSolution, Solution

_EFFECT_DECIMALS = 3
"""More than a report prints, since the effect of one percent of a figure is often small."""


def answer_lines(baseline: ReportInputs, goal: Goal, answer: Solution | NoSolution) -> Iterator[str]:
    """Yield the answer, and every figure that it changes.

    Args:
        baseline: the data of the ward as they are.
        goal: the goal that was sought.
        answer: the answer.
    """
    rounding = baseline.settings.rounding
    before = full_text(answer.before, rounding)
    if isinstance(answer, NoSolution):
        yield f"{goal.indicator}: {before}; no whole change of {goal.by} brings it there."
        yield f"  The nearest is {full_text(answer.nearest, rounding)}{'; beyond it:' if answer.limit else '.'}"
        yield from (f"  {line}" for line in answer.limit.splitlines())
    elif not answer.change:
        yield f"{goal.indicator}: {before}, which is there already; nothing has to change."
    else:
        yield f"{goal.indicator}: {before} → {full_text(answer.after, rounding)}"
        for change in changed_figures(baseline, answer.inputs):
            code = change.before.code
            note = "" if code == goal.by else "  (balances)"
            yield f"  {code}: {_figure_text(change.before, rounding)} → {_figure_text(change.after, rounding)}{note}"


def _figure_text(figure: Figure, rounding: Rounding) -> str:
    return full_text(Value.of(figure), rounding)


def effects_table(indicator: str, value: Value, effects: tuple[Effect, ...]) -> Table:
    """Return the effect of one more percent of each figure on an indicator.

    Args:
        indicator: the code of the indicator.
        value: the indicator as it is.
        effects: the effects.
    """
    table = Table("One figure alone", Column("+1%", justify="right"), Column(indicator, justify="right"), box=SIMPLE)
    unit = value.unit.difference_unit
    for effect in effects:
        # Part of a case or a person says no more than the nearest whole one, unless that would be none.
        is_whole = effect.figure.unit.kind is ValueKind.COUNT and effect.step >= 1
        step = effect.figure.unit.with_number(_signed(Fraction(effect.step), 0 if is_whole else _EFFECT_DECIMALS))
        table.add_row(
            effect.figure.code, step, unit.with_number(_signed(effect.change * value.unit.scale, _EFFECT_DECIMALS))
        )
    return table


def _signed(number: Fraction, decimals: int) -> str:
    rounded = round_number(abs(number), decimals, Rounding.HALF_UP)
    shortest = Decimal(int(rounded)) if rounded == int(rounded) else rounded
    return f"{'−' if number < 0 else '+'}{format_number(shortest)}"
