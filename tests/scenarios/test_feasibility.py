"""The limits of scenarios: messages print numbers as the report does."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.scenarios.assumptions import apply_scenario
from cchc_lib.scenarios.feasibility import values_out_of_range
from cchc_lib.scenarios.violations import InfeasibleScenario


def with_online_payments(inputs: ReportInputs, online: int, total: int) -> Results:
    figures = dict(inputs.figures)
    for code, amount in (("payments.online", online), ("payments.total", total)):
        figures[code] = replace(figures[code], value=Decimal(amount))
    return compute(inputs.with_table(FIGURES_TABLE, Figures(figures, inputs.catalogue.figures)))


@pytest.mark.parametrize(("rounding", "printed"), [(Rounding.HALF_UP, "100,01%"), (Rounding.TRUNCATE, "100,00%")])
def test_a_rate_above_its_bound_is_printed_with_the_rounding_of_the_report(
    luu_kiem_inputs: ReportInputs, rounding: Rounding, printed: str
) -> None:
    settings = luu_kiem_inputs.settings.model_copy(update={"rounding": rounding})
    inputs = replace(luu_kiem_inputs, settings=settings)
    violations = values_out_of_range(compute(inputs), with_online_payments(inputs, 100_006, 100_000))
    (found,) = (violation for violation in violations if violation.codes == {"what": ("payments.online_rate",)})
    assert found.english() == f"payments.online_rate would be {printed}; it cannot be above 100%"


def test_every_violation_of_a_scenario_is_named_with_its_repair(luu_kiem_inputs: ReportInputs) -> None:
    changes = (
        Change(figure="procedures.on_time_rate", set=Decimal(1)),
        Change(figure="heading.number", set=Decimal(1)),
        Change(figure="procedures.recieved", set=Decimal(1)),
        Change(figure="digital.mobile_network_rate", add=Decimal(1)),
        Change(target="payments.online", set=Decimal(1)),
        Change(figure="procedures.visits", add=Decimal(1)),
    )
    scenario = Scenario("all", "Tất cả", "Thử", changes, ("procedures.visits", "procedures.visit"))
    with pytest.raises(InfeasibleScenario) as caught:
        apply_scenario(compute(luu_kiem_inputs), scenario)
    messages = [violation.english().split(";")[0] for violation in caught.value.violations]
    assert messages[0] == ("procedures.on_time_rate is computed: procedures.resolved_on_time ÷ procedures.resolved")
    assert "heading.number is no number, so no scenario changes it" in messages
    assert "procedures.recieved: there is no such figure" in messages
    assert "payments.online: there is no such target" in messages
    assert "balance: the scenario changes procedures.visits, so it cannot absorb the difference" in messages
    assert "balance: there is no figure 'procedures.visit'" in messages
