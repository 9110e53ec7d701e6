"""Local prose: its sentences, and the faults that they can have."""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from cchc_lib.catalogue.prose_lists import passage_definitions, role_labels
from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats.markup import (
    UNIT_WORDS,
    MarkupError,
    Reference,
    ReferenceKind,
    parse_markup,
    references,
    typed_numbers,
)
from cchc_lib.file_formats.yaml_files import ParsedYaml
from cchc_lib.inputs.content import Content


@dataclass(frozen=True)
class KnownReferences:
    """The names that local prose may refer to."""

    figures: Collection[str]
    """The codes of the figures."""
    targets: Container[str]
    """The codes that can have a target."""
    documents: Iterable[str]
    """The ids of the documents of the register."""

    def names(self, kind: ReferenceKind) -> Iterable[str]:
        """Return the names that a kind of reference may have; for targets, those that a message may suggest."""
        match kind:
            case ReferenceKind.FIGURE:
                # A misspelt word about the ward is read as a code, so that messages may suggest these words too.
                return (*self.figures, *UNIT_WORDS)
            case ReferenceKind.WARD:
                return UNIT_WORDS
            case ReferenceKind.DOCUMENT:
                return tuple(self.documents)
            case ReferenceKind.DOCUMENTS:
                return role_labels()
            case ReferenceKind.TARGET | ReferenceKind.NOTE | ReferenceKind.AS_OF | ReferenceKind.LABEL:
                return self.figures
            case ReferenceKind.NAME:
                return ()
        assert_never(kind)


@dataclass(frozen=True)
class _Position:
    """The place of a sentence in content.yaml."""

    file: str
    row: int | None
    passage: str

    def problem(self, found: str, expected: str, repair: str) -> Problem:
        return Problem(self.file, self.row, self.passage, found, expected, repair)


def passage_problems(file: str, parsed: ParsedYaml[Content], known: KnownReferences) -> Iterator[Problem]:
    """Yield the faults of local prose: unknown passages and references, and numbers typed into it.

    Args:
        file: the name of the content.yaml, for messages.
        parsed: its content, which may have other faults.
        known: the names that the prose may refer to.
    """
    for code in _readable_passages(parsed.raw, "passages"):
        if code not in passage_definitions():
            repair = nearest(str(code), passage_definitions()) or "see cchc_lib/catalogue/passages.csv"
            position = _Position(file, parsed.lines.get(("passages", code)), str(code))
            yield position.problem(str(code), "a passage of the catalogue", repair)
    for key in ("passages", "sections"):
        for code, passage in _readable_passages(parsed.raw, key).items():
            for offset, sentence in sentences(passage):
                if isinstance(passage, list):
                    row = parsed.lines.get((key, code, offset))
                else:
                    # A block text has one sentence on each line below its key.
                    row = parsed.text_lines[(key, code)] + offset
                yield from _sentence_problems(_Position(file, row, str(code)), sentence, known)


def _readable_passages(raw: Any, key: str) -> dict[str, str | list[str]]:
    """Return the passages under a key that can be read, of a content.yaml that may have other faults."""
    passages = raw.get(key) if isinstance(raw, dict) else None
    entries = passages.items() if isinstance(passages, dict) else ()
    return {code: passage for code, passage in entries if _is_passage(passage)}


def _is_passage(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(point, str) for point in value))


def sentences(passage: str | list[str]) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a passage, one for each line or point, with the index of the line or point from 0."""
    lines = passage if isinstance(passage, list) else passage.split("\n")
    for offset, line in enumerate(lines):
        if line.strip():
            yield offset, line.strip()


def _sentence_problems(position: _Position, sentence: str, known: KnownReferences) -> Iterator[Problem]:
    try:
        parts = parse_markup(sentence, optional_parts=False)
    except MarkupError as error:
        repair = "write references as {ward.area}; braces stand for nothing else"
        yield position.problem(sentence[:60], str(error), repair)
        return
    for number in typed_numbers(parts):
        repair = "refer to a figure, {ward.area}; mark a name that holds digits, {name:quốc lộ 10}"
        yield position.problem(f"the number {number}", "no number typed into prose", repair)
    for reference in references(parts):
        if reference.kind is not ReferenceKind.NAME:
            yield from _reference_problems(position, reference, known)


def _reference_problems(position: _Position, reference: Reference, known: KnownReferences) -> Iterator[Problem]:
    names = known.targets if reference.kind is ReferenceKind.TARGET else tuple(known.names(reference.kind))
    if reference.body in names:
        return
    expected = {
        ReferenceKind.DOCUMENT: "a document of documents.csv",
        ReferenceKind.DOCUMENTS: "a role of documents",
    }
    repair = nearest(reference.body, known.names(reference.kind)) or "see data/README.md"
    yield position.problem(reference.body, expected.get(reference.kind, "a code of the catalogue"), repair)
