"""What is asked for, and what was made; without loading what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from cchc_lib.inputs.scenario import Scenario

NOTEBOOK = "ward_report.ipynb"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class ReportJob:
    """One report to be made."""

    ward: str
    period: str
    formats: tuple[str, ...] = ("html",)
    out: str = ""
    """The folder or address for reports; the project's build/reports if none."""
    scenario: Scenario | None = None
    """Assumptions under which the report is made; none for the ward as it is."""

    @property
    def name(self) -> str:
        """Its place among the reports; ward and period as the data folder names them."""
        return f"{self.ward}/{self.period}"

    def file_name(self, suffix: str) -> str:
        """What a report's file is called: one of a scenario says so wherever it is sent."""
        return f"report{mark_of(self.scenario)}.{suffix}"


def mark_of(scenario: Scenario | None) -> str:
    """What the names of a scenario's files bear."""
    return f".kich-ban-{scenario.name}" if scenario else ""


@dataclass(frozen=True)
class Output:
    """A file that was made."""

    sha256: str
    size: int
    stamp: str
    """What changes when the file does, and is told without reading it."""


@dataclass(frozen=True)
class MadeReport:
    """A report in its place."""

    place: str
    inputs: Mapping[str, str]
    """sha256 of each file that it was made from."""
    notice: str
    """What a reader must know of its data; nothing for a ward's own."""
    outputs: Mapping[str, Output]
    """report.ipynb, the formats asked for, indicators.csv and record.json."""

    @property
    def stamps(self) -> dict[str, str]:
        """How its files lay when it was made."""
        return {name: output.stamp for name, output in self.outputs.items()}


def outputs_of(files: Mapping[str, bytes], stamps: Mapping[str, str]) -> dict[str, Output]:
    """The files of a report as they were put."""
    return {
        name: Output(sha256(content).hexdigest(), len(content), stamps.get(name, ""))
        for name, content in sorted(files.items())
    }
