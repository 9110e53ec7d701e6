"""Child processes that start fast, can be killed at any time, and never outlive their parent.

The process model:

- A child is forked, so that it starts with all modules that the parent has loaded. Loading them again for each notebook
  may take longer than its cells.
- A process with threads is not forked but starts its children from a fork server: after a fork only the forking thread
  exists, so a lock that another thread held would never be released in the child.
- Each child leads a process group and dies with its parent, so that nothing that a notebook starts is left behind.
"""

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from cchc_lib.runner.failures import ProcessDied
from cchc_lib.runner.outcomes import WorkerDied, WorkerOutcome, WorkerRaised, WorkerReturned

_PR_SET_PDEATHSIG = 1
"""The option of Linux's prctl(2) that names the signal a process gets when its parent dies."""

ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
"""Environment variables for a process that will fork: with them, NumPy's libraries start no threads."""

Work = Callable[..., Any]
"""A function of module level. Its first argument is the connection to the parent process."""


def can_fork() -> bool:
    """Return whether this platform can fork processes."""
    return "forkserver" in multiprocessing.get_all_start_methods()


@dataclass(frozen=True)
class ProcessContext:
    """The state that a child takes over from its parent; a child of the fork server does not inherit it."""

    folder: Path
    environment: Mapping[str, str]
    memory_bytes: int | None


class ChildProcess:
    """A process that does one piece of work and exchanges messages with its parent.

    Args:
        work: the function to run in the process.
        arguments: its arguments after the connection.
        memory_bytes: the data that the process may allocate; None for no limit.
    """

    def __init__(self, work: Work, *arguments: Any, memory_bytes: int | None = None) -> None:
        context = _start_method()
        self.connection, child_connection = context.Pipe()
        inherited = ProcessContext(Path.cwd(), dict(os.environ), memory_bytes)
        self._process = context.Process(target=_run_work, args=(child_connection, inherited, work, arguments))
        self._process.start()
        # Without this copy of the child's end, the pipe reports the end of the child.
        child_connection.close()

    def receive(self, timeout: float | None = None) -> Any:
        """Return the next message of the child; a `WorkerOutcome` if its work has ended.

        Args:
            timeout: seconds to wait; None for no limit.

        Raises:
            TimeoutError: no message came in time.
        """
        if not self.connection.poll(timeout):
            raise TimeoutError
        try:
            return self.connection.recv()
        except (EOFError, ConnectionResetError):
            self._process.join()
            return WorkerDied(self._process.exitcode or 0)

    def send(self, message: Any) -> None:
        """Send a message to the child. If the child has ended, this does nothing and `receive` returns the outcome."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(message)

    def kill(self) -> None:
        """Kill the process and all processes that it started, and wait until it has ended."""
        if self._process.is_alive() and self._process.pid:
            # The group does not exist yet if the child has not come to its setsid.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        self._process.join()
        self.connection.close()


def run_in_child(work: Work, *arguments: Any) -> Any:
    """Run work in a child process and return what it returns; an exception of the work is raised here.

    Raises:
        ProcessDied: the process ended before the work returned.
    """
    child = ChildProcess(work, *arguments)
    try:
        outcome = child.receive()
    finally:
        child.kill()
    match outcome:
        case WorkerReturned(value):
            return value
        case WorkerRaised(error, _):
            raise error
        case _:
            raise ProcessDied(str(outcome))


def _start_method() -> Any:
    # See the process model at the top.
    if _thread_count() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__"])
    return context


def _thread_count() -> int:
    # Linux also lists the threads of compiled libraries, which the module `threading` does not know.
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _run_work(connection: Connection, inherited: ProcessContext, work: Work, arguments: tuple[Any, ...]) -> None:
    """Run in the child: take over the parent's state, do the work, and send its outcome."""
    os.setsid()  # A process group, so that `kill` also reaches what the work starts.
    _die_with_parent()
    # The parent may have replaced these handlers; in the child, both signals have to end the work.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(inherited.folder)
    os.environ.clear()
    os.environ.update(inherited.environment)
    _limit_memory(inherited.memory_bytes)
    try:
        outcome: WorkerOutcome = WorkerReturned(work(connection, *arguments))
    except BaseException as error:  # Also SystemExit and KeyboardInterrupt: the parent has to hear of every end.
        outcome = WorkerRaised(_picklable(error), traceback.format_exc())
    with suppress(BrokenPipeError):
        connection.send(outcome)


def _picklable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - it reads only what it wrote
    except Exception:  # An exception class may fail in any way while it is pickled.
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _die_with_parent() -> None:
    # On other systems a child whose parent is gone ends at its next message, since its pipe is broken.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # A fork server lives as long as somebody holds one end of a pipe, and each of its children inherits that end. So
    # the children would keep the server alive after the parent has gone. Python has no public way to close the end.
    server: Any = forkserver._forkserver
    if server._forkserver_alive_fd is not None:
        os.close(server._forkserver_alive_fd)
        server._forkserver_alive_fd = None


def _limit_memory(limit: int | None) -> None:
    if limit and sys.platform == "linux":
        resource = import_module("resource")  # Windows does not have this module.
        # RLIMIT_AS would also count mapped files and shared libraries, which are larger than the data.
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
