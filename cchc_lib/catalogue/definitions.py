"""The definitions behind codes: figures that wards state, indicators that are computed, passages of prose."""

from dataclasses import dataclass
from enum import StrEnum

from cchc_lib.catalogue.formulas import Formula
from cchc_lib.quantities.units import TEXT, Unit
from cchc_lib.quantities.value_key import ValueKey


class Outcome(StrEnum):
    """What became of the tasks or cases that a value counts; charts colour them by it."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"


class PartKind(StrEnum):
    """How a figure takes part in the sum of its whole."""

    REQUIRED = "required"
    """The sum can be judged only if the figure is stated."""
    OPTIONAL = "optional"
    """Few wards have such things, so that a figure without a row counts as zero."""
    OPEN = "open"
    """The whole may exceed the parts that have a code."""


class RowCell(StrEnum):
    """The place of a value in a row of the table of staff, or of the table of the budget."""

    QUOTA = "quota"
    """The posts given to a group of staff."""
    PRESENT = "present"
    """The people of the group."""
    VACANT = "vacant"
    """The posts that are not filled."""
    VACANCY_RATE = "vacancy_rate"
    """Their share in the posts given."""
    AMOUNT = "amount"
    """What was collected or spent of a line of the budget."""
    ATTAINMENT = "attainment"
    """The part of the plan that was reached, as wards state it."""
    ATTAINMENT_RATE = "attainment_rate"
    """The same as an indicator, which is compared and ranked."""
    PLAN = "plan"
    """The plan, which amount and attainment imply."""


class Direction(StrEnum):
    """The direction in which an indicator improves."""

    HIGHER = "higher"
    """A higher value is better."""
    LOWER = "lower"
    """A lower value is better."""
    NEUTRAL = "neutral"
    """Neither is better."""


CITY, PROVINCE = "thành phố", "tỉnh"
"""The two kinds of units at provincial level."""
_CITIES = frozenset(("Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"))
"""The cities at provincial level since 12/6/2025 (Nghị quyết số 202/2025/QH15)."""
ANY_PROVINCE = "tỉnh, thành phố"
"""The words for provinces of both kinds."""
PROVINCE_PLACE = "{province}"
"""The place in labels and titles that the kind of the province fills."""


def province_kind_of(province: str) -> str:
    """Return the kind of a province by its name without the kind, such as `tỉnh` for `Đắk Lắk`."""
    return CITY if province in _CITIES else PROVINCE


def in_words_of(province_kind: str, text: str) -> str:
    """Return a label or title with the kind of the province in place of `{province}`."""
    return text.replace(PROVINCE_PLACE, province_kind)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """The meaning of a code.

    Raises:
        ValueError: the code ends in the name of an aspect, such as `.previous`.
    """

    code: str
    """The code by which data files, prose and records refer to the value or passage."""
    label: str
    """The Vietnamese label; tables print it, and prose prints it in place of a number that is missing. In the files
    of the library, `{province}` is replaced by the kind of the ward's province."""
    section: str
    """The section of the report to which it belongs."""
    unit: Unit = TEXT
    """The unit of measure; that of a passage is text."""
    name: str = ""
    """The short Vietnamese name among the parts of a whole, such as `hộ tịch` among fields; empty if there is none."""
    may_exceed_whole: bool = False
    """Whether a value in % may be above 100, as the attainment of a plan may."""
    outcome: Outcome | None = None
    """What became of the things that are counted; None where that is not what the value says."""
    row: str = ""
    """The name of the group of staff or the line of the budget to which the value belongs; empty for other values."""
    cell: RowCell | None = None
    """The place in that row; None without a row."""
    sentence: str = ""
    """The sentence that its section prints if the value is known, with codes in braces; empty if there is none."""

    def __post_init__(self) -> None:
        ValueKey(self.code)


@dataclass(frozen=True, kw_only=True)
class FigureDefinition(Definition):
    """The meaning of a figure that wards state."""

    is_compared: bool = False
    """Whether a count is compared with that of an earlier period of similar length, and added up over a city."""
    part_of: str = ""
    """The code of the figure that this one is a part of; several breakdowns of it differ by a name, as in
    `committee_staff.total#theory`. Empty for a figure that is no part."""
    part: PartKind | None = None
    """How the figure takes part in that sum; None for a figure that is no part."""
    is_derived: bool = False
    """Whether the report uses the sum of the parts where the figure itself is not stated."""
    is_expected: bool = True
    """Whether a report says so if the figure is missing; other figures are printed only where they are stated."""


@dataclass(frozen=True, kw_only=True)
class Indicator(Definition):
    """The meaning of a value that is computed from a ward's figures by a formula."""

    formula: Formula
    """The calculation."""
    label_en: str = ""
    """The English label."""
    direction: Direction = Direction.NEUTRAL
    """The direction in which it improves."""
    reference: str = ""
    """The legal text that asks for the indicator or defines it."""
    accumulates: bool = False
    """Whether it grows with the days of the year, as the attainment of a yearly plan does."""
    complement: str = ""
    """The code of the rate that makes 100% together with this one; declared on one of the two."""


AnyDefinition = FigureDefinition | Indicator
"""The definition of a value."""
