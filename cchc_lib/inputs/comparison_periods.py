"""Reading the figures of the earlier periods that a report is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.errors import InputErrors, Problem
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.file_formats.yaml_files import parse_yaml
from cchc_lib.inputs.content import Content
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.periods import ComparisonBasis, comparison_periods, incomparable_period
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.tables.case_counts import CASES_TABLE, CaseRow
from cchc_lib.inputs.tables.declaration import TableContext
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.dates import Period

CONTENT_FILE = "content.yaml"


@dataclass(frozen=True)
class ComparisonPeriod:
    """What a ward stated for an earlier period."""

    basis: ComparisonBasis
    """Why the report is compared with this period."""
    period: Period
    """The days of the period."""
    figures: Figures
    """The figures that the ward stated."""
    cases: tuple[CaseRow, ...]
    """The cases by field; empty if the ward stated none."""
    is_simulated: bool
    """Whether the figures are made up. Made-up figures are never compared with a ward's own."""
    passages: Mapping[str, str | list[str]] = field(default_factory=dict)
    """The ward's words in the earlier report."""


def comparison_files(project: Project, ward: str, period: Period) -> tuple[str, ...]:
    """Return the files of earlier periods that a report reads, by their names within the data folder."""
    names: list[str] = []
    for earlier in sorted(comparison_periods(project, ward, period).values(), key=lambda earlier: earlier.name):
        folder = f"wards/{ward}/{earlier.name}"
        names += [f"{folder}/{FIGURES_TABLE.file_name}", f"{folder}/{CONTENT_FILE}"]
        names += _existing(project, f"{folder}/{CASES_TABLE.file_name}")
    # The report names this period; its file is hashed so that a cached report is rebuilt once the period exists.
    if incomparable := incomparable_period(project, ward, period):
        names += _existing(project, f"wards/{ward}/{incomparable.name}/{CONTENT_FILE}")
    return tuple(names)


def _existing(project: Project, name: str) -> list[str]:
    return [name] if (project.data / name).exists() else []


def read_comparison_periods(
    project: Project, ward: str, period: Period, files: Mapping[str, TextFile], catalogue: Catalogue
) -> tuple[ComparisonPeriod, ...]:
    """Return what a ward stated for the earlier periods that a period is compared with.

    Args:
        project: the folders.
        ward: the slug of the ward.
        period: the period of the report.
        files: the files of `comparison_files` by name.
        catalogue: the figures and indicators that the ward reports.

    Raises:
        InputErrors: the files have faults; the error lists all of them.
    """
    periods, problems, context = [], list[Problem](), TableContext(catalogue)
    for basis, earlier in comparison_periods(project, ward, period).items():
        folder = f"wards/{ward}/{earlier.name}"
        figures = FIGURES_TABLE.read(files[f"{folder}/{FIGURES_TABLE.file_name}"], context)
        cases = CASES_TABLE.read(files.get(f"{folder}/{CASES_TABLE.file_name}"), context)
        content = parse_yaml(files[f"{folder}/{CONTENT_FILE}"], Content)
        problems += [*figures.problems, *cases.problems, *content.problems]
        is_simulated = content.model is not None and content.model.document.origin is Origin.SIMULATED
        passages = content.model.passages if content.model else {}
        periods.append(ComparisonPeriod(basis, earlier, figures.contents, cases.contents, is_simulated, passages))
    if problems:
        raise InputErrors(dict.fromkeys(problems))
    return tuple(periods)
