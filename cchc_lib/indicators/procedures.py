"""Reform of administrative procedures (cải cách thủ tục hành chính): cases, deadlines, payment, feedback."""

from typing import NamedTuple

from cchc_lib.indicators.case_flow import TOTAL_CASES, cases_to_handle, new_cases, pending_cases
from cchc_lib.indicators.declaration import Direction, Indicator, as_reported, share
from cchc_lib.inputs.catalogue import Outcome
from cchc_lib.quantities.units import (
    CASES,
    PER_CIVIL_SERVANT,
    PER_THOUSAND_PEOPLE,
    PERCENT,
    SCORE,
    VISITS_PER_CASE,
)

_ONE_STOP = "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ"
_DECISION_766 = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"
_FORM = "Thông tư số 01/2020/TT-VPCP ngày 21/10/2020, biểu II.06a"
_FEEDBACK = "Nghị định số 20/2008/NĐ-CP ngày 14/02/2008 của Chính phủ"


OVERDUE_FIELDS = {
    "civil_status": ("hộ tịch", "civil status"),
    "certification": ("chứng thực", "certification"),
    "land_construction": ("đất đai, xây dựng", "land and construction"),
    "social_protection": ("bảo trợ xã hội", "social protection"),
    "business": ("kinh doanh", "business"),
}
"""The fields of procedures for which figures state overdue cases, by the last word of the figure's code.

Each has its Vietnamese and its English name. A ward with other fields states its cases in cases.csv.
"""


class _ReportedRate(NamedTuple):
    """A rate that wards print without numerator and denominator, so that it can be taken over but not computed."""

    figure: str
    """The code of the figure without `procedures.`."""
    label: str
    label_en: str
    """The label in English, without `(as reported)`."""
    reference: str
    """The legal text that defines the rate."""


_REPORTED_RATES = (
    _ReportedRate(
        "at_centre",
        "Tỷ lệ TTHC thực hiện tại Trung tâm Phục vụ hành chính công",
        "Procedures done at the centre",
        _ONE_STOP,
    ),
    _ReportedRate(
        "location_independent",
        "Tỷ lệ TTHC thực hiện không phụ thuộc địa giới hành chính",
        "Procedures done regardless of place of residence",
        _ONE_STOP,
    ),
    _ReportedRate(
        "city_system",
        "Tỷ lệ hồ sơ cập nhật, xử lý trên Hệ thống của thành phố",
        "Cases handled in the city's system",
        _ONE_STOP,
    ),
    _ReportedRate(
        "national_portal",
        "Tỷ lệ hồ sơ đồng bộ đầy đủ trên Cổng Dịch vụ công quốc gia",
        "Cases fully synchronised with the national portal",
        f"{_DECISION_766}, chỉ số 1.4",
    ),
    _ReportedRate(
        "digitised",
        "Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC",
        "Case files and results digitised",
        f"{_DECISION_766}, chỉ số 4.2",
    ),
    _ReportedRate(
        "electronic_results",
        "Tỷ lệ cấp kết quả giải quyết TTHC điện tử",
        "Results issued electronically",
        f"{_DECISION_766}, chỉ số 4.1",
    ),
    _ReportedRate(
        "reused_data",
        "Tỷ lệ khai thác, tái sử dụng thông tin, dữ liệu số hóa",
        "Digitised data reused",
        f"{_DECISION_766}, chỉ số 4.3",
    ),
)

# In biểu II.06a (11) = (3) − (7): cases that are pending have been received, in this period or before.
PENDING = Indicator(
    code="procedures.pending",
    label="Số hồ sơ đang giải quyết",
    label_en="Cases received and not yet resolved",
    unit=CASES,
    reference=_FORM,
    outcome=Outcome.OPEN,
    formula=pending_cases,
    follows_data=True,
)

INDICATORS = (
    Indicator(
        code=TOTAL_CASES,
        label="Số hồ sơ phải giải quyết, gồm cả kỳ trước chuyển sang",
        label_en="Cases to handle, those carried over included",
        unit=CASES,
        reference=_FORM,
        formula=cases_to_handle,
        follows_data=True,
    ),
    Indicator(
        code="procedures.new_cases",
        label="Số hồ sơ tiếp nhận trong kỳ, không kể kỳ trước chuyển sang",
        label_en="Cases received in the period, without those carried over",
        unit=CASES,
        reference=_FORM,
        formula=new_cases,
        follows_data=True,
    ),
    Indicator(
        code="procedures.visits_per_case",
        label="Số lượt tiếp, hướng dẫn trên một hồ sơ",
        label_en="Visits for each case received",
        unit=VISITS_PER_CASE,
        direction=Direction.LOWER,
        formula=share("procedures.visits", "procedures.received"),
    ),
    Indicator(
        code="procedures.resolved_rate",
        label="Tỷ lệ hồ sơ đã giải quyết",
        label_en="Cases resolved, of those received",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_FORM,
        formula=lambda ward: ward["procedures.resolved"] / cases_to_handle(ward),
        follows_data=True,
    ),
    # Of the cases resolved, as wards report it. The score of Quyết định 766/QĐ-TTg divides by all cases instead, and
    # judges cases in progress by the last day of the period.
    Indicator(
        code="procedures.on_time_rate",
        label="Tỷ lệ hồ sơ giải quyết đúng hạn",
        label_en="Cases resolved on time, of those resolved",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_FORM,
        formula=share("procedures.resolved_on_time", "procedures.resolved"),
    ),
    Indicator(
        code="procedures.overdue_rate",
        label="Tỷ lệ hồ sơ giải quyết quá hạn",
        label_en="Cases resolved overdue, of those resolved",
        unit=PERCENT,
        direction=Direction.LOWER,
        reference=_FORM,
        complement="procedures.on_time_rate",
        formula=share("procedures.resolved_overdue", "procedures.resolved"),
    ),
    PENDING,
    Indicator(
        code="procedures.pending_rate",
        label="Tỷ lệ hồ sơ đang giải quyết",
        label_en="Cases not yet resolved, of those received",
        unit=PERCENT,
        reference=_FORM,
        complement="procedures.resolved_rate",
        formula=lambda ward: PENDING.formula(ward) / cases_to_handle(ward),
        follows_data=True,
    ),
    # Cases carried over have no channel in biểu II.06a, so that the rates of channels are of the new cases.
    Indicator(
        code="procedures.online_rate",
        label="Tỷ lệ hồ sơ tiếp nhận trực tuyến",
        label_en="Cases received online",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=f"{_DECISION_766}, chỉ số 3.3",
        formula=lambda ward: ward["procedures.received_online"] / new_cases(ward),
        follows_data=True,
    ),
    Indicator(
        code="procedures.direct_rate",
        label="Tỷ lệ hồ sơ tiếp nhận trực tiếp",
        label_en="Cases received at the counter",
        unit=PERCENT,
        direction=Direction.LOWER,
        reference=_FORM,
        complement="procedures.online_rate",
        formula=lambda ward: ward["procedures.received_direct"] / new_cases(ward),
        follows_data=True,
    ),
    # Counts of large and small wards can be compared only over their people or staff.
    Indicator(
        code="procedures.per_thousand_people",
        label="Số hồ sơ tiếp nhận trên một nghìn dân",
        label_en="Cases received for each thousand people",
        unit=PER_THOUSAND_PEOPLE,
        formula=share("procedures.received", "ward.population"),
    ),
    Indicator(
        code="procedures.per_civil_servant",
        label="Số hồ sơ tiếp nhận trên một công chức có mặt",
        label_en="Cases received for each civil servant present",
        unit=PER_CIVIL_SERVANT,
        formula=share("procedures.received", "present.civil_servants"),
    ),
    *(
        Indicator(
            code=f"overdue.{field}_share",
            label=f"Tỷ trọng hồ sơ quá hạn lĩnh vực {name}",
            label_en=f"Overdue cases in the field of {name_en}, of all overdue",
            unit=PERCENT,
            reference=_FORM,
            formula=share(f"overdue.{field}", "procedures.resolved_overdue"),
        )
        for field, (name, name_en) in OVERDUE_FIELDS.items()
    ),
    Indicator(
        code="payments.online_rate",
        label="Tỷ lệ giao dịch thanh toán trực tuyến",
        label_en="Payments made online, of all payments",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=f"{_DECISION_766}, chỉ số 3.6",
        formula=share("payments.online", "payments.total"),
    ),
    *(
        Indicator(
            code=f"procedures.{rate.figure}_rate",
            label=rate.label,
            label_en=f"{rate.label_en} (as reported)",
            unit=PERCENT,
            direction=Direction.HIGHER,
            reference=rate.reference,
            formula=as_reported(f"procedures.{rate.figure}"),
        )
        for rate in _REPORTED_RATES
    ),
    Indicator(
        code="feedback.resolved_rate",
        label="Tỷ lệ phản ánh, kiến nghị về quy định hành chính đã giải quyết",
        label_en="Feedback on procedures resolved",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_FEEDBACK,
        formula=share("feedback.resolved", "feedback.received"),
    ),
    # A ward's report gives only the total of the score, which cannot be computed from it and is shown as reported.
    Indicator(
        code="score766.reported",
        label="Điểm đánh giá chất lượng phục vụ trên Cổng Dịch vụ công quốc gia",
        label_en="Service score on the national portal, as reported",
        unit=SCORE,
        direction=Direction.HIGHER,
        reference=_DECISION_766,
        formula=as_reported("score766.total"),
    ),
)
"""The indicators of this theme, in the report's order."""
