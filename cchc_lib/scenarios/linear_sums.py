"""Sums as linear equations over the changes of figures, solved exactly in fractions.

A sum whole = a + b that holds before and after is the equation −Δwhole + Δa + Δb = 0. Gauss-Jordan elimination decides
which figures absorb a difference, and how much of it.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from cchc_lib.indicators.identities import Identity

_Equation = dict[str, Fraction]
"""The coefficient of each code; coefficients of 0 are left out."""
_GAP = "\0"
"""The name of an equation's constant term; no code is equal to it."""


def _equation(identity: Identity) -> _Equation:
    return {identity.whole: Fraction(-1), **dict.fromkeys(identity.parts, Fraction(1))}


def _minus(equation: _Equation, factor: Fraction, other: Mapping[str, Fraction]) -> _Equation:
    """Return `equation − factor × other`."""
    codes = {**equation, **other}
    coefficients = {code: equation.get(code, Fraction(0)) - factor * other.get(code, Fraction(0)) for code in codes}
    return {code: coefficient for code, coefficient in coefficients.items() if coefficient}


class _ReducedSystem:
    """Equations in reduced echelon form: each is solved for one code, which no other of them contains."""

    def __init__(self) -> None:
        self.equations: dict[str, _Equation] = {}
        """The equations by the code that each is solved for."""

    def reduced(self, equation: _Equation) -> _Equation:
        """Return an equation without the codes that the system is solved for."""
        for code in [code for code in equation if code in self.equations]:
            equation = _minus(equation, equation[code], self.equations[code])
        return equation

    def solve_for(self, code: str, equation: _Equation) -> None:
        """Add a reduced equation, solved for one of its codes."""
        normalised = {name: coefficient / equation[code] for name, coefficient in equation.items()}
        self.equations = {
            solved: _minus(other, other.get(code, Fraction(0)), normalised) for solved, other in self.equations.items()
        }
        self.equations[code] = normalised


def solve_changes(gaps: Iterable[tuple[Identity, Fraction]], free: Iterable[str]) -> dict[str, Fraction]:
    """Return the changes of free codes by which sums hold again.

    Args:
        gaps: each sum with the amount by which its whole exceeds the sum of its parts.
        free: the codes that may change. If several could absorb a gap, the one that is named first does.

    Returns:
        The change of each code that an equation is solved for; all other codes stay as they are.
    """
    order = {code: index for index, code in enumerate(free)}
    system = _ReducedSystem()
    for identity, gap in gaps:
        equation = {code: coefficient for code, coefficient in _equation(identity).items() if code in order}
        equation = system.reduced(equation | ({_GAP: gap} if gap else {}))
        # The equation is solved for the free code that is named first, so that the order of balance decides.
        code = min((name for name in equation if name != _GAP), key=order.__getitem__, default=None)
        if code:
            system.solve_for(code, equation)
    return {code: equation.get(_GAP, Fraction(0)) for code, equation in system.equations.items()}


def choose_balancing_codes(
    identities: Iterable[Identity], changed: Iterable[str], stated: Iterable[str], room: Callable[[str], Fraction]
) -> tuple[str, ...]:
    """Return codes that together can absorb any change of other codes, so that all sums still hold.

    Args:
        identities: the sums that hold.
        changed: the codes that are changed.
        stated: codes that are preferred; they come first in the result.
        room: returns the amount that a code could give. Among codes with room, those of the sum itself are preferred
            (its whole if that is derived from the parts, otherwise its parts), then the largest.
    """
    fixed, preferred, system = set(changed), tuple(stated), _ReducedSystem()
    remaining = [(identity, _equation(identity)) for identity in identities]
    # An equation without a changed code holds as it is, unless a code chosen later occurs in it.
    while affected := next(((identity, row) for identity, row in remaining if fixed & row.keys()), None):
        identity, row = affected
        free = [code for code in row if code not in fixed]
        if free:
            asked = [code for code in preferred if code in free]
            near = {identity.whole} if identity.whole_is_derived else {*identity.parts}
            # A part of the sum itself is what a reader expects to change; figures far away change only if need be.
            best = max(free, key=lambda code: (room(code) > 0, code in near, room(code)))
            system.solve_for(asked[0] if asked else best, row)
        remaining = [(other, system.reduced(equation)) for other, equation in remaining if other is not identity]
    return tuple(dict.fromkeys((*preferred, *system.equations)))
