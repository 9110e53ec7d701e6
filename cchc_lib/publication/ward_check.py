"""Auditing one ward's data."""

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding
from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs


def check_ward(project: Project, ward: str, period: str) -> tuple[Results, tuple[Finding, ...]]:
    """Audit one ward's data for one period.

    Raises:
        UserError: arguments or input files are at fault, so that there is nothing to judge.
    """
    results = compute(load_inputs(project, ward, period, indicator_units()))
    return results, audit(results)
