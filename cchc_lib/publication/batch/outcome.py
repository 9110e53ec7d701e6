"""The outcome of one report of a batch."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.publication.batch.batch_plan import BatchPlan
from cchc_lib.publication.batch.report_key import ReportKey
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.report_job import ReportJob


@dataclass(frozen=True)
class Failure:
    """A report that could not be built."""

    job: ReportJob
    reason: str
    notebook: Path | None = None
    """The notebook with the outputs until the failure; None if it was not kept."""


@dataclass(frozen=True)
class JobResult:
    """A report that was tried to build."""

    job: ReportJob
    outcome: BuiltDocument | Failure
    seconds: float = 0.0
    """The time that it took."""


Executor = Callable[[BatchPlan, Mapping[ReportJob, ReportKey]], Iterator[JobResult]]
"""A function that builds reports of a plan and yields each result as soon as it is known. The key of each report says
what it has to be built from."""
