"""Running a parameterised notebook with papermill; knows nothing of wards."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook
from papermill.inspection import inspect_notebook
from traitlets.config import Config

from cchc_lib.errors import ReportFailed, unknown

KERNEL = "python3"


class NotebookFailed(ReportFailed):
    """A cell of the notebook raised."""


def run_notebook(
    notebook: Path,
    output: Path,
    parameters: Mapping[str, str],
    *,
    environment: Mapping[str, str],
    folder: Path,
) -> nbformat.NotebookNode:
    """Execute a notebook with papermill's stock engine and write it without anything volatile.

    Args:
        notebook: the notebook with a cell tagged `parameters`.
        output: where the executed notebook goes.
        parameters: values for the names of that cell.
        environment: variables for the kernel, put back afterwards.
        folder: the folder that the cells run in.

    Raises:
        UserError: a parameter that the notebook does not have.
        NotebookFailed: a cell raised.
    """
    _refuse_unknown(notebook, parameters)
    with _environment(environment), _private_sockets() as sockets, redirect_stderr(StringIO()):
        try:
            executed = execute_notebook(
                notebook,
                output,
                parameters=dict(parameters),
                kernel_name=KERNEL,
                cwd=folder,
                progress_bar=False,
                record_timing=False,
                request_save_on_cell_execute=False,
                config=sockets,
            )
        except PapermillExecutionError as error:
            raise NotebookFailed(_failure(error)) from error
    stable = without_volatile(executed)
    nbformat.write(stable, output)
    return stable


def _refuse_unknown(notebook: Path, parameters: Mapping[str, str]) -> None:
    with redirect_stderr(StringIO()):
        known = inspect_notebook(notebook)
    for name in parameters:
        if name not in known:
            raise unknown("parameter", name, known, where=f" in {notebook.name}")


def _failure(error: PapermillExecutionError) -> str:
    return f"Cell {error.cell_index + 1} failed: {error.ename}: {error.evalue}\n\n{error.source}"


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


def without_volatile(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same notebook without times, paths and random ids: same inputs, same bytes."""
    stable: nbformat.NotebookNode = nbformat.from_dict(dict(notebook))
    papermill: dict[str, Any] = stable.metadata.pop("papermill", {})
    stable.metadata["papermill"] = {"parameters": papermill.get("parameters", {})}
    for index, cell in enumerate(stable.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = f"injected-{index}"
    return stable
