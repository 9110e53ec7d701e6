"""Civil service (chế độ công vụ): quota against staff present, qualifications, conduct."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from cchc_lib.indicators.declaration import Direction, Indicator, as_reported, share
from cchc_lib.quantities.figures import Quantity, total
from cchc_lib.quantities.units import PEOPLE, PERCENT, POSTS


@dataclass(frozen=True)
class StaffGroup:
    """A group of staff: the posts that it was given, and the figures that count the people present."""

    code: str
    """The word for the group in the codes of indicators."""
    label: str
    """The Vietnamese label in the table of groups."""
    name: str
    """The Vietnamese name within a sentence."""
    label_en: str
    """The English name."""
    quota: str
    """The code of the figure that states the posts given to the group."""
    present: tuple[str, ...]
    """The codes of the figures that count the people present."""
    is_subgroup: bool = False
    """True if the table lists the group as a part of the one above."""

    def staff(self, ward: Mapping[str, Quantity]) -> Quantity:
        """Return the number of people of the group who are present."""
        return total(*(ward[code] for code in self.present))


STAFF_GROUPS = (
    StaffGroup(
        "civil_servants",
        "Công chức",
        "công chức",
        "civil servants",
        "quota.civil_servants",
        ("present.civil_servants",),
    ),
    StaffGroup(
        "council_committee",
        "– HĐND, UBND",
        "công chức HĐND, UBND",
        "civil servants of council and committee",
        "quota.council_committee",
        ("present.council", "present.committee"),
        is_subgroup=True,
    ),
    StaffGroup(
        "military",
        "– Ban Chỉ huy quân sự",
        "công chức Ban Chỉ huy quân sự",
        "military command",
        "quota.military",
        ("present.military",),
        is_subgroup=True,
    ),
    StaffGroup(
        "public_employees",
        "Viên chức đơn vị sự nghiệp",
        "viên chức đơn vị sự nghiệp",
        "public employees",
        "quota.public_employees",
        ("present.education_employees", "present.service_unit_employees"),
    ),
    StaffGroup(
        "contracts",
        "Hợp đồng lao động",
        "hợp đồng lao động",
        "labour contracts",
        "quota.contracts",
        ("present.contracts",),
    ),
)
"""Staff groups in the report's order."""

_QUOTA = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"


def _vacant(group: StaffGroup, ward: Mapping[str, Quantity]) -> Quantity:
    return ward[group.quota] - group.staff(ward)


def _vacancy_rate(group: StaffGroup, ward: Mapping[str, Quantity]) -> Quantity:
    return _vacant(group, ward) / ward[group.quota]


_DEGREE_LEVELS = ("doctors", "masters", "bachelors", "college", "intermediate", "other")
THEORY_LEVELS = ("theory_advanced", "theory_intermediate", "theory_elementary")
"""The levels of training in political theory (lý luận chính trị), by the last word of their figures' codes."""
DEGREES = {"committee_staff": _DEGREE_LEVELS, "employees": _DEGREE_LEVELS}
"""The degrees that wards state for each staff; the words are the last ones of the figures' codes."""
QUALIFICATIONS = {"committee_staff": (*_DEGREE_LEVELS, *THEORY_LEVELS), "employees": _DEGREE_LEVELS}
"""All qualifications that wards state for each staff."""

LEVEL_LABELS = {
    "doctors": ("tiến sĩ", "doctorate"),
    "masters": ("thạc sĩ", "master's degree"),
    "bachelors": ("đại học", "bachelor's degree"),
    "college": ("cao đẳng", "college degree"),
    "intermediate": ("trung cấp", "vocational secondary education"),
    "other": ("khác", "other education"),
    "theory_advanced": ("lý luận chính trị cao cấp", "advanced political theory"),
    "theory_intermediate": ("lý luận chính trị trung cấp", "intermediate political theory"),
    "theory_elementary": ("lý luận chính trị sơ cấp", "elementary political theory"),
}
"""The Vietnamese and English words for each level."""
STAFF_LABELS = {
    "committee_staff": ("Cán bộ, công chức UBND", "committee staff"),
    "employees": ("Viên chức", "public employees"),
}
"""The Vietnamese and English labels of each staff."""
STAFF_NAMES = {"committee_staff": "cán bộ, công chức UBND", "employees": "viên chức"}
"""The Vietnamese names of each staff within a sentence."""

INDICATORS = (
    *(
        Indicator(
            code=f"staff.{group.code}_present",
            label=f"Số {group.name} có mặt",
            label_en=f"Present: {group.label_en}",
            unit=PEOPLE,
            formula=group.staff,
        )
        for group in STAFF_GROUPS
    ),
    *(
        Indicator(
            code=f"staff.{group.code}_vacant",
            label=f"Số {group.name} còn thiếu so với chỉ tiêu",
            label_en=f"Posts not filled: {group.label_en}",
            unit=POSTS,
            direction=Direction.LOWER,
            reference=_QUOTA,
            formula=partial(_vacant, group),
        )
        for group in STAFF_GROUPS
    ),
    *(
        Indicator(
            code=f"staff.{group.code}_vacancy_rate",
            label=f"Tỷ lệ chỉ tiêu {group.name} chưa sử dụng",
            label_en=f"Vacancy rate: {group.label_en}",
            unit=PERCENT,
            direction=Direction.LOWER,
            reference=_QUOTA,
            formula=partial(_vacancy_rate, group),
        )
        for group in STAFF_GROUPS
    ),
    *(
        Indicator(
            code=f"{staff}.{level}_share",
            label=f"Tỷ lệ {LEVEL_LABELS[level][0]} trong {STAFF_NAMES[staff]}",
            label_en=f"Share with {LEVEL_LABELS[level][1]}: {STAFF_LABELS[staff][1]}",
            unit=PERCENT,
            formula=share(f"{staff}.{level}", f"{staff}.total"),
        )
        for staff, levels in QUALIFICATIONS.items()
        for level in levels
    ),
    # Wards state this rate without the two counts, so it is taken over and not computed.
    Indicator(
        code="conduct.commitment_rate",
        label="Tỷ lệ ký cam kết không gây phiền hà, sách nhiễu",
        label_en="Staff who signed the conduct commitment (as reported)",
        unit=PERCENT,
        direction=Direction.HIGHER,
        formula=as_reported("conduct.commitment"),
    ),
)
"""The indicators of this theme, in the report's order."""
