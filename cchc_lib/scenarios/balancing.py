"""Keeping the sums of a ward under a scenario: which figures absorb a difference, and which sums cannot be kept."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.identities import (
    EQUALITIES,
    HEADCOUNTS,
    Identity,
    form_equalities,
    form_sums,
    sums,
)
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, count_code
from cchc_lib.quantities.numbers import format_number
from cchc_lib.scenarios.adjustable_figures import FiguresByCode, adjustable_figures
from cchc_lib.scenarios.linear_sums import choose_balancing_codes, solve_changes
from cchc_lib.scenarios.violations import BALANCE_NEEDED, BROKEN_SUM, Violation


def held_sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    """Return the sums that hold of a ward as it is; a scenario need not repair those that do not."""
    figures = adjustable_figures(inputs)
    equalities = map(partial(_added_up_by_field, inputs), form_equalities(inputs))
    headcounts = (Identity(count.stated, count.present, whole_is_derived=True) for count in HEADCOUNTS)
    candidates = (*sums(inputs), *form_sums(inputs), *equalities, *EQUALITIES, *headcounts)
    return tuple(identity for identity in candidates if _gap(figures, identity) == 0)


def _added_up_by_field(inputs: ReportInputs, identity: Identity) -> Identity:
    """Return the identity with a total of the form replaced by its fields if no row of the form states the total."""
    stated = {row.code for row in inputs.cases}
    totals = {count_code(TOTAL, column): column for column in CASE_COLUMNS}
    if TOTAL in stated or identity.parts[0] not in totals:
        return identity
    column = totals[identity.parts[0]]
    fields = (count_code(field.code, column) for field in case_fields(inputs))
    return Identity(identity.whole, tuple(fields), whole_is_derived=True)


def _gap(figures: FiguresByCode, identity: Identity) -> Fraction | None:
    """Return the amount by which the whole exceeds the sum of its parts; None if one of them is not known."""
    members = [figures.get(code) for code in (identity.whole, *identity.parts)]
    amounts = [Fraction(figure.value) for figure in members if figure and isinstance(figure.value, Decimal)]
    return amounts[0] - sum(amounts[1:]) if len(amounts) == len(members) else None


def balancing_changes(
    figures: FiguresByCode, identities: Iterable[Identity], balance: Iterable[str]
) -> dict[str, Fraction]:
    """Return the change of each balancing figure by which all sums hold again.

    The first figure absorbs as much as it can without falling below zero, then the next one. If all together cannot
    absorb enough, the first absorbs everything and falls below zero, so that the error can name it.

    Args:
        figures: the figures under the scenario.
        identities: the sums that held before.
        balance: the codes of the balancing figures in order.
    """
    held, codes = tuple(identities), tuple(balance)
    unlimited = _solve(figures, held, codes, {})
    limited = _limited_changes(figures, held, codes, {})
    is_enough = not any((_gap(figures, identity) or 0) + _gap_change(identity, limited) for identity in held)
    return {code: change for code, change in (limited if is_enough else unlimited).items() if change}


def _limited_changes(
    figures: FiguresByCode, identities: tuple[Identity, ...], free: tuple[str, ...], fixed: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Return the changes if no balancing figure may fall below zero; they may be too small to keep the sums.

    Args:
        figures: the figures under the scenario.
        identities: the sums that held before.
        free: the codes of the balancing figures whose changes are solved for.
        fixed: the changes of the balancing figures that fall to zero.
    """
    changes = _solve(figures, identities, free, fixed)
    negative = _first_negative(figures, free, changes)
    if negative is None:
        return {**changes, **fixed}
    # Each call fixes one figure at zero, so that the recursion ends.
    others = tuple(code for code in free if code != negative)
    return _limited_changes(figures, identities, others, {**fixed, negative: -_amount(figures, negative)})


def _first_negative(figures: FiguresByCode, codes: Iterable[str], changes: Mapping[str, Fraction]) -> str | None:
    return next((code for code in codes if _amount(figures, code) + changes.get(code, 0) < 0), None)


def _amount(figures: FiguresByCode, code: str) -> Fraction:
    value = figures[code].value
    return Fraction(value) if isinstance(value, Decimal) else Fraction(0)


def _solve(
    figures: FiguresByCode, identities: tuple[Identity, ...], free: Iterable[str], fixed: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    gaps = [
        (identity, (_gap(figures, identity) or Fraction(0)) + _gap_change(identity, fixed)) for identity in identities
    ]
    return solve_changes(gaps, free)


def _gap_change(identity: Identity, changes: Mapping[str, Fraction]) -> Fraction:
    """Return the amount by which a sum's gap grows through changes of its members."""
    part_changes = sum((changes.get(part, Fraction(0)) for part in identity.parts), Fraction(0))
    return changes.get(identity.whole, Fraction(0)) - part_changes


def balancing_figures(inputs: ReportInputs, changed: Iterable[str], stated: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the codes of figures that can absorb a change, so that every sum that holds still does.

    In each sum the largest free part is chosen. It may occur in other sums, in which a further figure is chosen.

    Args:
        inputs: the ward as it is.
        changed: the codes that are changed.
        stated: the codes of figures that a user chose; they come first in the result.
    """
    figures = adjustable_figures(inputs)
    return choose_balancing_codes(held_sums(inputs), changed, stated, lambda code: figures[code].number or Fraction(0))


def broken_sums(
    inputs: ReportInputs, after: FiguresByCode, changed: Iterable[str], balance: tuple[str, ...]
) -> Iterator[Violation]:
    """Yield the sums that a scenario breaks, and then the figures that could absorb the difference.

    Args:
        inputs: the ward as it is.
        after: its figures under the scenario.
        changed: the codes that the scenario changes.
        balance: the codes of the balancing figures that the scenario names.
    """
    broken = [identity for identity in held_sums(inputs) if _gap(after, identity)]
    yield from (_broken_sum(after, identity) for identity in broken)
    if broken and (codes := balancing_figures(inputs, changed, balance)):
        yield Violation(BALANCE_NEEDED, {"codes": codes})


def further_balancing_figures(
    inputs: ReportInputs, changed: Iterable[str], balance: tuple[str, ...]
) -> tuple[str, ...]:
    """Return further parts of the sums that are balanced, for use once the balancing figures are exhausted.

    Args:
        inputs: the ward as it is.
        changed: the codes that are changed.
        balance: the codes of the balancing figures.

    Returns:
        The codes of the parts that are above zero, the largest first.
    """
    figures, known = adjustable_figures(inputs), {*changed, *balance}
    others = {part for identity in held_sums(inputs) if known & {*identity.parts} for part in identity.parts} - known
    return tuple(
        sorted((code for code in others if _amount(figures, code) > 0), key=lambda code: -_amount(figures, code))
    )


def _broken_sum(after: FiguresByCode, identity: Identity) -> Violation:
    members = [after[code] for code in (identity.whole, *identity.parts)]
    whole, *parts = (format_number(figure.value) for figure in members if isinstance(figure.value, Decimal))
    codes = {"whole": (identity.whole,), "parts": identity.parts}
    return Violation(BROKEN_SUM, codes, {"amount": f"{whole} = {' + '.join(parts)}"})
