"""All that one report is made from, read and validated at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.inputs.comparison_periods import ComparisonPeriod, comparison_files, read_comparison_periods
from cchc_lib.inputs.content import Acknowledgement, Content, acknowledgements
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.formats.text_files import TextFile, read_text
from cchc_lib.inputs.formats.yaml_files import parse_yaml
from cchc_lib.inputs.passages import KnownReferences, passage_problems
from cchc_lib.inputs.periods import find_period, incomparable_period, read_period
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.settings import Settings
from cchc_lib.inputs.tables.case_counts import CASES_FILE, CaseRow, read_cases
from cchc_lib.inputs.tables.claims import Claim, read_claims
from cchc_lib.inputs.tables.performance_targets import (
    DatedTargets,
    Target,
    read_targets,
    target_problems,
    targets_in_force,
)
from cchc_lib.inputs.tables.register import Register, read_register
from cchc_lib.inputs.tables.stated_figures import Figures, read_figures
from cchc_lib.inputs.ward import Ward
from cchc_lib.inputs.ward_folders import find_ward
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.units import Unit

TABLES = ("figures.csv", "claims.csv", "targets.csv", "documents.csv", "citations.csv", "announcements.csv")
"""The tables that stand in every period's folder, beside content.yaml."""


@dataclass(frozen=True)
class ReportInputs:
    """One ward's validated data for one period, with the parameters of the report."""

    slug: str
    ward: Ward
    period: Period
    figures: Figures
    claims: Mapping[str, Claim]
    register: Register
    cases: tuple[CaseRow, ...]
    acknowledgements: tuple[Acknowledgement, ...]
    targets: tuple[Target, ...]
    """The ward's own first, then those of the city and the nation that hold at the period's end."""
    content: Content
    settings: Settings
    hashes: Mapping[str, str]
    """sha256 of every file read; names are relative to the data or params folder."""
    earlier: tuple[ComparisonPeriod, ...] = ()
    """What the ward stated for earlier periods that it can be compared with."""
    incomparable: Period | None = None
    """The last period before, where it is of the days before today's wards."""
    scenario: Scenario | None = None
    """The assumptions by which figures were replaced; none where all is as the files say."""

    @property
    def is_simulated(self) -> bool:
        """Whether the figures are made up."""
        return self.content.document.origin is Origin.SIMULATED

    def targets_of(self, code: str) -> tuple[Target, ...]:
        """The targets of one indicator or figure."""
        return tuple(target for target in self.targets if target.code == code)


def load_inputs(project: Project, ward: str, period: str, computed: Mapping[str, Unit]) -> ReportInputs:
    """Read and validate everything for one report.

    Args:
        project: the folders to read.
        ward: slug or code.
        period: FROM_TO or an official name.
        computed: the indicators' codes and units, which claims and targets may name.

    Raises:
        UserError: there is no such ward or period.
        InputErrors: all faults of all files, at once.
    """
    slug = find_ward(project, ward)
    days = find_period(project, slug, period)
    files = {name.rpartition("/")[2]: read_text(folder, name) for folder, name in _own_files(project, slug, days.name)}
    try:
        inputs = _validated(slug, days, files, computed)
        return _with_earlier(project, inputs)
    except InputErrors as errors:
        raise InputErrors(_located(project, problem) for problem in errors.problems) from None


def _with_earlier(project: Project, inputs: ReportInputs) -> ReportInputs:
    names = comparison_files(project, inputs.slug, inputs.period)
    files = {name: read_text(project.data, name) for name in names}
    earlier = read_comparison_periods(project, inputs.slug, inputs.period, files)
    hashes = {name: file.sha256 for name, file in files.items()}
    alike = tuple(each for each in earlier if each.is_simulated == inputs.is_simulated)
    untold = incomparable_period(project, inputs.slug, inputs.period)
    return replace(inputs, earlier=alike, incomparable=untold, hashes={**inputs.hashes, **hashes})


def _located(project: Project, problem: Problem) -> Problem:
    """The problem with a path that can be opened from here, where records name it within its folder."""
    folder = project.data if problem.file.startswith("wards/") else project.params
    place, here = folder / problem.file, Path.cwd()
    return replace(problem, file=str(place.relative_to(here) if place.is_relative_to(here) else place))


def input_files(project: Project, slug: str, period: str) -> Iterator[tuple[Path, str]]:
    """The files that a report is made from: the folder, data or params, and the name within it."""
    yield from _own_files(project, slug, period)
    yield from ((project.data, name) for name in comparison_files(project, slug, read_period(period)))


def _own_files(project: Project, slug: str, period: str) -> Iterator[tuple[Path, str]]:
    """Each has a name of its own; the two targets.* have different ones."""
    folder = f"wards/{slug}/{period}"
    names = (*TABLES, "content.yaml", *((CASES_FILE,) if (project.data / folder / CASES_FILE).exists() else ()))
    yield from ((project.data, f"{folder}/{name}") for name in names)
    yield project.data, f"wards/{slug}/ward.yaml"
    yield from ((project.params, name) for name in ("defaults.yaml", "targets.yaml"))


def _validated(slug: str, period: Period, files: Mapping[str, TextFile], computed: Mapping[str, Unit]) -> ReportInputs:
    figures, figure_faults = read_figures(files["figures.csv"])
    numeric = {code: figure.unit for code, figure in figures.items() if figure.unit.kind.numeric}
    known = {**numeric, **computed}
    claims, claim_faults = read_claims(files["claims.csv"], computed)
    own_targets, own_target_faults = read_targets(files["targets.csv"], known)
    register, register_faults = read_register(
        *(files[f"{name}.csv"] for name in ("documents", "citations", "announcements"))
    )
    cases, case_faults = read_cases(files[CASES_FILE]) if CASES_FILE in files else ((), [])
    ward = parse_yaml(files["ward.yaml"], Ward)
    content = parse_yaml(files["content.yaml"], Content)
    settings = parse_yaml(files["defaults.yaml"], Settings)
    dated = parse_yaml(files["targets.yaml"], DatedTargets)
    faults: list[Problem] = [*figure_faults, *claim_faults, *own_target_faults, *register_faults]
    faults += case_faults
    faults += [*ward.problems, *content.problems, *settings.problems, *dated.problems]
    faults += passage_problems(files["content.yaml"].name, content, KnownReferences(known, register.documents))
    faults += target_problems(files["targets.yaml"].name, dated, known)
    if faults or not (ward.model and content.model and settings.model):
        raise InputErrors(faults)
    return ReportInputs(
        slug,
        ward.model,
        period,
        figures,
        claims,
        register,
        cases,
        acknowledgements(files["content.yaml"].name, content),
        (*own_targets, *targets_in_force(dated, known, period.end)),
        content.model,
        settings.model,
        {file.name: file.sha256 for file in files.values()},
    )
