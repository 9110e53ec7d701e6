"""The shares of the parts that an authority or a ward adds to a whole of which other parts have shares."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.catalogue.definitions import FigureDefinition


@dataclass(frozen=True)
class AddedShare:
    """The share of an added part, computed as the shares of the other parts of its whole are."""

    code: str
    """The code of the share."""
    part: str
    """The code of the part."""
    whole: str
    """The code that the part is divided by: that by which the other parts are divided."""


def shares_of_added_parts(
    breakdowns: Mapping[str, tuple[FigureDefinition, ...]],
    added: Collection[str],
    declared: Mapping[tuple[str, str], str],
) -> Mapping[str, AddedShare]:
    """Return the share of each added part of whose siblings one has a share.

    Args:
        breakdowns: the parts of each whole by its code, with the name of the breakdown if the whole has several.
        added: the codes of the parts.
        declared: the codes of declared rates by what they divide.
    """
    shares = (
        AddedShare(declared.get((part.code, whole), f"{part.code}_share"), part.code, whole)
        for name, parts in breakdowns.items()
        for whole in _divisor(name.partition("#")[0], parts, declared)
        for part in parts
        if part.code in added
    )
    return {share.part: share for share in shares}


def _divisor(whole: str, parts: Iterable[FigureDefinition], declared: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what the parts of a whole are divided by, if it is one code: the whole, or another that all parts share."""
    codes = {part.code for part in parts}
    divisors = {divisor for part, divisor in declared if part in codes}
    if whole in divisors:
        yield whole
    elif len(divisors) == 1:
        yield from divisors
