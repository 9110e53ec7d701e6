"""The ties among the numbers of a report: sums, repetitions, parts of a whole, its form, printed rates."""

from collections.abc import Iterator
from functools import lru_cache

from cchc_lib.audit.claim_comparison import DifferenceReason, comparable_claims, reason_of_difference
from cchc_lib.audit.contradictions import Contradiction, RateTie, SumTie, Tie, contradictions, holds, stated_ranges
from cchc_lib.audit.wording_comparison import is_contradicted
from cchc_lib.audit.written_ranges import NOTHING_KNOWN, Range, range_of
from cchc_lib.catalogue.case_flow import RESOLVED
from cchc_lib.indicators.filled_sums import filled_sums
from cchc_lib.indicators.identities import (
    EQUALITIES,
    ONE_TIME_EVENTS,
    Identity,
    flow_sum,
    form_equalities,
    form_sums,
    subsets,
    sums,
)
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Difference, Figure, Quantity, Ratio, Sum

_EXPLAINED = frozenset(DifferenceReason) - {
    DifferenceReason.WRONG,
    DifferenceReason.UNREACHED,
    DifferenceReason.MINIMUM,
}
"""The reasons for which a printed rate differs although its numerator and denominator are right."""


def repetitions(results: Results) -> tuple[Identity, ...]:
    """Return the quantities that two sections state, without those of events of an earlier period."""
    # After the period of the event, the whole is 0 and equals nothing.
    past = {code for code in ONE_TIME_EVENTS if not results[code].number}
    return tuple(identity for identity in (*EQUALITIES, *form_equalities(results.inputs)) if identity.whole not in past)


def parts_of_wholes(results: Results) -> tuple[Identity, ...]:
    """Return the parts that must not exceed their whole, each as an open sum."""
    return tuple(Identity(whole, (part,), is_open=True) for part, whole in subsets(results.inputs))


@lru_cache(maxsize=2)
def contradictions_of(results: Results) -> tuple[Contradiction, ...]:
    """Return the contradictions among the stated numbers of a report."""
    ties: tuple[Tie, ...] = (*_sum_ties(results), *_rate_ties(results))
    return tuple(contradictions(ties, _ranges(results, ties)))


def _ranges(results: Results, ties: tuple[Tie, ...]) -> dict[str, Range]:
    codes = (code for tie in ties for code in tie.codes)
    figures = results.inputs.figures
    # A number that differs from its text has a finding already; others are not judged by it.
    return stated_ranges(results, (code for code in codes if code not in figures or not is_contradicted(figures[code])))


@lru_cache(maxsize=2)
def uncertain_codes(results: Results) -> frozenset[str]:
    """Return the codes of the numbers that have a finding, so that what depends on them is not judged again."""
    miscopied = (code for code, figure in results.inputs.figures.items() if is_contradicted(figure))
    found = (code for each in contradictions_of(results) if each.described for code in each.uncertain)
    return frozenset((*miscopied, *found))


def corrected_range(quantity: Quantity, results: Results) -> Range:
    """Return the range of a quantity, where a figure with a finding has the range that other numbers leave it."""
    match quantity:
        case Figure():
            return _corrected_figure(quantity, results)
        case Sum(left, right):
            return corrected_range(left, results) + corrected_range(right, results)
        case Difference(left, right):
            return corrected_range(left, results) - corrected_range(right, results)
        case Ratio(part, whole) if (divisor := corrected_range(whole, results)).high != 0:
            return corrected_range(part, results) / divisor
        case _:
            return NOTHING_KNOWN


def _corrected_figure(figure: Figure, results: Results) -> Range:
    if figure.code not in uncertain_codes(results):
        return range_of(figure) or NOTHING_KNOWN
    implied = (each.implied for each in contradictions_of(results) if each.described and each.root == figure.code)
    return next(implied, NOTHING_KNOWN)


def implied_ranges(results: Results) -> dict[str, Range]:
    """Return the ranges of the numbers that a report states, and of those that follow from its sums."""
    ties = tuple(SumTie(identity) for identity in sums(results.inputs) if not identity.is_open)
    ranges = _ranges(results, ties)
    sound = [tie for tie in ties if holds(tie, ranges)]
    for _ in sound:
        for tie in sound:
            unknown = [code for code in tie.codes if code not in ranges]
            if len(unknown) == 1:
                ranges[unknown[0]] = tie.implied(unknown[0], ranges)
    return ranges


@lru_cache(maxsize=2)
def claims_with_a_wrong_figure(results: Results) -> frozenset[str]:
    """Return the codes of the printed rates that are right once another number is corrected, which has its finding."""
    return frozenset(
        tie.claim
        for contradiction in contradictions_of(results)
        if len(contradiction.broken) > 1
        for tie in contradiction.broken
        if isinstance(tie, RateTie)
    )


def _sum_ties(results: Results) -> Iterator[SumTie]:
    """Yield the ties in the order in which one of several broken ones is described."""
    inputs, flow = results.inputs, flow_sum(results.inputs)
    # More cases resolved than there are says more than a sum that does not hold.
    resolved = Identity(flow.whole, (RESOLVED,), is_open=True)
    of_form = (*form_sums(inputs), *repetitions(results), *filled_sums(inputs))
    ordered = (*sums(inputs), resolved, flow, *of_form, *parts_of_wholes(results))
    return (SumTie(identity) for identity in dict.fromkeys(ordered))


def _rate_ties(results: Results) -> Iterator[RateTie]:
    """Yield the printed rates of two figures, without those that differ for another reason than a wrong number."""
    for comparison in comparable_claims(results):
        match comparison.value.quantity:
            case Ratio(Figure() as numerator, Figure() as denominator):
                if reason_of_difference(comparison, results) not in _EXPLAINED:
                    yield RateTie(comparison.claim.code, numerator.code, denominator.code, comparison.claimed)
