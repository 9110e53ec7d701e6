"""The pieces of a printed line: words, numbers that know their code, cited documents, footnotes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Words."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Number:
    """A printed figure or indicator; `code` leads to its formula and sources in the record."""

    text: str
    code: str
    state: str
    value: str = ""
    """What is printed, for machines: 99.57; empty where there is no number."""
    kind: str = "number"


@dataclass(frozen=True)
class Cited:
    """A document of the register, as it is cited here."""

    text: str
    document: str
    kind: str = "document"


@dataclass(frozen=True)
class Note:
    """A footnote that lists documents."""

    documents: tuple[Cited, ...]
    kind: str = "note"
    text: str = ""


Run = Text | Number | Cited | Note
