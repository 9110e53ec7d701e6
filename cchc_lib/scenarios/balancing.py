"""The sums that hold of a ward under a scenario: what gives way so that they go on to, and which no longer would."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

from cchc_lib.audit.repeat_rules import HEADCOUNTS
from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.identities import EQUALITIES, PARTIAL_SUMS, Identity, form_equalities, form_sums, sums
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, count_code
from cchc_lib.quantities.numbers import format_number
from cchc_lib.scenarios.adjustable_figures import FiguresByCode, adjustable_figures
from cchc_lib.scenarios.linear_sums import choose_balancing_codes, solve_changes
from cchc_lib.scenarios.violations import BALANCE_NEEDED, BROKEN_SUM, Violation


def held_sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    """The sums that hold of a ward as it is; those that do not already are left alone."""
    numbers = adjustable_figures(inputs)
    repeats = map(partial(_by_field, inputs), form_equalities(inputs))
    counted = (Identity(stated, present, whole_is_derived=True) for stated, present, _ in HEADCOUNTS)
    every = (*sums(inputs), *form_sums(inputs), *repeats, *EQUALITIES, *counted, *PARTIAL_SUMS)
    return tuple(each for each in every if _gap(numbers, each) == 0)


def _by_field(inputs: ReportInputs, identity: Identity) -> Identity:
    """A total of the form that no row states is what its fields come to."""
    stated = {row.code for row in inputs.cases}
    totals = {count_code(TOTAL, column): column for column in CASE_COLUMNS}
    if TOTAL in stated or identity.parts[0] not in totals:
        return identity
    column = totals[identity.parts[0]]
    fields = (count_code(field.code, column) for field in case_fields(inputs))
    return Identity(identity.whole, tuple(fields), whole_is_derived=True)


def _gap(numbers: FiguresByCode, identity: Identity) -> Fraction | None:
    """The whole less its parts, in their unit; none where one of them is not known."""
    figures = [numbers.get(code) for code in (identity.whole, *identity.parts)]
    amounts = [Fraction(figure.value) for figure in figures if figure and isinstance(figure.value, Decimal)]
    return amounts[0] - sum(amounts[1:]) if len(amounts) == len(figures) else None


def balancing_changes(numbers: FiguresByCode, held: Iterable[Identity], codes: Iterable[str]) -> dict[str, Fraction]:
    """By how much each of the codes gives way: the first as far as it can, then the one behind it.

    Where they cannot give enough together, the first gives more than it has, which is told as its fault.
    """
    identities, free = tuple(held), list(codes)
    used_up: dict[str, Fraction] = {}
    first = found = _solved(numbers, identities, free, used_up)
    while below := next((code for code in free if _amount(numbers, code) + found.get(code, Fraction(0)) < 0), None):
        used_up[below] = -_amount(numbers, below)
        free.remove(below)
        found = _solved(numbers, identities, free, used_up)
    together = {**found, **used_up}
    enough = not any((_gap(numbers, each) or Fraction(0)) + _apart(each, together) for each in identities)
    return {code: amount for code, amount in (together if enough else first).items() if amount}


def _amount(numbers: FiguresByCode, code: str) -> Fraction:
    value = numbers[code].value
    return Fraction(value) if isinstance(value, Decimal) else Fraction(0)


def _solved(
    numbers: FiguresByCode, identities: tuple[Identity, ...], free: list[str], fixed: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    gaps = [(each, (_gap(numbers, each) or Fraction(0)) + _apart(each, fixed)) for each in identities]
    return solve_changes(gaps, free)


def _apart(identity: Identity, moved: Mapping[str, Fraction]) -> Fraction:
    """By how much a sum's gap grows when some of its codes move."""
    return moved.get(identity.whole, Fraction(0)) - sum(moved.get(part, Fraction(0)) for part in identity.parts)


def balancing_figures(inputs: ReportInputs, changed: Iterable[str], stated: Iterable[str] = ()) -> tuple[str, ...]:
    """Figures that may give way so that every sum that holds goes on to: in each the largest part that is free.

    What gives way in one sum may stand in others, where something else gives way in turn.

    Args:
        inputs: the ward as it is.
        changed: the codes that are changed.
        stated: codes that are to give way; they come first in the result.
    """
    numbers = adjustable_figures(inputs)
    return choose_balancing_codes(held_sums(inputs), changed, stated, lambda code: numbers[code].number or Fraction(0))


def broken_sums(
    inputs: ReportInputs, moved: FiguresByCode, changed: Iterable[str], stated: tuple[str, ...]
) -> Iterator[Violation]:
    """The sums that held and would no longer, and what could be said to give way.

    Args:
        inputs: the ward as it is.
        moved: its numbers under the scenario.
        changed: the codes that the scenario changes.
        stated: the codes that are to give way already.
    """
    broken = [identity for identity in held_sums(inputs) if _gap(moved, identity)]
    yield from (_broken(moved, identity) for identity in broken)
    giving = balancing_figures(inputs, changed, stated) if broken else ()
    if giving:
        options = " ".join(f"--balance {code}" for code in giving)
        yield Violation(BALANCE_NEEDED, {"codes": giving}, {"options": options})


def further_balancing_figures(inputs: ReportInputs, changed: Iterable[str], giving: tuple[str, ...]) -> tuple[str, ...]:
    """Further parts of the sums in which figures give way, which do so once those are used up; the largest first."""
    numbers, known = adjustable_figures(inputs), {*changed, *giving}
    others = {part for each in held_sums(inputs) if known & {*each.parts} for part in each.parts} - known
    return tuple(
        sorted((code for code in others if _amount(numbers, code) > 0), key=lambda code: -_amount(numbers, code))
    )


def _broken(moved: FiguresByCode, identity: Identity) -> Violation:
    figures = [moved[code] for code in (identity.whole, *identity.parts)]
    whole, *parts = (format_number(figure.value) for figure in figures if isinstance(figure.value, Decimal))
    codes = {"whole": (identity.whole,), "parts": identity.parts}
    return Violation(BROKEN_SUM, codes, {"amount": f"{whole} = {' + '.join(parts)}"})
