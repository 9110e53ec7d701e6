"""Statements of other units, with what an auditor has to say of them and what would be a false alarm."""

from dataclasses import replace
from datetime import date

import pytest

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import render_finding
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CaseRow, Dimension
from cchc_lib.inputs.tables.register import Document
from cchc_lib.quantities.figures import Qualifier
from tests.support.ward_data import WardData, as_inputs, case_row


def level(code: str, **counts: int) -> CaseRow:
    return replace(case_row(code, **counts), dimension=Dimension.LEVEL)


def results_of(data: WardData, inputs: ReportInputs) -> Results:
    return compute(as_inputs(data, inputs))


def weighty(results: Results) -> list[Finding]:
    """Return the errors and warnings."""
    return [finding for finding in audit(results) if finding.severity is not Severity.NOTE]


def told(results: Results) -> list[tuple[str, str]]:
    """Return rule and message of each error and warning."""
    return [(each.rule.code, render_finding(each, results).message) for each in weighty(results)]


def test_a_count_in_thousands_is_compared_within_what_it_may_mean(luu_kiem_inputs: ReportInputs) -> None:
    # A centre of Bến Tre, May 2021: 4.561 − 12 = 4.549, which «4,52 ngàn» cannot be; 99,7% is right of 4.549.
    thousands = {
        "procedures.received": ("5.650", "5,65 ngàn hồ sơ"),
        "procedures.carried_over": ("1.070", "1,07 ngàn"),
        "procedures.received_direct": ("3.190", "3,19 ngàn"),
        "procedures.received_online": ("1.250", "1,25 ngàn"),
        "procedures.resolved_on_time": ("4.520", "4,52 ngàn"),
    }
    data = WardData(
        {
            **{code: value for code, (value, _) in thousands.items()},
            "procedures.received_post": "132",
            "procedures.resolved": "4.561",
            "procedures.resolved_overdue": "12",
            "procedures.in_progress": "1.089",
        },
        claims={
            "procedures.resolved_rate": "80,7",
            "procedures.on_time_rate": "99,7",
            "procedures.overdue_rate": "0,3",
        },
        as_written={code: text for code, (_, text) in thousands.items()},
    )
    results = results_of(data, luu_kiem_inputs)
    (finding,) = weighty(results)
    text = render_finding(finding, results)
    assert finding.rule.code == "sums.parts"
    assert text.repair.endswith(
        "Nhiều khả năng sai ở «Số hồ sơ giải quyết đúng hạn»: theo các số còn lại phải là 4.549 hồ sơ."
    )


def test_a_rate_of_what_is_pending_is_compared_with_what_is_pending(luu_kiem_inputs: ReportInputs) -> None:
    # Phường Đồng Thuận, July to October 2025: 214/2.265 is 9,45%; «trên 99%» is true of 99,51%.
    data = WardData(
        {
            "procedures.received": "2.265",
            "procedures.received_online": "2.007",
            "procedures.received_direct": "258",
            "procedures.resolved": "2.051",
            "procedures.resolved_early": "2.041",
            "procedures.in_progress": "214",
        },
        claims={"procedures.pending_rate": "9,48", "procedures.on_time_rate": "99"},
        as_written={"procedures.on_time_rate": "đạt trên 99%"},
    )
    assert told(results_of(data, luu_kiem_inputs)) == [
        (
            "rates.wrong",
            "«Tỷ lệ hồ sơ đang giải quyết» công bố 9,48%, nhưng 214 / 2.265 là 9,45%, lệch 0,03 điểm phần trăm.",
        )
    ]


TWO_LEVELS = (
    level(
        "province",
        received=54575,
        resolved=51780,
        resolved_in_time=51072,
        resolved_overdue=708,
        pending=2800,
        pending_in_time=2672,
        pending_overdue=128,
    ),
    level(
        "district",
        received=340060,
        resolved=329596,
        resolved_in_time=323911,
        resolved_overdue=5685,
        pending=3405,
        pending_in_time=2436,
        pending_overdue=969,
    ),
)
"""Lâm Đồng, first quarter of 2020."""


def test_each_level_has_its_row_and_its_rates(luu_kiem_inputs: ReportInputs) -> None:
    rates = {
        "cases.province.on_time_rate": "98,63",
        "cases.province.overdue_rate": "1,37",
        "cases.district.on_time_rate": "98,28",
        "cases.district.overdue_rate": "1,7",
    }
    results = results_of(WardData({}, claims=rates, cases=TWO_LEVELS), luu_kiem_inputs)
    findings = audit(results)
    assert [(each.rule.code, each.observation.subject) for each in findings] == [
        ("sums.form", "cases.province.received=resolved+pending"),
        ("sums.form", "cases.district.received=resolved+pending"),
        ("rates.precision", "decimals"),
    ]


def test_early_and_on_the_day_of_a_level_add_up_to_what_it_resolved(luu_kiem_inputs: ReportInputs) -> None:
    # Lâm Đồng, October 2019: 13.767 + 3.254 + 634 = 17.655, not 17.651.
    rows = (level("district", resolved=17651, resolved_early=13767, resolved_on_time=3254, resolved_overdue=634),)
    rates = {
        "cases.district.early_rate": "78",
        "cases.district.on_day_rate": "18,4",
        "cases.district.overdue_rate": "3,6",
    }
    results = results_of(WardData({}, claims=rates, cases=rows), luu_kiem_inputs)
    ((rule, message),) = told(results)
    assert rule == "sums.form"
    assert "ghi 17.651 hồ sơ" in message
    assert "cộng lại là 17.655 hồ sơ" in message


def test_a_rate_that_was_cut_off_is_told_from_one_that_was_rounded(luu_kiem_inputs: ReportInputs) -> None:
    # Hà Nội, July and August 2025: 97,40 by rounding, 97,39 cut off.
    data = WardData(
        {
            "procedures.received": "523.292",
            "procedures.resolved": "413.036",
            "procedures.resolved_on_time": "402.282",
            "procedures.in_progress": "110.256",
        },
        claims={"procedures.on_time_rate": "97,39"},
    )
    ((rule, message),) = told(results_of(data, luu_kiem_inputs))
    assert rule == "rates.truncated"
    assert "làm tròn là 97,40%" in message


def test_a_rate_of_received_cases_is_right_by_another_definition(luu_kiem_inputs: ReportInputs) -> None:
    # Phú Giáo, October 2020; the rate of the communes is 99,98%, or 99,97% cut off, of the received cases.
    rows = (
        level("district", received=52761, resolved=51722, resolved_in_time=51355, resolved_overdue=367, pending=1039),
        level("commune", received=116749, resolved=116723, resolved_in_time=116723, resolved_overdue=0),
    )
    rates = {
        "cases.district.resolved_rate": "98",
        "cases.district.on_time_rate": "99,29",
        "cases.district.overdue_rate": "0,71",
        "cases.commune.on_time_rate": "99,97",
    }
    data = WardData({"procedures.apologies": "367"}, claims=rates, cases=rows)
    findings = audit(results_of(data, luu_kiem_inputs))
    assert [(each.rule.code, each.observation.subject) for each in findings] == [
        ("rates.definition", "cases.commune.on_time_rate"),
        ("rates.precision", "decimals"),
    ]


def test_one_number_with_two_titles_and_a_year_that_has_passed_are_told(luu_kiem_inputs: ReportInputs) -> None:
    # Xã Đưng K'Nớ, report of the first quarter of 2025.
    plan = Document(
        "a", "Kế hoạch", "11/KH-UBND", date(2025, 1, 21), "UBND xã", "công tác cải cách hành chính năm 2024"
    )
    other = replace(plan, id="b", title="thực hiện nhiệm vụ cải cách hành chính năm 2025")
    rules = {each.rule.code for each in audit(results_of(WardData({}, documents=(plan, other)), luu_kiem_inputs))}
    assert {"documents.titles", "dates.title_year"} <= rules


@pytest.mark.parametrize("qualifier", [Qualifier.ABOVE, Qualifier.MORE_THAN, Qualifier.AT_LEAST])
def test_a_whole_above_a_number_may_exceed_its_parts(luu_kiem_inputs: ReportInputs, qualifier: Qualifier) -> None:
    figures = {"plan_tasks.total": "40", "plan_tasks.completed": "30", "plan_tasks.in_progress": "11"}
    data = WardData(figures, qualifiers={"plan_tasks.total": qualifier})
    assert weighty(results_of(data, luu_kiem_inputs)) == []
