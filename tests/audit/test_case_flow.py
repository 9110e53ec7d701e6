"""Statements of other units: true figures of any form of report raise no error, and what they omit is not invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.claim_comparison import rate_by
from cchc_lib.audit.declaration import Severity
from cchc_lib.audit.messages import render_finding
from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text
from tests.support.ward_data import CONSISTENT, WardData, as_inputs, case_row, fired_rules

# Báo Đắk Nông on huyện Đắk Glong, 2020: 57.028 new cases and 1.982 carried over make 59.010.
RESOLVED = {
    "procedures.resolved": "57.689",
    "procedures.resolved_on_time": "57.502",
    "procedures.resolved_overdue": "187",
}
PENDING = {
    "procedures.in_progress": "1.321",
    "procedures.pending_in_time": "1.246",
    "procedures.pending_overdue": "75",
}
CHANNELS = {"procedures.received_online": "37.028", "procedures.received_direct": "20.000"}
CARRIED_OVER = {"procedures.carried_over": "1.982"}
FORM = case_row(
    "total",
    received=59010,
    received_online=37028,
    received_direct=20000,
    carried_over=1982,
    resolved=57689,
    resolved_overdue=187,
    pending=1321,
    pending_in_time=1246,
    pending_overdue=75,
)
WAYS = {
    "new cases received": WardData({"procedures.received": "57.028", **CARRIED_OVER, **RESOLVED, **PENDING}),
    "new cases by channel": WardData(
        {"procedures.received": "57.028", **CHANNELS, **CARRIED_OVER, **RESOLVED, **PENDING}
    ),
    "all cases received": WardData({"procedures.received": "59.010", **CARRIED_OVER, **RESOLVED, **PENDING}),
    "all cases by channel": WardData(
        {"procedures.received": "59.010", **CHANNELS, **CARRIED_OVER, **RESOLVED, **PENDING}
    ),
    "new and all cases": WardData(
        {"procedures.received_new": "57.028", "procedures.to_handle": "59.010", **CARRIED_OVER, **RESOLVED, **PENDING}
    ),
    "the form alone": WardData({}, cases=(FORM,)),
    "new cases beside the form": WardData({"procedures.received": "57.028", **RESOLVED}, cases=(FORM,)),
    "all cases beside the form": WardData({"procedures.received": "59.010", **CHANNELS, **RESOLVED}, cases=(FORM,)),
}
"""The same true statement, typed in each way that a form of report asks for."""


@pytest.mark.parametrize("way", WAYS)
def test_a_true_statement_with_cases_carried_over_is_right_in_each_way_to_type_it(
    luu_kiem_inputs: ReportInputs, way: str
) -> None:
    assert fired_rules(WAYS[way], luu_kiem_inputs) == []
    results = computed(WAYS[way], luu_kiem_inputs)
    texts = {code: printed(results, code) for code in ("procedures.total_cases", "procedures.new_cases")}
    assert texts == {"procedures.total_cases": "59.010 hồ sơ", "procedures.new_cases": "57.028 hồ sơ"}
    assert printed(results, "procedures.pending") == "1.321 hồ sơ"
    assert printed(results, "procedures.resolved_rate") == "97,76%"


@pytest.mark.parametrize("way", ["new cases by channel", "all cases by channel", "the form alone"])
def test_the_share_of_online_cases_is_of_the_new_cases(luu_kiem_inputs: ReportInputs, way: str) -> None:
    assert printed(computed(WAYS[way], luu_kiem_inputs), "procedures.online_rate") == "64,93%"


def test_tasks_that_are_overdue_and_not_done_are_part_of_the_sum(luu_kiem_inputs: ReportInputs) -> None:
    # Hải Phòng, July to September 2025.
    tasks = WardData(
        {
            "city_tasks.total": "6.084",
            "city_tasks.done": "4.678",
            "city_tasks.in_progress": "1.331",
            "city_tasks.overdue": "75",
        }
    )
    assert fired_rules(tasks, luu_kiem_inputs) == []
    assert printed(computed(tasks, luu_kiem_inputs), "city_tasks.completed_rate") == "76,89%"
    assert fired_rules(tasks.changed(city_tasks__overdue="74"), luu_kiem_inputs) == ["sums.parts"]


def test_overdue_feedback_and_every_level_of_staff_are_part_of_their_sums(luu_kiem_inputs: ReportInputs) -> None:
    data = WardData(
        {
            "feedback.received": "5",
            "feedback.resolved": "3",
            "feedback.awaiting": "0",
            "feedback.in_progress": "1",
            "feedback.overdue": "1",
            "committee_staff.total": "47",
            "committee_staff.doctors": "1",
            "committee_staff.masters": "12",
            "committee_staff.bachelors": "30",
            "committee_staff.college": "1",
            "committee_staff.intermediate": "3",
        }
    )
    assert fired_rules(data, luu_kiem_inputs) == []
    assert fired_rules(data.changed(committee_staff__doctors="2"), luu_kiem_inputs) == ["sums.parts"]


def test_early_cases_and_those_on_the_day_stand_for_the_cases_on_time(luu_kiem_inputs: ReportInputs) -> None:
    # Lâm Đồng, October 2019.
    month = WardData(
        {
            "procedures.resolved": "15.641",
            "procedures.resolved_early": "13.529",
            "procedures.resolved_on_day": "1.958",
            "procedures.resolved_overdue": "154",
        }
    )
    assert fired_rules(month, luu_kiem_inputs) == []
    assert fired_rules(month.changed(procedures__resolved="15.637"), luu_kiem_inputs) == ["sums.parts"]


def test_early_cases_alone_leave_open_when_the_others_were_resolved(luu_kiem_inputs: ReportInputs) -> None:
    # Phường Đồng Thuận, July to October 2025.
    data = WardData({"procedures.resolved": "2.051", "procedures.resolved_early": "2.041"})
    assert "sums.parts" not in fired_rules(data, luu_kiem_inputs)


def test_cases_that_ended_otherwise_are_not_pending(luu_kiem_inputs: ReportInputs) -> None:
    ended = {"procedures.withdrawn": "9", "procedures.stopped": "3", "procedures.awaiting_supplement": "5"}
    data = WardData({"procedures.received": "100", "procedures.resolved": "80", **ended})
    assert printed(computed(data, luu_kiem_inputs), "procedures.pending") == "3 hồ sơ"
    assert fired_rules(data.changed(procedures__in_progress="3"), luu_kiem_inputs) == []
    # A form that counts cases waiting for the citizen as pending is as right.
    assert fired_rules(data.changed(procedures__in_progress="8"), luu_kiem_inputs) == []
    assert fired_rules(data.changed(procedures__in_progress="20"), luu_kiem_inputs) == ["sums.parts"]


LEFT_OPEN = WardData({"procedures.received": "2.450", "procedures.resolved": "2.400"})
"""A ward that leaves open how 50 cases ended."""


@pytest.mark.parametrize(
    ("pending", "fired"),
    [
        ({"pending_in_time": "50", "pending_overdue": "0"}, []),
        ({"pending_in_time": "48", "pending_overdue": "2"}, []),
        ({"pending_in_time": "50"}, []),
        ({"pending_in_time": "48"}, ["zeros.leftover"]),
        ({"pending_in_time": "30", "pending_overdue": "2", "refused": "18"}, []),
        ({"pending_in_time": "30", "pending_overdue": "2", "awaiting_supplement": "18"}, []),
        # Cases that wait may be counted as pending.
        ({"pending_in_time": "48", "pending_overdue": "2", "awaiting_supplement": "18"}, []),
        ({"pending_overdue": "20", "awaiting_supplement": "45"}, ["zeros.leftover"]),
        ({"pending_in_time": "68", "pending_overdue": "20"}, ["sums.parts"]),
        ({"pending_in_time": "30", "pending_overdue": "2"}, ["sums.parts"]),
        ({"pending_in_time": "48", "pending_overdue": "2", "refused": "18"}, ["sums.parts"]),
        ({"pending_overdue": "70"}, ["sums.parts"]),
        ({"pending_in_time": "60"}, ["sums.parts"]),
    ],
)
def test_the_parts_of_the_pending_cases_stand_for_their_number(
    luu_kiem_inputs: ReportInputs, pending: dict[str, str], fired: list[str]
) -> None:
    data = LEFT_OPEN.changed(**{f"procedures__{name}": value for name, value in pending.items()})
    assert fired_rules(data, luu_kiem_inputs) == fired


def test_cases_without_a_word_are_those_that_the_stated_part_leaves(luu_kiem_inputs: ReportInputs) -> None:
    results = computed(LEFT_OPEN.changed(procedures__pending_in_time="48"), luu_kiem_inputs)
    (note,) = audit(results)
    assert render_finding(note, results).message == (
        "Tiếp nhận 2.450 hồ sơ, đã giải quyết 2.400 hồ sơ, «Số hồ sơ đang giải quyết trong hạn» 48 hồ sơ: "
        "còn 2 hồ sơ chưa được thống kê ở dòng nào."
    )


@given(
    new=st.integers(1, 5000),
    carried_over=st.integers(1, 500),
    resolved=st.integers(0, 5500),
    online=st.integers(0, 5000),
    includes=st.booleans(),
)
def test_both_meanings_of_received_give_the_same_rates(
    luu_kiem_inputs: ReportInputs, new: int, carried_over: int, resolved: int, online: int, *, includes: bool
) -> None:
    total = new + carried_over
    done, by_net = min(resolved, total), min(online, new)
    data = WardData(
        {
            "procedures.received": str(total if includes else new),
            "procedures.received_online": str(by_net),
            "procedures.received_direct": str(new - by_net),
            "procedures.carried_over": str(carried_over),
            "procedures.resolved": str(done),
            "procedures.in_progress": str(total - done),
        }
    )
    assert fired_rules(data, luu_kiem_inputs) == []
    results = computed(data, luu_kiem_inputs)
    assert results["procedures.pending"].number == total - done
    assert results["procedures.new_cases"].number == new


def test_a_rate_on_time_by_another_definition_is_one_note_that_names_its_base(luu_kiem_inputs: ReportInputs) -> None:
    # Quận 1, 2018: of the cases resolved the rate is 100%.
    data = WardData(
        {
            "procedures.received": "585.336",
            "procedures.resolved": "585.116",
            "procedures.resolved_on_time": "585.116",
            "procedures.resolved_overdue": "0",
            "procedures.in_progress": "220",
            "procedures.pending_in_time": "220",
            "procedures.pending_overdue": "0",
        },
        claims={"procedures.on_time_rate": "99,96"},
    )
    results = computed(data, luu_kiem_inputs)
    (note,) = audit(results)
    assert (note.rule.code, note.severity) == ("rates.definition", Severity.NOTE)
    assert "trên số tiếp nhận (585.116 / 585.336, bằng 99,96%)" in render_finding(note, results).message


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        # 2.490 of 2.500 is 99,6%, and of the cases received, of which there are 2.500 or more, it is no more.
        ("102,4", ["plausibility.part", "rates.wrong"]),
        # The claim would be right of 2.610 cases received, so that one wrong number explains both.
        ("95,4", ["plausibility.part"]),
    ],
)
def test_a_claim_that_no_correction_makes_right_is_a_finding_of_its_own(
    luu_kiem_inputs: ReportInputs, claim: str, found: list[str]
) -> None:
    data = WardData(
        {
            "procedures.received": "2.450",
            "procedures.resolved": "2.500",
            "procedures.resolved_on_time": "2.490",
            "procedures.resolved_overdue": "10",
        },
        claims={"procedures.on_time_rate": claim},
    )
    assert sorted(fired_rules(data, luu_kiem_inputs)) == sorted(found)


def test_two_definitions_that_differ_are_both_right(luu_kiem_inputs: ReportInputs) -> None:
    results = computed(WAYS["all cases by channel"], luu_kiem_inputs)
    rates = [
        rate_by(definition, results).number
        for definition in national_catalogue().definitions_of("procedures.on_time_rate")
    ]
    assert [round(float(rate) * 100, 2) for rate in rates[:4] if rate] == [99.68, 99.56, 99.55, 99.56]


def test_the_totals_of_the_form_fill_figures_that_are_not_stated(luu_kiem_inputs: ReportInputs) -> None:
    results = computed(WAYS["the form alone"], luu_kiem_inputs)
    assert printed(results, "procedures.resolved_overdue") == "187 hồ sơ"
    cells = {figure.source.column for figure in results["procedures.resolved"].quantity.figures() if figure.source}
    assert cells == {"resolved"}
    assert results["procedures.resolved_on_time"].state is State.NOT_GIVEN


@pytest.mark.parametrize(("on_day", "fired"), [(490, []), (480, ["sums.parts"])])
def test_a_part_that_the_form_states_completes_a_sum_of_figures(
    luu_kiem_inputs: ReportInputs, on_day: int, fired: list[str]
) -> None:
    data = WardData(
        {
            "procedures.resolved": "2.400",
            "procedures.resolved_on_time": "2.390",
            "procedures.resolved_early": "1.900",
            "procedures.resolved_overdue": "10",
        },
        cases=(case_row("total", resolved_early=1900, resolved_on_time=on_day),),
    )
    assert fired_rules(data, luu_kiem_inputs) == fired


def test_a_sum_does_not_follow_from_itself(luu_kiem_inputs: ReportInputs) -> None:
    results = computed(CONSISTENT.changed(procedures__received="8.900"), luu_kiem_inputs)
    (error,) = audit(results)
    assert "Cũng vì vậy" not in render_finding(error, results).message
    results = computed(CONSISTENT.changed(procedures__resolved="8.885"), luu_kiem_inputs)
    error = next(each for each in audit(results) if each.rule.code == "sums.parts")
    assert render_finding(error, results).message.endswith("Cũng vì vậy mà «Số hồ sơ tiếp nhận» không khớp.")


def computed(data: WardData, inputs: ReportInputs) -> Results:
    return compute(as_inputs(data, inputs))


def printed(results: Results, code: str) -> str:
    return full_text(results[code], Rounding.HALF_UP).replace("\u00a0", " ")
