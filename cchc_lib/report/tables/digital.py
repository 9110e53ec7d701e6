"""Tables of digital government."""

from cchc_lib.indicators.digital import SERVICE_LEVELS
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, counted, rated

services = TableDeclaration(
    "services",
    "digital_results",
    "Mức độ cung cấp và sử dụng dịch vụ công trực tuyến",
    ("Chỉ tiêu", "Số lượng", "Tỷ lệ"),
    (
        ("TTHC cung cấp trên Cổng Dịch vụ công", "services.total", ""),
        *(
            (f"– {first_lower(name)}", f"services.{level}", f"services.{level}_share")
            for level, (name, _) in SERVICE_LEVELS.items()
        ),
        (
            "Toàn trình có phát sinh hồ sơ trực tuyến",
            "services.full_with_cases",
            "services.full_used_share",
        ),
        ("Hồ sơ của dịch vụ công toàn trình", "full_online.received", ""),
        (
            "– nộp trực tuyến",
            "full_online.online",
            "full_online.online_rate",
        ),
        ("– nộp trực tiếp", "full_online.direct", "full_online.direct_rate"),
    ),
)

equipment = TableDeclaration(
    "equipment",
    "digital_results",
    "Trang bị, sử dụng hệ thống và thông tin trên cổng",
    COUNT_COLUMNS,
    (rated("digital.computers_rate"), rated("digital.one_stop_accounts_rate"), *counted("digital.portal_items")),
)
