"""Sentences: markup with references, filled from a ward's results as the runs of a line.

Any figure may be missing, and no sentence may break because of it (docs/adr/0003). An optional part that refers to
something missing is left out. A sentence that itself refers to something missing is replaced by its figures and
documents, each after its label: `Số hồ sơ tiếp nhận: chưa có số liệu.`
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import assert_never

from cchc_lib.catalogue.prose_lists import role_labels
from cchc_lib.file_formats.markup import (
    Literal,
    MarkupPart,
    OptionalPart,
    Reference,
    ReferenceKind,
    parse_markup,
    references,
)
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.inputs.tables.register import Document
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.letter_case import first_upper, within_sentence
from cchc_lib.quantities.printing import NO_INFORMATION
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.model.runs import Cited, Note, NotedDocument, Number, Text, TextRun, merge_texts
from cchc_lib.report.sections.citations import full_citation, joined_citations
from cchc_lib.report.sections.number_runs import AS_CLAIMED, DOUBT, doubtful_number, printed_number
from cchc_lib.scenarios.baseline_comparison import ChangedValue


@dataclass(frozen=True)
class Omission:
    """Something without data that a short report left out of the prose of a section, in words."""

    section: str
    words: str


_TextKind = OneOf[
    ReferenceKind.WARD, ReferenceKind.TARGET, ReferenceKind.NAME, ReferenceKind.AS_OF, ReferenceKind.LABEL
]
"""The kinds of references that are filled with plain text, without a number, a citation or a footnote."""


@dataclass(frozen=True)
class SentenceRenderer:
    """Renders sentences and numbers from one ward's results."""

    results: Results
    cited: frozenset[str] = frozenset()
    """The ids of the documents that were cited before, which are cited in short."""
    leaves_out: bool = False
    """Whether missing figures and documents are left out; otherwise the sentence says that they are missing."""
    explained: frozenset[str] = frozenset()
    """The abbreviations that earlier sections explained."""
    omitted: tuple[Omission, ...] = ()
    """What the prose of earlier sections left out."""

    def sentence(self, markup: str, *, optional_parts: bool) -> tuple[TextRun, ...]:
        """Return a sentence as runs; the missing figures of its optional parts follow, each after its label.

        Args:
            markup: the sentence in the markup of `file_formats/markup.py`.
            optional_parts: whether square brackets mark optional parts; in local prose they are plain text.
        """
        parts = parse_markup(markup, optional_parts=optional_parts)
        required = tuple(part for part in parts if isinstance(part, Reference))
        if not all(map(self._is_available, required)):
            kept = (part for part in references(parts) if part in required or self._is_available(part))
            return self._labelled(tuple(kept))
        rendered = merge_texts(self._runs(parts))
        omitted = self._labelled(tuple(self._figures_of_omitted_parts(parts)))
        return merge_texts((*rendered, Text(" " if rendered else ""), *omitted)) if omitted else rendered

    def number(self, code: str, form: str = "full") -> Number:
        """Return a figure or indicator as it is printed.

        Args:
            code: the code of the value.
            form: `full` with the unit, or `number` without it.
        """
        number = printed_number(self.results[code], self.results.inputs.settings, form)
        return number if self.results.is_possible(code) else doubtful_number(number)

    def number_with_baseline(self, code: str, form: str = "full") -> tuple[TextRun, ...]:
        """Return a figure or indicator as it is printed, with its mark if it cannot be true, and with its baseline.

        If the figures behind a rate are missing, the rate that the ward printed is used and marked «theo công bố».
        """
        known = self.results.best_known(code)
        claim = () if known.code == code else (AS_CLAIMED,)
        mark = () if self.results.is_possible(known.code) else (DOUBT,)
        return self.number(known.code, form), *claim, *mark, *self.baseline(code, form)

    def baseline(self, code: str, form: str = "full") -> tuple[TextRun, ...]:
        """Return the value without the scenario and the difference, in brackets; empty if no scenario changed it."""
        key = ValueKey.parse(code)
        before, difference = (str(key.with_aspect(aspect)) for aspect in (Aspect.BASELINE, Aspect.DIFFERENCE))
        if before not in self.results.values:
            return ()
        runs: tuple[TextRun, ...] = (Text(" [thực tế "), self.number(before, form))
        if difference in self.results.values:
            runs += (Text(f"; {self.change_direction(code)} "), self.number(difference, form))
        return (*runs, Text("]"))

    def change_direction(self, code: str) -> str:
        """Return the word for the direction in which a scenario changed a value: `tăng` or `giảm`."""
        baseline = str(ValueKey.parse(code).with_aspect(Aspect.BASELINE))
        return ChangedValue(self.results[baseline], self.results[code]).direction_word

    def _is_available(self, reference: Reference) -> bool:
        body = reference.body
        match reference.kind:
            case ReferenceKind.FIGURE:
                return self.results.best_known(body).state is State.STATED
            case ReferenceKind.TARGET:
                return any(target.code == body for target in self.results.inputs.targets)
            case ReferenceKind.DOCUMENTS:
                return bool(self.results.inputs.register.cited_for(body))
            case ReferenceKind.AS_OF:
                return _as_of(self.results[body]) != ""
            case (
                ReferenceKind.WARD
                | ReferenceKind.DOCUMENT
                | ReferenceKind.NOTE
                | ReferenceKind.NAME
                | ReferenceKind.LABEL
            ):
                return True
        assert_never(reference.kind)

    def _is_missing(self, reference: Reference) -> bool:
        """Return whether nothing at all is known; that there was nothing to count (không phát sinh) is known."""
        if reference.kind is ReferenceKind.FIGURE:
            return self.results.best_known(reference.body).state is State.NOT_GIVEN
        return not self._is_available(reference)

    def missing_from(self, markup: str) -> tuple[str, ...]:
        """Return the labels of the figures and documents that a sentence of a template would say are missing."""
        parts = parse_markup(markup, optional_parts=True)
        required = tuple(part for part in parts if isinstance(part, Reference))
        is_written = all(map(self._is_available, required))
        asked = self._figures_of_omitted_parts(parts) if is_written else required
        return tuple(filter(None, map(self._label, filter(self._is_unknown, asked))))

    def _is_unknown(self, reference: Reference) -> bool:
        """Return whether something is missing that no sum of other figures tells either."""
        if reference.kind is ReferenceKind.FIGURE:
            return self.results.is_missing(reference.body)
        return self._is_missing(reference)

    def _label(self, reference: Reference) -> str:
        match reference.kind:
            case ReferenceKind.FIGURE:
                return self.results[reference.body].label
            case ReferenceKind.DOCUMENTS:
                return role_labels()[reference.body]
            case _:
                return ""

    def _runs(self, parts: Iterable[MarkupPart]) -> tuple[TextRun, ...]:
        return tuple(run for part in parts for run in self._part_runs(part))

    def _part_runs(self, part: MarkupPart) -> tuple[TextRun, ...]:
        match part:
            case Literal(text):
                return (Text(text),)
            case OptionalPart(inner):
                is_complete = all(self._is_available(piece) for piece in inner if isinstance(piece, Reference))
                return self._runs(inner) if is_complete else ()
            case Reference():
                return self._reference_runs(part)

    def _reference_runs(self, reference: Reference) -> tuple[TextRun, ...]:
        kind, body = reference.kind, reference.body
        register = self.results.inputs.register
        match kind:
            case ReferenceKind.FIGURE:
                return self.number_with_baseline(body, reference.form)
            case ReferenceKind.DOCUMENT:
                return (self._citation(register.documents[body]),)
            case ReferenceKind.DOCUMENTS:
                return joined_citations(self._citation(document) for document in register.cited_for(body))
            case ReferenceKind.NOTE:
                announced = register.announced_by(body)
                return (Note(tuple(map(self._noted, announced))),) if announced else ()
            case (
                ReferenceKind.WARD
                | ReferenceKind.TARGET
                | ReferenceKind.NAME
                | ReferenceKind.AS_OF
                | ReferenceKind.LABEL
            ):
                return (Text(self._reference_text(kind, body)),)
        assert_never(kind)

    def _reference_text(self, kind: _TextKind, body: str) -> str:
        match kind:
            case ReferenceKind.WARD:
                return self._ward_text(body)
            case ReferenceKind.TARGET:
                return target_text(self.results.inputs.targets_of(body)[0])
            case ReferenceKind.AS_OF:
                return _as_of(self.results[body])
            case ReferenceKind.LABEL:
                return within_sentence(self.results[body].label)
            case ReferenceKind.NAME:
                return body
        assert_never(kind)

    def _ward_text(self, body: str) -> str:
        ward = self.results.inputs.ward
        if body == "province":
            return ward.province_kind
        text = ward.full_name if body.endswith(".name") else ward.kind.value
        return first_upper(text) if body[0] == "U" else text

    def _citation(self, document: Document) -> Cited:
        # NĐ 30/2020/NĐ-CP: a document is cited in full the first time, and by type and number afterwards.
        if document.id in self.cited:
            return Cited(document.short_citation, document.id)
        return Cited(full_citation(document, self.results.inputs.ward.committee_names), document.id)

    def _noted(self, document: Document) -> NotedDocument:
        symbol = document.short_citation if document.number else ""
        day = format_date(document.date) if document.date else ""
        return NotedDocument(self._citation(document).text, document.id, "document", symbol, day, document.title)

    def _figures_of_omitted_parts(self, parts: tuple[MarkupPart, ...]) -> Iterator[Reference]:
        # Otherwise the reader would not see that the ward has not stated a figure; a printed rate needs no figures.
        known_by_rate = self._parts_of_claims(tuple(references(parts)))
        for part in parts:
            if isinstance(part, OptionalPart):
                figures = [reference for reference in references(part.parts) if self._is_figure(reference)]
                if not all(map(self._is_available, figures)):
                    yield from (each for each in figures if each.body not in known_by_rate or self._is_available(each))

    def _is_figure(self, reference: Reference) -> bool:
        return reference.kind is ReferenceKind.FIGURE and reference.body in self.results.inputs.figures

    def _labelled(self, found: tuple[Reference, ...]) -> tuple[TextRun, ...]:
        """Return a sentence that names each reference after its label, without repetitions; empty if there are none."""
        known_by_rate = self._parts_of_claims(found)
        said = (
            reference
            for reference in found
            if not self._is_missing(reference) or not (self.leaves_out or reference.body in known_by_rate)
        )
        pieces = dict.fromkeys(filter(None, map(self._labelled_piece, said)))
        joined = [run for label, *rest in pieces for run in (Text(within_sentence(label.text)), *rest, Text("; "))]
        return merge_texts((Text(first_upper(joined[0].text)), *joined[1:-1], Text("."))) if joined else ()

    def _parts_of_claims(self, found: tuple[Reference, ...]) -> frozenset[str]:
        """Return the codes of the missing figures of which the references give a rate that the ward printed."""
        codes = [reference.body for reference in found if reference.kind is ReferenceKind.FIGURE]
        claimed = (self.results[code] for code in codes if self.results.best_known(code).code != code)
        return frozenset(figure.code for value in claimed for figure in value.quantity.figures())

    def _labelled_piece(self, reference: Reference) -> tuple[TextRun, ...]:
        body = reference.body
        match reference.kind:
            case ReferenceKind.FIGURE:
                note = self._reference_runs(Reference(ReferenceKind.NOTE, body))
                return (Text(f"{self.results[body].label}: "), *self.number_with_baseline(body), *note)
            case ReferenceKind.TARGET:
                return (Text(f"{self.results[body].label}: chưa có chỉ tiêu"),)
            case ReferenceKind.DOCUMENTS:
                documents = self._reference_runs(reference) or (Text(NO_INFORMATION),)
                return (Text(f"{role_labels()[body]}: "), *documents)
            case (
                ReferenceKind.WARD
                | ReferenceKind.DOCUMENT
                | ReferenceKind.NOTE
                | ReferenceKind.NAME
                | ReferenceKind.AS_OF
                | ReferenceKind.LABEL
            ):
                return ()
        assert_never(reference.kind)


def _as_of(value: Value) -> str:
    """Return the day on which a figure was taken; empty if the ward does not state it."""
    day = value.quantity.as_of if isinstance(value.quantity, Figure) else None
    return format_date(day) if day else ""
