"""A plugin of coverage.py that keeps what the runner's child processes execute.

The runner kills a child as soon as it needs it no longer, before coverage.py can save its data at the child's end. With
this plugin a measured process that is about to kill a process group first asks its leader to save its data and end.
"""

import os
import signal
import time
from contextlib import suppress

from coverage import Coverage, CoveragePlugin
from coverage.plugin_support import Plugins

SAVE_AND_END = signal.SIGUSR2
"""The signal that asks a process to save its data and to end."""
PATIENCE = 5.0
"""Seconds that a process gets for it."""


def coverage_init(registry: Plugins, _: dict[str, str]) -> None:
    """Change how a measured process ends its children; coverage.py calls this when it starts."""
    kill_group, end_at_once = os.killpg, os._exit

    def save_and_end(*_: object) -> None:
        with suppress(Exception):
            if measuring := Coverage.current():
                measuring.save()
        end_at_once(0)

    def save_and_kill_group(group: int, number: int) -> None:
        if number == signal.SIGKILL:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(group, SAVE_AND_END)
                _wait_for_end(group)
        kill_group(group, number)

    signal.signal(SAVE_AND_END, save_and_end)
    os.killpg = save_and_kill_group
    registry.add_configurer(CoveragePlugin())


def _wait_for_end(process: int) -> None:
    end = time.monotonic() + PATIENCE
    with suppress(ChildProcessError):
        # WNOWAIT leaves the exit code to those who started the process.
        while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None and time.monotonic() < end:
            time.sleep(0.01)
