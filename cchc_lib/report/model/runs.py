"""The runs of a printed line: words, numbers with their code, cited documents, footnotes, and an analyst's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypedDict, cast


@dataclass(frozen=True)
class Text:
    """Words."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Number:
    """A printed figure or indicator."""

    text: str
    code: str
    """The key of the number in the record, where its formula and sources are."""
    state: str
    """The state of the value, or `doubtful` for a number that cannot be true."""
    value: str = ""
    """The value for machines, as 99.57; empty if there is no number."""
    kind: Literal["number"] = "number"
    paper: str = ""
    """The text in the sentences of PDF and Word, `03 văn bản`; empty if it is the same."""


class NumberJson(TypedDict):
    """The JSON form of a `Number`, field by field."""

    text: str
    code: str
    state: str
    value: str
    kind: Literal["number"]
    paper: str


@dataclass(frozen=True)
class Cited:
    """A citation of a document of the register."""

    text: str
    document: str
    """The id of the document in the register."""
    kind: Literal["document"] = "document"


@dataclass(frozen=True)
class NotedDocument(Cited):
    """A document that a footnote lists, with its parts apart for a table of documents."""

    symbol: str = ""
    """Its type, number and symbol; empty if it has no number."""
    day: str = ""
    """The day of issue; empty if unknown."""
    title: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote that lists documents."""

    documents: tuple[NotedDocument, ...]
    kind: Literal["note"] = "note"
    text: str = ""


TextRun = Text | Number | Cited | Note
"""A run of a block."""


class Mark(StrEnum):
    """A style of an analyst's words."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    STRUCK = "struck"


@dataclass(frozen=True)
class MarkedText:
    """Words of an analyst with the styles that Markdown gives them."""

    text: str
    marks: tuple[Mark, ...] = ()
    kind: Literal["marked"] = "marked"


DocumentRun = TextRun | MarkedText
"""A run of the document on paper."""


def line_text(runs: Iterable[DocumentRun]) -> str:
    """Return the text of a line without its footnotes."""
    return "".join(run.text for run in runs)


def printed_numbers(data: Any) -> Iterator[NumberJson]:
    """Yield every number in the JSON form of a block, in reading order."""
    if isinstance(data, dict):
        if data.get("kind") == "number":
            yield cast(NumberJson, data)
        for value in data.values():
            yield from printed_numbers(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from printed_numbers(item)


def merge_texts(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """Return the same line with adjacent texts joined into one run."""
    result: list[TextRun] = []
    for run in runs:
        if isinstance(run, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + run.text)
        else:
            result.append(run)
    return tuple(result)
