"""Goal seek: the smallest change, or why none does."""

from decimal import Decimal

import pytest

from cchc_lib.cli.goal_seek_output import effects_table
from cchc_lib.errors import UserError
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario_lookup import unnamed_scenario
from cchc_lib.scenarios.assumptions import apply_scenario
from cchc_lib.scenarios.goal_seek import Goal, NoSolution, Solution, seek_goal, sensitivity

ONLINE = Goal("procedures.online_rate", Decimal(80), "procedures.received_online", ("procedures.received_direct",))


def test_the_change_found_reaches_the_target_and_one_less_does_not(luu_kiem_inputs: ReportInputs) -> None:
    found = seek_goal(luu_kiem_inputs, ONLINE)
    assert isinstance(found, Solution)
    stated = luu_kiem_inputs.figures["procedures.received_online"].value
    assert isinstance(stated, Decimal)
    rates = []
    for change in (found.change, found.change - 1):
        setting = [f"procedures.received_online={stated + change:.0f}"]
        assumed = apply_scenario(compute(luu_kiem_inputs), unnamed_scenario(setting, ONLINE.balance))
        rates.append(assumed["procedures.online_rate"].number or 0)
    assert rates[0] * 100 >= 80 > rates[1] * 100


def test_a_sum_that_would_break_is_refused_and_named(luu_kiem_inputs: ReportInputs) -> None:
    with pytest.raises(
        UserError,
        match=r"(?s)received = procedures.received_online \+ .*such as `balance: .procedures.received_direct",
    ):
        apply_scenario(compute(luu_kiem_inputs), unnamed_scenario(["procedures.received_online=6.697"]))


def test_where_no_change_reaches_the_target_the_limit_is_told(luu_kiem_inputs: ReportInputs) -> None:
    goal = Goal(ONLINE.indicator, Decimal(100), ONLINE.by, ONLINE.balance)
    answer = seek_goal(luu_kiem_inputs, goal)
    assert isinstance(answer, NoSolution)
    assert "full_online.direct would be larger" in answer.limit


def test_an_unknown_code_is_told_with_the_nearest(luu_kiem_inputs: ReportInputs) -> None:
    with pytest.raises(UserError, match=r"did you mean 'procedures\.received_online'"):
        apply_scenario(compute(luu_kiem_inputs), unnamed_scenario(["procedures.received_onlin=1"]))


def test_the_figure_that_moves_an_indicator_most_comes_first(luu_kiem_inputs: ReportInputs) -> None:
    effects = sensitivity(luu_kiem_inputs, "procedures.online_rate")
    assert [each.figure.code for each in effects] == ["procedures.received_online", "procedures.received"]


def test_a_wrong_figure_to_change_is_told_with_the_nearest_few_alone(luu_kiem_inputs: ReportInputs) -> None:
    goal = Goal("procedures.online_rate", Decimal(80), "zzz.nothing")
    with pytest.raises(UserError, match=r"There is no figure 'zzz\.nothing'; the nearest are: ([\w.]+, ){4}[\w.]+$"):
        seek_goal(luu_kiem_inputs, goal)


def test_a_goal_above_the_whole_is_refused_with_the_limit(luu_kiem_inputs: ReportInputs) -> None:
    goal = Goal("procedures.online_rate", Decimal(101), "procedures.received_online", ("procedures.received_direct",))
    with pytest.raises(
        UserError, match=r"procedures\.online_rate is never above 100%; name a target of at most 100%\."
    ):
        seek_goal(luu_kiem_inputs, goal)


def test_one_percent_of_many_cases_is_a_whole_number_of_cases(luu_kiem_inputs: ReportInputs) -> None:
    value = compute(luu_kiem_inputs)["procedures.online_rate"]
    table = effects_table(value.code, value, sensitivity(luu_kiem_inputs, value.code))
    assert next(iter(table.columns[1].cells)).replace("\u00a0", " ") == "+64 hồ sơ"
