"""Contradictions among stated numbers, each with the number that is most probably wrong.

Sums and printed rates tie the numbers of a report together. Where some of these ties break, one wrong number often
explains all of them: the one that the fewest other ties support. Naming it keeps the reader from correcting the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.audit.amounts import is_stated
from cchc_lib.audit.written_ranges import NOTHING_KNOWN, Range, range_of
from cchc_lib.indicators.identities import Identity
from cchc_lib.indicators.results import Results

Ranges = Mapping[str, Range]
"""The range of each stated number, by code; a code that is left out is not stated."""


@dataclass(frozen=True)
class SumTie:
    """A whole and its parts."""

    identity: Identity

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the numbers that it ties together."""
        return (self.identity.whole, *self.identity.parts)

    def is_judgeable(self, ranges: Ranges) -> bool:
        """Return whether the whole and a part are stated: a whole alone is not wrong."""
        return self.identity.whole in ranges and any(part in ranges for part in self.identity.parts)

    def is_filled(self, ranges: Ranges) -> bool:
        """Return whether the stated parts are the whole, so that every other part must be zero."""
        whole = ranges.get(self.identity.whole, NOTHING_KNOWN)
        added = self._sum_of((part for part in self.identity.parts if part in ranges), ranges)
        return whole.is_exact and added == whole

    def implied(self, code: str, ranges: Ranges) -> Range:
        """Return the numbers that one of the codes may be according to the others."""
        if code == self.identity.whole:
            return self._sum_of(self.identity.parts, ranges)
        others = (part for part in self.identity.parts if part != code)
        rest = self._sum_of(others, ranges)
        whole = ranges.get(self.identity.whole, NOTHING_KNOWN)
        left = whole - rest
        # Of an open sum, and of one with an unknown part, the others only limit the part.
        return Range(NOTHING_KNOWN.low, left.high) if rest.high is None else left

    def _sum_of(self, parts: Iterable[str], ranges: Ranges) -> Range:
        added = Range(NOTHING_KNOWN.low, None if self.identity.is_open else NOTHING_KNOWN.low)
        for part in parts:
            added += ranges.get(part, NOTHING_KNOWN)
        return added


@dataclass(frozen=True)
class RateTie:
    """A printed rate with its numerator and denominator."""

    claim: str
    """The code of the indicator."""
    numerator: str
    denominator: str
    printed: Range
    """The exact rates that round to the printed one."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the numbers that it ties together; the printed rate itself is none of them."""
        return self.numerator, self.denominator

    def is_judgeable(self, ranges: Ranges) -> bool:
        """Return whether numerator and denominator are stated."""
        return self.numerator in ranges and self.denominator in ranges

    def implied(self, code: str, ranges: Ranges) -> Range:
        """Return the numbers that one of the codes may be according to the other and the printed rate."""
        if code == self.numerator:
            return self.printed * ranges.get(self.denominator, NOTHING_KNOWN)
        return ranges.get(self.numerator, NOTHING_KNOWN) / self.printed


Tie = SumTie | RateTie


def holds(tie: Tie, ranges: Ranges) -> bool:
    """Return whether the stated numbers can all be true as far as a tie says."""
    first = tie.codes[0]
    return not tie.is_judgeable(ranges) or ranges[first].meets(tie.implied(first, ranges))


@dataclass(frozen=True)
class Contradiction:
    """Broken ties that one wrong number explains."""

    broken: tuple[Tie, ...]
    """The ties that do not hold; the first one is described, the others follow from the same fault."""
    root: str
    """The code of the number that is most probably wrong; empty if several are equally probable."""
    implied: Range
    """The values of the root with which the broken ties would hold."""

    @property
    def described(self) -> Identity | None:
        """The first sum that does not hold, which the finding describes; None if only printed rates contradict."""
        return next((tie.identity for tie in self.broken if isinstance(tie, SumTie)), None)

    @property
    def uncertain(self) -> frozenset[str]:
        """The codes of the numbers of which one is wrong."""
        return frozenset((self.root,) if self.root else self.broken[0].codes)


def stated_ranges(results: Results, codes: Iterable[str]) -> dict[str, Range]:
    """Return the ranges of those codes that the ward states."""
    found = {code: range_of(results[code].quantity) for code in dict.fromkeys(codes) if is_stated(results, code)}
    return {code: range_ for code, range_ in found.items() if range_ is not None}


def contradictions(ties: Iterable[Tie], ranges: Ranges) -> Iterator[Contradiction]:
    """Yield the contradictions among stated numbers, in the order of the ties.

    Args:
        ties: all ties.
        ranges: the stated numbers.
    """
    judged = tuple(tie for tie in ties if tie.is_judgeable(ranges))
    holding = tuple(tie for tie in judged if holds(tie, ranges))
    broken = [tie for tie in judged if tie not in holding]
    while broken:
        candidates = [code for code in dict.fromkeys(broken[0].codes) if code in ranges]
        suspicions = [_suspicion(code, broken, holding, ranges) for code in candidates]
        suspicions.sort(key=lambda suspicion: suspicion.rank)
        first = suspicions[0]
        alike = [suspicion for suspicion in suspicions if suspicion.rank == first.rank]
        # No correction of one number may repair the first tie; it is then a contradiction by itself.
        explained = (broken[0], *(tie for tie in first.explained if all(tie in each.explained for each in alike)))
        yield Contradiction(tuple(dict.fromkeys(explained)), first.code if len(alike) == 1 else "", first.implied)
        broken = [tie for tie in broken if tie not in explained]


@dataclass(frozen=True)
class _Suspicion:
    """A number that may be the wrong one."""

    code: str
    implied: Range
    explained: tuple[Tie, ...]
    """The broken ties that hold if the number is corrected."""
    contradicting: int
    """The number of ties that hold, and would break if the number were corrected."""

    @property
    def rank(self) -> tuple[int, int]:
        """The order of suspicions: the number that explains most and contradicts least comes first."""
        return self.contradicting - len(self.explained), self.contradicting


def _suspicion(code: str, broken: Iterable[Tie], holding: Iterable[Tie], ranges: Ranges) -> _Suspicion:
    implied, explained = NOTHING_KNOWN, list[Tie]()
    for tie in broken:
        if code in tie.codes:
            asked = tie.implied(code, ranges)
            if asked.meets(implied):
                implied = implied.within(asked)
                explained.append(tie)
    contradicting = sum(code in tie.codes and not tie.implied(code, ranges).meets(implied) for tie in holding)
    return _Suspicion(code, implied, tuple(explained), contradicting)
