"""Indicators compute the values of cases that an expert can read."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.indicators.results import Results, Standing, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.performance_targets import Level
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.value import Value
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import ROOT
from tests.support.reports import with_figures

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def stated(figures: Mapping[str, object]) -> Figures:
    """Return the figures of a case, each given as a number or as the name of a state."""
    made = {}
    for code, value in figures.items():
        definition = national_catalogue().figures[code]
        state = State.STATED if not isinstance(value, str) else State(value)
        number = None if isinstance(value, str) else Decimal(str(value))
        made[code] = Figure(code, definition.label, definition.unit, number, state)
    return Figures(made, national_catalogue().figures)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case(case: dict[str, dict[str, object]]) -> None:
    figures = stated(case["given"])
    texts = {}
    for code in case["then"]:
        indicator = national_catalogue().indicators[code]
        texts[code] = full_text(
            Value(code, indicator.label, indicator.unit, indicator.formula(figures)), Rounding.HALF_UP
        )
    assert {code: text.replace("\xa0", " ") for code, text in texts.items()} == case["then"]


def test_an_indicator_is_declared_in_full() -> None:
    nothing = Figures({}, national_catalogue().figures)
    incomplete = [
        code
        for code, indicator in national_catalogue().indicators.items()
        if not (indicator.label and indicator.label_en and indicator.section and indicator.formula(nothing).figures())
    ]
    assert incomplete == []


def test_an_indicator_of_missing_figures_is_missing() -> None:
    states = {
        code: indicator.formula(Figures({}, national_catalogue().figures)).state
        for code, indicator in national_catalogue().indicators.items()
    }
    assert {code: state for code, state in states.items() if state is not State.NOT_GIVEN} == {}


def test_a_target_is_judged_on_the_exact_value(luu_kiem_inputs: ReportInputs) -> None:
    # 8.999 of 10.000 prints as 89,99%, and 89,996% would print as 90,00%: neither is above 90%.
    changes = {"payments.online": Decimal(89_996), "payments.total": Decimal(100_000)}
    figures = {code: _as(luu_kiem_inputs, code, value) for code, value in changes.items()}
    results = with_figures(luu_kiem_inputs, figures).results
    assert full_text(results["payments.online_rate"], Rounding.HALF_UP) == "90,00%"
    assert _standing(results, "payments.online_rate") is Standing.MISSED


def test_a_target_without_a_value_is_unknown(luu_kiem_inputs: ReportInputs) -> None:
    assert _standing(compute(luu_kiem_inputs), "satisfaction.overall") is Standing.UNKNOWN


def test_a_target_of_the_city_holds_only_from_its_day(luu_kiem: WardReport, bach_long_vi: WardReport) -> None:
    """The city's plan for 2026 was decided after Lưu Kiếm's period, and before Bạch Long Vĩ's ended."""
    entries = yaml.safe_load((ROOT / "params" / "targets.yaml").read_text(encoding="utf-8"))["targets"]
    plan = {entry["code"]: entry["valid_from"] for entry in entries if entry["level"] == "city"}
    ends = [report.results.inputs.period.end for report in (luu_kiem, bach_long_vi)]
    assert plan
    assert all(ends[0] < day <= ends[1] for day in plan.values())
    assert city_targets(luu_kiem) == set()
    assert city_targets(bach_long_vi) == set(plan)


def city_targets(report: WardReport) -> set[str]:
    return {target.code for target in report.results.inputs.targets if target.level is Level.CITY}


def _as(inputs: ReportInputs, code: str, value: Decimal) -> Figure:
    figure = inputs.figures[code]
    return Figure(code, figure.label, figure.unit, value)


def _standing(results: Results, code: str) -> Standing:
    return next(assessed.standing for assessed in results.assessments() if assessed.value.code == code)
