"""Many works in children, some at once, each within its limits; one loop, no threads."""

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

from cchc_lib.runner.children import Child, Died, Done, End, Raised, Work
from cchc_lib.runner.limits import Limits


@dataclass(frozen=True)
class Task:
    """A piece of work with the name that it is known by."""

    name: Any
    work: Work
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Overdue:
    """The work did not end within its limits, and was ended."""

    seconds: float
    whole: bool
    """Whether it was the limit for all of it, not that for one step."""


@dataclass(frozen=True)
class Ended:
    """A work's end."""

    task: Task
    end: End | Overdue
    said: Any
    """The last thing that it said; None if nothing."""
    seconds: float


@dataclass
class _Running:
    """A work under way."""

    task: Task
    child: Child
    started: float = field(default_factory=monotonic)
    stepped: float = field(default_factory=monotonic)
    said: Any = None

    def ended(self, end: End | Overdue) -> Ended:
        return Ended(self.task, end, self.said, monotonic() - self.started)

    def left(self, limits: Limits) -> float:
        """Seconds until a limit is reached."""
        now, never = monotonic(), float("inf")
        whole = self.started + limits.seconds - now if limits.seconds else never
        return min(whole, self.stepped + limits.cell_seconds - now if limits.cell_seconds else never)


def run_all(tasks: Iterable[Task], workers: int, limits: Limits) -> Generator[Ended, None, None]:
    """Run tasks in children and tell of each end; closing the iterator ends what still runs.

    Args:
        tasks: taken one by one, as workers become free.
        workers: how many run at once.
        limits: for each task; a step lasts from one thing that it says to the next.
    """
    waiting = iter(tasks)
    running: list[_Running] = []
    with _heeded_interrupts() as interrupts:
        try:
            while True:
                for task in islice(waiting, workers - len(running)):
                    running.append(_Running(task, Child(task.work, *task.arguments, memory=limits.memory)))
                if not running:
                    return
                with interrupts.raised():
                    ends = _next_ends(running, limits)
                for ended in ends:
                    running = [each for each in running if each.task is not ended.task]
                    yield ended
        finally:
            for each in running:
                each.child.end()


class _Interrupts:
    """Interrupts are raised while one waits, and else noted until then.

    Behind a fork Python runs code in which an exception is lost; and what is done with an end is done to its end.
    """

    def __init__(self) -> None:
        self._came = False
        self._waiting = False

    def heed(self, _: int, __: FrameType | None) -> None:
        """Handle a signal."""
        self._came = True
        if self._waiting:
            raise KeyboardInterrupt

    @contextmanager
    def raised(self) -> Iterator[None]:
        """Raise the interrupt that came, or that comes meanwhile."""
        self._waiting = True
        try:
            if self._came:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False


@contextmanager
def _heeded_interrupts() -> Iterator[_Interrupts]:
    interrupts = _Interrupts()
    if threading.current_thread() is not threading.main_thread():  # Only there does Python handle signals.
        yield interrupts
        return
    before = {each: signal.signal(each, interrupts.heed) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupts
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _next_ends(running: list[_Running], limits: Limits) -> list[Ended]:
    """What ended, once something happens or a limit is reached."""
    soonest = min(each.left(limits) for each in running)
    ready = wait([each.child.connection for each in running], None if soonest == float("inf") else max(0.0, soonest))
    ends = []
    for each in running:
        if each.child.connection in ready:
            heard = each.child.hear(0)
            if isinstance(heard, Done | Raised | Died):
                ends.append(each.ended(heard))
            else:
                each.said, each.stepped = heard, monotonic()
        elif each.left(limits) <= 0:
            whole = bool(limits.seconds) and monotonic() - each.started >= (limits.seconds or 0)
            ends.append(each.ended(Overdue((limits.seconds if whole else limits.cell_seconds) or 0, whole)))
    for each in running:
        if any(end.task is each.task for end in ends):
            each.child.end()
    return ends
