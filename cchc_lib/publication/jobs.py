"""What is asked for, and what was made; without loading what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.inputs.project import Project

NOTEBOOK = "ward_report.ipynb"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class ReportJob:
    """One report to be made."""

    ward: str
    period: str
    formats: tuple[str, ...] = ("html",)
    out: Path | None = None
    """The folder for reports; the project's build/reports if none."""


@dataclass(frozen=True)
class MadeReport:
    """A report in its place."""

    place: Path
    inputs: Mapping[str, str]
    """sha256 of each file that it was made from."""
    notice: str
    """What a reader must know of its data; nothing for a ward's own."""
    outputs: Mapping[str, str]
    """sha256 of report.ipynb, the formats asked for, indicators.csv and record.json."""


def place_of(project: Project, job: ReportJob, slug: str, period: str) -> Path:
    """The folder of a report; slug and period as the data folder names them."""
    return (job.out or project.build / "reports").resolve() / slug / period


@dataclass(frozen=True)
class BatchOptions:
    """What the command line says beside the run file."""

    workers: int | None = None
    shard: tuple[int, int] = (1, 1)
    """Which part of how many."""
    force: bool = False
    """Whether what was made already is made anew."""
    out: Path | None = None
    data: bool = False
    """Whether it named the data folder, so that the run file's own is left aside."""


@dataclass(frozen=True)
class Failure:
    """A report that was not made."""

    job: ReportJob
    reason: str
    notebook: Path | None = None
    """The notebook as far as it came, where one was kept."""
