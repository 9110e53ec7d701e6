"""Units of measure, and how a number is written with its unit.

The units here are those that the library itself names or reads in a special way; `cchc_lib/catalogue/` lists the
others as data.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class ValueKind(StrEnum):
    """The kind of value that a unit measures."""

    COUNT = "count"
    """A whole number, zero or more."""
    MEASURE = "measure"
    """Zero or more, with decimals: areas, scores, money."""
    SHARE = "share"
    """A part of a whole in %, zero or more; the attainment of a plan may be above 100."""
    YEAR = "year"
    """A year, written without a thousands separator."""
    MONTH = "month"
    """A month of a year."""
    DATE = "date"
    """A day."""
    TEXT = "text"
    """Words."""

    @property
    def is_numeric(self) -> bool:
        """True if values of this kind can be calculated with."""
        return self in (ValueKind.COUNT, ValueKind.MEASURE, ValueKind.SHARE)


@dataclass(frozen=True)
class Unit:
    """A unit of measure as reports write it."""

    name: str
    """The Vietnamese name, which is also the unit's identity in data files."""
    kind: ValueKind
    """The kind of value that the unit measures."""
    scale: int = 1
    """The factor between the pure number and the printed one: 100 for %, since 0.5 is printed as 50%."""
    decimals: int = 0
    """The decimal places of a computed value; a stated value keeps those with which it was stated."""
    no_space: bool = False
    """True if the unit follows the number without a space, as % does."""
    written: bool = True
    """False if the unit is not written after the number, as after a year."""
    maximum: Fraction | None = None
    """The highest pure number that a value can have by the definition of the unit; None without a limit."""
    of: str = ""
    """The unit whose things it counts as well, so that the two may be added and divided; empty for no other."""

    older_names: tuple[str, ...] = ()
    """Names that data files may still have for it."""

    def is_named(self, text: str) -> bool:
        """Return whether a text of a data file means this unit."""
        return text in (self.name, *self.older_names)

    @property
    def counted(self) -> str:
        """What the unit counts or measures, the same word for things of one kind: `đơn vị` for `trường`."""
        return self.of or self.name

    def with_number(self, number: str) -> str:
        """Return a printed number followed by the unit, with a no-break space between them."""
        if not self.written:
            return number
        return number + ("" if self.no_space else "\u00a0") + self.name

    @property
    def difference_unit(self) -> "Unit":
        """The unit of the difference of two values: percentage points (điểm phần trăm) for rates."""
        # «giảm 2,4%» could be read as 2,4 percent of the rate.
        return PERCENTAGE_POINT if self == PERCENT else self


TEXT = Unit("chữ", ValueKind.TEXT, written=False)
RANK = Unit("hạng", ValueKind.COUNT, written=False)
# Two decimal places, to which the guide to the score of Quyết định 766/QĐ-TTg rounds as well.
PERCENT = Unit("%", ValueKind.SHARE, scale=100, decimals=2, no_space=True, maximum=Fraction(1))
PERCENTAGE_POINT = Unit(
    "điểm phần trăm", ValueKind.SHARE, scale=100, decimals=2, maximum=Fraction(1), older_names=("điểm %",)
)
DONG = Unit("đồng", ValueKind.COUNT)
# Full marks of the national score for serving citizens are 100 (Quyết định số 766/QĐ-TTg ngày 23/6/2022).
SCORE = Unit("điểm", ValueKind.MEASURE, decimals=2, maximum=Fraction(100))
CASES = Unit("hồ sơ", ValueKind.COUNT)
YEAR = Unit("năm", ValueKind.YEAR, written=False)
MONTH = Unit("tháng", ValueKind.MONTH, written=False)
DAY = Unit("ngày", ValueKind.DATE, written=False)

BUILT_IN_UNITS = (TEXT, RANK, PERCENT, PERCENTAGE_POINT, DONG, SCORE, CASES, YEAR, MONTH, DAY)
"""The units that no file declares."""
