"""What work in a process of its own may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a notebook may use: seconds for a cell and for all of it, bytes of memory; none where nothing is said."""

    cell_seconds: float | None = None
    seconds: float | None = None
    memory: int | None = None


UNLIMITED = Limits()
