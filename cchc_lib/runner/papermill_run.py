"""Runs a parameterised notebook with papermill."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.reader import NotJSONError
from papermill.engines import papermill_engines
from papermill.inspection import inspect_notebook
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from cchc_lib.runner.failures import InvalidRun, NotebookFailed
from cchc_lib.runner.normal_form import in_normal_form
from cchc_lib.runner.resource_limits import UNLIMITED, ResourceLimits

KERNEL = "python3"
"""The kernel of the notebooks."""
ENGINE = "forked"
"""The name under which papermill knows the engine of `engine.py`."""


@dataclass(frozen=True)
class ExecutionOptions:
    """The process and the limits of the cells of a notebook."""

    in_this_process: bool = False
    """Whether the cells run in the calling process, which has to end afterwards. Nothing watches the limits then."""
    limits: ResourceLimits = UNLIMITED
    on_cell_start: Callable[[int], None] = lambda _: None
    """Called with the index of each cell, counted from 0, before it runs."""


IN_CHILD_PROCESS = ExecutionOptions()
"""Cells run in a child process, without limits."""


@dataclass(frozen=True)
class RunContext:
    """The folder, environment variables and options of a run."""

    folder: Path
    """The working folder of the cells."""
    environment: Mapping[str, str]
    """Environment variables of the cells; their earlier values are restored after the run."""
    options: ExecutionOptions = IN_CHILD_PROCESS
    arrange: Callable[[nbformat.NotebookNode], nbformat.NotebookNode] = lambda notebook: notebook
    """Returns the notebook with its cells in the order in which they run."""


def run_notebook(notebook: Path, parameters: Mapping[str, str], context: RunContext) -> nbformat.NotebookNode:
    """Execute a notebook with papermill and the engine `forked`, and return it in normal form.

    Args:
        notebook: a notebook with a cell tagged `parameters`.
        parameters: values for names of that cell.
        context: the folder, environment and options of the run.

    Raises:
        InvalidRun: the notebook does not exist, or does not have one of the parameters.
        NotebookFailed: a cell failed, ended its process or took too long.
    """
    prepared = context.arrange(prepared_notebook(notebook, parameters))
    with _environment(context.environment), chdir(context.folder), _private_sockets() as sockets:
        try:
            executed = papermill_engines.execute_notebook_with_engine(
                ENGINE, prepared, kernel_name=KERNEL, progress_bar=False, config=sockets, **_options(context.options)
            )
        except (DeadKernelError, CellTimeoutError) as error:
            raise NotebookFailed(_failure_message(prepared, error), in_normal_form(prepared)) from error
    _raise_for_error(executed)
    return in_normal_form(executed)


def prepared_notebook(notebook: Path, parameters: Mapping[str, str]) -> nbformat.NotebookNode:
    """Return a notebook with its parameters injected, ready to be executed.

    Raises:
        InvalidRun: the notebook does not exist, cannot be read, or does not have one of the parameters.
    """
    if not notebook.is_file():
        raise InvalidRun(f"There is no notebook {notebook}.")
    known = _parameter_names(notebook, notebook.read_bytes())
    for name in parameters:
        if name not in known:
            raise InvalidRun(f"There is no parameter '{name}' in {notebook.name}; {_hint(name, known)}")
    loaded = load_notebook_node(str(notebook))
    prepared: nbformat.NotebookNode = parameterize_notebook(
        loaded, dict(parameters), kernel_name=KERNEL, engine_name=ENGINE
    )
    return prepared


def _hint(name: str, known: Iterable[str]) -> str:
    matches = get_close_matches(name, tuple(known), n=1, cutoff=0.5)
    return f"did you mean '{matches[0]}'?" if matches else f"there are: {', '.join(known) or 'none'}"


def _options(options: ExecutionOptions) -> dict[str, Any]:
    limits = options.limits
    return {
        "input_path": "",
        "output_path": None,
        "record_timing": False,
        "in_this_process": options.in_this_process,
        "on_cell_start": options.on_cell_start,
        "memory_bytes": limits.memory_bytes,
        "notebook_timeout": limits.notebook_seconds,
        "execution_timeout": limits.cell_seconds,
    }


def _raise_for_error(executed: nbformat.NotebookNode) -> None:
    for number, cell in enumerate(executed.cells, start=1):
        for output in cell.get("outputs", ()):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", ()):
                message = f"Cell {number} failed: {output.ename}: {output.evalue}\n\n{cell.source}"
                raise NotebookFailed(message, in_normal_form(executed))


def _failure_message(notebook: nbformat.NotebookNode, error: Exception) -> str:
    # The exception does not name the cell; papermill marks cells that have not begun as pending.
    states = [cell.metadata.get("papermill", {}).get("status") for cell in notebook.cells]
    index = max((index for index, state in enumerate(states) if state != "pending"), default=0)
    return f"Cell {index + 1} failed: {error}\n\n{notebook.cells[index].source}"


@lru_cache(maxsize=8)
def _parameter_names(notebook: Path, _content: bytes) -> tuple[str, ...]:
    # The content is an argument so that the cache does not answer for an earlier version of the file. papermill
    # warns on stderr of each line of the cell that it cannot parse.
    with redirect_stderr(StringIO()):
        try:
            return tuple(inspect_notebook(notebook))
        except (NotJSONError, nbformat.ValidationError, AttributeError, KeyError, TypeError) as error:
            raise InvalidRun(f"{notebook} is not a notebook that can be read: {str(error)[:200]}") from error


@contextmanager
def _private_sockets() -> Iterator[Config]:
    """Provide sockets in a temporary folder for a real kernel, which the stock engine starts.

    Kernels that start at the same time may choose the same TCP port, and other users could connect to it.
    """
    with TemporaryDirectory(prefix="notebook-run-") as folder:
        local = {"transport": "ipc", "ip": f"{folder}/kernel"} if os.name == "posix" else {}
        yield Config({"KernelManager": local, "NotebookClient": {"shutdown_kernel": "immediate"}})


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    previous = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in previous.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
