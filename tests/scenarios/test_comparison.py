"""A ward beside itself under a scenario."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.scenario_lookup import unnamed_scenario
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text
from cchc_lib.scenarios.baseline_comparison import TargetChange, compare

BALANCE = ("procedures.received_direct",)


def more_online(change: int) -> Scenario:
    step = Change(figure="procedures.received_online", add=Decimal(change))
    return Scenario("more", "Thêm", "Thử", (step,), BALANCE)


def test_what_gives_way_is_told_beside_what_was_changed(luu_kiem_inputs: ReportInputs) -> None:
    compared = compare(luu_kiem_inputs, more_online(300))
    changed = {moved.before.code: (moved.before.value, moved.after.value) for moved in compared.changed_figures}
    assert changed == {
        "procedures.received_online": (Decimal(6397), Decimal(6697)),
        "procedures.received_direct": (Decimal(2426), Decimal(2126)),
    }
    followed = {shift.after.code for shift in compared.dependent_values}
    assert "procedures.online_rate" in followed
    assert "cases.total.received_online" not in followed


@settings(max_examples=25, deadline=None)
@given(change=st.integers(-1500, 1500))
def test_a_moved_value_is_what_it_was_and_the_difference(luu_kiem_inputs: ReportInputs, change: int) -> None:
    values = compare(luu_kiem_inputs, more_online(change)).results.values
    for code in ("procedures.received_online", "procedures.online_rate"):
        after, before = values[code], values.get(f"{code}.baseline")
        difference = values.get(f"{code}.difference")
        assert (before is None) == (change == 0)
        if before and difference:
            assert abs((after.number or 0) - (before.number or 0)) == difference.number
            assert difference.number > 0
            assert f"mức {'tăng' if change > 0 else 'giảm'}" in difference.label


def test_a_scenario_without_a_change_has_the_values_of_the_ward(luu_kiem_inputs: ReportInputs) -> None:
    compared = compare(luu_kiem_inputs, Scenario("same", "Như cũ", "Thử", ()))
    assert compared.results.values == compared.baseline.values
    assert (compared.changed_figures, compared.changed_values, list(compared.changed_targets())) == ((), (), [])


def test_targets_are_gained_and_lost(luu_kiem_inputs: ReportInputs) -> None:
    changes = (
        Change(figure="procedures.city_system", set=Decimal(100)),
        Change(target="procedures.online_rate", set=Decimal(90)),
    )
    compared = compare(luu_kiem_inputs, Scenario("both", "Cả hai", "Thử", changes))
    turned = {each.after.value.code: each.change for each in compared.changed_targets()}
    assert turned["procedures.city_system_rate"] is TargetChange.GAINED
    assert turned["procedures.online_rate"] is TargetChange.LOST


def test_the_difference_of_rates_is_in_points(luu_kiem_inputs: ReportInputs) -> None:
    values = compare(luu_kiem_inputs, more_online(300)).results.values
    difference = values["procedures.online_rate.difference"]
    assert difference.number == Fraction(300, 8823)
    assert full_text(difference, Rounding.HALF_UP) == "3,40\u00a0điểm phần trăm"


def test_what_a_ward_printed_is_no_claim_about_a_rate_that_moved(luu_kiem_inputs: ReportInputs) -> None:
    assert "procedures.online_rate" in luu_kiem_inputs.claims
    moved = compare(luu_kiem_inputs, more_online(300)).results.inputs.claims
    assert set(luu_kiem_inputs.claims) - set(moved) >= {"procedures.online_rate"}
    assert compare(luu_kiem_inputs, more_online(0)).results.inputs.claims == luu_kiem_inputs.claims


def test_another_wards_change_is_not_this_ones(luu_kiem_inputs: ReportInputs) -> None:
    elsewhere = Change(figure="procedures.received_online", add=Decimal(1), ward="bach-long-vi")
    assert compare(luu_kiem_inputs, Scenario("other", "Khác", "Thử", (elsewhere,))).changed_figures == ()


@pytest.mark.parametrize("setting", ["procedures.visits=không", "procedures.visits", "=5", "procedures.visits=1e9"])
def test_a_setting_of_another_form_is_refused(setting: str) -> None:
    with pytest.raises(Exception, match=r"CODE=VALUE"):
        unnamed_scenario([setting])


def test_a_scaled_number_is_stated_no_finer_than_it_was(luu_kiem_inputs: ReportInputs) -> None:
    changes = (
        Change(figure="budget.local_revenue", scale=Decimal("1.333")),
        Change(figure="procedures.visits", scale=Decimal("1.001")),
    )
    changed = compare(luu_kiem_inputs, Scenario("more", "Thêm", "Thử", changes)).changed_figures
    assert {moved.after.code: str(moved.after.value) for moved in changed} == {
        "budget.local_revenue": "321.4",
        "budget.local_revenue_attainment": "106.58",
        "procedures.visits": "9885",
    }
