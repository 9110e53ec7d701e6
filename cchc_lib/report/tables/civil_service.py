"""Tables of the civil service."""

from cchc_lib.indicators.civil_service import LEVEL_LABELS, QUALIFICATIONS, STAFF_GROUPS, STAFF_LABELS
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, counted, rated

staff = TableDeclaration(
    "staff",
    "civil_service",
    "Chỉ tiêu biên chế được giao và số có mặt",
    ("Nhóm", "Được giao", "Có mặt", "Còn thiếu", "Tỷ lệ chưa sử dụng"),
    tuple(
        (
            group.label,
            f"{group.quota}|number",
            f"staff.{group.code}_present|number",
            f"staff.{group.code}_vacant|number",
            f"staff.{group.code}_vacancy_rate",
        )
        for group in STAFF_GROUPS
    ),
)

qualifications = TableDeclaration(
    "qualifications",
    "civil_service",
    "Trình độ cán bộ, công chức, viên chức",
    ("Trình độ", "Số người", "Tỷ lệ"),
    tuple(
        row
        for staff, levels in QUALIFICATIONS.items()
        for row in (
            (STAFF_LABELS[staff][0], f"{staff}.total|number", ""),
            *((f"– {LEVEL_LABELS[level][0]}", f"{staff}.{level}|number", f"{staff}.{level}_share") for level in levels),
        )
    ),
)

conduct = TableDeclaration(
    "conduct",
    "civil_service",
    "Kỷ luật, kỷ cương hành chính",
    COUNT_COLUMNS,
    (rated("conduct.commitment_rate"), *counted("conduct.violations")),
)
