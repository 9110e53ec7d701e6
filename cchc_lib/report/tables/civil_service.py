"""Tables of the civil service."""

from collections.abc import Iterator

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.staff_groups import STAFF_LABELS, staff_groups
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import NumberCell, Row, ValueCell, labelled_rows, part_rows


def _staff_rows(results: Results) -> tuple[Row, ...]:
    return tuple(
        (
            group.label,
            NumberCell(group.quota),
            NumberCell(group.present) if group.present else None,
            NumberCell(group.vacant) if group.vacant else None,
            ValueCell(group.vacancy_rate) if group.vacancy_rate else None,
        )
        for group in staff_groups(results.inputs.catalogue)
    )


def _qualification_rows(results: Results) -> tuple[Row, ...]:
    return tuple(row for staff in STAFF_LABELS for row in _rows_of_staff(results.inputs.catalogue, staff))


def _rows_of_staff(catalogue: Catalogue, staff: str) -> Iterator[Row]:
    yield STAFF_LABELS[staff], NumberCell(f"{staff}.total"), None
    for breakdown in (f"{staff}.total", f"{staff}.total#theory"):
        yield from part_rows(catalogue, breakdown)


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="staff",
        place=Placement.BODY,
        section="civil_service",
        caption="Chỉ tiêu biên chế được giao và số có mặt",
        columns=("Nhóm", "Được giao", "Có mặt", "Còn thiếu", "Tỷ lệ chưa sử dụng"),
        rows=_staff_rows,
    ),
    TableDeclaration(
        id="qualifications",
        section="civil_service",
        caption="Trình độ cán bộ, công chức, viên chức",
        columns=("Trình độ", "Số người", "Tỷ lệ"),
        rows=_qualification_rows,
    ),
    TableDeclaration(
        id="conduct",
        section="civil_service",
        caption="Kỷ luật, kỷ cương hành chính",
        columns=COUNT_COLUMNS,
        rows=labelled_rows("conduct.commitment_rate", "conduct.violations"),
    ),
)
