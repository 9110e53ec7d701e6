"""A ward's figures of earlier periods, which those of a report are compared with."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.inputs.content import Content
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.inputs.formats.yaml_files import parse_yaml
from cchc_lib.inputs.periods import ComparisonBasis, comparison_periods, incomparable_period
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.tables.case_counts import CASES_FILE, CaseRow, read_cases
from cchc_lib.inputs.tables.stated_figures import Figures, read_figures
from cchc_lib.quantities.dates import Period

_FIGURES, _CONTENT = "figures.csv", "content.yaml"


@dataclass(frozen=True)
class ComparisonPeriod:
    """What a ward stated for an earlier period."""

    which: ComparisonBasis
    period: Period
    figures: Figures
    cases: tuple[CaseRow, ...]
    is_simulated: bool
    """Whether they are made up: what is made up and what is not are never compared."""


def comparison_files(project: Project, slug: str, period: Period) -> tuple[str, ...]:
    """What is read of the earlier periods, by names within the data folder."""
    folders = {f"wards/{slug}/{each.name}" for each in comparison_periods(project, slug, period).values()}
    names = [f"{folder}/{name}" for folder in sorted(folders) for name in (_FIGURES, _CONTENT, CASES_FILE)]
    untold = incomparable_period(project, slug, period)
    names += [f"wards/{slug}/{untold.name}/{_CONTENT}"] if untold else []
    return tuple(name for name in names if name.endswith(_FIGURES) or (project.data / name).exists())


def read_comparison_periods(
    project: Project, slug: str, period: Period, files: Mapping[str, TextFile]
) -> tuple[ComparisonPeriod, ...]:
    """What a ward stated for earlier periods; `files` are those of `comparison_files`, read.

    Raises:
        InputErrors: the files have faults.
    """
    found, faults = [], list[Problem]()
    for which, each in comparison_periods(project, slug, period).items():
        folder = f"wards/{slug}/{each.name}"
        figures, figure_faults = read_figures(files[f"{folder}/{_FIGURES}"])
        table = files.get(f"{folder}/{CASES_FILE}")
        cases, case_faults = read_cases(table) if table else ((), [])
        content = parse_yaml(files[f"{folder}/{_CONTENT}"], Content)
        faults += [*figure_faults, *case_faults, *content.problems]
        simulated = content.model is not None and content.model.document.origin is Origin.SIMULATED
        found.append(ComparisonPeriod(which, each, figures, cases, simulated))
    if faults:
        raise InputErrors(dict.fromkeys(faults))
    return tuple(found)
