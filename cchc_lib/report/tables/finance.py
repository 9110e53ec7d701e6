"""Tables of public finance."""

from cchc_lib.indicators.budget import budget_lines
from cchc_lib.indicators.results import Results
from cchc_lib.report.sections.document_frame import is_internal
from cchc_lib.report.tables.declaration import TableDeclaration
from cchc_lib.report.tables.rows import TOTAL_LABEL, LabelCell, NumberCell, Row, UnitCell, ValueCell


def _autonomy_rows(results: Results) -> tuple[Row, ...]:
    catalogue = results.inputs.catalogue
    groups = tuple(
        (LabelCell(group.code), NumberCell(group.code), ValueCell(catalogue.share_of(group.code)))
        for group in catalogue.breakdowns["autonomy.units"]
    )
    return (*groups, (TOTAL_LABEL, NumberCell("autonomy.units"), None))


def _budget_rows(results: Results) -> tuple[Row, ...]:
    shows_plan = is_internal(results)
    return tuple(
        (
            line.name,
            UnitCell(line.amount),
            NumberCell(line.amount),
            ValueCell(line.attainment_rate) if line.attainment_rate else None,
            *([NumberCell(line.plan) if line.plan else None] if shows_plan else []),
        )
        for line in budget_lines(results.inputs.catalogue)
    )


def _budget_columns(results: Results) -> tuple[str, ...]:
    # Wards state the amount and the part of the plan that was reached, but not the plan.
    plan = ("Dự toán (tính ngược)",) if is_internal(results) else ()
    return ("Nội dung", "Đơn vị tính", "Ước thực hiện", "Tỷ lệ đạt", *plan)


def _budget_remark(results: Results) -> str:
    words = "Dự toán được tính ngược từ số ước thực hiện và tỷ lệ đạt mà đơn vị nêu."
    return words if is_internal(results) else ""


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="autonomy",
        section="finance",
        caption="Đơn vị sự nghiệp công lập theo mức tự chủ",
        columns=("Nhóm", "Số đơn vị", "Tỷ lệ"),
        rows=_autonomy_rows,
    ),
    TableDeclaration(
        id="budget",
        section="finance",
        caption="Thu, chi ngân sách so với dự toán",
        columns=_budget_columns,
        rows=_budget_rows,
        remark=_budget_remark,
    ),
)
