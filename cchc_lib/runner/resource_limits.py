"""Limits on the time and memory of a child process."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ResourceLimits:
    """The time and memory that a notebook may use; None stands for no limit."""

    cell_seconds: float | None = None
    """Seconds for each cell."""
    notebook_seconds: float | None = None
    """Seconds for all cells together."""
    memory_bytes: int | None = None
    """Bytes of data that the process may allocate; enforced on Linux only."""


UNLIMITED = ResourceLimits()
"""No limits."""
