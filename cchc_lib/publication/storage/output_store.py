"""The interface of a place where documents are written."""

from collections.abc import Iterable, Mapping
from typing import Protocol

Fingerprints = Mapping[str, str]
"""For each file of a document, by its name, a text that changes when the file does."""


class OutputStore(Protocol):
    """A place where documents are written, each under a name such as `luu-kiem/2026-Q1`."""

    def location(self, name: str) -> str:
        """Return the folder or address of a document, as a person would write it."""

    def fingerprints(self, names: Iterable[str]) -> Mapping[str, Fingerprints]:
        """Return the fingerprints of documents by name; a document that does not exist has none."""

    def read_all(self, location: str) -> Mapping[str, bytes]:
        """Return the files at a location by name, or nothing if reading them costs more than building them again."""

    def write_all(self, name: str, files: Mapping[str, bytes]) -> Fingerprints:
        """Replace a document by these files and return their fingerprints.

        Raises:
            UserError: the document cannot be written.
        """

    def read(self, path: str) -> bytes | None:
        """Return the content of one file, by its path below the store; None if it does not exist.

        Raises:
            UserError: the file cannot be read.
        """

    def write(self, path: str, text: str) -> None:
        """Write one text file, by its path below the store.

        Raises:
            UserError: the file cannot be written.
        """

    def remove_unfinished(self, names: Iterable[str]) -> None:
        """Remove what interrupted runs left of documents that they did not finish."""
