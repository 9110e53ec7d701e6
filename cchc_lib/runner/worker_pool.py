"""Runs many tasks in child processes, several at once, each within limits; one loop without threads.

The standard library's ProcessPoolExecutor would not do: it cannot kill one task, its workers survive their parent, and
its threads keep this process from forking.
"""

import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from time import monotonic
from types import FrameType
from typing import Any

from cchc_lib.runner.child_process import ChildProcess, Work
from cchc_lib.runner.outcomes import TimedOut, WorkerDied, WorkerOutcome, WorkerRaised, WorkerReturned
from cchc_lib.runner.resource_limits import ResourceLimits


@dataclass(frozen=True)
class Task:
    """A piece of work and its name."""

    name: Any
    """An object by which the caller knows the task again."""
    work: Work
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class TaskResult:
    """The end of a task."""

    task: Task
    outcome: WorkerOutcome | TimedOut
    last_message: Any
    """The last message that the task sent; None if it sent none."""
    seconds: float
    """The time from start to end."""


@dataclass
class _RunningTask:
    """A task in its child process. It is the one mutable object here: `run_tasks` updates it at each message."""

    task: Task
    child: ChildProcess
    started: float = field(default_factory=monotonic)
    step_started: float = field(default_factory=monotonic)
    last_message: Any = None

    def result(self, outcome: WorkerOutcome | TimedOut) -> TaskResult:
        return TaskResult(self.task, outcome, self.last_message, monotonic() - self.started)

    def seconds_left(self, limits: ResourceLimits) -> float:
        now, never = monotonic(), float("inf")
        task_left = self.started + limits.notebook_seconds - now if limits.notebook_seconds else never
        step_left = self.step_started + limits.cell_seconds - now if limits.cell_seconds else never
        return min(task_left, step_left)

    def timed_out(self, limits: ResourceLimits) -> TimedOut:
        whole_task = bool(limits.notebook_seconds) and monotonic() - self.started >= (limits.notebook_seconds or 0)
        return TimedOut((limits.notebook_seconds if whole_task else limits.cell_seconds) or 0, whole_task)


def run_tasks(tasks: Iterable[Task], workers: int, limits: ResourceLimits) -> Generator[TaskResult, None, None]:
    """Run tasks in child processes and yield the result of each as it ends. Closing the generator kills those that run.

    Args:
        tasks: taken one by one, when a worker is free.
        workers: the number of tasks that run at the same time.
        limits: the limits of each task. A step, which `cell_seconds` limits, lasts from one message to the next.

    Raises:
        KeyboardInterrupt: SIGINT or SIGTERM arrived.
    """
    waiting = iter(tasks)
    running: list[_RunningTask] = []
    with _deferred_interrupts() as interrupts:
        try:
            while True:
                for task in islice(waiting, workers - len(running)):
                    child = ChildProcess(task.work, *task.arguments, memory_bytes=limits.memory_bytes)
                    running.append(_RunningTask(task, child))
                if not running:
                    return
                with interrupts.raised():
                    results = _next_results(running, limits)
                for result in results:
                    running = [active for active in running if active.task is not result.task]
                    yield result
        finally:
            for active in running:
                active.child.kill()


class _DeferredInterrupts:
    """SIGINT and SIGTERM as a KeyboardInterrupt that is raised only while the loop waits.

    Elsewhere an exception would do harm: code that Python runs after a fork discards it, and a result that is being
    processed has to be processed completely. So a signal that arrives there is noted, and raised at the next wait.
    """

    def __init__(self) -> None:
        self._arrived = False
        self._waiting = False

    def handle_signal(self, _: int, __: FrameType | None) -> None:
        self._arrived = True
        if self._waiting:
            raise KeyboardInterrupt

    @contextmanager
    def raised(self) -> Iterator[None]:
        """Raise an interrupt that arrived before, or that arrives within this context."""
        self._waiting = True
        try:
            if self._arrived:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False


@contextmanager
def _deferred_interrupts() -> Iterator[_DeferredInterrupts]:
    interrupts = _DeferredInterrupts()
    if threading.current_thread() is not threading.main_thread():  # Python handles signals in the main thread only.
        yield interrupts
        return
    handled = (signal.SIGINT, signal.SIGTERM)
    previous = {number: signal.signal(number, interrupts.handle_signal) for number in handled}
    try:
        yield interrupts
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _next_results(running: list[_RunningTask], limits: ResourceLimits) -> list[TaskResult]:
    """Wait for a message or a time limit, and return the results of the tasks that have ended; maybe none."""
    soonest = min(active.seconds_left(limits) for active in running)
    timeout = None if soonest == float("inf") else max(0.0, soonest)
    ready = wait([active.child.connection for active in running], timeout)
    results = []
    for active in running:
        if active.child.connection in ready:
            message = active.child.receive(0)
            if isinstance(message, WorkerReturned | WorkerRaised | WorkerDied):
                results.append(active.result(message))
            else:
                active.last_message, active.step_started = message, monotonic()
        elif active.seconds_left(limits) <= 0:
            results.append(active.result(active.timed_out(limits)))
    for active in running:
        if any(result.task is active.task for result in results):
            active.child.kill()
    return results
