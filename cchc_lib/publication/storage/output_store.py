"""The interface of a place where documents are written."""

from collections.abc import Iterable, Mapping
from typing import Protocol

Fingerprints = Mapping[str, str]
"""For each file of a document, by its name, a text that changes when the file does."""


class OutputStore(Protocol):
    """A place where documents are written, each under a name such as `luu-kiem/2026-Q1`.

    A process that has threads cannot be forked safely, and the process of a batch forks a child for each document.
    Therefore a store whose libraries start threads uses them only in children: `prepare` may import them and no more,
    `write_all` is called in the child that builds the document, and every other method does its work by `run_in_child`.
    """

    @property
    def is_shared(self) -> bool:
        """Whether processes on other machines reach the same documents by the same location."""

    def prepare(self) -> None:
        """Import the libraries of the store, so that children forked later need not import them. Start no thread.

        Raises:
            UserError: a library is not installed, or the store cannot be used.
        """

    def location(self, name: str) -> str:
        """Return the folder or address of a document, as a person would write it."""

    def fingerprints(self, names: Iterable[str]) -> Mapping[str, Fingerprints]:
        """Return the fingerprints of all files in the folders of documents, by the names of the documents."""

    def file_names(self, name: str) -> frozenset[str]:
        """Return the names of all files in the folder of a document; none if it does not exist.

        Raises:
            UserError: the folder cannot be read.
        """

    def copies_from(self, location: str, names: Iterable[str]) -> Mapping[str, bytes]:
        """Return files of a document that was built into another location, by name, to be copied into this store.

        Files that are not there are left out, and all are if copying costs more than building the document again.
        """

    def write_all(self, name: str, files: Mapping[str, bytes]) -> Fingerprints:
        """Write the files of a document together and return their fingerprints.

        Other files in the folder of the document belong to somebody else and stay.

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
