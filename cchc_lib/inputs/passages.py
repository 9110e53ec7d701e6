"""Local prose: its sentences, and what may not stand in them."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.catalogue import figure_definitions, passage_definitions, role_labels
from cchc_lib.inputs.content import Content
from cchc_lib.inputs.formats.markup import UNIT_WORDS, MarkupError, Reference, parse_markup, references, typed_numbers
from cchc_lib.inputs.formats.yaml_files import ParsedYaml


def passage_problems(file: str, parsed: ParsedYaml[Content], known: "KnownReferences") -> Iterator[Problem]:
    """Faults of local prose: unknown passages and references, and numbers typed into it."""
    for code, passage in _raw_passages(parsed.raw).items():
        row = parsed.lines.get(("passages", code))
        if code not in passage_definitions():
            repair = nearest(str(code), passage_definitions()) or "see cchc_lib/inputs/passages.csv"
            yield Problem(file, row, str(code), str(code), "a passage of the catalogue", repair)
        for offset, sentence in sentences(passage):
            listed = parsed.lines.get(("passages", code, offset))
            place = listed if isinstance(passage, list) else parsed.texts[("passages", code)] + offset
            yield from _sentence_problems(file, (place, str(code)), sentence, known)


def _raw_passages(raw: Any) -> dict[str, str | list[str]]:
    """The passages of a content.yaml that may have other faults."""
    passages = raw.get("passages") if isinstance(raw, dict) else None
    entries = passages.items() if isinstance(passages, dict) else ()
    return {code: text for code, text in entries if isinstance(text, str | list) and _all_texts(text)}


def _all_texts(passage: str | list[Any]) -> bool:
    return isinstance(passage, str) or all(isinstance(each, str) for each in passage)


def sentences(passage: str | list[str]) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, one a line or one a point, with their place counted from 0."""
    lines = passage if isinstance(passage, list) else passage.split("\n")
    for offset, line in enumerate(lines):
        if line.strip():
            yield offset, line.strip()


@dataclass(frozen=True)
class KnownReferences:
    """What prose may refer to: codes with a target, and the documents of the register."""

    targets: Container[str]
    documents: Iterable[str]

    def codes(self, kind: str) -> Iterable[str]:
        """The codes that a kind of reference may name, for all kinds but targets."""
        match kind:
            case "figure":
                return (*figure_definitions(), *UNIT_WORDS)
            case "document":
                return tuple(self.documents)
            case "documents":
                return role_labels()
            case _:
                return figure_definitions()


def _sentence_problems(
    file: str, place: tuple[int | None, str], sentence: str, known: KnownReferences
) -> Iterator[Problem]:
    row, code = place
    try:
        parts = parse_markup(sentence, optional_parts=False)
    except MarkupError as error:
        repair = "write references as {ward.area}; braces stand for nothing else"
        yield Problem(file, row, code, sentence[:60], str(error), repair)
        return
    for number in typed_numbers(parts):
        repair = "refer to a figure, {ward.area}; mark a name that holds digits, {name:quốc lộ 10}"
        yield Problem(file, row, code, f"the number {number}", "no number typed into prose", repair)
    for reference in references(parts):
        if reference.kind != "name":
            yield from _reference_problem(file, place, reference, known)


def _reference_problem(
    file: str, place: tuple[int | None, str], reference: Reference, known: KnownReferences
) -> Iterator[Problem]:
    row, code = place
    codes = known.targets if reference.kind == "target" else tuple(known.codes(reference.kind))
    if reference.body in codes:
        return
    expected = {"document": "a document of documents.csv", "documents": "a role of documents"}
    repair = nearest(reference.body, known.codes(reference.kind)) or "see data/README.md"
    yield Problem(file, row, code, reference.body, expected.get(reference.kind, "a code of the catalogue"), repair)
