"""Tables of public finance."""

from cchc_lib.indicators.budget import BUDGET_LINES
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
        rows=tuple(
            (
                label,
                ValueCell(f"budget.{line}"),
                ValueCell(f"budget.{line}_attainment_rate"),
                ValueCell(f"budget.{line}_plan"),
            )
            for line, label in BUDGET_LINES.items()
        ),
        # Wards state the amount and the part of the plan that was reached, but not the plan.
        remark="Dự toán được tính ngược từ số ước thực hiện và tỷ lệ đạt mà đơn vị nêu.",
    ),
)
