"""Units of measure, and how a number is written with its unit."""

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

    @property
    def counted(self) -> str:
        """What the unit counts or measures, the same word for things of one kind: `đơn vị` for `trường`."""
        return _KINDS.get(self.name, self.name)

    def with_number(self, number: str) -> str:
        """Return a printed number followed by the unit, with a no-break space between them."""
        if not self.written:
            return number
        return number + ("" if self.no_space else "\u00a0") + self.name

    @property
    def difference_unit(self) -> "Unit":
        """The unit of the difference of two values: percentage points (điểm %) for rates."""
        # «giảm 2,4%» could be read as 2,4 percent of the rate.
        return PERCENTAGE_POINT if self == PERCENT else self


TEXT = Unit("chữ", ValueKind.TEXT, written=False)
RANK = Unit("hạng", ValueKind.COUNT, written=False)
# Two decimal places, to which the guide to the score of Quyết định 766/QĐ-TTg rounds as well.
PERCENT = Unit("%", ValueKind.SHARE, scale=100, decimals=2, no_space=True, maximum=Fraction(1))
PERCENTAGE_POINT = Unit("điểm %", ValueKind.SHARE, scale=100, decimals=2, maximum=Fraction(1))
BILLION_DONG = Unit("tỷ đồng", ValueKind.MEASURE, decimals=1)
DONG = Unit("đồng", ValueKind.COUNT)
# Full marks of the national score for serving citizens are 100 (Quyết định số 766/QĐ-TTg ngày 23/6/2022).
SCORE = Unit("điểm", ValueKind.MEASURE, decimals=2, maximum=Fraction(100))
CASES = Unit("hồ sơ", ValueKind.COUNT)
TASKS = Unit("nhiệm vụ", ValueKind.COUNT)
DOCUMENTS = Unit("văn bản", ValueKind.COUNT)
NEWS_ITEMS = Unit("tin bài", ValueKind.COUNT)
POSTS = Unit("chỉ tiêu", ValueKind.COUNT)
PEOPLE = Unit("người", ValueKind.COUNT)
SQUARE_METRE = Unit("m²", ValueKind.MEASURE)
PER_THOUSAND_PEOPLE = Unit("hồ sơ/1.000 dân", ValueKind.MEASURE, scale=1000, decimals=1)
PER_CIVIL_SERVANT = Unit("hồ sơ/công chức", ValueKind.MEASURE, decimals=1)
PER_PERSON = Unit("đồng/người", ValueKind.MEASURE)
VISITS_PER_CASE = Unit("lượt/hồ sơ", ValueKind.MEASURE, decimals=2)

# Nouns that figures count and that no part of the library needs by name.
_COUNTED = (
    "ấp", "bài", "bản", "biên chế", "buôn", "buổi", "câu lạc bộ", "chi nhánh", "cơ quan", "cơ sở", "công trình",
    "cuộc", "doanh nghiệp", "dự án", "đề án", "đoàn", "đơn", "đơn vị", "đợt", "giao dịch", "giấy phép", "giờ", "hộ",
    "hội", "hội nghị", "hợp đồng", "hợp tác xã", "khóm", "khu phố", "kiến nghị", "làng", "lần", "lớp", "lượt", "máy",
    "mô hình", "nhà", "nhóm", "PAKN", "phần mềm", "phiếu", "phòng", "quyết định", "sáng kiến", "tài khoản",
    "thiết bị", "thôn", "thư", "tổ", "tổ chức", "tổ dân phố", "trường", "trường hợp", "TTHC", "viên chức", "vụ",
    "vụ việc", "ý kiến",
)  # fmt: skip

# Units of money and of area are not among them, since formulas calculate with the numbers as they are stated.
_THINGS_OF_ONE_KIND = (
    ("người", "biên chế", "chỉ tiêu", "viên chức"),
    ("đơn vị", "chi nhánh", "cơ quan", "cơ sở", "doanh nghiệp", "hợp tác xã", "phòng", "tổ chức", "trường"),
    ("kiến nghị", "đơn", "PAKN", "phiếu", "thư", "trường hợp", "vụ", "vụ việc", "ý kiến"),
    ("văn bản", "bản", "giấy phép", "quyết định"),
    ("tin bài", "bài"),
    ("cuộc", "buổi", "hội nghị", "lớp"),
    ("tổ dân phố", "ấp", "buôn", "khóm", "khu phố", "làng", "thôn"),
)
"""The words that may be added and divided by each other: posts are held by people, and a school is a unit."""
_KINDS = {word: words[0] for words in _THINGS_OF_ONE_KIND for word in words}

UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        *(Unit(name, ValueKind.COUNT) for name in _COUNTED),
        TASKS, NEWS_ITEMS, DOCUMENTS,
        CASES, POSTS, PEOPLE, RANK, DONG, BILLION_DONG, SCORE, PERCENT, PERCENTAGE_POINT,
        PER_THOUSAND_PEOPLE, PER_CIVIL_SERVANT, PER_PERSON, VISITS_PER_CASE,
        Unit("nghìn đồng", ValueKind.MEASURE, decimals=1),
        Unit("triệu đồng", ValueKind.MEASURE, decimals=1),
        Unit("ha", ValueKind.MEASURE, decimals=2),
        Unit("km²", ValueKind.MEASURE, decimals=2),
        Unit("km", ValueKind.MEASURE, decimals=1),
        SQUARE_METRE,
        Unit("năm", ValueKind.YEAR, written=False),
        Unit("tháng", ValueKind.MONTH, written=False),
        Unit("ngày", ValueKind.DATE, written=False),
        TEXT,
    )
}  # fmt: skip
"""Every unit that figures and indicators may have, by its name."""
