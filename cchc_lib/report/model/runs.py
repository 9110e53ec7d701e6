"""The pieces of a printed line: words, numbers that know their code, cited documents and footnotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal


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
    value: str = ""
    """The value for machines, as 99.57; empty if there is no number."""
    kind: Literal["number"] = "number"


@dataclass(frozen=True)
class Cited:
    """A citation of a document of the register."""

    text: str
    document: str
    """The id of the document in the register."""
    kind: Literal["document"] = "document"


@dataclass(frozen=True)
class Note:
    """A footnote that lists documents."""

    documents: tuple[Cited, ...]
    kind: Literal["note"] = "note"
    text: str = ""


TextRun = Text | Number | Cited | Note


def line_text(runs: Iterable[TextRun]) -> str:
    """Return the text of a line without its footnotes."""
    return "".join(run.text for run in runs)


def printed_numbers(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every number in the JSON form of a block, in reading order."""
    if isinstance(data, dict):
        if data.get("kind") == "number":
            yield data
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
