"""How many of so many cases chance alone may make late: the control limits of a funnel plot.

After D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24, 2005; but
with the exact binomial distribution, which also holds for a unit of twelve cases. Decimals of a fixed number of
digits, so that the same unit is judged alike on every machine.
"""

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import islice

OUTER_TAIL = Decimal("0.001")
"""The chance to lie above the limit of 99,8%, half of what lies outside it."""
INNER_TAIL = Decimal("0.025")
"""The same for the limit of 95%."""
MIN_FLAGGED_COUNT = 3
"""Late cases below which no unit is called an outlier."""
_DIGITS = Context(prec=40)


@lru_cache(maxsize=4096)
def upper_limit(whole: int, share: Fraction, chance: Decimal) -> Decimal:
    """From how many of `whole` on chance explains a count no more often than in `chance` of cases.

    A count is beyond the limit exactly where the chance of it, or of more, is at most `chance`. Between two counts
    the limit is interpolated by the logarithm, so that it makes a line.

    Args:
        whole: how many cases there are, above zero.
        share: how many of them are late on the whole, from 0 to 1.
        chance: OUTER or INNER.
    """
    with localcontext(_DIGITS):
        before = Decimal(1)
        for count, tail in enumerate(_tails(whole, share), start=1):
            if tail <= chance:
                return _between(count, before, tail, chance)
            before = tail
        return Decimal(whole + 1)


def flagging_count(whole: int, share: Fraction) -> Decimal:
    """From how many of `whole` on a unit is told as one beyond chance: never for one or two, however few it has."""
    return max(upper_limit(whole, share, OUTER_TAIL), Decimal(MIN_FLAGGED_COUNT))


@lru_cache(maxsize=4096)
def lower_limit(whole: int, share: Fraction, chance: Decimal) -> Decimal:
    """Up to how many of `whole` chance explains a count no more often than in `chance` of cases; below zero if none."""
    with localcontext(_DIGITS):
        before = head = Decimal(0)
        for count, exactly in enumerate(_exactly(whole, share)):
            before, head = head, head + exactly
            if head > chance:
                part = (chance.ln() - before.ln()) / (head.ln() - before.ln()) if before else Decimal(0)
                return count - 1 + part
        return Decimal(whole)


def _tails(whole: int, share: Fraction) -> Iterator[Decimal]:
    """The chance of at least one, at least two, and so on up to all."""
    tail = Decimal(1)
    for exactly in islice(_exactly(whole, share), whole):
        tail -= exactly
        yield tail


def _exactly(whole: int, share: Fraction) -> Iterator[Decimal]:
    """The chance of none, of one, and so on up to all."""
    late = Decimal(share.numerator) / Decimal(share.denominator)
    if late in (0, 1):
        yield from (Decimal(count == late * whole) for count in range(whole + 1))
        return
    odds, exactly = late / (1 - late), (1 - late) ** whole
    for count in range(whole + 1):
        yield exactly
        exactly = exactly * (whole - count) / (count + 1) * odds


def _between(count: int, before: Decimal, tail: Decimal, chance: Decimal) -> Decimal:
    if tail <= 0:
        return Decimal(count)
    return count - 1 + (before.ln() - chance.ln()) / (before.ln() - tail.ln())
