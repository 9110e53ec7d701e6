"""A ward's inputs under a scenario: figures and targets replaced, sums kept, nothing of the original touched."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

from cchc_lib.errors import UserError, nearest
from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.identities import SAME, WITHIN, Identity, form_repeats, form_sums, sums
from cchc_lib.inputs.cases import CASE_COLUMNS, TOTAL, count_code
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario_file import Change, Scenario
from cchc_lib.inputs.stated import Figures, Target, target_text
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.numbers import format_number, round_number
from cchc_lib.quantities.units import Kind
from cchc_lib.scenarios.balance import deltas, givers

Numbers = Mapping[str, Figure]
"""Every figure and every count by field, by code."""


def assume(inputs: ReportInputs, scenario: Scenario) -> ReportInputs:
    """The inputs as a scenario has them; figures that it changes have no cell of their own.

    Raises:
        UserError: a code is unknown, a value is impossible, or a sum that held does so no longer; all at once.
    """
    changes, numbers = scenario.of(inputs.slug), numbers_of(inputs)
    faults = [*_unfit(inputs, numbers, changes), *_unbalanceable(numbers, scenario.balance)]
    if faults:
        raise _refused(scenario, faults)
    moved = _changed(numbers, (change for change in changes if change.figure))
    held = [each for each in _identities(inputs) if _gap(numbers, each) == 0]
    moved = _balanced(moved, held, scenario.balance)
    faults = [*_negative(moved), *_broken(inputs, moved, held, scenario), *_exceeded(numbers, moved)]
    if faults:
        raise _refused(scenario, faults)
    targets = tuple(_aimed(target, changes) for target in inputs.targets)
    return replace(_with(inputs, moved), targets=targets, scenario=scenario)


def _refused(scenario: Scenario, faults: Iterable[str]) -> UserError:
    return UserError(f"The scenario '{scenario.name}' cannot be:\n" + "\n".join(f"  {fault}" for fault in faults))


def numbers_of(inputs: ReportInputs) -> Numbers:
    """What a scenario may change."""
    counts = {figure.code: figure for row in inputs.cases for figure in row.counts.values()}
    return {**{code: figure for code, figure in inputs.figures.items() if figure.unit.kind.numeric}, **counts}


def _with(inputs: ReportInputs, numbers: Numbers) -> ReportInputs:
    figures = {code: numbers.get(code, figure) for code, figure in inputs.figures.items()}
    rows = (
        replace(row, counts={column: numbers[figure.code] for column, figure in row.counts.items()})
        for row in inputs.cases
    )
    return replace(inputs, figures=Figures(figures), cases=tuple(rows))


def _unfit(inputs: ReportInputs, numbers: Numbers, changes: Iterable[Change]) -> Iterator[str]:
    """Changes of what there is not, or of what has no number to add to."""
    aimed = {target.code for target in inputs.targets}
    for change in changes:
        if change.target and change.target not in aimed:
            hint = nearest(change.target, aimed) or "see params/targets.yaml"
            yield f"{change.target}: there is no such target; {hint}"
        elif change.figure in indicators():
            stands_on = indicators()[change.figure].formula(inputs.figures).formula()
            yield f"{change.figure} is computed: {stands_on}; change one of these"
        elif change.figure and change.figure not in numbers:
            hint = nearest(change.figure, numbers) or "see `cchc indicators`"
            yield f"{change.figure}: there is no such figure; {hint}"
        elif change.figure and change.set is None and numbers[change.figure].state is not State.STATED:
            yield f"{change.figure} is not stated, so nothing can be added to it; `set` it"


def _unbalanceable(numbers: Numbers, codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        if code not in numbers:
            yield f"balance: there is no figure '{code}'; {nearest(code, numbers) or 'see `cchc indicators`'}"


def _changed(numbers: Numbers, changes: Iterable[Change]) -> Numbers:
    moved = dict(numbers)
    for change in changes:
        figure = moved[change.figure]
        before = figure.value if isinstance(figure.value, Decimal) else Decimal(0)
        amount = Fraction(change.applied(before))
        if change.scale is not None:  # What is scaled is stated no finer than it was.
            amount = Fraction(round_number(amount, _places(before)))
        moved[change.figure] = _assumed(figure, amount)
    return moved


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _assumed(figure: Figure, amount: Fraction) -> Figure:
    """A figure with another value: a count in whole numbers, others to their unit's places or those of the change."""
    exact = _decimal(amount)
    counted = figure.unit.kind is Kind.COUNT
    value = round_number(amount, 0) if counted or exact is None else exact
    return Figure(figure.code, figure.label, figure.unit, value)


def _decimal(amount: Fraction) -> Decimal | None:
    """The amount as a decimal; none where it has no end."""
    for places in range(12):
        if (amount * 10**places).denominator == 1:
            return round_number(amount, places)
    return None


def _identities(inputs: ReportInputs) -> tuple[Identity, ...]:
    return (*sums(inputs), *form_sums(inputs), *map(partial(_by_field, inputs), form_repeats(inputs)), *SAME)


def _by_field(inputs: ReportInputs, identity: Identity) -> Identity:
    """A total of the form that no row states is what its fields come to."""
    stated = {row.code for row in inputs.cases}
    totals = {count_code(TOTAL, column): column for column in CASE_COLUMNS}
    if TOTAL in stated or identity.parts[0] not in totals:
        return identity
    column = totals[identity.parts[0]]
    return Identity(identity.whole, tuple(count_code(field.code, column) for field in case_fields(inputs)))


def _gap(numbers: Numbers, identity: Identity) -> Fraction | None:
    """The whole less its parts, in their unit; none where one of them is not known."""
    figures = [numbers.get(code) for code in (identity.whole, *identity.parts)]
    amounts = [Fraction(figure.value) for figure in figures if figure and isinstance(figure.value, Decimal)]
    return amounts[0] - sum(amounts[1:]) if len(amounts) == len(figures) else None


def _balanced(numbers: Numbers, held: Iterable[Identity], codes: tuple[str, ...]) -> Numbers:
    """The numbers with those that give way, where the sums determine by how much."""
    gaps = [(identity, _gap(numbers, identity) or Fraction(0)) for identity in held]
    moved = dict(numbers)
    for code, change in deltas(gaps, codes).items():
        before = numbers[code].value
        if change:
            moved[code] = _assumed(numbers[code], Fraction(before if isinstance(before, Decimal) else 0) + change)
    return moved


def giving_way(inputs: ReportInputs, changed: Iterable[str], stated: Iterable[str] = ()) -> tuple[str, ...]:
    """Figures that may give way so that every sum that holds goes on to: in each the largest part that is free.

    What gives way in one sum may stand in others, where something else gives way in turn.

    Args:
        inputs: the ward as it is.
        changed: the codes that are changed.
        stated: codes that are to give way; they come first in the result.
    """
    numbers = numbers_of(inputs)
    held = [each for each in _identities(inputs) if _gap(numbers, each) == 0]
    return givers(held, changed, stated, lambda code: numbers[code].number or Fraction(0))


def _negative(moved: Numbers) -> Iterator[str]:
    for code, figure in moved.items():
        if isinstance(figure.value, Decimal) and figure.value < 0:
            yield f"{code} would be {format_number(figure.value)}; it cannot be below zero"


def _broken(inputs: ReportInputs, moved: Numbers, held: Iterable[Identity], scenario: Scenario) -> Iterator[str]:
    broken = [identity for identity in held if _gap(moved, identity)]
    for identity in broken:
        figures = [moved[code] for code in (identity.whole, *identity.parts)]
        whole, *parts = (format_number(figure.value) for figure in figures if isinstance(figure.value, Decimal))
        yield f"{identity.whole} = {' + '.join(identity.parts)} would be {whole} = {' + '.join(parts)}"
    if broken:
        changed = [change.figure for change in scenario.of(inputs.slug) if change.figure]
        giving = giving_way(inputs, changed)
        options = " ".join(f"--balance {code}" for code in giving)
        yield f"say what gives way, such as `balance: [{', '.join(giving)}]`, or {options}"


def _exceeded(before: Numbers, moved: Numbers) -> Iterator[str]:
    """Parts that would be larger than what they are part of, and were not."""
    for part, whole in WITHIN:
        if _is_larger(moved, part, whole) and not _is_larger(before, part, whole):
            yield f"{part} would be larger than {whole}, of which it is a part; change that as well"


def _is_larger(numbers: Numbers, part: str, whole: str) -> bool:
    pair = [numbers[code].value if code in numbers else None for code in (part, whole)]
    amounts = [value for value in pair if isinstance(value, Decimal)]
    return len(amounts) == 2 and amounts[0] > amounts[1]


def _aimed(target: Target, changes: Iterable[Change]) -> Target:
    for change in changes:
        if change.target == target.code:
            aimed = replace(target, value=change.applied(target.value), wording="", as_written="", place=None)
            target = replace(aimed, wording=f"{target_text(aimed)} [thực tế: {target_text(target)}]")
    return target


@dataclass(frozen=True)
class Moved:
    """A number that a scenario changed."""

    before: Figure
    after: Figure


def moved_numbers(baseline: ReportInputs, assumed: ReportInputs) -> tuple[Moved, ...]:
    """The figures and counts that differ, those that gave way included."""
    before, after = numbers_of(baseline), numbers_of(assumed)
    return tuple(Moved(before[code], after[code]) for code in before if before[code].value != after[code].value)
