"""Keys of values. A key says which number of which ward a code stands for.

A code is the printed form of a key, and the only form that files, templates and records hold::

    w11488.procedures.on_time_rate.previous
    └──┬─┘ └──────────┬──────────┘ └──┬───┘
     scope           base           aspect

A code without a scope is about the ward of the report. A code without an aspect names the value itself. A code may
have several aspects: `city.procedures.received.paired.previous_change`.
"""

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache


class Aspect(StrEnum):
    """A number that is derived from a value and printed beside it.

    A new aspect needs a line in this list and the code that computes it; docs/how-to/add/aspect.md names what some
    aspects need in addition. The names are reserved: no code of a figure or an indicator ends in one of them.
    """

    CLAIMED = "claimed"
    """The rate as the ward printed it."""
    BASELINE = "baseline"
    """The value without the scenario."""
    DIFFERENCE = "difference"
    """The distance between the value under the scenario and without it."""
    PREVIOUS = "previous"
    """The value of the period before."""
    PREVIOUS_CHANGE = "previous_change"
    """The distance from the value of the period before."""
    YEAR_BEFORE = "year_before"
    """The value of the same days of the year before."""
    YEAR_BEFORE_CHANGE = "year_before_change"
    """The distance from the value of the year before."""
    LOW = "low"
    """The lower end of the confidence interval."""
    HIGH = "high"
    """The upper end of the confidence interval."""
    RANK = "rank"
    """The rank among the wards of the city."""
    MEDIAN = "median"
    """The median of the wards of the city."""
    PAIRED = "paired"
    """The pooled value of those wards that also report the period before."""


@dataclass(frozen=True)
class MemberWard:
    """The scope of one ward of a city."""

    code: str
    """The ward's five digits in the national list."""

    def __post_init__(self) -> None:
        if not re.fullmatch("[0-9]{5}", self.code):
            raise ValueError(f"the code of a unit has five digits: {self.code!r}")


class FixedScope(Enum):
    """The scopes that need no ward's code."""

    OWN_WARD = "own ward"
    """The ward that the report is about."""
    CITY = "city"
    """All wards of a city together."""


Scope = FixedScope | MemberWard
_CITY = "city."
_MEMBER = re.compile(r"w([0-9]{5})\.")
_ASPECTS = {aspect.value: aspect for aspect in Aspect}


@dataclass(frozen=True)
class ValueKey:
    """The identity of a value: base code, scope and aspects.

    `str(key)` is its code, and `ValueKey.parse` reads a code; each is the inverse of the other.

    Raises:
        ValueError: the base ends in the name of an aspect, or begins like a scope.
    """

    base: str
    """The code of a figure, an indicator or a count of cases."""
    scope: Scope = FixedScope.OWN_WARD
    """The ward or wards that the value is about."""
    aspects: tuple[Aspect, ...] = ()
    """The aspects in the order of the code: (PAIRED, PREVIOUS) is the previous value of the paired value."""

    def __post_init__(self) -> None:
        start, dot, end = self.base.rpartition(".")
        if dot and end in _ASPECTS:
            raise ValueError(f"the code {self.base!r} ends in '.{end}', which is reserved for an aspect; rename it")
        if self.scope is FixedScope.OWN_WARD and start and (self.base.startswith(_CITY) or _MEMBER.match(self.base)):
            raise ValueError(f"the code {self.base!r} begins like that of a city or of one of its units; rename it")

    @classmethod
    def parse(cls, code: str) -> "ValueKey":
        """Return the key of a code; every text is the code of some key."""
        return _parsed(code)

    def __str__(self) -> str:
        match self.scope:
            case MemberWard(code):
                prefix = f"w{code}."
            case FixedScope.CITY:
                prefix = _CITY
            case _:
                prefix = ""
        return ".".join((f"{prefix}{self.base}", *self.aspects))

    @property
    def aspect(self) -> Aspect | None:
        """The last aspect; None for the value itself."""
        return self.aspects[-1] if self.aspects else None

    @property
    def group(self) -> str:
        """The first word of the base, which figures of one subject share: `procedures`."""
        return self.base.partition(".")[0]

    @property
    def name(self) -> str:
        """The last word of the base: `on_time_rate`."""
        return self.base.rpartition(".")[2]

    @property
    def unscoped(self) -> "ValueKey":
        """The key of the same value of the ward that the report is about."""
        return ValueKey(self.base, FixedScope.OWN_WARD, self.aspects)

    @property
    def without_claim(self) -> "ValueKey":
        """The key of the value itself for a rate that a ward printed; any other key unchanged."""
        return ValueKey(self.base, self.scope, self.aspects[:-1]) if self.aspect is Aspect.CLAIMED else self

    def within(self, scope: Scope) -> "ValueKey":
        """Return the key of the same value in another scope."""
        return ValueKey(self.base, scope, self.aspects)

    def of_member(self, code: str) -> "ValueKey":
        """Return the key of the same value of one ward of a city, by the ward's five digits."""
        return ValueKey(self.base, _member(code), self.aspects)

    def with_aspect(self, aspect: Aspect) -> "ValueKey":
        """Return the key of a number that is derived from this value."""
        return ValueKey(self.base, self.scope, (*self.aspects, aspect))


@lru_cache(maxsize=1 << 16)
def _parsed(code: str) -> ValueKey:
    # An overview of 114 wards asks for the same few thousand codes again and again.
    scope, rest = _scope(code)
    aspects: list[Aspect] = []
    start, dot, end = rest.rpartition(".")
    while dot and end in _ASPECTS:
        aspects.append(_ASPECTS[end])
        rest = start
        start, dot, end = rest.rpartition(".")
    return ValueKey(rest, scope, tuple(reversed(aspects)))


def _scope(code: str) -> tuple[Scope, str]:
    if code.startswith(_CITY):
        return FixedScope.CITY, code.removeprefix(_CITY)
    member = _MEMBER.match(code)
    return (MemberWard(member[1]), code[member.end() :]) if member else (FixedScope.OWN_WARD, code)


@lru_cache(maxsize=1 << 12)
def _member(code: str) -> MemberWard:
    return MemberWard(code)
