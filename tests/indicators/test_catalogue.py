"""The catalogue of indicators: codes that are refused, complements, bounds and outcomes."""

import importlib
import pkgutil
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc_lib.indicators
from cchc_lib.errors import UserError
from cchc_lib.indicators.catalogue import THEMES, definition_of, indicators, indicators_of
from cchc_lib.indicators.identities import complement_pairs, complements, figure_sums
from cchc_lib.indicators.upper_bounds import is_share_of_whole, upper_bound
from cchc_lib.inputs.catalogue import Outcome, figure_definitions
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.units import PERCENT, SCORE
from cchc_lib.quantities.value import Value
from cchc_lib.report.ward_report import WardReport


def test_a_code_that_is_declared_twice_is_refused() -> None:
    twice = {"steering": THEMES["steering"], "finance": (THEMES["steering"][0],)}
    with pytest.raises(ValueError, match=r"'plan_tasks\.completed_rate' is declared twice, in steering and finance"):
        indicators_of(twice)


def test_every_file_with_indicators_is_a_theme() -> None:
    names = [module.name for module in pkgutil.iter_modules(cchc_lib.indicators.__path__)]
    modules = {name: importlib.import_module(f"cchc_lib.indicators.{name}") for name in names}
    assert {name for name, module in modules.items() if hasattr(module, "INDICATORS")} == set(THEMES)


def test_a_code_of_no_figure_and_no_indicator_is_named_with_what_to_do(luu_kiem: WardReport) -> None:
    with pytest.raises(UserError, match=r"no figure or indicator 'city_tasks\.lost'.*THEMES"):
        luu_kiem.results["city_tasks.lost"]


@given(st.data())
def test_complements_make_a_hundred_percent_together(data: st.DataObject) -> None:
    for higher, lower in complement_pairs():
        formulas = [indicators()[code].formula for code in (higher, lower)]
        codes = {figure.code for formula in formulas for figure in formula(Figures({})).figures()}
        amounts = {code: data.draw(st.integers(0, 9)) for code in sorted(codes)}
        for identity in figure_sums(Figures({})):
            if codes >= {identity.whole, *identity.parts}:
                amounts[identity.whole] = sum(amounts[part] for part in identity.parts)
        figures = Figures({code: figure(code, amount) for code, amount in amounts.items()})
        one, other = (formula(figures).number for formula in formulas)
        assert None in (one, other) or one + other == 1, (higher, lower)


def figure(code: str, amount: int) -> Figure:
    definition = figure_definitions()[code]
    return Figure(code, definition.label, definition.unit, Decimal(amount))


def test_the_lower_rate_of_a_pair_leads_to_the_higher_one() -> None:
    assert complements()["procedures.overdue_rate"] == "procedures.on_time_rate"
    assert "procedures.pending_rate" not in complements()  # Neither side of it is better.


@pytest.mark.parametrize(
    ("code", "bound"),
    [
        ("procedures.on_time_rate", 1),
        ("procedures.on_time_rate.previous", 1),
        ("w11488.procedures.city_system", 1),
        ("cases.total.overdue_share", 1),
        ("budget.local_revenue_attainment", None),
        ("budget.local_revenue_attainment_rate.previous_change", None),
        ("centre.area_rate", None),
    ],
)
def test_a_share_is_bounded_by_its_whole_unless_it_is_declared_otherwise(code: str, bound: int | None) -> None:
    value = Value(code, code, PERCENT, figure("procedures.received", 1))
    assert upper_bound(value) == bound
    assert is_share_of_whole(value) is (bound is not None)


def test_a_score_ends_at_full_marks_and_is_no_share() -> None:
    score = Value("score766.reported", "Điểm", SCORE, figure("score766.total", 1))
    assert upper_bound(score) == 100
    assert not is_share_of_whole(score)
    assert upper_bound(replace(score, unit=figure_definitions()["procedures.received"].unit)) is None


def test_the_outcome_of_a_value_is_that_of_its_definition() -> None:
    declared = definition_of("w11488.city_tasks.late.previous")
    assert declared
    assert declared.outcome is Outcome.LATE
    assert definition_of("cases.total.received") is None
