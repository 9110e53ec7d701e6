"""Digital government (chính quyền điện tử, chính quyền số): levels of online services and their use."""

from cchc_lib.indicators.declaration import Direction, Indicator, as_reported, share
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.quantities.units import PERCENT

_DECISION_766 = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"

SERVICE_LEVELS = {
    "full": ("Trực tuyến toàn trình", "fully online"),
    "partial": ("Trực tuyến một phần", "partly online"),
    "offline": ("Chưa có dịch vụ trực tuyến", "not online"),
}
"""Levels of public services, by the last word of their figures' codes."""

INDICATORS = (
    *(
        Indicator(
            code=f"services.{level}_share",
            label=f"Tỷ lệ TTHC {first_lower(name)}",
            label_en=f"Procedures that are {name_en}",
            unit=PERCENT,
            reference=f"{_DECISION_766}, chỉ số 3.1",
            formula=share(f"services.{level}", "services.total"),
        )
        for level, (name, name_en) in SERVICE_LEVELS.items()
    ),
    Indicator(
        code="services.online_share",
        label="Tỷ lệ TTHC có dịch vụ công trực tuyến",
        label_en="Procedures with an online service, full or partial",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=f"{_DECISION_766}, chỉ số 3.1",
        formula=lambda ward: (ward["services.full"] + ward["services.partial"]) / ward["services.total"],
    ),
    # Each month brings cases to further services, so that the share grows with the period.
    Indicator(
        code="services.full_used_share",
        label="Tỷ lệ dịch vụ công toàn trình có phát sinh hồ sơ trực tuyến",
        label_en="Fully online services that had online cases",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=f"{_DECISION_766}, chỉ số 3.2",
        formula=share("services.full_with_cases", "services.full"),
        accumulates=True,
    ),
    Indicator(
        code="full_online.online_rate",
        label="Tỷ lệ hồ sơ nộp trực tuyến của dịch vụ công toàn trình",
        label_en="Cases of fully online services filed online",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_DECISION_766,
        formula=share("full_online.online", "full_online.received"),
    ),
    Indicator(
        code="full_online.direct_rate",
        label="Tỷ lệ hồ sơ nộp trực tiếp của dịch vụ công toàn trình",
        label_en="Cases of fully online services filed at the counter",
        unit=PERCENT,
        direction=Direction.LOWER,
        reference=_DECISION_766,
        complement="full_online.online_rate",
        formula=share("full_online.direct", "full_online.received"),
    ),
    Indicator(
        code="digital.computers_rate",
        label="Tỷ lệ cán bộ, công chức được trang bị máy tính",
        label_en="Staff with a computer (as reported)",
        unit=PERCENT,
        direction=Direction.HIGHER,
        formula=as_reported("digital.computers"),
    ),
    Indicator(
        code="digital.one_stop_accounts_rate",
        label="Tỷ lệ cán bộ, công chức dùng Hệ thống một cửa điện tử",
        label_en="Staff who use the one-stop system (as reported)",
        unit=PERCENT,
        direction=Direction.HIGHER,
        formula=as_reported("digital.one_stop_accounts"),
    ),
)
"""The indicators of this theme, in the report's order."""
