"""Every rule fires in its cases, and no other rule does; a consistent ward gives no finding."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cchc_lib.audit.catalogue import audit, rules
from cchc_lib.audit.messages import render_finding
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.register import Announcement, Citation, Document
from cchc_lib.quantities.figures import Qualifier
from cchc_lib.quantities.numbers import Rounding
from tests.support.ward_data import CONSISTENT, LUU_KIEM, WardData, as_inputs, case_row, fired_rules

OWN = "UBND phường Lưu Kiếm"


def with_document(*documents: Document) -> WardData:
    return replace(CONSISTENT, documents=(*CONSISTENT.documents, *documents))


def digital(first: int, second: int) -> WardData:
    """Return a ward that announces 2 decisions in note 6 and 1 plan in note 7.

    Args:
        first: the note that lists the decisions.
        second: the note that lists the plan.
    """
    decisions = tuple(
        Document(f"d{at}", "Quyết định", f"{90 + at}/QĐ-UBND", date(2025, 8, at), OWN, "về E") for at in (1, 2)
    )
    plan = Document("p1", "Kế hoạch", "09/KH-UBND", date(2025, 8, 9), OWN, "về G")
    cited = [
        Citation(decision.id, "digital.documents", "digital", first, at, "") for at, decision in enumerate(decisions, 1)
    ]
    cited.append(Citation("p1", "digital.documents", "digital", second, 1, ""))
    announced = (
        Announcement("digital.decisions", "Quyết định", "digital.documents", 6, "02 Quyết định", "digital"),
        Announcement("digital.plans", "Kế hoạch", "digital.documents", 7, "01 Kế hoạch", "digital"),
    )
    data = with_document(*decisions, plan).changed(digital__decisions="2", digital__plans="1")
    return replace(
        data, citations=(*CONSISTENT.citations, *cited), announcements=(*CONSISTENT.announcements, *announced)
    )


def without(*codes: str, claims: dict[str, str]) -> WardData:
    """Return a ward that does not state these figures."""
    kept = {code: value for code, value in CONSISTENT.figures.items() if code not in codes}
    return replace(CONSISTENT, figures=kept, claims=claims)


CITED_TWICE = tuple(
    Citation(document, "digital.documents", "digital", note, order, "")
    for document, note, order in (("p1", 6, 3), ("d1", 7, 2), ("d2", 7, 3))
)
"""Citations by which both footnotes of `digital` list the same documents."""
RESTATED = {"petitions.matters": ("62", "62 vụ việc"), "procedures.received": ("8.800", "8,8 ngàn hồ sơ")}
MOVED = {
    code: "1"
    for code in CONSISTENT.figures
    if code.startswith(("procedures.", "overdue.", "payments.", "reception.", "petitions.", "legal.", "full_online."))
}
"""Other numbers than those of this period, for what happens in a period."""
LOWER = {**MOVED, "payments.online": "4.696", "payments.total": "4.907"}
ATTAINMENT = {"budget__local_revenue_attainment": "75"}


def since(code: str, before: str, **changes: str) -> WardData:
    """Return a ward with an earlier period in which a figure had another value."""
    data = CONSISTENT.changed(**changes)
    return replace(
        data,
        earlier={**MOVED, code: before},
    )


def of_cases() -> list[str]:
    """Return the codes of the figures on cases."""
    return [code for code in CONSISTENT.figures if code.startswith(("procedures.", "overdue.", "full_online."))]


UNEQUAL = {"plan_tasks.completed_rate": "63,64", "plan_tasks.in_progress_rate": "36,46"}

FORM = (
    case_row("land", received=8, received_online=5, received_direct=2, carried_over=1, resolved=6, pending=2),
    case_row("civil", received=4, received_online=4, received_direct=0, carried_over=0, resolved=4, pending=0),
)


def form(*rows: object) -> WardData:
    """Return a ward that states its cases by field only."""
    kept = {
        code: value
        for code, value in CONSISTENT.figures.items()
        # The counts of the form are too small for a ward of this size.
        if not code.startswith(("procedures.", "overdue.", "full_online.", "ward.population"))
    }
    return replace(CONSISTENT, figures=kept, claims={}, targets={}, cases=rows)


FIRES: dict[str, list[WardData]] = {
    "units.listed": [
        replace(CONSISTENT, ward_file=LUU_KIEM.replace("11488", "11560")),
        replace(CONSISTENT, ward_file=LUU_KIEM.replace("11488", "99999")),
        replace(CONSISTENT, ward_file=LUU_KIEM.replace("phường", "xã")),
        replace(CONSISTENT, ward_file=LUU_KIEM.replace("Hải Phòng", "Hải  Phòng")),
        replace(CONSISTENT, ward_file=f"{LUU_KIEM}province_kind: tỉnh\n"),
    ],
    "units.area": [CONSISTENT.changed(ward__area="43,27"), CONSISTENT.changed(ward__area="42,1")],
    "sums.parts": [
        CONSISTENT.changed(petitions__pending="6"),
        CONSISTENT.changed(committee_staff__theory_elementary="30"),
        CONSISTENT.changed(autonomy__group_1="1"),
        CONSISTENT.changed(autonomy__units="14"),
        CONSISTENT.changed(committee_staff__total="48"),
        CONSISTENT.changed(procedures__in_progress="39"),
        CONSISTENT.changed(feedback__awaiting="none arisen", feedback__in_progress="1"),
    ],
    "sums.form": [form(case_row("land", received=9, received_online=5, received_direct=2, carried_over=1))],
    "sums.unjudged": [
        replace(CONSISTENT, figures={k: v for k, v in CONSISTENT.figures.items() if k != "petitions.pending"}),
        WardData({"committee_staff.total": "36", "committee_staff.masters": "8", "committee_staff.bachelors": "27"}),
    ],
    "rates.truncated": [replace(CONSISTENT, claims={"payments.online_rate": "98,14"})],
    "rates.complement": [
        replace(CONSISTENT, claims={"procedures.on_time_rate": "99,56", "procedures.overdue_rate": "0,44"})
    ],
    "rates.definition": [replace(CONSISTENT, claims={"procedures.on_time_rate": "99,14"})],
    "rates.denominator": [replace(CONSISTENT, claims={"procedures.online_rate": "72,82"})],
    "rates.wrong": [
        replace(CONSISTENT, claims={"payments.online_rate": "97,00"}),
        replace(CONSISTENT, claims={"payments.online_rate": "100"}),
    ],
    "rates.fraction": [replace(CONSISTENT, claims={"procedures.online_rate": "0,725"})],
    "rates.minimum": [
        replace(CONSISTENT, claims={"payments.online_rate": "99"}, as_written={"payments.online_rate": "tối thiểu 99%"})
    ],
    "rates.unreached": [
        replace(CONSISTENT, claims={"payments.online_rate": "99"}, as_written={"payments.online_rate": "trên 99%"}),
        replace(CONSISTENT, claims={"payments.online_rate": "98"}, as_written={"payments.online_rate": "gần 98%"}),
    ],
    "rates.implied": [
        without("procedures.resolved_on_time", claims={"procedures.on_time_rate": "98,57"}),
    ],
    "rates.cut_off": [
        replace(CONSISTENT, claims={"payments.online_rate": "98,14", "procedures.on_time_rate": "99,56"}),
    ],
    "rates.count": [
        without("services.offline", claims={"services.full_share": "57,22", "services.partial_share": "37,06"}).changed(
            services__total="400"
        ),
    ],
    "rates.rounded": [
        replace(CONSISTENT, claims={"payments.online_rate": "98,15"}, rounding=Rounding.TRUNCATE),
    ],
    "rates.whole": [without("plan_tasks.in_progress", "plan_tasks.total", claims=UNEQUAL)],
    "rates.precision": [
        replace(CONSISTENT, claims={**CONSISTENT.claims, "payments.online_rate": "98,1"}),
        replace(CONSISTENT, claims={**CONSISTENT.claims, "payments.online_rate": "98"}),
    ],
    "repeats.differs": [
        CONSISTENT.changed(organisation__schools_received="11"),
        CONSISTENT.changed(overview__public_employees="531"),
        CONSISTENT.changed(overview__posts="51"),
        CONSISTENT.changed(autonomy__units="14", autonomy__group_1="1"),
    ],
    "repeats.scope": [
        without(
            *("employees.total", "quota.public_employees", "present.education_employees"),
            *(code for code in CONSISTENT.figures if code.startswith("employees.")),
            "present.service_unit_employees",
            claims={},
        )
    ],
    "documents.same_list": [replace(digital(6, 7), citations=(*digital(6, 7).citations, *CITED_TWICE))],
    "dates.report_before": [
        with_document(Document("x", "Báo cáo", "31/BC-UBND", date(2025, 8, 6), OWN, "kết quả quý IV năm 2025"))
    ],
    "repeats.restated": [replace(CONSISTENT, restated=RESTATED)],
    "repeats.quota": [CONSISTENT.changed(overview__public_employees="574")],
    "wording.value": [
        replace(CONSISTENT.changed(ward__population="22"), as_written={"ward.population": "22.000 người"}),
        replace(CONSISTENT, as_written={"petitions.matters": "62 vụ việc"}),
        replace(CONSISTENT, as_written={"severance.paid_amount": "21,7 tỷ đồng"}),
        replace(CONSISTENT, as_written={"heading.period_to": "ngày 31/10/2025"}),
        replace(CONSISTENT, as_written={"procedures.on_time_rate": "99,75%"}),
        replace(CONSISTENT, announcements=(replace(CONSISTENT.announcements[0], as_written="03 Quyết định"),)),
        replace(CONSISTENT, as_written={"petitions.matters": "62 nghìn vụ việc"}),
        replace(CONSISTENT, as_written={"present.service_unit_employees": "03 người"}),
        replace(CONSISTENT.changed(petitions__complaints="none arisen"), as_written={"petitions.complaints": "03 đơn"}),
        replace(CONSISTENT, as_written={"severance.paid_amount": "21.738,64664 tỷ đồng"}),
        replace(CONSISTENT, targets={"procedures.on_time_rate": ("at least 99", "tối thiểu 95%")}),
    ],
    "zeros.rate": [
        replace(
            CONSISTENT.changed(legal__review_required="0", legal__review_processed="0"),
            claims={"legal.review_rate": "0"},
        )
    ],
    "zeros.leftover": [
        replace(CONSISTENT, figures={k: v for k, v in CONSISTENT.figures.items() if k != "procedures.in_progress"})
    ],
    "zeros.share": [
        replace(
            without(*of_cases(), claims={}).changed(procedures__received="0", procedures__digitised="100"), targets={}
        )
    ],
    "zeros.nobody": [CONSISTENT.changed(severance__paid_people="0")],
    "dates.after": [with_document(Document("x", "Kế hoạch", "71/KH-UBND", date(2025, 10, 22), OWN, "về X"))],
    "dates.before": [
        replace(
            CONSISTENT,
            documents=(replace(CONSISTENT.documents[0], date=date(2025, 6, 30)), *CONSISTENT.documents[1:]),
            citations=(
                replace(CONSISTENT.citations[0], date_as_written="ngày 30/6/2025"),
                *CONSISTENT.citations[1:],
            ),
        )
    ],
    "dates.undated": [with_document(Document("x", "Quyết định", "77/QĐ-UBND", None, OWN, "về X"))],
    "dates.citation": [with_document(Document("x", "Nghị định", "178/2024/NĐ-CP", None, "Chính phủ", ""))],
    "dates.series": [with_document(Document("x", "Kế hoạch", "08/KH-UBND", date(2025, 8, 5), OWN, "về X"))],
    "dates.cited": [
        replace(
            CONSISTENT,
            citations=(*CONSISTENT.citations[:2], replace(CONSISTENT.citations[2], date_as_written=written)),
        )
        for written in ("ngày 08/8/2025", "ngày 08 tháng 8 năm 2025", "2025-08-08", "08/8/25")
    ],
    "dates.twice": [with_document(Document("x", "Kế hoạch", "07/KH-UBND", date(2025, 9, 1), OWN, "về X"))],
    "dates.as_of": [replace(CONSISTENT, as_of={"severance.paid_people": "2025-08-31"})],
    "dates.period": [CONSISTENT.changed(heading__period_to="2025-10-31")],
    "earlier.stable": [since("ward.area", "41,17"), since("ward.population", "19.000")],
    "earlier.plan": [since("budget.local_revenue", "100", budget__local_revenue="150", **ATTAINMENT)],
    "earlier.falls": [since("budget.local_revenue", "155", budget__local_revenue="150")],
    "earlier.carried_over": [since("procedures.in_progress", "37", procedures__carried_over="0")],
    "earlier.change": [
        replace(CONSISTENT, earlier=LOWER, changes={"payments.online_rate": ("2,7", "tăng 2,7%")}),
        replace(CONSISTENT, earlier=LOWER, changes={"payments.online_rate": ("2,44", "giảm 2,44%")}),
    ],
    "earlier.same": [
        replace(CONSISTENT, earlier={code: value for code, value in MOVED.items() if not code.startswith("reception.")})
    ],
    "earlier.copied": [replace(CONSISTENT, earlier=MOVED, passages={"steering.initiative": "Một đoạn văn dài. " * 9})],
    "rates.bare": [CONSISTENT.changed(procedures__digitised="97")],
    "targets.relation": [
        replace(CONSISTENT, targets={"payments.online_rate": ("at most 99", "từ 99% trở lên")}),
        replace(CONSISTENT, targets={"procedures.overdue_rate": ("above 0.5", "dưới 0,5%")}),
    ],
    "targets.direction": [replace(CONSISTENT, targets={"procedures.overdue_rate": ("at least 0.4", "đạt 0,4%")})],
    "plausibility.quota": [CONSISTENT.changed(quota__public_employees="500")],
    "dates.number_year": [with_document(Document("x", "Quyết định", "02/2024/QĐ-UBND", date(2025, 8, 6), OWN, "về Đ"))],
    "dates.title_year": [
        with_document(Document("x", "Kế hoạch", "09/KH-UBND", date(2025, 8, 9), OWN, "cải cách năm 2024"))
    ],
    "dates.before_unit": [with_document(Document("x", "Quyết định", "08/QĐ-UBND", date(2024, 8, 6), OWN, "về Đ"))],
    "documents.titles": [
        with_document(
            Document("x", "Kế hoạch", "26/KH-UBND", date(2025, 8, 6), "UBND thành phố", "về Đ"),
            Document("y", "Kế hoạch", "26/KH-UBND", date(2025, 8, 6), "UBND thành phố", "về E"),
        )
    ],
    "documents.twins": [with_document(Document("x", "Kế hoạch", "08/KH-UBND", date(2025, 8, 6), OWN, "về C"))],
    "periods.early": [CONSISTENT.changed(heading__date="2025-10-15")],
    "periods.window": [replace(CONSISTENT, windows={"procedures.received": "2025-07-01_2025-09-30"})],
    "targets.passed": [
        replace(CONSISTENT, targets={"payments.online_rate": ("above 90", "nâng lên trên 90%")}),
        replace(CONSISTENT, targets={"procedures.overdue_rate": ("below 1", "phấn đấu giảm còn dưới 1%")}),
        replace(CONSISTENT, targets={"payments.online_rate": ("above 90", "tiếp tục nâng lên trên 90%")}),
    ],
    "targets.beyond": [replace(CONSISTENT, targets={"payments.online_rate": ("above 100", "trên 100%")})],
    "targets.maintain": [
        replace(CONSISTENT, targets={"procedures.overdue_rate": ("below 0.1", "duy trì dưới 0,1%")}),
        replace(
            CONSISTENT.changed(procedures__city_system="75"),
            targets={"procedures.city_system_rate": ("at least 100", "duy trì 100%")},
        ),
    ],
    "targets.far": [
        replace(
            CONSISTENT.changed(procedures__city_system="75"),
            targets={"procedures.city_system_rate": ("at least 100", "đạt 100%")},
        )
    ],
    "targets.unmeasured": [replace(CONSISTENT, targets={"satisfaction.overall": ("at least 95", "duy trì 95%")})],
    "documents.swapped": [digital(7, 6)],
    "documents.count": [
        replace(
            CONSISTENT.changed(reception__decisions="3"),
            announcements=(replace(CONSISTENT.announcements[0], as_written="03 Quyết định"),),
        ),
        digital(6, 8),
        CONSISTENT.changed(reception__decisions="none arisen"),
    ],
    "documents.symbol": [with_document(Document("x", "Nghị quyết", "71-NQ/CP", date(2025, 4, 1), "Chính phủ", ""))],
    "documents.type": [with_document(Document("x", "Thông báo", "08/KH-UBND", date(2025, 8, 19), OWN, "về X"))],
    "documents.issuer": [with_document(Document("x", "Quyết định", "01/QĐ-BCĐ", date(2025, 8, 19), OWN, ""))],
    "plausibility.part": [
        CONSISTENT.changed(full_online__received="3.896", full_online__direct="2.500"),
        CONSISTENT.changed(payments__online="5.000"),
        CONSISTENT.changed(legal__check_processed="5"),
        CONSISTENT.changed(centre__area_guideline_min="200", centre__area_guideline_max="100"),
        without("procedures.in_progress", claims={}).changed(
            procedures__received="8.700", procedures__received_direct="2.303"
        ),
    ],
    "plausibility.share": [
        CONSISTENT.changed(procedures__city_system="101"),
        replace(without("payments.online", "payments.total", claims={"payments.online_rate": "105"}), targets={}),
    ],
    "plausibility.range": [
        CONSISTENT.changed(score766__total="946,3"),
        CONSISTENT.changed(ward__area="43.270"),
        CONSISTENT.changed(budget__local_revenue_attainment="7.995"),
        CONSISTENT.changed(procedures__visits="4"),
    ],
    "plausibility.adhoc": [CONSISTENT.changed(reception__visits="103")],
    "form.separators": [
        CONSISTENT.changed(payments__online="4816"),
        replace(CONSISTENT, as_written={"payments.online": "4 816 giao dịch"}),
        replace(CONSISTENT, as_written={"payments.online": "4,816"}),
    ],
    "form.dates": [
        replace(
            CONSISTENT,
            citations=(*CONSISTENT.citations[:2], replace(CONSISTENT.citations[2], date_as_written=written)),
        )
        for written in ("ngày 6/8/2025", "ngày 06-8-2025", "2025-08-06", "06/8/25")
    ],
    "form.unit": [CONSISTENT.changed(severance__paid_amount="21.738.646.640!")],
}
"""The data in which each rule must fire."""

FOLLOWS = {
    "rates.complement": {"rates.complement", "rates.truncated"},
    "plausibility.part": {"plausibility.part", "targets.passed"},
    "plausibility.share": {"plausibility.share", "targets.passed", "rates.bare"},
    "rates.count": {"rates.count", "sums.unjudged"},
    **{rule: {rule, "rates.bare", "targets.passed"} for rule in ("zeros.share", "targets.maintain", "targets.far")},
    "rates.implied": {"rates.implied", "sums.unjudged", "targets.unmeasured"},
    "plausibility.range": {"plausibility.range", "units.area", "rates.bare"},
}
"""The rules that may fire together with another one, since the same fault breaks both."""

QUIET: dict[str, Callable[[], WardData]] = {
    "nothing arose counts as nothing": lambda: CONSISTENT.changed(feedback__awaiting="none arisen"),
    "a whole of which no part is stated": lambda: CONSISTENT.changed(reception__matters="61"),
    "cases carried over from before": lambda: replace(
        CONSISTENT.changed(procedures__received="8.923", procedures__in_progress="138"),
        claims={},
        cases=(case_row("total", received=8923, received_online=6397, received_direct=2426, carried_over=100),),
    ),
    "a form whose sums hold": lambda: form(*FORM),
    "a claim with fewer decimals that rounds well": lambda: replace(
        CONSISTENT, claims={"procedures.online_rate": "72,5"}
    ),
    "a window that is the report's": lambda: replace(
        CONSISTENT, windows={"procedures.received": "2025-07-01_2025-10-20"}
    ),
    "a report dated on the last day of its period": lambda: CONSISTENT.changed(heading__date="2025-10-20"),
    "a target kept up": lambda: replace(CONSISTENT, targets={"payments.online_rate": ("above 90", "duy trì trên 90%")}),
    "a ceiling that is kept": lambda: replace(
        CONSISTENT, targets={"procedures.overdue_rate": ("at most 0.5", "duy trì không quá 0,5%")}
    ),
    "an announced type in other letters": lambda: replace(
        CONSISTENT, announcements=(replace(CONSISTENT.announcements[0], type="quyết định"),)
    ),
    "a floor that is met": lambda: replace(
        CONSISTENT, targets={"payments.online_rate": ("at least 90", "tối thiểu 90%")}
    ),
    "footnotes in order": lambda: digital(6, 7),
    "an attainment above 100%": lambda: CONSISTENT.changed(
        budget__balanced_revenue="15,5", budget__balanced_revenue_attainment="113,12"
    ),
    "a number written in words of a larger scale": lambda: replace(
        CONSISTENT, as_written={"severance.paid_amount": "21.738,64664 triệu đồng"}
    ),
    "a number among others": lambda: replace(CONSISTENT, as_written={"petitions.matters": "26/26 vụ việc, quý III"}),
    "a day in words": lambda: replace(
        CONSISTENT,
        citations=(
            *CONSISTENT.citations[:2],
            replace(CONSISTENT.citations[2], date_as_written="ngày 06 tháng 8 năm 2025"),
        ),
    ),
    "numbers of other styles and units": lambda: replace(
        CONSISTENT,
        as_written={
            "ward.area": "4.217 ha",
            "procedures.visits": "09.875 lượt",
            "severance.paid_amount": "21 tỷ 738,64664 triệu đồng",
            "procedures.on_time_rate": "99.57%",
        },
    ),
    "a number that is only said to be about right": lambda: replace(
        CONSISTENT.changed(procedures__received="8.800", overview__public_employees="500"),
        qualifiers={"procedures.received": Qualifier.MORE_THAN, "overview.public_employees": Qualifier.ABOUT},
    ),
    "nothing founded in a later period": lambda: CONSISTENT.changed(
        organisation__schools_received="none arisen", organisation__divisions_established="0"
    ),
    "a missing part for which the others leave nothing": lambda: WardData(
        {"committee_staff.total": "35", "committee_staff.masters": "8", "committee_staff.bachelors": "27"}
    ),
    "a unit of another kind": lambda: CONSISTENT.changed(
        overview__public_units="14", autonomy__units="14", autonomy__group_4="5"
    ),
    "staff without training in theory": lambda: CONSISTENT.changed(committee_staff__theory_intermediate="30"),
    "a target with words that only look like others": lambda: replace(
        CONSISTENT,
        targets={"payments.online_rate": ("at least 50", "tăng cường hướng dẫn, giữa năm tối thiểu 50%")},
    ),
    "a number in words": lambda: replace(CONSISTENT, as_written={"petitions.matters": "hai mươi sáu vụ việc"}),
    "a plan above its whole": lambda: replace(
        CONSISTENT.changed(budget__local_revenue="241,1", budget__local_revenue_attainment="106"),
        targets={"budget.local_revenue_attainment": ("at least 105", "vượt 5% dự toán")},
    ),
    "an area with fewer decimal places": lambda: CONSISTENT.changed(ward__area="42,2"),
    "an area in whole square kilometres": lambda: CONSISTENT.changed(ward__area="42"),
    "an area that is not exact": lambda: replace(
        CONSISTENT.changed(ward__area="45"), qualifiers={"ward.area": Qualifier.NEARLY}
    ),
    "a law without a number": lambda: with_document(Document("x", "Luật", "", None, "Quốc hội", "Luật Thanh tra")),
    "a letter in a series": lambda: with_document(
        Document("x", "Thông báo", "04a/TB-UBND", date(2025, 7, 10), OWN, ""),
        Document("y", "Thông báo", "27/TB-UBND", date(2025, 8, 15), OWN, ""),
    ),
}
"""The data in which no rule may fire, by the reason why they look suspicious."""


def test_a_consistent_ward_gives_no_finding(luu_kiem_inputs: ReportInputs) -> None:
    assert fired_rules(CONSISTENT, luu_kiem_inputs) == []


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ("11488", "11560", "ward.code"),
        ("Lưu Kiếm", "Lưu Kíem", "ward.name"),
        ("Hải Phòng", "Hải Dương", "ward.province"),
    ],
)
def test_what_a_ward_file_states_otherwise_than_the_list_is_told_with_the_nearest_unit(
    luu_kiem_inputs: ReportInputs, old: str, new: str, subject: str
) -> None:
    results = compute(as_inputs(replace(CONSISTENT, ward_file=LUU_KIEM.replace(old, new)), luu_kiem_inputs))
    (finding,) = (finding for finding in audit(results) if finding.rule.code == "units.listed")
    text = render_finding(finding, results)
    assert finding.observation.subject == subject
    assert text.actual == new
    assert text.message.endswith("gần nhất trong danh mục là phường Lưu Kiếm, thành phố Hải Phòng, mã 11488.")
    assert text.locations[0].startswith("ward.yaml, dòng ")


def test_every_rule_has_a_case_in_which_it_fires() -> None:
    assert set(FIRES) == set(rules())


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, cases in FIRES.items() for data in cases])
def test_a_rule_finds_its_fault_once_and_nothing_else_is_found(
    luu_kiem_inputs: ReportInputs, code: str, data: WardData
) -> None:
    fired = fired_rules(data, luu_kiem_inputs)
    assert fired.count(code) == 1, fired
    assert set(fired) <= FOLLOWS.get(code, {code}), fired


@pytest.mark.parametrize("case", QUIET)
def test_true_data_of_a_special_kind_give_no_finding(luu_kiem_inputs: ReportInputs, case: str) -> None:
    assert fired_rules(QUIET[case](), luu_kiem_inputs) == []


def test_a_target_without_the_words_of_the_ward_is_named_by_its_number(luu_kiem_inputs: ReportInputs) -> None:
    data = replace(
        CONSISTENT.changed(procedures__city_system="75"),
        targets={"procedures.city_system_rate": ("at least 99.5", "")},
    )
    results = compute(as_inputs(data, luu_kiem_inputs))
    (finding,) = (finding for finding in audit(results) if finding.rule.code == "targets.far")
    text = render_finding(finding, results)
    assert "«»" not in text.message
    assert "«tối thiểu 99,5%»" in text.message
