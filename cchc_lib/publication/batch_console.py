"""How a batch tells of itself: one line that changes on a terminal, plain lines elsewhere; no thread."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from time import monotonic
from types import TracebackType

from cchc_lib.errors import UserError
from cchc_lib.publication.batch import Standing

_EVERY = 5.0
"""Seconds between plain lines."""


class BatchConsole:
    """Tells how far a batch is on stderr; a termination signal ends the batch as Ctrl-C does."""

    def __init__(self) -> None:
        self._last = 0.0
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> "BatchConsole":
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._terminal:
            sys.stderr.write("\n")

    def tell(self, standing: Standing) -> None:
        """Say how far the batch is, seldom enough to be read."""
        ended = standing.settled == standing.total
        if self._terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns - 1  # A wrapped line cannot be written over.
            sys.stderr.write(f"\r\x1b[K{progress_line(standing)[:width]}")
            sys.stderr.flush()
        elif ended or monotonic() - self._last > _EVERY:
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


def summary_lines(standing: Standing) -> Iterator[str]:
    """What became of a batch, each failure with its ward, cell and reason."""
    yield f"{standing.total} reports: {_counted(standing)} in {standing.seconds:.1f} s"
    for failure in standing.failures:
        kept = f" (kept: {failure.notebook})" if failure.notebook else ""
        yield f"  {failure.job.ward} {failure.job.period}: {failure.reason.strip()}{kept}"


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
