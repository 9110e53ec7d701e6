"""Comparison of a claim, that is a rate as the ward printed it, with the rate computed from the ward's figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc_lib.audit.amounts import is_stated, known_number
from cchc_lib.audit.qualifier_mentions import mentioned_qualifier
from cchc_lib.audit.written_ranges import Range, WrittenNumber, range_of, written_range
from cchc_lib.catalogue.rate_definitions import RateDefinition
from cchc_lib.indicators.case_rates import split_row_rate
from cchc_lib.indicators.cases import quantities_of_row, row_counts
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.claims import Claim
from cchc_lib.quantities.figures import Figure, Qualifier, Quantity, Ratio
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.quantities.printing import QUALIFIER_WORDS
from cchc_lib.quantities.value import Value

_WHOLE = Decimal(100)


class DifferenceReason(StrEnum):
    """The reason why a claim differs from the computed rate; the name is the last word of the rule's code."""

    # Wards do not round alike: some cut decimals off, most round half up, as the national portal does.
    TRUNCATED = "truncated"
    """Decimals were cut off, though the report rounds half up."""
    ROUNDED = "rounded"
    """The rate was rounded half up, though the report cuts decimals off."""
    COMPLEMENT = "complement"
    """The claim is 100% less the rounded claim of the complement, as the overdue rate may be of the on-time rate."""
    DEFINITION = "definition"
    """The claim is right by another definition in official use than the one of the report."""
    DENOMINATOR = "denominator"
    """The numerator was divided by another figure."""
    FRACTION = "fraction"
    """The rate was written as a fraction of one: 0,98 for 98%."""
    UNREACHED = "unreached"
    """The rate is not on the side of the number that its word names: «trên 99%» for 98,7%."""
    MINIMUM = "minimum"
    """The rate does not reach the minimum that the text names, which may be a pledge: «tối thiểu 83%» for 82,5%."""
    WRONG = "wrong"
    """None of the other reasons explains the difference."""


@dataclass(frozen=True)
class ClaimComparison:
    """A claim beside the computed rate that it is about."""

    claim: Claim
    """The rate as the ward printed it."""
    value: Value
    """The computed rate."""

    @property
    def number(self) -> Fraction:
        """The exact computed rate as a pure number."""
        return self.value.number or Fraction(0)

    @property
    def qualifier(self) -> Qualifier | None:
        """The word that makes the claim inexact, from its column or else from its text."""
        return self.claim.qualifier or mentioned_qualifier(self.claim.as_written)

    @property
    def words(self) -> str:
        """The word that makes the claim inexact, with a space behind it; empty if there is none."""
        return f"{QUALIFIER_WORDS[self.qualifier]} " if self.qualifier else ""

    @property
    def is_exact(self) -> bool:
        """Whether both the claim and the figures of the computed rate are stated without a word such as «trên»."""
        computed = range_of(self.value.quantity)
        return self.qualifier is None and computed is not None and computed.is_exact

    @property
    def claimed(self) -> Range:
        """The pure numbers that round to the claim as it is written, or lie on the side that its word names."""
        claim = self.claim
        return written_range(WrittenNumber(claim.value, claim.unit, claim.as_written, claim.qualifier))

    def may_be_right(self) -> bool:
        """Return whether the claim, within its written precision, agrees with the rate of the figures within theirs."""
        computed = range_of(self.value.quantity)
        return computed is None or self.claimed.meets(computed)

    @property
    def decimals(self) -> int:
        """The number of decimal places of the claim."""
        return -int(self.claim.value.as_tuple().exponent)

    def rounded(self, number: Fraction, decimals: int, rounding: Rounding) -> Decimal:
        """Return a pure number in the unit of the claim, rounded to `decimals` decimal places."""
        return round_number(number * self.claim.unit.scale, decimals, rounding)

    def equals_rounded(self, number: Fraction, rounding: Rounding) -> bool:
        """Return whether a pure number, rounded to the decimal places of the claim, equals the claim."""
        return self.rounded(number, self.decimals, rounding) == self.claim.value

    def equals_rounded_in_any_way(self, number: Fraction) -> bool:
        """Return whether a pure number equals the claim under one of the ways of rounding."""
        return any(self.equals_rounded(number, rounding) for rounding in Rounding)


def comparable_claims(results: Results) -> Iterator[ClaimComparison]:
    """Yield the claims whose rate can be computed."""
    for code, claim in results.inputs.claims.items():
        if results[code].number is not None:
            yield ClaimComparison(claim, results[code])


def reason_of_difference(comparison: ClaimComparison, results: Results) -> DifferenceReason | None:
    """Return the reason why a claim differs from the computed rate; None if it does not differ."""
    if not comparison.is_exact:
        return None if comparison.may_be_right() else _inexact_reason(comparison)
    if comparison.equals_rounded(comparison.number, results.inputs.settings.rounding):
        return None
    # A way of rounding is the simplest explanation. It is tried before another denominator, which may fit by chance.
    if comparison.equals_rounded(comparison.number, Rounding.TRUNCATE):
        return None if cuts_off_throughout(results) else DifferenceReason.TRUNCATED
    if comparison.equals_rounded(comparison.number, Rounding.HALF_UP):
        return DifferenceReason.ROUNDED
    if _is_fraction(comparison):
        return DifferenceReason.FRACTION
    if other_definition(comparison, results):
        return DifferenceReason.DEFINITION
    if subtracted_complement(comparison, results):
        return DifferenceReason.COMPLEMENT
    # If several figures give the claim, none of them is known to be the denominator that the ward used.
    has_one_explanation = len(explaining_denominators(comparison, results)) == 1
    return DifferenceReason.DENOMINATOR if has_one_explanation else DifferenceReason.WRONG


def cuts_off_throughout(results: Results) -> bool:
    """Return whether a report cuts decimals off in all of its rates, in two of them where rounding would differ."""
    exact = [comparison for comparison in comparable_claims(results) if comparison.is_exact]
    cut_off = [each for each in exact if not each.equals_rounded(each.number, Rounding.HALF_UP)]
    return len(cut_off) > 1 and all(each.equals_rounded(each.number, Rounding.TRUNCATE) for each in exact)


def _inexact_reason(comparison: ClaimComparison) -> DifferenceReason:
    if comparison.qualifier is Qualifier.AT_LEAST:
        return DifferenceReason.MINIMUM
    return DifferenceReason.UNREACHED if comparison.qualifier else DifferenceReason.WRONG


def _is_fraction(comparison: ClaimComparison) -> bool:
    """Return whether the claim, read as a fraction of one, is the computed rate."""
    as_percent = comparison.claim.value * 100
    places = max(0, comparison.decimals - 2)
    return any(comparison.rounded(comparison.number, places, rounding) == as_percent for rounding in Rounding)


def other_definition(comparison: ClaimComparison, results: Results) -> RateDefinition | None:
    """Return the first other definition of «đúng hạn» by which a claim is right; None if there is none."""
    for definition in definitions_of_claim(comparison, results)[1:]:
        number = rate_by(definition, results, split_row_rate(comparison.claim.code)[0]).number
        if number is not None and comparison.equals_rounded_in_any_way(number):
            return definition
    return None


def definitions_of_claim(comparison: ClaimComparison, results: Results) -> tuple[RateDefinition, ...]:
    """Return the definitions of the rate that a claim is about, the leading one first; empty if it has one alone."""
    row, rate = split_row_rate(comparison.claim.code)
    return results.inputs.catalogue.definitions_of(f"procedures.{rate}" if row else comparison.claim.code)


def rate_by(definition: RateDefinition, results: Results, row: str = "") -> Quantity:
    """Return a rate by a definition.

    Args:
        definition: the definition.
        results: the ward's results.
        row: the code of a row of cases.csv; empty for the whole ward.
    """
    if row:
        return definition.formula(quantities_of_row(results.inputs, row_counts(results.inputs, row)))
    return definition.formula({code: results[code].quantity for code in results.inputs.figures})


def subtracted_complement(comparison: ClaimComparison, results: Results) -> str | None:
    """Return the code of the complement whose claim was subtracted from 100% to get this claim.

    Returns:
        None if the claims do not add up to 100%, or the claim of the complement does not equal its own rate. Of two
        wrong claims neither can be the origin of the other: both are wrong.
    """
    pairs = results.inputs.catalogue.complement_pairs
    partners = {code: partner for pair in pairs for code, partner in (pair, pair[::-1])}
    partner = results.inputs.claims.get(partners.get(comparison.claim.code, ""))
    if partner is None or _WHOLE - partner.value != comparison.claim.value:
        return None
    value = results[partner.code]
    if value.number is None or not ClaimComparison(partner, value).equals_rounded_in_any_way(value.number):
        return None
    return partner.code


def explaining_denominators(comparison: ClaimComparison, results: Results) -> tuple[Value, ...]:
    """Return the stated figures that, in the place of the denominator, give the claim.

    Only figures of the numerator's subject and unit are tried, since almost any rate can be had from some pair of
    numbers.
    """
    ratio = comparison.value.quantity
    if not isinstance(ratio, Ratio) or not isinstance(ratio.numerator, Figure) or not ratio.numerator.number:
        return ()
    numerator, dividend = ratio.numerator, ratio.numerator.number
    subject = numerator.code.rpartition(".")[0]
    # The same figure under another code is no further candidate.
    candidates = {
        value.quantity: value
        for code, value in results.values.items()
        if code.rpartition(".")[0] == subject and value.unit == numerator.unit
        if value.code != numerator.code and is_stated(results, value.code)
    }
    return tuple(
        value
        for value in candidates.values()
        if (divisor := known_number(value)) and divisor != ratio.denominator.number
        if comparison.equals_rounded_in_any_way(dividend / divisor)
    )
