"""Tables of digital government."""

from cchc_lib.indicators.digital import SERVICE_LEVELS
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, ValueCell, labelled_rows

TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="services",
        section="digital_results",
        caption="Mức độ cung cấp và sử dụng dịch vụ công trực tuyến",
        columns=("Chỉ tiêu", "Số lượng", "Tỷ lệ"),
        rows=(
            ("TTHC cung cấp trên Cổng Dịch vụ công", ValueCell("services.total"), None),
            *(
                (f"– {first_lower(name)}", ValueCell(f"services.{level}"), ValueCell(f"services.{level}_share"))
                for level, (name, _) in SERVICE_LEVELS.items()
            ),
            (
                "Toàn trình có phát sinh hồ sơ trực tuyến",
                ValueCell("services.full_with_cases"),
                ValueCell("services.full_used_share"),
            ),
            ("Hồ sơ của dịch vụ công toàn trình", ValueCell("full_online.received"), None),
            ("– nộp trực tuyến", ValueCell("full_online.online"), ValueCell("full_online.online_rate")),
            ("– nộp trực tiếp", ValueCell("full_online.direct"), ValueCell("full_online.direct_rate")),
        ),
    ),
    TableDeclaration(
        id="equipment",
        section="digital_results",
        caption="Trang bị, sử dụng hệ thống và thông tin trên cổng",
        columns=COUNT_COLUMNS,
        rows=labelled_rows("digital.computers_rate", "digital.one_stop_accounts_rate", "digital.portal_items"),
    ),
)
