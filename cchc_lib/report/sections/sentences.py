"""From markup to runs: references are filled, optional parts with gaps fall away, no sentence breaks.

A sentence whose own numbers or documents are missing is said in another way: each of them after its label,
`Số hồ sơ tiếp nhận: chưa có số liệu.`
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from cchc_lib.indicators.results import Results
from cchc_lib.inputs.catalogue import role_labels
from cchc_lib.inputs.formats.markup import (
    UNIT_WORDS,
    Literal,
    MarkupPart,
    OptionalPart,
    Reference,
    parse_markup,
    references,
)
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.inputs.tables.register import Document
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.letter_case import first_upper, within_sentence
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import NO_INFORMATION, full_text, machine_text, number_text
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.model.runs import Cited, Note, Number, Text, TextRun
from cchc_lib.scenarios.baseline_comparison import ChangedValue

_SHORT = 60
"""Characters of a citation without a title."""


@dataclass(frozen=True)
class SentenceRenderer:
    """Fills references from one ward's results; `cited` are the documents cited before."""

    results: Results
    cited: frozenset[str] = frozenset()

    def sentence(self, markup: str, *, optional_parts: bool) -> tuple[TextRun, ...]:
        """One sentence as runs, and behind it what its optional parts would have said of missing figures."""
        parts = parse_markup(markup, optional_parts=optional_parts)
        needed = tuple(part for part in parts if isinstance(part, Reference))
        if not all(map(self._stated, needed)):
            stated = tuple(each for each in references(parts) if each in needed or self._stated(each))
            return self._labelled(stated)
        said = merged(self._runs(parts))
        unsaid = self._labelled(tuple(self._unsaid(parts)))
        return merged((*said, Text(" " if said else ""), *unsaid)) if unsaid else said

    def number(self, code: str, form: str = "full") -> Number:
        """A figure or indicator as it is printed."""
        return printed(self.results[code], self.results.inputs.settings.rounding, form)

    def shown(self, code: str, form: str = "full") -> tuple[TextRun, ...]:
        """A figure or indicator as it is printed; under a scenario that moved it, beside what it is in truth."""
        return self.number(code, form), *self.truth(code, form)

    def truth(self, code: str, form: str = "full") -> tuple[TextRun, ...]:
        """What a moved value is without the scenario, and by how much it differs; nothing of any other."""
        key = ValueKey.parse(code)
        before, difference = (str(key.with_aspect(aspect)) for aspect in (Aspect.BASELINE, Aspect.DIFFERENCE))
        if before not in self.results.values:
            return ()
        told: tuple[TextRun, ...] = (Text(" [thực tế "), self.number(before, form))
        if difference in self.results.values:
            told += (Text(f"; {self.way(code)} "), self.number(difference, form))
        return (*told, Text("]"))

    def way(self, code: str) -> str:
        """The direction in which a scenario moved a value, in words."""
        baseline = str(ValueKey.parse(code).with_aspect(Aspect.BASELINE))
        return ChangedValue(self.results[baseline], self.results[code]).direction_word

    def _stated(self, reference: Reference) -> bool:
        body = reference.body
        match reference.kind:
            case "figure":
                return body in UNIT_WORDS or self.results[body].state is State.STATED
            case "target":
                return any(target.code == body for target in self.results.inputs.targets)
            case "documents":
                return bool(self.results.inputs.register.cited_for(body))
            case "as_of":
                return _as_of(self.results[body]) != ""
            case _:
                return True

    def _runs(self, parts: Iterable[MarkupPart]) -> tuple[TextRun, ...]:
        return tuple(run for part in parts for run in self._part(part))

    def _part(self, part: MarkupPart) -> tuple[TextRun, ...]:
        match part:
            case Literal(text):
                return (Text(text),)
            case OptionalPart(inner):
                complete = all(self._stated(each) for each in inner if isinstance(each, Reference))
                return self._runs(inner) if complete else ()
            case Reference():
                return self._reference(part)

    def _reference(self, reference: Reference) -> tuple[TextRun, ...]:
        body = reference.body
        register = self.results.inputs.register
        match reference.kind:
            case "figure":
                return (Text(self._unit(body)),) if body in UNIT_WORDS else self.shown(body, reference.form)
            case "document":
                return (self._citation(register.documents[body]),)
            case "documents":
                return listed(self._citation(document) for document in register.cited_for(body))
            case "note":
                announced = register.announced_by(body)
                return (Note(tuple(self._citation(each) for each in announced)),) if announced else ()
            case _:
                return (Text(self._words(reference)),)

    def _words(self, reference: Reference) -> str:
        body = reference.body
        match reference.kind:
            case "target":
                return target_text(self.results.inputs.targets_of(body)[0])
            case "as_of":
                return _as_of(self.results[body])
            case "label":
                return within_sentence(self.results[body].label)
            case _:
                return body

    def _unit(self, body: str) -> str:
        ward = self.results.inputs.ward
        if body == "province":
            return ward.province_kind
        words = ward.full_name if body.endswith(".name") else ward.kind.value
        return first_upper(words) if body[0] == "U" else words

    def _citation(self, document: Document) -> Cited:
        if document.id in self.cited:
            return Cited(short_citation(document), document.id)
        return Cited(full_citation(document, self.results.inputs.ward.committee_names), document.id)

    def _unsaid(self, parts: tuple[MarkupPart, ...]) -> Iterator[Reference]:
        """The figures of the optional parts that fell away because one of their figures is missing."""
        for group in (part for part in parts if isinstance(part, OptionalPart)):
            figures = [each for each in references(group.parts) if self._is_figure(each)]
            if not all(map(self._stated, figures)):
                yield from figures

    def _is_figure(self, reference: Reference) -> bool:
        return reference.kind == "figure" and reference.body in self.results.inputs.figures

    def _labelled(self, found: tuple[Reference, ...]) -> tuple[TextRun, ...]:
        """Each of several references after its label."""
        pieces = list(dict.fromkeys(filter(None, map(self._labelled_piece, found))))
        joined = [run for label, *rest in pieces for run in (Text(within_sentence(label.text)), *rest, Text("; "))]
        return merged((Text(first_upper(joined[0].text)), *joined[1:-1], Text("."))) if joined else ()

    def _labelled_piece(self, reference: Reference) -> tuple[TextRun, ...]:
        body = reference.body
        match reference.kind:
            case "figure" if body not in UNIT_WORDS:
                note = self._reference(Reference("note", body))
                return (Text(f"{self.results[body].label}: "), *self.shown(body), *note)
            case "target":
                return (Text(f"{self.results[body].label}: chưa có chỉ tiêu"),)
            case "documents":
                filled = self._reference(reference) or (Text(NO_INFORMATION),)
                return (Text(f"{role_labels()[body]}: "), *filled)
            case _:
                return ()


def printed(value: Value, rounding: Rounding, form: str = "full") -> Number:
    """A value as it is printed, with its unit, or without it where the form is `number`."""
    text = (full_text if form == "full" else number_text)(value, rounding)
    return Number(text, value.code, value.state.value, machine_text(value, rounding) or "")


def _as_of(value: Value) -> str:
    as_of = value.quantity.as_of if isinstance(value.quantity, Figure) else None
    return format_date(as_of) if as_of else ""


def short_citation(document: Document) -> str:
    """Type and number, for a document cited before."""
    if not document.number:
        return document.title
    return f"{document.type} số {document.number}"


def full_citation(document: Document, own: tuple[str, ...]) -> str:
    """Type, number, date, issuer and title (NĐ 30/2020/NĐ-CP); the committee's own documents need no issuer."""
    day = f"ngày {format_date(document.date)}" if document.date else ""
    issuer = f"của {document.issuer}" if document.issuer and document.issuer not in own else ""
    if not document.number:
        return " ".join(filter(None, (document.title, day)))
    return " ".join(filter(None, (short_citation(document), day, issuer, document.title)))


def listed(citations: Iterable[Cited]) -> tuple[TextRun, ...]:
    """Several documents one after the other: `A, B và C`; with semicolons where they bring their titles."""
    cited = tuple(citations)
    titled = any(len(each.text) > _SHORT for each in cited)
    joints = ("; " if titled else ", ",) * (len(cited) - 2) + ("; " if titled else " và ",)
    return tuple(run for pair in zip_longest(cited, map(Text, joints[: len(cited) - 1])) for run in pair if run)


def merged(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """The same line with neighbouring words joined."""
    result: list[TextRun] = []
    for run in runs:
        if isinstance(run, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + run.text)
        else:
            result.append(run)
    return tuple(result)
