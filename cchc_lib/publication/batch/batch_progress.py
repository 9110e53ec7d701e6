"""How far a batch is, and what became of each report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_lib.publication.report.report_job import MadeReport, ReportJob


@dataclass(frozen=True)
class Failure:
    """A report that was not made."""

    job: ReportJob
    reason: str
    notebook: Path | None = None
    """The notebook as far as it came, where one was kept."""


@dataclass(frozen=True)
class Standing:
    """How far a batch is."""

    total: int
    made: int = 0
    cached: int = 0
    failures: tuple[Failure, ...] = ()
    last: str = ""
    """What was just settled."""
    seconds: float = 0.0
    place: str = ""
    """Where the reports are put."""
    manifest_fault: str = ""
    """Why the manifest could not be written."""

    @property
    def settled(self) -> int:
        """Reports of which it is known what became of them."""
        return self.made + self.cached + len(self.failures)

    def after(self, job: ReportJob, outcome: MadeReport | Failure) -> "Standing":
        """The standing once a report was made or failed."""
        last = replace(self, last=f"{job.ward} {job.period}")
        if isinstance(outcome, Failure):
            return replace(last, failures=(*self.failures, outcome))
        return replace(last, made=self.made + 1)


Tell = Callable[[Standing], None]
Explain = Callable[[str], None]
