"""A notebook of the project, executed for its parameters, and the record that it shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import nbformat

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.catalogue import Export, exporter, format_names
from cchc_lib.inputs.project import DATA_VARIABLE, PARAMS_VARIABLE, Project
from cchc_lib.record.content_hash import NOTEBOOK_FIELD
from cchc_lib.record.model import Record
from cchc_lib.report.model.block import BLOCK_TYPE
from cchc_lib.runner.papermill_run import IN_CHILD_PROCESS, ExecutionOptions, RunContext, run_notebook


@dataclass(frozen=True)
class Execution:
    """Which notebook, with which parameters."""

    notebook: str
    parameters: Mapping[str, str]
    options: ExecutionOptions = IN_CHILD_PROCESS


def execute(project: Project, execution: Execution, variables: Mapping[str, str]) -> nbformat.NotebookNode:
    """Run it in the project's folder, with further variables in its environment."""
    # The folders go by the environment, so that no path of this machine enters the notebook.
    environment = {DATA_VARIABLE: str(project.data), PARAMS_VARIABLE: str(project.params), **variables}
    context = RunContext(project.root, environment, execution.options)
    executed = run_notebook(project.notebooks / execution.notebook, execution.parameters, context)
    executed.metadata[NOTEBOOK_FIELD] = ""
    return executed


def exporters_of(formats: Iterable[str]) -> dict[str, Export]:
    """How each format is written; UserError where none is named, or one that there is not."""
    found = {each: exporter(each) for each in formats}
    if not found:
        raise UserError(f"No format is named; there are: {', '.join(format_names())}.")
    return found


def record_of(notebook: nbformat.NotebookNode, execution: Execution) -> Record:
    """Return the record that an executed notebook shows.

    Raises:
        ReportFailed: the notebook shows none.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            block = output.get("data", {}).get(BLOCK_TYPE, {})
            if block.get("kind") == "record":
                return Record.model_validate(block["record"])
    raise ReportFailed(f"{execution.notebook} shows no record; its last cell should show it.")
