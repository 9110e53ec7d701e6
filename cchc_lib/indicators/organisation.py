"""Organisation of the apparatus (tổ chức bộ máy): decisions issued and reorganisation payments."""

from cchc_lib.indicators.declaration import Direction, Indicator, as_reported, share
from cchc_lib.quantities.figures import total
from cchc_lib.quantities.units import DOCUMENTS, DONG, PER_PERSON, PERCENT

DECISIONS = (
    "organisation.function_decisions",
    "organisation.appointment_decisions",
    "organisation.assignment_decisions",
    "organisation.concurrent_accounting_decisions",
    "organisation.budget_accounting_decisions",
    "organisation.transfer_decisions",
)
"""The figures that count decisions on the apparatus, in the report's order."""

INDICATORS = (
    Indicator(
        code="organisation.decisions",
        label="Tổng số quyết định về tổ chức bộ máy, nhân sự",
        label_en="Decisions on organisation and staff",
        unit=DOCUMENTS,
        formula=lambda ward: total(*(ward[code] for code in DECISIONS)),
    ),
    Indicator(
        code="severance.paid_total",
        label="Tổng kinh phí đã chi trả cho người nghỉ hưởng chế độ",
        label_en="Reorganisation payments made",
        unit=DONG,
        reference="Nghị định số 178/2024/NĐ-CP",
        formula=as_reported("severance.paid_amount"),
    ),
    Indicator(
        code="severance.paid_per_person",
        label="Kinh phí chi trả bình quân một người",
        label_en="Reorganisation payments for each person",
        unit=PER_PERSON,
        reference="Nghị định số 178/2024/NĐ-CP",
        formula=share("severance.paid_amount", "severance.paid_people"),
    ),
    Indicator(
        code="severance.parttime_submitted_rate",
        label="Tỷ lệ hồ sơ người không chuyên trách đã trình thẩm định kinh phí",
        label_en="Dossiers of part-time staff submitted for payment",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference="Nghị định số 154/2025/NĐ-CP",
        formula=share("severance.parttime_submitted", "severance.parttime_people"),
    ),
)
"""The indicators of this theme, in the report's order."""
