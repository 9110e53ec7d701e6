"""General assessment (đánh giá chung): the service centre's area against the city's guideline."""

from cchc_lib.indicators.declaration import Direction, Indicator, share
from cchc_lib.quantities.units import PERCENT, SQUARE_METRE

INDICATORS = (
    Indicator(
        code="centre.area_gap",
        label="Diện tích Trung tâm còn thiếu so với mức tối thiểu",
        label_en="Area that the service centre lacks",
        unit=SQUARE_METRE,
        direction=Direction.LOWER,
        formula=lambda ward: ward["centre.area_guideline_min"] - ward["centre.area"],
    ),
    # A centre may be larger than the guideline's minimum, so this share may exceed 100%.
    Indicator(
        code="centre.area_rate",
        label="Diện tích Trung tâm so với mức tối thiểu theo hướng dẫn",
        label_en="The service centre's area against the guideline's minimum",
        unit=PERCENT,
        direction=Direction.HIGHER,
        may_exceed_whole=True,
        formula=share("centre.area", "centre.area_guideline_min"),
    ),
)
"""The indicators of this theme, in the report's order."""
