"""The audit of one ward's data."""

from dataclasses import dataclass

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs


@dataclass(frozen=True)
class WardCheck:
    """The results of a ward with what the audit found in them."""

    results: Results
    findings: tuple[Finding, ...]


def check_ward(project: Project, ward: str, period_name: str) -> WardCheck:
    """Audit the data of a ward for one period.

    Raises:
        UserError: arguments or input files are at fault, so that nothing can be audited.
    """
    results = compute(load_inputs(project, ward, period_name))
    return WardCheck(results, audit(results))
