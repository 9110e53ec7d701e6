"""Tables of direction and steering."""

from cchc_lib.report.tables.declaration import TableDeclaration
from cchc_lib.report.tables.rows import NumberCell, ValueCell

TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="tasks",
        section="steering",
        caption="Kết quả thực hiện nhiệm vụ",
        columns=("Nhóm nhiệm vụ", "Số nhiệm vụ", "Tỷ lệ"),
        rows=(
            ("Nhiệm vụ trong kế hoạch cải cách hành chính", NumberCell("plan_tasks.total"), None),
            ("– đã hoàn thành", NumberCell("plan_tasks.completed"), ValueCell("plan_tasks.completed_rate")),
            ("– đang thực hiện", NumberCell("plan_tasks.in_progress"), ValueCell("plan_tasks.in_progress_rate")),
            ("– quá hạn, chưa hoàn thành", NumberCell("plan_tasks.overdue"), None),
            ("– chưa thực hiện", NumberCell("plan_tasks.not_started"), None),
            ("Nhiệm vụ {province} giao", NumberCell("city_tasks.total"), None),
            ("– đã hoàn thành", NumberCell("city_tasks.completed"), ValueCell("city_tasks.completed_rate")),
            ("+ đúng hạn", NumberCell("city_tasks.on_time"), ValueCell("city_tasks.on_time_rate")),
            ("+ quá hạn", NumberCell("city_tasks.late"), ValueCell("city_tasks.late_rate")),
            (
                "– đang thực hiện trong hạn",
                NumberCell("city_tasks.in_progress"),
                ValueCell("city_tasks.in_progress_rate"),
            ),
            ("– quá hạn, chưa hoàn thành", NumberCell("city_tasks.overdue"), ValueCell("city_tasks.overdue_rate")),
        ),
        remark="Tỷ lệ đúng hạn, quá hạn tính trên số nhiệm vụ đã hoàn thành.",
    ),
)
