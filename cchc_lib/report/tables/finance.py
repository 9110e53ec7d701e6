"""Tables of public finance."""

from cchc_lib.indicators.budget import budget_lines
from cchc_lib.indicators.results import Results
from cchc_lib.report.tables.declaration import TableDeclaration
from cchc_lib.report.tables.rows import TOTAL_LABEL, LabelCell, NumberCell, Row, ValueCell


def _autonomy_rows(results: Results) -> tuple[Row, ...]:
    catalogue = results.inputs.catalogue
    groups = tuple(
        (LabelCell(group.code), NumberCell(group.code), ValueCell(catalogue.share_of(group.code)))
        for group in catalogue.breakdowns["autonomy.units"]
    )
    return (*groups, (TOTAL_LABEL, NumberCell("autonomy.units"), None))


def _budget_rows(results: Results) -> tuple[Row, ...]:
    return tuple(
        (
            line.name,
            ValueCell(line.amount),
            ValueCell(line.attainment_rate) if line.attainment_rate else None,
            ValueCell(line.plan) if line.plan else None,
        )
        for line in budget_lines(results.inputs.catalogue)
    )


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
        columns=("Nội dung", "Ước thực hiện", "Tỷ lệ đạt", "Dự toán (tính ngược)"),
        rows=_budget_rows,
        # Wards state the amount and the part of the plan that was reached, but not the plan.
        remark="Dự toán được tính ngược từ số ước thực hiện và tỷ lệ đạt mà đơn vị nêu.",
    ),
)
