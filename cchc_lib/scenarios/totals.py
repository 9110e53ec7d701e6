"""The sums that hold of a ward under a scenario: what gives way so that they go on to, and which no longer would."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.identities import SAME, Identity, form_repeats, form_sums, sums
from cchc_lib.inputs.cases import CASE_COLUMNS, TOTAL, count_code
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.numbers import format_number
from cchc_lib.scenarios.balance import deltas, givers
from cchc_lib.scenarios.movable import Numbers, numbers_of
from cchc_lib.scenarios.refusals import BROKEN_SUM, LEFT_OPEN, SAY_WHAT_GIVES_WAY, Fault


def held_sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    """The sums that hold of a ward as it is; those that do not already are left alone."""
    numbers = numbers_of(inputs)
    repeats = map(partial(_by_field, inputs), form_repeats(inputs))
    every = (*sums(inputs), *form_sums(inputs), *repeats, *SAME)
    return tuple(each for each in every if _gap(numbers, each) == 0)


def _by_field(inputs: ReportInputs, identity: Identity) -> Identity:
    """A total of the form that no row states is what its fields come to."""
    stated = {row.code for row in inputs.cases}
    totals = {count_code(TOTAL, column): column for column in CASE_COLUMNS}
    if TOTAL in stated or identity.parts[0] not in totals:
        return identity
    column = totals[identity.parts[0]]
    fields = (count_code(field.code, column) for field in case_fields(inputs))
    return Identity(identity.whole, tuple(fields), follows=True)


def _gap(numbers: Numbers, identity: Identity) -> Fraction | None:
    """The whole less its parts, in their unit; none where one of them is not known."""
    figures = [numbers.get(code) for code in (identity.whole, *identity.parts)]
    amounts = [Fraction(figure.value) for figure in figures if figure and isinstance(figure.value, Decimal)]
    return amounts[0] - sum(amounts[1:]) if len(amounts) == len(figures) else None


def amounts_given(numbers: Numbers, held: Iterable[Identity], codes: Iterable[str]) -> dict[str, Fraction]:
    """By how much each of the codes gives way, where the sums tell it."""
    gaps = [(identity, _gap(numbers, identity) or Fraction(0)) for identity in held]
    return {code: amount for code, amount in deltas(gaps, codes).items() if amount}


def giving_way(inputs: ReportInputs, changed: Iterable[str], stated: Iterable[str] = ()) -> tuple[str, ...]:
    """Figures that may give way so that every sum that holds goes on to: in each the largest part that is free.

    What gives way in one sum may stand in others, where something else gives way in turn.

    Args:
        inputs: the ward as it is.
        changed: the codes that are changed.
        stated: codes that are to give way; they come first in the result.
    """
    numbers = numbers_of(inputs)
    return givers(held_sums(inputs), changed, stated, lambda code: numbers[code].number or Fraction(0))


def broken_sums(
    inputs: ReportInputs, moved: Numbers, changed: Iterable[str], stated: tuple[str, ...]
) -> Iterator[Fault]:
    """The sums that held and would no longer, and what could be said to give way.

    Args:
        inputs: the ward as it is.
        moved: its numbers under the scenario.
        changed: the codes that the scenario changes.
        stated: the codes that are to give way already.
    """
    broken = [identity for identity in held_sums(inputs) if _gap(moved, identity)]
    yield from (_broken(moved, identity) for identity in broken)
    if broken:
        giving = giving_way(inputs, changed, stated)
        if set(giving) <= set(stated):
            yield Fault(LEFT_OPEN, {"codes": stated})
        else:
            options = " ".join(f"--balance {code}" for code in giving)
            yield Fault(SAY_WHAT_GIVES_WAY, {"codes": giving}, {"options": options})


def _broken(moved: Numbers, identity: Identity) -> Fault:
    figures = [moved[code] for code in (identity.whole, *identity.parts)]
    whole, *parts = (format_number(figure.value) for figure in figures if isinstance(figure.value, Decimal))
    codes = {"whole": (identity.whole,), "parts": identity.parts}
    return Fault(BROKEN_SUM, codes, {"amount": f"{whole} = {' + '.join(parts)}"})
