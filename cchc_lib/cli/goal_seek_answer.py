"""What goal seek found, as a terminal shows it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.value import Value
from cchc_lib.scenarios.adjustable_figures import changed_figures
from cchc_lib.scenarios.goal_seek import Effect, Goal, NoSolution, Solution

_PLACES = 3
"""Of an effect, which is often small."""


def answer_lines(baseline: ReportInputs, goal: Goal, answer: Solution | NoSolution) -> Iterator[str]:
    """The answer, and all that it changes."""
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
        for moved in changed_figures(baseline, answer.inputs):
            given = "" if moved.before.code == goal.by else "  (gives way)"
            yield f"  {moved.before.code}: {_shown(moved.before, rounding)} → {_shown(moved.after, rounding)}{given}"


def _shown(figure: Figure, rounding: Rounding) -> str:
    return full_text(Value.of(figure), rounding)


def effect_rows(value: Value, effects: tuple[Effect, ...]) -> Iterator[tuple[str, str, str]]:
    """For each figure its code, 1% of it, and what that does to the indicator."""
    unit = value.unit.difference_unit
    for effect in effects:
        step = effect.figure.unit.with_number(_signed(Fraction(effect.step)))
        yield effect.figure.code, step, unit.with_number(_signed(effect.change * value.unit.scale))


def _signed(number: Fraction) -> str:
    rounded = round_number(abs(number), _PLACES, Rounding.HALF_UP)
    places = Decimal(int(rounded)) if rounded == int(rounded) else rounded
    return f"{'−' if number < 0 else '+'}{format_number(places)}"
