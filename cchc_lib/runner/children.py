"""Work in a process of its own: forked from what is loaded already, killed for real, gone with its parent."""

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

from cchc_lib.errors import ReportFailed

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl(2)."""

ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
"""Variables for a process that is to fork: with them, the libraries that NumPy calculates with start no threads."""

Work = Callable[..., Any]


@dataclass(frozen=True)
class Done:
    """The work returned."""

    value: Any


@dataclass(frozen=True)
class Raised:
    """The work raised."""

    error: BaseException
    traceback: str


@dataclass(frozen=True)
class Died:
    """The process ended without a word."""

    exit_code: int

    def __str__(self) -> str:
        if self.exit_code >= 0:
            return f"its process ended by itself with exit code {self.exit_code}"
        name = signal.Signals(-self.exit_code).name
        memory = "; the machine may be short of memory" if name == "SIGKILL" else ""
        return f"its process was ended by {name}{memory}"


End = Done | Raised | Died


def can_fork() -> bool:
    """Whether this platform forks."""
    return "forkserver" in multiprocessing.get_all_start_methods()


@dataclass(frozen=True)
class _Surroundings:
    """What a child takes over from its parent, whatever process it was forked from."""

    folder: Path
    environment: Mapping[str, str]
    memory: int | None


class Child:
    """A process that does some work, is told things and says things.

    The work is a function of module level; it gets the connection to its parent first, then the arguments. What it
    sends is heard by `hear`; what it returns or raises ends it.
    """

    def __init__(self, work: Work, *arguments: Any, memory: int | None = None) -> None:
        context = _context()
        self.connection, theirs = context.Pipe()
        surroundings = _Surroundings(Path.cwd(), dict(os.environ), memory)
        self._process = context.Process(target=_live, args=(theirs, surroundings, work, arguments))
        self._process.start()
        theirs.close()

    def hear(self, within: float | None = None) -> Any:
        """The next thing that the child says; an `End` where it has ended.

        Raises:
            TimeoutError: it said nothing within these seconds.
        """
        if not self.connection.poll(within):
            raise TimeoutError
        try:
            return self.connection.recv()
        except (EOFError, ConnectionResetError):
            self._process.join()
            return Died(self._process.exitcode or 0)

    def tell(self, thing: Any) -> None:
        """Tell the child something; where it has ended, `hear` says so."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(thing)

    def end(self) -> None:
        """End the process and all that it started, whatever it is doing."""
        if self._process.is_alive() and self._process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        self._process.join()
        self.connection.close()


def in_child(work: Work, *arguments: Any) -> Any:
    """What a work returns that is done in a process of its own; what it raises is raised here.

    Raises:
        ReportFailed: the process ended without a word.
    """
    child = Child(work, *arguments)
    try:
        end = child.hear()
    finally:
        child.end()
    match end:
        case Done(value):
            return value
        case Raised(error, _):
            raise error
        case _:
            raise ReportFailed(str(end))


def _context() -> Any:
    # A process with threads is not forked: a lock that another thread holds would never be opened in the child.
    if _threads() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__"])
    return context


def _threads() -> int:
    """The threads of this process, those of compiled libraries included where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _live(connection: Connection, surroundings: _Surroundings, work: Work, arguments: tuple[Any, ...]) -> None:
    """What the child does from its first moment to its last."""
    os.setsid()  # A group of its own, so that whatever the work starts ends with it.
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(surroundings.folder)
    os.environ.clear()
    os.environ.update(surroundings.environment)
    _limit_memory(surroundings.memory)
    try:
        end: End = Done(work(connection, *arguments))
    except BaseException as error:
        end = Raised(_sendable(error), traceback.format_exc())
    with suppress(BrokenPipeError):
        connection.send(end)


def _sendable(error: BaseException) -> BaseException:
    """The error, or in words what cannot be sent as it is."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - what this very line wrote
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _die_with_parent() -> None:
    # Elsewhere than on Linux a child ends when it next speaks, since nobody hears it.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # A fork server lives as long as somebody holds this end of a pipe, and each of its children is given it.
    server: Any = forkserver._forkserver
    if server._forkserver_alive_fd is not None:
        os.close(server._forkserver_alive_fd)
        server._forkserver_alive_fd = None


def _limit_memory(limit: int | None) -> None:
    if limit and sys.platform == "linux":
        resource = import_module("resource")  # It is not everywhere.
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
