"""A report that another process, maybe on another machine, is asked to build."""

from dataclasses import dataclass

from cchc_lib.publication.batch.report_key import ReportKey
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.runner.resource_limits import ResourceLimits


@dataclass(frozen=True)
class WorkRequest:
    """A report for a report worker to build."""

    job: ReportJob
    """The report; its `out` names the same folder or address on every machine."""
    key: ReportKey
    """What the report has to be built from."""
    data: str
    """The data folder or address; empty for the data folder of the worker's own project."""
    params: str
    """The params folder; empty for that of the worker's own project."""
    limits: ResourceLimits
