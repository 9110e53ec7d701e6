"""Tables of digital government."""

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import NumberCell, Row, UnitCell, ValueCell, labelled_rows


def _service_rows(results: Results) -> tuple[Row, ...]:
    catalogue = results.inputs.catalogue
    levels = tuple(
        _row(f"– {first_lower(level.name)}", level.code, catalogue.share_of(level.code))
        for level in catalogue.breakdowns["services.total"]
    )
    return (
        _row("TTHC cung cấp trên Cổng Dịch vụ công", "services.total"),
        *levels,
        _row("Toàn trình có phát sinh hồ sơ trực tuyến", "services.full_with_cases", "services.full_used_share"),
        _row("Hồ sơ của dịch vụ công toàn trình", "full_online.received"),
        _row("– nộp trực tuyến", "full_online.online", "full_online.online_rate"),
        _row("– nộp trực tiếp", "full_online.direct", "full_online.direct_rate"),
    )


def _row(label: str, code: str, share: str = "") -> Row:
    return label, UnitCell(code), NumberCell(code), ValueCell(share) if share else None


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="services",
        section="digital_results",
        caption="Mức độ cung cấp và sử dụng dịch vụ công trực tuyến",
        columns=(*COUNT_COLUMNS, "Tỷ lệ"),
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
