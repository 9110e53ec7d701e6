"""The documents that a caller can ask for. This module loads nothing that builds them."""

from dataclasses import dataclass
from pathlib import Path

from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_outline import STANDARD
from cchc_lib.inputs.scenario import Scenario

WARD_NOTEBOOK = "ward_report.ipynb"
"""The notebook of a ward's report."""


@dataclass(frozen=True)
class ReportJob:
    """One report of a ward to be built."""

    ward: str
    period: str
    formats: tuple[str, ...] = ("html",)
    out: str = ""
    """The folder or address for reports; empty for build/reports of the project."""
    scenario: Scenario | None = None
    """The assumptions of the report; None for the ward's data as they are."""
    outline: str = ""
    """The outline of the report; empty for that of the ward."""
    notebook: str = ""
    """The path of an analyst's own copy of the notebook; empty for the project's notebook."""
    replaces: bool = False
    """Whether files that were edited after the last build are replaced, and kept under other names."""

    @property
    def name(self) -> str:
        """The folder of the report below `out`, if ward and period are written as in the data folder."""
        return f"{self.ward}/{self.period}"

    @property
    def stem(self) -> str:
        """The name of the report's files without suffix."""
        return f"report{scenario_suffix(self.scenario)}"


def scenario_suffix(scenario: Scenario | None) -> str:
    """Return the part of file names that marks a scenario, so that a file is recognised wherever it is sent."""
    return f".kich-ban-{scenario.name}" if scenario else ""


def reports_of(project: Project, outline: str, own: str = "") -> Path:
    """Return the folder for reports of an outline: a variant never replaces the report as its ward issues it.

    Args:
        project: the folders.
        outline: the outline of the reports; empty for that of the ward.
        own: the outline of the ward; empty for the standard one.
    """
    return _variants_of(project, outline, own) or project.build / "reports"


def scenarios_of(project: Project, outline: str, own: str = "") -> Path:
    """Return the folder for scenarios under an outline: a variant never replaces another one of the same scenario.

    Args:
        project: the folders.
        outline: the outline of the reports; empty for that of the ward.
        own: the outline of the ward; empty for the standard one.
    """
    return (_variants_of(project, outline, own) or project.build) / "scenarios"


def _variants_of(project: Project, outline: str, own: str) -> Path | None:
    """Return the folder of a variant; None for the outline by which the ward issues its report."""
    return project.build / "variants" / outline if outline and outline != (own or STANDARD) else None


@dataclass(frozen=True)
class OverviewJob:
    """One overview of a city to be built."""

    city: str
    period: str
    formats: tuple[str, ...] = ("html",)
    ranked_by: str = ""
    """The code of the indicator that wards are ranked by; empty for the default."""
    out: str = ""
    """The folder or address for overviews; empty for build/city of the project."""
    replaces: bool = False
    """As in `ReportJob`."""
