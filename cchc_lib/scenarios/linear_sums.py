"""Sums as linear equations over what changes: who has to give way, and by how much; exact, in fractions.

A sum whole = a + b, which holds before and after, is the equation −Δwhole + Δa + Δb = 0.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from cchc_lib.indicators.identities import Identity

Row = dict[str, Fraction]
"""The coefficient of each code; those of 0 are left out."""


def _row(identity: Identity) -> Row:
    return {identity.whole: Fraction(-1), **dict.fromkeys(identity.parts, Fraction(1))}


def _less(row: Row, factor: Fraction, other: Mapping[str, Fraction]) -> Row:
    """A row less another one so many times."""
    codes = {**row, **other}
    found = {code: row.get(code, Fraction(0)) - factor * other.get(code, Fraction(0)) for code in codes}
    return {code: amount for code, amount in found.items() if amount}


class _Reduced:
    """Rows of which each is solved for another code, which stands in no other of them."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def reduced(self, row: Row) -> Row:
        """A row without the codes that are solved for."""
        for code in [code for code in row if code in self.rows]:
            row = _less(row, row[code], self.rows[code])
        return row

    def solve_for(self, code: str, row: Row) -> None:
        """Take in a reduced row."""
        unit = {each: amount / row[code] for each, amount in row.items()}
        self.rows = {each: _less(other, other.get(code, Fraction(0)), unit) for each, other in self.rows.items()}
        self.rows[code] = unit


def solve_changes(gaps: Iterable[tuple[Identity, Fraction]], free: Iterable[str]) -> dict[str, Fraction]:
    """By how much each free code has to change so that sums hold; where several might, the one that is named first.

    Args:
        gaps: each sum with how far its whole is above its parts together.
        free: the codes that may change, those that are to do so before others first.
    """
    order = {code: at for at, code in enumerate(free)}
    known, system, gap_of = set(order), _Reduced(), "\0"
    for identity, gap in gaps:
        row = {code: amount for code, amount in _row(identity).items() if code in known}
        row = system.reduced(row | ({gap_of: gap} if gap else {}))
        code = min((each for each in row if each != gap_of), key=order.__getitem__, default=None)
        if code:
            system.solve_for(code, row)
    # What no row is solved for stays as it is.
    return {code: row.get(gap_of, Fraction(0)) for code, row in system.rows.items()}


def choose_balancing_codes(
    identities: Iterable[Identity], changed: Iterable[str], stated: Iterable[str], room: Callable[[str], Fraction]
) -> tuple[str, ...]:
    """Codes that together can make up for whatever change of others, so that all sums go on to hold.

    Args:
        identities: the sums that hold.
        changed: the codes that are changed.
        stated: codes that are to give way where they can.
        room: how much a code has to give; of those that have any, a part of the sum itself is taken, and the largest;
            the whole itself where it follows its parts.
    """
    fixed, wanted, system = set(changed), tuple(stated), _Reduced()
    left = [(identity, _row(identity)) for identity in identities]
    while touched := next(((each, row) for each, row in left if fixed & row.keys()), None):
        identity, row = touched
        free = [code for code in row if code not in fixed]
        if free:
            asked = [code for code in wanted if code in free]
            near = {identity.whole} if identity.whole_is_derived else {*identity.parts}
            best = max(free, key=lambda code: (room(code) > 0, code in near, room(code)))
            system.solve_for(asked[0] if asked else best, row)
        # What no changed code stands in any more holds as it is, unless a later one gives way by it.
        left = [(each, system.reduced(other)) for each, other in left if each is not identity]
    return tuple(dict.fromkeys((*wanted, *system.rows)))
