"""The progress of a batch."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cchc_lib.publication.batch.outcome import Failure, JobResult


@dataclass(frozen=True)
class BatchProgress:
    """The number of reports of a batch that are built, cached and failed so far."""

    total: int
    built: int = 0
    cached: int = 0
    """Reports that were built before and have not changed."""
    failures: tuple[Failure, ...] = ()
    latest: str = ""
    """The ward and period of the latest result."""
    seconds: float = 0.0
    """The time since the batch began."""
    location: str = ""
    """The folder or address of the reports."""
    manifest_problem: str = ""
    """The reason why the manifest could not be written; empty if it was, or will be."""

    @property
    def settled(self) -> int:
        """The number of reports whose outcome is known."""
        return self.built + self.cached + len(self.failures)

    def after(self, result: JobResult, seconds: float) -> "BatchProgress":
        """Return the progress after one more result; `seconds` is the time since the batch began."""
        later = replace(self, latest=f"{result.job.ward} {result.job.period}", seconds=seconds)
        if isinstance(result.outcome, Failure):
            return replace(later, failures=(*self.failures, result.outcome))
        return replace(later, built=self.built + 1)


ReportProgress = Callable[[BatchProgress], None]
"""A function that is called with the progress before the first report and after each."""
Explain = Callable[[str], None]
"""A function that is called with the reason why a report is built, one line for each report."""
