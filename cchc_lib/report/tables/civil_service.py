"""Tables of the civil service."""

from collections.abc import Iterator

from cchc_lib.indicators.civil_service import LEVEL_LABELS, QUALIFICATIONS, STAFF_GROUPS, STAFF_LABELS
from cchc_lib.report.tables.declaration import (
    COUNT_COLUMNS,
    NumberCell,
    Row,
    TableDeclaration,
    ValueCell,
    labelled_rows,
)


def _qualification_rows() -> Iterator[Row]:
    for staff, levels in QUALIFICATIONS.items():
        yield STAFF_LABELS[staff][0], NumberCell(f"{staff}.total"), None
        for level in levels:
            label = f"– {LEVEL_LABELS[level][0]}"
            yield label, NumberCell(f"{staff}.{level}"), ValueCell(f"{staff}.{level}_share")


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="staff",
        section="civil_service",
        caption="Chỉ tiêu biên chế được giao và số có mặt",
        columns=("Nhóm", "Được giao", "Có mặt", "Còn thiếu", "Tỷ lệ chưa sử dụng"),
        rows=tuple(
            (
                group.label,
                NumberCell(group.quota),
                NumberCell(f"staff.{group.code}_present"),
                NumberCell(f"staff.{group.code}_vacant"),
                ValueCell(f"staff.{group.code}_vacancy_rate"),
            )
            for group in STAFF_GROUPS
        ),
    ),
    TableDeclaration(
        id="qualifications",
        section="civil_service",
        caption="Trình độ cán bộ, công chức, viên chức",
        columns=("Trình độ", "Số người", "Tỷ lệ"),
        rows=tuple(_qualification_rows()),
    ),
    TableDeclaration(
        id="conduct",
        section="civil_service",
        caption="Kỷ luật, kỷ cương hành chính",
        columns=COUNT_COLUMNS,
        rows=labelled_rows("conduct.commitment_rate", "conduct.violations"),
    ),
)
