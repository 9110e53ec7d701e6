"""What a batch is asked for beside its run file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BatchOptions:
    """What the command line says beside the run file."""

    workers: int | None = None
    shard: tuple[int, int] = (1, 1)
    """Which part of how many."""
    force: bool = False
    """Whether what was made already is made anew."""
    out: str = ""
    data: str = ""
    """The data folder or address, which goes before the run file's own."""
    scheduler: str = ""
    """Of a dask.distributed cluster; this machine if none."""
