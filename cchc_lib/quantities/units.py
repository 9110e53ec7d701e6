"""Units of measure, and how a number stands beside its unit."""

from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """What values of a unit may be."""

    COUNT = "count"
    """A whole number, zero or more."""
    MEASURE = "measure"
    """Zero or more, with decimals: areas, scores, money."""
    SHARE = "share"
    """A part of a whole, zero or more, in %; an attainment may pass 100."""
    YEAR = "year"
    """A year: digits without grouping."""
    MONTH = "month"
    DATE = "date"
    TEXT = "text"

    @property
    def numeric(self) -> bool:
        """Whether values of this kind can be calculated with."""
        return self in (ValueKind.COUNT, ValueKind.MEASURE, ValueKind.SHARE)


@dataclass(frozen=True)
class Unit:
    """A unit as reports write it; `scale` times the pure number is what is printed."""

    name: str
    kind: ValueKind
    scale: int = 1
    decimals: int = 0
    """Places of a computed value; a stated one keeps the places it was stated with."""
    no_space: bool = False
    """Whether the unit follows the number without a space, as % does."""
    written: bool = True
    """Whether the unit is written behind the number at all."""

    def with_number(self, number: str) -> str:
        """Put the unit behind a printed number, with a space that does not break."""
        if not self.written:
            return number
        return number + ("" if self.no_space else "\u00a0") + self.name

    @property
    def difference_unit(self) -> "Unit":
        """The unit in which two values are apart: rates differ by percentage points (điểm %)."""
        return PERCENTAGE_POINT if self == PERCENT else self


RANK = Unit("hạng", ValueKind.COUNT, written=False)
PERCENT = Unit("%", ValueKind.SHARE, scale=100, decimals=2, no_space=True)
PERCENTAGE_POINT = Unit("điểm %", ValueKind.SHARE, scale=100, decimals=2)
BILLION_DONG = Unit("tỷ đồng", ValueKind.MEASURE, decimals=1)
DONG = Unit("đồng", ValueKind.COUNT)
SCORE = Unit("điểm", ValueKind.MEASURE, decimals=2)
CASES = Unit("hồ sơ", ValueKind.COUNT)
POSTS = Unit("chỉ tiêu", ValueKind.COUNT)
PEOPLE = Unit("người", ValueKind.COUNT)
PER_THOUSAND_PEOPLE = Unit("hồ sơ/1.000 dân", ValueKind.MEASURE, scale=1000, decimals=1)
PER_CIVIL_SERVANT = Unit("hồ sơ/công chức", ValueKind.MEASURE, decimals=1)
PER_PERSON = Unit("đồng/người", ValueKind.MEASURE)
VISITS_PER_CASE = Unit("lượt/hồ sơ", ValueKind.MEASURE, decimals=2)

_COUNTED = (
    "biên chế", "buổi", "cơ quan", "dự án", "đoàn", "đơn", "đơn vị", "giao dịch", "lần", "lượt", "mô hình", "nhiệm vụ",
    "nhóm", "PAKN", "phòng", "tin bài", "tổ chức", "tổ dân phố", "trường", "TTHC", "văn bản", "viên chức",
    "vụ việc",
)  # fmt: skip

UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        *(Unit(name, ValueKind.COUNT) for name in _COUNTED),
        CASES, POSTS, PEOPLE, RANK, DONG, BILLION_DONG, SCORE, PERCENT, PERCENTAGE_POINT,
        PER_THOUSAND_PEOPLE, PER_CIVIL_SERVANT, PER_PERSON, VISITS_PER_CASE,
        Unit("km²", ValueKind.MEASURE, decimals=2),
        Unit("km", ValueKind.MEASURE, decimals=1),
        Unit("m²", ValueKind.MEASURE),
        Unit("năm", ValueKind.YEAR, written=False),
        Unit("tháng", ValueKind.MONTH, written=False),
        Unit("ngày", ValueKind.DATE, written=False),
        Unit("chữ", ValueKind.TEXT, written=False),
    )
}  # fmt: skip
"""Every unit that figures and indicators may have, by its name."""
