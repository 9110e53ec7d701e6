"""Running a notebook of the project, and reading the record that it shows."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.catalogue import Export, exporter, format_names
from cchc_lib.inputs.project import DATA_VARIABLE, PARAMS_VARIABLE, SCENARIO_VARIABLE, Project
from cchc_lib.inputs.report_outline import Outline, standard_outline
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_file import scenario_text
from cchc_lib.publication.report.notebook_arrangement import arranged, with_outline_named
from cchc_lib.record.content_hash import NOTEBOOK_FIELD
from cchc_lib.record.model import Record
from cchc_lib.report.model.block import BLOCK_TYPE
from cchc_lib.runner.papermill_run import ExecutionOptions, RunContext, run_notebook


@dataclass(frozen=True)
class NotebookRun:
    """A notebook of the project with the parameters for one document."""

    notebook: Path
    """The file."""
    parameters: Mapping[str, str]
    scenario: Scenario | None = None
    outline: Outline = field(default_factory=standard_outline)
    """The outline by which the cells are arranged."""
    outline_is_named: bool = False
    """Whether the notebook has to name the outline, since it is not what the ward's report has without a name."""


def ward_parameters(ward: str, period: str, scenario: Scenario | None = None) -> dict[str, str]:
    """Return the notebook parameters of a ward's report; without a scenario, as a person would write them."""
    return {"ward": ward, "period": period} | ({"scenario": scenario.parameter} if scenario else {})


def run_project_notebook(project: Project, run: NotebookRun, options: ExecutionOptions) -> nbformat.NotebookNode:
    """Run a notebook in the project's folder and return it with its outputs.

    Raises:
        NotebookFailed: a cell failed.
    """
    with _scenario_variables(run.scenario) as variables:
        # Folders are given by environment variables, so that no path of this machine is written into the notebook.
        environment = {DATA_VARIABLE: str(project.data), PARAMS_VARIABLE: str(project.params), **variables}
        context = RunContext(project.root, environment, options, lambda notebook: _arranged(notebook, run))
        executed = run_notebook(run.notebook, run.parameters, context)
    executed.metadata[NOTEBOOK_FIELD] = ""
    return executed


def _arranged(notebook: nbformat.NotebookNode, run: NotebookRun) -> nbformat.NotebookNode:
    named = with_outline_named(notebook, run.outline.name) if run.outline_is_named else notebook
    return arranged(named, run.outline)


@contextmanager
def _scenario_variables(scenario: Scenario | None) -> Iterator[dict[str, str]]:
    """Give the notebook a copy of the scenario, since its file may lie anywhere, or exist nowhere."""
    if not scenario:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        path = Path(folder) / f"{scenario.name}.yaml"
        path.write_text(scenario_text(scenario), encoding="utf-8")
        yield {SCENARIO_VARIABLE: str(path)}


def exporters_of(formats: Iterable[str]) -> dict[str, Export]:
    """Return the export function of each format.

    Raises:
        UserError: no format is named, or one does not exist.
    """
    exports = {name: exporter(name) for name in formats}
    if not exports:
        raise UserError(f"No format is named; there are: {', '.join(format_names())}.")
    return exports


def shown_record(notebook: nbformat.NotebookNode, name: str) -> Record:
    """Return the record that a notebook with outputs shows.

    Args:
        notebook: the notebook.
        name: its file name, for the message.

    Raises:
        ReportFailed: the notebook shows no record.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            block = output.get("data", {}).get(BLOCK_TYPE, {})
            if block.get("kind") == "record":
                return Record.model_validate(block["record"])
    raise ReportFailed(f"{name} shows no record; its last cell should show it.")
