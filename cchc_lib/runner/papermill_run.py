"""Running a parameterised notebook with papermill; knows nothing of wards."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.inspection import inspect_notebook
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from cchc_lib.errors import ReportFailed, UserError, unknown
from cchc_lib.runner.limits import UNLIMITED, Limits
from cchc_lib.runner.normal_form import in_normal_form

KERNEL = "python3"
ENGINE = "forked"
"""The name of our engine (`engine.py`) among papermill's."""


class NotebookFailed(ReportFailed):
    """A cell of the notebook raised, ended its process, or did not end in time."""

    def __init__(self, message: str, notebook: nbformat.NotebookNode) -> None:
        super().__init__(message)
        self.notebook = notebook
        """As far as it came."""


@dataclass(frozen=True)
class Conditions:
    """How the cells of a notebook run."""

    disposable: bool = False
    """Whether this process ends with the notebook, so that the cells can run in it; others then watch the limits."""
    limits: Limits = UNLIMITED
    begun: Callable[[int], None] = lambda _: None
    """Is told each cell that begins, counted from 0."""


FORKED = Conditions()
"""Cells in a process of their own, without limits."""


@dataclass(frozen=True)
class Surroundings:
    """Where the cells of a notebook run."""

    folder: Path
    environment: Mapping[str, str]
    """Variables that are set for them, and put back afterwards."""
    conditions: Conditions = FORKED


def run_notebook(notebook: Path, parameters: Mapping[str, str], around: Surroundings) -> nbformat.NotebookNode:
    """Execute a notebook by papermill, with the engine `forked`, to one without anything volatile.

    Args:
        notebook: the notebook with a cell tagged `parameters`.
        parameters: values for the names of that cell.
        around: where the cells run, and what they may use.

    Raises:
        UserError: a parameter that the notebook does not have.
        NotebookFailed: a cell failed.
    """
    prepared = prepared_notebook(notebook, parameters)
    with _environment(around.environment), chdir(around.folder), _private_sockets() as sockets:
        try:
            executed = papermill_engines.execute_notebook_with_engine(
                ENGINE, prepared, kernel_name=KERNEL, progress_bar=False, config=sockets, **_options(around.conditions)
            )
        except (DeadKernelError, CellTimeoutError) as error:
            raise NotebookFailed(_last_words(prepared, error), in_normal_form(prepared)) from error
    _raise_for_error(executed)
    return in_normal_form(executed)


def prepared_notebook(notebook: Path, parameters: Mapping[str, str]) -> nbformat.NotebookNode:
    """A notebook with its parameters in it, ready to be run.

    Raises:
        UserError: there is no such notebook, or it does not have a parameter.
    """
    if not notebook.is_file():
        raise UserError(f"There is no notebook {notebook}.")
    _refuse_unknown(notebook, parameters)
    loaded = load_notebook_node(str(notebook))
    prepared: nbformat.NotebookNode = parameterize_notebook(
        loaded, dict(parameters), kernel_name=KERNEL, engine_name=ENGINE
    )
    return prepared


def _options(conditions: Conditions) -> dict[str, Any]:
    limits = conditions.limits
    return {
        "input_path": "",
        "output_path": None,
        "record_timing": False,
        "here": conditions.disposable,
        "begun": conditions.begun,
        "memory": limits.memory,
        "report_timeout": limits.seconds,
        "execution_timeout": limits.cell_seconds,
    }


def _raise_for_error(executed: nbformat.NotebookNode) -> None:
    for at, cell in enumerate(executed.cells):
        for output in cell.get("outputs", ()):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", ()):
                told = f"Cell {at + 1} failed: {output.ename}: {output.evalue}\n\n{cell.source}"
                raise NotebookFailed(told, in_normal_form(executed))


def _last_words(notebook: nbformat.NotebookNode, error: Exception) -> str:
    """What is said of a notebook that did not come to its end, with the cell that it was in."""
    states = [cell.metadata.get("papermill", {}).get("status") for cell in notebook.cells]
    at = max((at for at, state in enumerate(states) if state != "pending"), default=0)
    return f"Cell {at + 1} failed: {error}\n\n{notebook.cells[at].source}"


def _refuse_unknown(notebook: Path, parameters: Mapping[str, str]) -> None:
    known = _parameter_names(notebook, notebook.read_bytes())
    for name in parameters:
        if name not in known:
            raise unknown("parameter", name, known, where=f" in {notebook.name}")


@lru_cache(maxsize=8)
def _parameter_names(notebook: Path, _: bytes) -> tuple[str, ...]:
    """The parameters of a notebook; its content makes a changed one another."""
    with redirect_stderr(StringIO()):
        return tuple(inspect_notebook(notebook))


@contextmanager
def _private_sockets() -> Iterator[Config]:
    """Sockets in a folder of this run's own: no port to collide on, nothing that others could connect to."""
    with TemporaryDirectory(prefix="cchc-") as folder:
        local = {"transport": "ipc", "ip": f"{folder}/kernel"} if os.name == "posix" else {}
        yield Config({"KernelManager": local, "NotebookClient": {"shutdown_kernel": "immediate"}})


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
