"""The functions for analysts: the only module of the library that the notebooks import from."""

import ast
from typing import Any

from IPython.core.getipython import get_ipython

from cchc_lib.city.city_values import CityValues, ranking_indicator
from cchc_lib.city.members import load_city
from cchc_lib.errors import UserError, unknown
from cchc_lib.exploring.what_if import WhatIf
from cchc_lib.exploring.what_if_session import open_session
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import find_project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.report.city.overview import CityOverview
from cchc_lib.report.ward_report import WardReport
from cchc_lib.scenarios.baseline_comparison import compare

PARAMETERS = ("ward", "period", "data", "params", "scenario")
"""The parameters of the notebooks of a ward; all are texts."""
CITY_PARAMETERS = ("city", "period", "ranked_by", "data", "params")
"""The parameters of the notebook of a city's overview; all are texts."""

_EXAMPLES = {"ward": "luu-kiem", "city": "hai-phong", "period": "2026-Q1"}
"""The parameters that must not be empty, each with an example for the error message."""

_INJECTED = "# Parameters"
"""The first line of the cell that papermill injects."""

__all__ = ["open_city", "open_report", "open_what_if"]


def open_report(  # noqa: PLR0913, PLR0917 - one for each thing that a report is made from
    ward: str, period: str, data: str = "", params: str = "", scenario: str = "", outline: str = ""
) -> WardReport:
    """Read, validate and compute one ward's report.

    Args:
        ward: slug, five-digit code or name of the unit.
        period: FROM_TO with ISO dates, or an official name such as 2026-Q1.
        data: another data folder; the project's own if empty.
        params: another params folder; the project's own if empty.
        scenario: the name or path of a scenario's file, or settings: `CODE=VALUE; balance=CODE`; none if empty.
        outline: the name of an outline of params/outlines/; that of the ward, or of the report as issued, if empty.

    Raises:
        UserError: a parameter is unknown or wrong.
        InputErrors: the input files have problems; the error lists all of them.
    """
    given = {"ward": ward, "period": period, "data": data, "params": params, "scenario": scenario}
    check_parameters(given | injected_parameters())
    project = find_project(data, params)
    inputs, assumed = load_inputs(project, ward, period, outline), find_scenario(project, scenario)
    if assumed is None:
        return WardReport(compute(inputs))
    comparison = compare(inputs, assumed)
    return WardReport(comparison.results, comparison)


def open_what_if(ward: str, period: str, data: str = "", params: str = "", scenario: str = "") -> WhatIf:
    """Open a panel in which one ward's figures can be changed by sliders.

    Args:
        ward: slug, five-digit code or name of the unit.
        period: FROM_TO with ISO dates, or an official name such as 2026-Q1.
        data: another data folder; the project's own if empty.
        params: another params folder; the project's own if empty.
        scenario: the initial changes: the name or path of a scenario's file, or settings; none if empty.

    Raises:
        UserError: a parameter is unknown or wrong.
        InputErrors: the input files have problems; the error lists all of them.
    """
    given = {"ward": ward, "period": period, "data": data, "params": params, "scenario": scenario}
    check_parameters(given | injected_parameters())
    return WhatIf(open_session(find_project(data, params), ward, period, scenario))


def open_city(city: str, period: str, ranked_by: str, data: str = "", params: str = "") -> CityOverview:
    """Read, validate and compute every ward of a city that has data for a period.

    Args:
        city: name, slug or two-digit code of the province.
        period: FROM_TO with ISO dates, or an official name such as 2026-Q1.
        ranked_by: the code of the indicator that wards are ranked by.
        data: another data folder; the project's own if empty.
        params: another params folder; the project's own if empty.

    Raises:
        UserError: a parameter is unknown or wrong, or no ward has data.
        InputErrors: the input files have problems; the error lists all of them.
    """
    given = {"city": city, "period": period, "ranked_by": ranked_by, "data": data, "params": params}
    check_parameters(given | injected_parameters(), CITY_PARAMETERS)
    members = load_city(find_project(data, params), city, period)
    return CityOverview(CityValues(members), ranking_indicator(members.catalogue, ranked_by))


def check_parameters(given: dict[str, Any], known: tuple[str, ...] = PARAMETERS) -> None:
    """Check the parameters of a notebook.

    Args:
        given: the values by the names of the parameters.
        known: the names that the notebook has.

    Raises:
        UserError: a parameter is unknown, is not a text, or is empty although it is required.
    """
    for name, value in given.items():
        if name not in known:
            raise unknown("parameter", name, known)
        if not isinstance(value, str):
            raise UserError(f"The parameter '{name}' is {value!r}; expected a text, '{value}' in quotes.")
    for name, example in _EXAMPLES.items():
        if name in known and not given[name]:
            raise UserError(f"The parameter '{name}' is empty; name one, as in {name}='{example}'.")


def injected_parameters() -> dict[str, Any]:
    """Return the parameters that papermill injected into the running notebook; empty outside of papermill.

    papermill also injects names that the notebook does not use, so a misspelt name would otherwise have no effect.
    """
    shell = get_ipython()
    cells = list(shell.user_ns.get("In", ())) if shell else []
    injected = next((cell for cell in reversed(cells) if cell.startswith(_INJECTED)), "")
    assignments = (statement for statement in ast.parse(injected).body if isinstance(statement, ast.Assign))
    return {
        target.id: ast.literal_eval(assignment.value)
        for assignment in assignments
        for target in assignment.targets
        if isinstance(target, ast.Name)
    }
