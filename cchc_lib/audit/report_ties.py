"""The ties among the numbers of a report: the sums that hold for a ward, its form, and the rates that it printed."""

from collections.abc import Iterator

from cchc_lib.audit.claim_comparison import DifferenceReason, comparable_claims, reason_of_difference
from cchc_lib.audit.contradictions import Contradiction, RateTie, SumTie, Tie, contradictions, stated_ranges
from cchc_lib.indicators.identities import flow_sum, form_sums, sums
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Figure, Ratio

_EXPLAINED = frozenset(DifferenceReason) - {DifferenceReason.WRONG, DifferenceReason.UNREACHED}
"""The reasons for which a printed rate differs although its numerator and denominator are right."""


def contradictions_of(results: Results) -> tuple[Contradiction, ...]:
    """Return the contradictions among the stated numbers of a report."""
    ties: tuple[Tie, ...] = (*_sum_ties(results), *_rate_ties(results))
    ranges = stated_ranges(results, (code for tie in ties for code in tie.codes))
    return tuple(contradictions(ties, ranges))


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
    inputs = results.inputs
    for identity in dict.fromkeys((*sums(inputs), flow_sum(inputs), *form_sums(inputs))):
        yield SumTie(identity)


def _rate_ties(results: Results) -> Iterator[RateTie]:
    """Yield the printed rates of two figures, without those that differ for another reason than a wrong number."""
    for comparison in comparable_claims(results):
        match comparison.value.quantity:
            case Ratio(Figure() as numerator, Figure() as denominator):
                if reason_of_difference(comparison, results) not in _EXPLAINED:
                    yield RateTie(comparison.claim.code, numerator.code, denominator.code, comparison.claimed)
