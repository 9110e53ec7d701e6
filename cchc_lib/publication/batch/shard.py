"""The part of a batch that one machine builds."""

from typing import NamedTuple


class Shard(NamedTuple):
    """The `part`-th of `parts` equal parts of a batch, counted from 1."""

    part: int = 1
    parts: int = 1

    def __str__(self) -> str:
        return f"{self.part}/{self.parts}"


WHOLE = Shard()
"""The only part of a batch that is not divided."""
