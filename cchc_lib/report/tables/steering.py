"""Tables of direction and steering."""

from cchc_lib.report.tables.declaration import TableDeclaration

tasks = TableDeclaration(
    "tasks",
    "steering",
    "Kết quả thực hiện nhiệm vụ",
    ("Nhóm nhiệm vụ", "Số nhiệm vụ", "Tỷ lệ"),
    (
        ("Nhiệm vụ trong kế hoạch CCHC", "plan_tasks.total|number", ""),
        ("– đã hoàn thành", "plan_tasks.completed|number", "plan_tasks.completed_rate"),
        ("– đang thực hiện", "plan_tasks.in_progress|number", "plan_tasks.in_progress_rate"),
        ("Nhiệm vụ thành phố giao", "city_tasks.total|number", ""),
        ("– đã hoàn thành", "city_tasks.completed|number", "city_tasks.completed_rate"),
        ("–– trong đó đúng hạn", "city_tasks.on_time|number", "city_tasks.on_time_rate"),
        ("–– trong đó quá hạn", "city_tasks.late|number", "city_tasks.late_rate"),
        ("– đang thực hiện trong hạn", "city_tasks.in_progress|number", "city_tasks.in_progress_rate"),
    ),
    "Tỷ lệ đúng hạn, quá hạn tính trên số nhiệm vụ đã hoàn thành.",
)
