"""The progress of a batch on a terminal or in a log, and its summary.

It uses no thread, as the progress bars of rich do: the process of a batch forks, and a process with threads cannot be
forked safely.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from types import TracebackType
from typing import Any, NoReturn

from cchc_lib.cli.build_output import relative_to_here
from cchc_lib.errors import counted
from cchc_lib.publication.batch.batch_progress import BatchProgress
from cchc_lib.publication.batch.outcome import Failure

_SECONDS_BETWEEN_LINES = 5.0
"""The shortest time between two lines where stderr is no terminal."""


class BatchConsole:
    """A context that shows the progress of a batch on stderr and lets SIGTERM end the batch as Ctrl-C does.

    An interrupt within a library's callback may be swallowed by the library; it is then raised again with the next
    progress, or at the end of the batch.
    """

    def __init__(self) -> None:
        self.latest: BatchProgress | None = None
        """The progress that was shown last."""
        self._last_line = 0.0
        self._interrupted = False
        self._is_terminal = sys.stderr.isatty()
        self._former_handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "BatchConsole":
        self._last_line = monotonic()
        self._former_handlers[signal.SIGTERM] = signal.signal(signal.SIGTERM, self._interrupt)
        # A shell starts background processes with SIGINT ignored, and that is left so.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._former_handlers[signal.SIGINT] = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def _interrupt(self, *_: object) -> NoReturn:
        self._interrupted = True
        raise KeyboardInterrupt

    def __exit__(self, raised: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        for number, handler in self._former_handlers.items():
            signal.signal(number, handler)
        if self._is_terminal:
            sys.stderr.write("\n")
        if self._interrupted and raised is None:
            raise KeyboardInterrupt

    def show(self, progress: BatchProgress) -> None:
        """Show the progress, on a terminal in one line that is overwritten, elsewhere in a line from time to time.

        Raises:
            KeyboardInterrupt: the batch was interrupted since the last progress.
        """
        self.latest = progress
        if self._interrupted:
            raise KeyboardInterrupt
        if self._is_terminal:
            # A line that wraps could not be overwritten.
            width = os.get_terminal_size(sys.stderr.fileno()).columns - 1
            sys.stderr.write(f"\r\x1b[K{progress_line(progress)[:width]}")
            sys.stderr.flush()
        elif monotonic() - self._last_line > _SECONDS_BETWEEN_LINES:
            self._last_line = monotonic()
            print(progress_line(progress), file=sys.stderr, flush=True)

    def explain(self, line: str) -> None:
        """Print the reason why a report is built."""
        print(line, file=sys.stderr)

    def interruption(self) -> str:
        """Return what an interrupted batch has written, for the message of the interrupt."""
        if self.latest is None:
            return "no report was begun"
        ready = self.latest.built + self.latest.cached
        # A report may have been written whose result had not arrived when the interrupt came.
        return (
            f"at least {ready} of {counted(self.latest.total, 'report')} are in "
            f"{relative_to_here(self.latest.location)} ({_counts(self.latest)}); run the command again for the others"
        )


def progress_line(progress: BatchProgress) -> str:
    """Return a progress as `12/114: 10 made, 1 cached, 1 failed; 2.1/s, 50 s left; last luu-kiem 2026-Q1`."""
    finished = progress.built + len(progress.failures)
    rate = finished / progress.seconds if progress.seconds and finished else 0.0
    left = (progress.total - progress.settled) / rate if rate else 0.0
    pace = f"; {rate:.1f}/s, {left:.0f} s left" if rate and left else ""
    latest = f"; last {progress.latest}" if progress.latest else ""
    return f"{progress.settled}/{progress.total}: {_counts(progress)}{pace}{latest}"


def _counts(progress: BatchProgress) -> str:
    return f"{progress.built} made, {progress.cached} cached, {len(progress.failures)} failed"


def summary_lines(progress: BatchProgress, manifest: str) -> Iterator[str]:
    """Yield the outcome of a batch: counts, each failure with its reason, and the location of the reports.

    Args:
        progress: the final progress.
        manifest: the file name of the manifest.
    """
    yield f"{counted(progress.total, 'report')}: {_counts(progress)} in {progress.seconds:.1f} s"
    for reason, failures in _by_reason(progress.failures):
        for failure in failures:
            own_reason = f": {reason}" if len(failures) == 1 else ""
            yield f"  {failure.job.ward} {failure.job.period}{own_reason}"
            if failure.notebook:
                yield f"    kept: {relative_to_here(str(failure.notebook))}"
        if len(failures) > 1:
            yield f"    {'both' if len(failures) == 2 else f'all {len(failures)}'}: {reason}"
    if progress.manifest_problem:
        yield f"  No manifest: {progress.manifest_problem}"
    else:
        yield f"  in {relative_to_here(progress.location)}, listed in {manifest}"


def _by_reason(failures: Iterable[Failure]) -> Iterator[tuple[str, list[Failure]]]:
    """Group failures by reason, so that a reason such as a full disk is printed once and not for each ward."""
    groups: dict[str, list[Failure]] = {}
    for failure in failures:
        groups.setdefault(failure.reason.strip().replace(failure.job.name, "WARD/PERIOD"), []).append(failure)
    for reason, group in groups.items():
        yield (group[0].reason.strip() if len(group) == 1 else reason), group
