"""Messages about the steps of a build."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from cchc_lib.audit.declaration import Severity
from cchc_lib.errors import counted
from cchc_lib.record.model import Record


@dataclass(frozen=True)
class AuditSummary:
    """The number of findings of the audit for a report."""

    ward: str
    period: str
    counts: tuple[tuple[Severity, int], ...]
    """The number of findings of each severity, the gravest first."""
    acknowledged: int
    is_scenario: bool
    """Whether the data were changed by a scenario, so that an audit of the data as they are finds something else."""

    def __str__(self) -> str:
        named = ", ".join(counted(count, severity) for severity, count in self.counts)
        return f"the audit found {named}; {self.acknowledged} acknowledged"


Step = str | AuditSummary
"""A step of a build, in words or as data that are printed by `str`."""
Progress = Callable[[Step], None]
"""A function that is called with each step before it begins."""


def ignore_progress(_: Step) -> None:
    """Ignore a step."""


def audit_summary(record: Record) -> AuditSummary:
    """Return the number of findings that a report's record holds."""
    counts = Counter(finding.severity for finding in record.findings)
    return AuditSummary(
        record.subject.slug,
        record.period.name,
        tuple((severity, counts[severity]) for severity in Severity),
        sum(finding.acknowledged is not None for finding in record.findings),
        record.scenario is not None,
    )
