"""The ways in which the work of a child process can end."""

import signal
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class WorkerReturned:
    """The work returned a value."""

    value: Any


@dataclass(frozen=True)
class WorkerRaised:
    """The work raised an exception."""

    error: BaseException
    """The exception, or a RuntimeError with its message if it cannot be pickled."""
    traceback: str
    """The traceback in the child as text, since tracebacks cannot be pickled."""


@dataclass(frozen=True)
class WorkerDied:
    """The process ended without sending a result."""

    exit_code: int
    """The exit code, or the negative number of the signal that ended the process."""

    def __str__(self) -> str:
        if self.exit_code >= 0:
            return f"its process ended by itself with exit code {self.exit_code}"
        name = signal.Signals(-self.exit_code).name
        memory = "; the machine may be short of memory" if name == "SIGKILL" else ""
        return f"its process was ended by {name}{memory}"


@dataclass(frozen=True)
class TimedOut:
    """The work exceeded a time limit and was killed."""

    seconds: float
    """The limit that was exceeded."""
    whole_task: bool
    """Whether it was the limit for the whole task and not for one step."""


WorkerOutcome = WorkerReturned | WorkerRaised | WorkerDied
"""The end of work as its child process reports it."""
