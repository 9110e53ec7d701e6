"""How a batch tells of itself: one line that changes on a terminal, plain lines elsewhere; no thread."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, NoReturn

from cchc_lib.errors import UserError
from cchc_lib.publication.batch.batch_progress import Failure, Standing

_Handler = Callable[[int, FrameType | None], Any] | int | signal.Handlers | None
_EVERY = 5.0
"""Seconds between plain lines."""


class BatchConsole:
    """Tells how far a batch is on stderr; a termination signal ends the batch as Ctrl-C does.

    An interrupt that some library swallowed, as one in a callback is, is raised again with the next report.
    """

    def __init__(self) -> None:
        self._last = 0.0
        self._interrupted = False
        self._terminal = sys.stderr.isatty()
        self._handlers_before: dict[signal.Signals, _Handler] = {}

    def __enter__(self) -> "BatchConsole":
        self._last = monotonic()
        self._handlers_before[signal.SIGTERM] = signal.signal(signal.SIGTERM, self._interrupt)
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._handlers_before[signal.SIGINT] = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def _interrupt(self, *_: object) -> NoReturn:
        self._interrupted = True
        raise KeyboardInterrupt

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)
        if self._terminal:
            sys.stderr.write("\n")

    def tell(self, standing: Standing) -> None:
        """Say how far the batch is, seldom enough to be read; KeyboardInterrupt where it was interrupted."""
        if self._interrupted:
            raise KeyboardInterrupt
        if self._terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns - 1  # A wrapped line cannot be written over.
            sys.stderr.write(f"\r\x1b[K{progress_line(standing)[:width]}")
            sys.stderr.flush()
        elif monotonic() - self._last > _EVERY:
            self._last = monotonic()
            print(progress_line(standing), file=sys.stderr, flush=True)

    def explain(self, line: str) -> None:
        """Say why a report is made."""
        print(line, file=sys.stderr)


def progress_line(standing: Standing) -> str:
    """`12/114: 10 made, 1 cached, 1 failed; 2.1/s, 50 s left; last luu-kiem 2026-Q1`."""
    worked = standing.made + len(standing.failures)
    rate = worked / standing.seconds if standing.seconds and worked else 0.0
    left = (standing.total - standing.settled) / rate if rate else 0.0
    pace = f"; {rate:.1f}/s, {left:.0f} s left" if rate and left else ""
    last = f"; last {standing.last}" if standing.last else ""
    return f"{standing.settled}/{standing.total}: {_counted(standing)}{pace}{last}"


def _counted(standing: Standing) -> str:
    return f"{standing.made} made, {standing.cached} cached, {len(standing.failures)} failed"


def summary_lines(standing: Standing, manifest: str) -> Iterator[str]:
    """What became of a batch and where it lies, each failure with its ward, cell and reason."""
    count = f"{standing.total} report{'' if standing.total == 1 else 's'}"
    yield f"{count}: {_counted(standing)} in {standing.seconds:.1f} s"
    for reason, failures in _by_reason(standing.failures):
        for failure in failures:
            told = f": {reason}" if len(failures) == 1 else ""
            yield f"  {failure.job.ward} {failure.job.period}{told}"
            if failure.notebook:
                yield f"    kept: {shown(str(failure.notebook))}"
        if len(failures) > 1:
            yield f"    {'both' if len(failures) == 2 else f'all {len(failures)}'}: {reason}"
    if standing.manifest_fault:
        yield f"  No manifest: {standing.manifest_fault}"
    elif standing.total:
        yield f"  in {shown(standing.place)}, listed in {manifest}"


def _by_reason(failures: Iterable[Failure]) -> Iterator[tuple[str, list[Failure]]]:
    """Failures that have one reason together, so that a full disk is told once and not for each ward."""
    groups: dict[str, list[Failure]] = {}
    for failure in failures:
        groups.setdefault(failure.reason.strip().replace(failure.job.name, "WARD/PERIOD"), []).append(failure)
    for reason, group in groups.items():
        yield (group[0].reason.strip() if len(group) == 1 else reason), group


def shown(place: str) -> str:
    """A place as seen from the current folder."""
    return place.removeprefix(f"{Path.cwd()}/")


def read_shard(text: str) -> tuple[int, int]:
    """`2/3` as the second part of three.

    Raises:
        UserError: it is no such part.
    """
    match = re.fullmatch(r"(\d{1,5})/(\d{1,5})", text, re.ASCII)
    part, parts = map(int, match.groups()) if match else (0, 0)
    if not 1 <= part <= parts:
        raise UserError(f"--shard is '{text}'; expected I/N such as 2/3, with I from 1 to N.")
    return part, parts
