"""Control limits of a funnel plot: the numbers of late cases between which chance explains the number of a unit.

The method is that of D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
24, 2005, with the exact binomial distribution in place of the normal one, since units may have as few as twelve cases.
All numbers are decimals of 40 digits, so that every machine computes the same limits.
"""

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import islice

OUTER_TAIL = Decimal("0.001")
"""The probability above the upper limit of 99,8%: half of the 0,2% outside both limits."""
INNER_TAIL = Decimal("0.025")
"""The probability above the upper limit of 95%."""
# In a very small unit one or two late cases can lie above the limit, but are too few to name a ward for (ADR 12).
MIN_FLAGGED_COUNT = 3
"""The smallest number of late cases with which a unit is flagged."""
_CONTEXT = Context(prec=40)


# The line of the chart, its points, the map and the rules on outliers ask for the same limits.
@lru_cache(maxsize=4096)
def upper_limit(whole: int, share: Fraction, chance: Decimal) -> Decimal:
    """Return the smallest k with P(X ≥ k) ≤ `chance` for X ~ Binomial(`whole`, `share`).

    The limit is interpolated between two counts by the logarithm of the probability, so that a chart draws a smooth
    line; a count reaches the limit exactly if P(X ≥ count) ≤ `chance`.

    Args:
        whole: the number of cases of the unit, above zero.
        share: the share of late cases in all units together, from 0 to 1.
        chance: OUTER_TAIL or INNER_TAIL.
    """
    with localcontext(_CONTEXT):
        before = Decimal(1)
        for count, tail in enumerate(_upper_tail_probabilities(whole, share), start=1):
            if tail <= chance:
                return _interpolated(count, before, tail, chance)
            before = tail
        return Decimal(whole + 1)


def flagging_count(whole: int, share: Fraction) -> Decimal:
    """Return the number of late cases from which a unit is flagged: the upper limit, and at least MIN_FLAGGED_COUNT."""
    return max(upper_limit(whole, share, OUTER_TAIL), Decimal(MIN_FLAGGED_COUNT))


@lru_cache(maxsize=4096)
def lower_limit(whole: int, share: Fraction, chance: Decimal) -> Decimal:
    """Return the largest k with P(X ≤ k) ≤ `chance` for X ~ Binomial(`whole`, `share`); below zero if there is none."""
    with localcontext(_CONTEXT):
        before = tail = Decimal(0)
        for count, probability in enumerate(_probabilities(whole, share)):
            before, tail = tail, tail + probability
            if tail > chance:
                part = (chance.ln() - before.ln()) / (tail.ln() - before.ln()) if before else Decimal(0)
                return count - 1 + part
        return Decimal(whole)


def _upper_tail_probabilities(whole: int, share: Fraction) -> Iterator[Decimal]:
    """Yield P(X ≥ 1), P(X ≥ 2), … up to P(X ≥ whole)."""
    tail = Decimal(1)
    for probability in islice(_probabilities(whole, share), whole):
        tail -= probability
        yield tail


def _probabilities(whole: int, share: Fraction) -> Iterator[Decimal]:
    """Yield P(X = 0), P(X = 1), … up to P(X = whole)."""
    late = Decimal(share.numerator) / Decimal(share.denominator)
    if late in (0, 1):
        yield from (Decimal(count == late * whole) for count in range(whole + 1))
        return
    # The recurrence of the binomial distribution needs no factorials of large numbers.
    odds, probability = late / (1 - late), (1 - late) ** whole
    for count in range(whole + 1):
        yield probability
        probability = probability * (whole - count) / (count + 1) * odds


def _interpolated(count: int, before: Decimal, tail: Decimal, chance: Decimal) -> Decimal:
    # The last digit of a sum of rounded terms may make the tail zero or negative, which has no logarithm.
    if tail <= 0:
        return Decimal(count)
    return count - 1 + (before.ln() - chance.ln()) / (before.ln() - tail.ln())
