"""A papermill engine without a kernel process: `papermill --engine forked any.ipynb out.ipynb`.

The cells run in a process forked from this one, in ipykernel's own shell, and nbclient's own code turns its messages
into outputs. A notebook that needs a real kernel (input, widgets, another language) runs on papermill's stock engine,
and a warning gives the reason.

No other module imports this one: papermill loads it as an entry point while papermill itself is being imported.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, fields
from time import monotonic
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine
from papermill.log import logger
from tqdm import TMonitor

from cchc_lib.runner.captured_output import Emit, Message
from cchc_lib.runner.child_process import ChildProcess, can_fork
from cchc_lib.runner.in_process_shell import InProcessShell, KernelRequired, serve_cells
from cchc_lib.runner.normal_form import merged_streams
from cchc_lib.runner.outcomes import WorkerDied, WorkerRaised

RunCell = Callable[[str, float | None, Emit], Message]
"""Runs the code of a cell within a number of seconds, emits its messages, and returns the reply."""

_LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": sys.version.split()[0],
}
"""The metadata `language_info` that ipykernel sends."""


@dataclass(frozen=True)
class ForkedOptions:
    """The options that this engine has in addition to those of papermill's stock engine."""

    notebook_timeout: float | None = None
    """Seconds for the whole notebook; None for no limit."""
    memory_bytes: int | None = None
    """The data that the notebook's process may allocate; None for no limit."""
    in_this_process: bool = False
    """Whether the notebook runs in the calling process, which has to end afterwards."""
    on_cell_start: Callable[[int], None] = lambda _: None
    """Called with the index of each cell before it runs."""


class ForkedEngine(Engine):  # type: ignore[misc] # papermill has no types
    """The engine under papermill's interface."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute a notebook that papermill manages, in place.

        Args:
            nb_man: papermill's record of the execution.
            kernel_name: the kernel that the notebook asks for.
            options: those of the stock engine, and the fields of `ForkedOptions`.

        Raises:
            CellTimeoutError: a cell or the notebook took too long.
            DeadKernelError: a cell ended its process.
        """
        reason = _stock_engine_reason(kernel_name)
        # Cells are executed in place; if one of them needs a real kernel, the stock engine starts from unexecuted ones.
        original = deepcopy(nb_man.nb)
        own_names = {field.name for field in fields(ForkedOptions)}
        forked_options = ForkedOptions(**{name: value for name, value in options.items() if name in own_names})
        stock_options = {name: value for name, value in options.items() if name not in own_names}
        if not reason:
            try:
                _ShellClient(nb_man, forked_options, **_client_options(kernel_name, stock_options)).execute()
                return
            except KernelRequired as required:
                reason = str(required)
        logger.warning(f"The stock engine runs this notebook, since {reason}.")
        nb_man.nb.cells[:] = original.cells
        NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **stock_options)


def _stock_engine_reason(kernel_name: str) -> str:
    """Return why the stock engine has to run a notebook; an empty text if this engine can."""
    if not can_fork():
        return "this platform has no fork"
    try:
        command = KernelSpecManager().get_kernel_spec(kernel_name).argv
    except NoSuchKernel:
        return f"the kernel '{kernel_name}' is not known"
    is_this_python = command[0] in ("python", "python3", sys.executable) and "ipykernel_launcher" in command
    return "" if is_this_python else f"the kernel '{kernel_name}' is another one than this Python"


def _client_options(kernel_name: str, options: dict[str, Any]) -> dict[str, Any]:
    # As papermill's stock engine does it, which has no function for it.
    timeout = options.get("execution_timeout") or options.get("timeout")
    renamed = ("input_path", "start_timeout", "execution_timeout", "timeout")
    kept = {name: value for name, value in options.items() if name not in renamed}
    return {**kept, "timeout": timeout, "kernel_name": kernel_name, "log": logger}


class _ShellClient(PapermillNotebookClient):  # type: ignore[misc] # papermill has no types
    """papermill's client with a shell in the place of a kernel process."""

    def __init__(self, nb_man: Any, forked_options: ForkedOptions, **options: Any) -> None:
        super().__init__(nb_man, **options)
        self._forked_options = forked_options
        self._run_code: RunCell = _no_shell

    def execute(self, **_: Any) -> None:
        self.reset_execution_trackers()
        open_shell = _shell_in_this_process if self._forked_options.in_this_process else _shell_in_child
        with open_shell(self._forked_options) as run_code:
            self._run_code = run_code
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = _LANGUAGE_INFO

    def execute_cell(self, cell: nbformat.NotebookNode, cell_index: int, **_: Any) -> nbformat.NotebookNode:
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        self._forked_options.on_cell_start(cell_index)
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._run_cell(cell, cell_index)
        self.code_cells_executed += 1
        cell.execution_count = reply["content"]["execution_count"]
        cell.outputs = merged_streams(cell.outputs)
        self._raise_for_error(cell, reply)
        return cell

    def _run_cell(self, cell: nbformat.NotebookNode, cell_index: int) -> Message:
        limit = self._get_timeout(cell)
        try:
            return self._run_code(cell.source, limit, lambda sent: self.process_message(sent, cell, cell_index))
        except TimeoutError as error:
            raise CellTimeoutError.error_from_timeout_and_cell(str(error), limit, cell) from None

    def _raise_for_error(self, cell: nbformat.NotebookNode, reply: Message) -> None:
        content = reply["content"]
        allowed = self.allow_errors or "raises-exception" in cell.metadata.get("tags", [])
        allowed_name = content.get("ename") in self.allow_error_names
        if content["status"] == "error" and (self.force_raise_errors or not (allowed or allowed_name)):
            raise CellExecutionError.from_cell_and_msg(cell, content)


def _no_shell(*_: Any) -> Message:
    raise DeadKernelError("no shell is open")


@contextmanager
def _shell_in_this_process(_: ForkedOptions) -> Iterator[RunCell]:
    shell = InProcessShell()
    yield lambda code, _, emit: shell.run(code, emit)


@contextmanager
def _shell_in_child(options: ForkedOptions) -> Iterator[RunCell]:
    _stop_progress_thread()
    child = ChildProcess(serve_cells, memory_bytes=options.memory_bytes)
    timeout = options.notebook_timeout
    try:
        # Loading the shell takes seconds in a new process; like a kernel's start, it is not part of the time limits.
        _received(child, None)
        notebook_end = monotonic() + timeout if timeout else None

        def run_code(code: str, limit: float | None, emit: Emit) -> Message:
            child.send(code)
            cell_end = monotonic() + limit if limit else None
            while (sent := _received(child, _seconds_until(cell_end, notebook_end)))["msg_type"] != "execute_reply":
                emit(sent)
            return sent

        yield run_code
    finally:
        child.kill()


def _received(child: ChildProcess, timeout: float | None) -> Message:
    received = child.receive(timeout)
    if isinstance(received, WorkerDied):
        raise DeadKernelError(f"Kernel died: {received}.")
    if isinstance(received, WorkerRaised):
        raise received.error
    return dict(received)


def _seconds_until(*moments: float | None) -> float | None:
    """Return the seconds until the first of several moments; None if there is none."""
    return min((max(0.0, moment - monotonic()) for moment in moments if moment is not None), default=None)


def _stop_progress_thread() -> None:
    # papermill's progress bar keeps a thread. A process with threads would have to use the slower fork server.
    for thread in threading.enumerate():
        if isinstance(thread, TMonitor):
            thread.exit()
