"""Places of a page: the elements whose text a record holds, each identified by the id of the element."""

from dataclasses import dataclass
from enum import Enum
from typing import Self


class PlaceKind(Enum):
    """The kinds of places of a report or an overview.

    The value of a kind is the beginning of its ids. The templates of blocks write the same ids; they cannot call this
    module, because plain nbconvert renders them too.
    """

    LETTERHEAD = "letterhead"
    SUMMARY = "summary"
    WATERMARK = "mark"
    FOOTNOTES = "footnotes"
    CLOSING = "closing"
    CLOSING_PROSE = "closing."
    TABLE = "bang-"
    CHART = "bieu-do-"
    COMPARISON = "so-sanh."
    PROSE = ""
    """The headings and paragraphs of all other sections. Since every id begins like these, the kind comes last."""


_SINGLE_PLACES = (
    PlaceKind.LETTERHEAD,
    PlaceKind.SUMMARY,
    PlaceKind.WATERMARK,
    PlaceKind.FOOTNOTES,
    PlaceKind.CLOSING,
)
"""The kinds of which a page has one place, whose id has no name."""


@dataclass(frozen=True)
class PagePlace:
    """A place of a page. `str(place)` is the id of its element, and `PagePlace.parse` reads an id."""

    kind: PlaceKind
    name: str = ""
    """The id of the table, chart, heading or paragraph without the beginning of its kind; empty for single places."""

    def __str__(self) -> str:
        return f"{self.kind.value}{self.name}"

    @classmethod
    def parse(cls, identity: str) -> Self:
        """Read the id of an element; every text is the id of some place."""
        single = next((kind for kind in _SINGLE_PLACES if identity == kind.value), None)
        if single:
            return cls(single)
        named = (kind for kind in PlaceKind if kind not in _SINGLE_PLACES)
        kind = next(kind for kind in named if identity.startswith(kind.value))
        return cls(kind, identity.removeprefix(kind.value))
