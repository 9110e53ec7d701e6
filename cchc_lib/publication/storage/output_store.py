"""The interface of a place where reports are put."""

from collections.abc import Iterable, Mapping
from typing import Protocol

Stamps = Mapping[str, str]
"""For each file of a report, what changes when the file does."""


class Shelf(Protocol):
    """Where reports are put, each by its name `ward/period`."""

    def place(self, name: str) -> str:
        """Where a report lies, as a person would write it."""

    def stamps(self, names: Iterable[str]) -> Mapping[str, Stamps]:
        """How the files of reports lie there; none for a report that is not there."""

    def contents(self, place: str) -> Mapping[str, bytes]:
        """The files that lie at a place, where that is near; none else."""

    def put(self, name: str, files: Mapping[str, bytes]) -> Stamps:
        """Put a report in its place, and nothing else there; UserError where that cannot be."""

    def read(self, name: str) -> bytes | None:
        """A file there by its name; None where there is none."""

    def write(self, name: str, text: str) -> None:
        """Put a file beside the reports; UserError where that cannot be."""

    def clear(self, names: Iterable[str]) -> None:
        """Remove what runs that were ended left of these reports."""
