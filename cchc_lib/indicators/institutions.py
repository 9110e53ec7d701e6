"""Institutional reform (cải cách thể chế): legal documents and how they are made known."""

from cchc_lib.indicators.declaration import Direction, Indicator, share
from cchc_lib.quantities.figures import total
from cchc_lib.quantities.units import NEWS_ITEMS, PERCENT

_CHECKING = "Nghị định số 79/2025/NĐ-CP ngày 01/4/2025 của Chính phủ"

INDICATORS = (
    Indicator(
        code="legal.check_rate",
        label="Tỷ lệ văn bản QPPL được xử lý sau kiểm tra",
        label_en="Legal documents processed after check, of those that need it",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_CHECKING,
        formula=share("legal.check_processed", "legal.check_required"),
    ),
    Indicator(
        code="legal.review_rate",
        label="Tỷ lệ văn bản QPPL được xử lý sau rà soát",
        label_en="Legal documents processed after review, of those that need it",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_CHECKING,
        formula=share("legal.review_processed", "legal.review_required"),
    ),
    Indicator(
        code="legal.items",
        label="Tổng số tin bài tuyên truyền pháp luật trên các kênh",
        label_en="Items of legal information on all channels",
        unit=NEWS_ITEMS,
        direction=Direction.HIGHER,
        formula=lambda ward: total(
            ward["legal.broadcast_items"], ward["legal.fanpage_items"], ward["legal.portal_items"]
        ),
    ),
)
"""The indicators of this theme, in the report's order."""
