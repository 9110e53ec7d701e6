"""Tables of public finance."""

from cchc_lib.indicators.finance import AUTONOMY_GROUPS, BUDGET_LINES
from cchc_lib.report.tables.declaration import TableDeclaration

autonomy = TableDeclaration(
    "autonomy",
    "finance",
    "Đơn vị sự nghiệp công lập theo mức tự chủ",
    ("Nhóm", "Số đơn vị", "Tỷ lệ"),
    (
        *(
            (f"label:autonomy.{group}", f"autonomy.{group}|number", f"autonomy.{group}_share")
            for group in AUTONOMY_GROUPS
        ),
        ("Tổng số", "autonomy.units|number", ""),
    ),
)

budget = TableDeclaration(
    "budget",
    "finance",
    "Thu, chi ngân sách so với dự toán",
    ("Nội dung", "Ước thực hiện", "Tỷ lệ đạt", "Dự toán (tính ngược)"),
    tuple(
        (label, f"budget.{line}", f"budget.{line}_attainment_rate", f"budget.{line}_plan")
        for line, (label, _, _) in BUDGET_LINES.items()
    ),
    "Dự toán được tính ngược từ số ước thực hiện và tỷ lệ đạt mà đơn vị nêu.",
)
