"""The groups of staff, and the staff whose qualifications wards state."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffGroup:
    """A group of staff: the posts that it was given and the people present."""

    code: str
    """The word for the group in the codes of indicators."""
    label: str
    """The Vietnamese label in the table of groups."""
    name: str
    """The Vietnamese name within a sentence."""
    quota: str
    """The code of the figure that states the posts given to the group."""
    is_subgroup: bool = False
    """True if the table lists the group as a part of the one above."""


STAFF_GROUPS = (
    StaffGroup(
        "civil_servants",
        "Công chức",
        "công chức",
        "quota.civil_servants",
    ),
    StaffGroup(
        "council_committee",
        "– HĐND, UBND",
        "công chức HĐND, UBND",
        "quota.council_committee",
        is_subgroup=True,
    ),
    StaffGroup(
        "military",
        "– Ban Chỉ huy quân sự",
        "công chức Ban Chỉ huy quân sự",
        "quota.military",
        is_subgroup=True,
    ),
    StaffGroup(
        "public_employees",
        "Viên chức đơn vị sự nghiệp",
        "viên chức đơn vị sự nghiệp",
        "quota.public_employees",
    ),
    StaffGroup(
        "contracts",
        "Hợp đồng lao động",
        "hợp đồng lao động",
        "quota.contracts",
    ),
)
"""Staff groups in the report's order."""


STAFF_LABELS = {"committee_staff": "Cán bộ, công chức UBND", "employees": "Viên chức"}
"""The Vietnamese labels of the staff whose qualifications wards state, by the first word of the figures' codes."""
