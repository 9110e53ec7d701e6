"""Tables of digital government."""

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import Row, ValueCell, labelled_rows


def _service_rows(results: Results) -> tuple[Row, ...]:
    catalogue = results.inputs.catalogue
    levels = tuple(
        (f"– {first_lower(level.name)}", ValueCell(level.code), ValueCell(catalogue.share_of(level.code)))
        for level in catalogue.breakdowns["services.total"]
    )
    return (
        ("TTHC cung cấp trên Cổng Dịch vụ công", ValueCell("services.total"), None),
        *levels,
        (
            "Toàn trình có phát sinh hồ sơ trực tuyến",
            ValueCell("services.full_with_cases"),
            ValueCell("services.full_used_share"),
        ),
        ("Hồ sơ của dịch vụ công toàn trình", ValueCell("full_online.received"), None),
        ("– nộp trực tuyến", ValueCell("full_online.online"), ValueCell("full_online.online_rate")),
        ("– nộp trực tiếp", ValueCell("full_online.direct"), ValueCell("full_online.direct_rate")),
    )


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="services",
        section="digital_results",
        caption="Mức độ cung cấp và sử dụng dịch vụ công trực tuyến",
        columns=("Chỉ tiêu", "Số lượng", "Tỷ lệ"),
        rows=_service_rows,
    ),
    TableDeclaration(
        id="equipment",
        section="digital_results",
        caption="Trang bị, sử dụng hệ thống và thông tin trên cổng",
        columns=COUNT_COLUMNS,
        rows=labelled_rows("digital.computers_rate", "digital.one_stop_accounts_rate", "digital.portal_items"),
    ),
)
