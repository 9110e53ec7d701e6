"""A papermill engine without a kernel process: `papermill --engine forked any.ipynb out.ipynb`.

The cells run in a process forked from this one, in ipykernel's own shell; nbclient's own code makes outputs of its
messages. What needs a real kernel (input, widgets, another language) runs on papermill's stock engine, which says so.

Nothing imports this module but papermill, which loads its entry point while it is itself being imported.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from time import monotonic
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine
from papermill.log import logger
from tqdm import TMonitor

from cchc_lib.runner.children import Child, Died, Raised, can_fork
from cchc_lib.runner.normal_form import merged_streams
from cchc_lib.runner.shell import Emit, Message, NeedsKernel, Shell, serve_cells

Run = Callable[[str, float | None, Emit], Message]
"""Runs the code of a cell within some seconds, hands on its messages, and gives the reply."""


class ForkedEngine(Engine):  # type: ignore[misc] # papermill has no types
    """Papermill's contract for an engine."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute a notebook that papermill manages, in place; the options are those of the stock engine, and:

        Args:
            nb_man: papermill's record of the execution.
            kernel_name: the kernel that the notebook asks for.
            options: `report_timeout`, seconds for the whole notebook; `memory`, bytes for its process; `here`, to run
                in this very process, where it is one that will end with the notebook; `begun`, which is called with
                the index of each cell that begins.
        """
        why = _unfit(kernel_name)
        untouched = deepcopy(nb_man.nb)
        own = {name: options.pop(name, None) for name in ("report_timeout", "memory", "here", "begun")}
        if not why:
            try:
                _Client(nb_man, own, **_client_options(kernel_name, options)).execute()
                return
            except NeedsKernel as needs:
                why = str(needs)
        logger.warning(f"The stock engine runs this notebook, since {why}.")
        nb_man.nb.cells[:] = untouched.cells
        NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)


def _unfit(kernel_name: str) -> str:
    """Why a notebook cannot run here; nothing if it can."""
    if not can_fork():
        return "this platform has no fork"
    try:
        command = KernelSpecManager().get_kernel_spec(kernel_name).argv
    except NoSuchKernel:
        return f"the kernel '{kernel_name}' is not known"
    ours = command[0] in ("python", "python3", sys.executable) and "ipykernel_launcher" in command
    return "" if ours else f"the kernel '{kernel_name}' is another one than this Python"


def _client_options(kernel_name: str, options: dict[str, Any]) -> dict[str, Any]:
    """As papermill's stock engine does it."""
    timeout = options.get("execution_timeout") or options.get("timeout")
    renamed = ("input_path", "start_timeout", "execution_timeout", "timeout")
    kept = {name: value for name, value in options.items() if name not in renamed}
    return {**kept, "timeout": timeout, "kernel_name": kernel_name, "log": logger}


class _Client(PapermillNotebookClient):  # type: ignore[misc] # papermill has no types
    """Papermill's client over a shell that is no kernel process."""

    def __init__(self, nb_man: Any, own: dict[str, Any], **options: Any) -> None:
        super().__init__(nb_man, **options)
        self._own = own
        self._run: Run = _no_shell

    def execute(self, **_: Any) -> None:
        self.reset_execution_trackers()
        open_shell = _shell_here if self._own["here"] else _forked_shell
        with open_shell(self._own) as self._run:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = LANGUAGE

    def execute_cell(self, cell: nbformat.NotebookNode, cell_index: int, **_: Any) -> nbformat.NotebookNode:
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        if self._own["begun"]:
            self._own["begun"](cell_index)
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
            return self._run(cell.source, limit, lambda message: self.process_message(message, cell, cell_index))
        except TimeoutError as error:
            raise CellTimeoutError.error_from_timeout_and_cell(str(error), limit, cell) from None

    def _raise_for_error(self, cell: nbformat.NotebookNode, reply: Message) -> None:
        content = reply["content"]
        allowed = self.allow_errors or "raises-exception" in cell.metadata.get("tags", [])
        known = content.get("ename") in self.allow_error_names
        if content["status"] == "error" and (self.force_raise_errors or not (allowed or known)):
            raise CellExecutionError.from_cell_and_msg(cell, content)


def _no_shell(*_: Any) -> Message:
    raise DeadKernelError("no shell is open")


@contextmanager
def _shell_here(_: dict[str, Any]) -> Iterator[Run]:
    shell = Shell()
    yield lambda code, _, emit: shell.run(code, emit)


@contextmanager
def _forked_shell(own: dict[str, Any]) -> Iterator[Run]:
    _stop_progress_thread()
    child = Child(serve_cells, memory=own["memory"])
    last = monotonic() + own["report_timeout"] if own["report_timeout"] else None

    def run(code: str, limit: float | None, emit: Emit) -> Message:
        child.tell(code)
        end = monotonic() + limit if limit else None
        while True:
            heard = child.hear(_left(end, last))
            if isinstance(heard, Died):
                raise DeadKernelError(f"Kernel died: {heard}.")
            if isinstance(heard, Raised):
                raise heard.error
            if heard["msg_type"] == "execute_reply":
                return dict(heard)
            emit(heard)

    try:
        yield run
    finally:
        child.end()


def _left(*ends: float | None) -> float | None:
    """Seconds to the first of some moments."""
    return min((max(0.0, end - monotonic()) for end in ends if end is not None), default=None)


def _stop_progress_thread() -> None:
    """Papermill's progress bar keeps a thread, with which a process cannot well be forked."""
    for thread in threading.enumerate():
        if isinstance(thread, TMonitor):
            thread.exit()


LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": sys.version.split()[0],
}
"""What ipykernel says of its language."""
