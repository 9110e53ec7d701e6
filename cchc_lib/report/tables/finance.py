"""Tables of public finance."""

from cchc_lib.indicators.finance import AUTONOMY_GROUPS, BUDGET_LINES
from cchc_lib.report.tables.declaration import LabelCell, NumberCell, TableDeclaration, ValueCell

TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="autonomy",
        section="finance",
        caption="Đơn vị sự nghiệp công lập theo mức tự chủ",
        columns=("Nhóm", "Số đơn vị", "Tỷ lệ"),
        rows=(
            *(
                (
                    LabelCell(f"autonomy.{group}"),
                    NumberCell(f"autonomy.{group}"),
                    ValueCell(f"autonomy.{group}_share"),
                )
                for group in AUTONOMY_GROUPS
            ),
            ("Tổng số", NumberCell("autonomy.units"), None),
        ),
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
            for line, (label, _, _) in BUDGET_LINES.items()
        ),
        # Wards state the amount and the part of the plan that was reached, but not the plan.
        remark="Dự toán được tính ngược từ số ước thực hiện và tỷ lệ đạt mà đơn vị nêu.",
    ),
)
