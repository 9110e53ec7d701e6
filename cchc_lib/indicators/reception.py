"""Citizen reception and petitions (tiếp công dân, đơn thư)."""

from cchc_lib.indicators.declaration import Direction, Indicator, share
from cchc_lib.quantities.units import PERCENT

INDICATORS = (
    Indicator(
        code="petitions.settled_rate",
        label="Tỷ lệ vụ việc kiến nghị, phản ánh đã giải quyết xong",
        label_en="Petition matters settled",
        unit=PERCENT,
        direction=Direction.HIGHER,
        formula=share("petitions.settled", "petitions.matters"),
    ),
    Indicator(
        code="petitions.pending_rate",
        label="Tỷ lệ vụ việc kiến nghị, phản ánh đang xem xét giải quyết",
        label_en="Petition matters still under consideration",
        unit=PERCENT,
        direction=Direction.LOWER,
        complement="petitions.settled_rate",
        formula=share("petitions.pending", "petitions.matters"),
    ),
)
"""The indicators of this theme, in the report's order."""
