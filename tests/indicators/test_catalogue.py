"""The catalogue of indicators: codes that are refused, complements, bounds and outcomes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.definitions import Outcome
from cchc_lib.errors import UserError
from cchc_lib.indicators.identities import figure_sums
from cchc_lib.indicators.upper_bounds import is_share_of_whole, upper_bound
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.units import PERCENT, SCORE
from cchc_lib.quantities.value import Value
from cchc_lib.report.ward_report import WardReport


def test_a_code_of_no_figure_and_no_indicator_is_named_with_what_to_do(luu_kiem: WardReport) -> None:
    with pytest.raises(UserError, match=r"no figure or indicator 'city_tasks\.lost'; did you mean"):
        luu_kiem.results["city_tasks.lost"]


@given(st.data())
def test_complements_make_a_hundred_percent_together(data: st.DataObject) -> None:
    for higher, lower in national_catalogue().complement_pairs:
        formulas = [national_catalogue().indicators[code].formula for code in (higher, lower)]
        codes = {
            figure.code
            for formula in formulas
            for figure in formula(Figures({}, national_catalogue().figures)).figures()
        }
        amounts = {code: data.draw(st.integers(0, 9)) for code in sorted(codes)}
        for identity in figure_sums(national_catalogue(), Figures({}, national_catalogue().figures)):
            if codes >= {identity.whole, *identity.parts}:
                amounts[identity.whole] = sum(amounts[part] for part in identity.parts)
        stated = {code: figure(code, amount) for code, amount in amounts.items()}
        figures = Figures(stated, national_catalogue().figures)
        one, other = (formula(figures).number for formula in formulas)
        assert None in (one, other) or one + other == 1, (higher, lower)


def figure(code: str, amount: int) -> Figure:
    definition = national_catalogue().figures[code]
    return Figure(code, definition.label, definition.unit, Decimal(amount))


def test_the_lower_rate_of_a_pair_leads_to_the_higher_one() -> None:
    assert national_catalogue().complements["procedures.overdue_rate"] == "procedures.on_time_rate"
    assert "procedures.pending_rate" not in national_catalogue().complements  # Neither side of it is better.


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
    assert upper_bound(national_catalogue(), value) == bound
    assert is_share_of_whole(national_catalogue(), value) is (bound is not None)


def test_a_score_ends_at_full_marks_and_is_no_share() -> None:
    score = Value("score766.reported", "Điểm", SCORE, figure("score766.total", 1))
    assert upper_bound(national_catalogue(), score) == 100
    assert not is_share_of_whole(national_catalogue(), score)
    assert (
        upper_bound(national_catalogue(), replace(score, unit=national_catalogue().figures["procedures.received"].unit))
        is None
    )


def test_the_outcome_of_a_value_is_that_of_its_definition() -> None:
    declared = national_catalogue().definition_of("w11488.city_tasks.late.previous")
    assert declared
    assert declared.outcome is Outcome.LATE
    assert national_catalogue().definition_of("cases.total.received") is None
