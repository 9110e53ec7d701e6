"""The prose of a section, written from its template.

A template is Jinja over the state of the data, and yields lines: `:: id` begins a paragraph (`:: id bullet` a
point of a list), every other line is one sentence, `>> passage` inserts the ward's own prose, an empty line ends the
paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.file_formats.markup import ReferenceKind, parse_markup, references
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.passages import sentences
from cchc_lib.quantities.printing import NO_INFORMATION
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.model.runs import Cited, Note, Text, TextRun, merge_texts
from cchc_lib.report.sections.abbreviations import explained
from cchc_lib.report.sections.lines_with_content import PASSAGE_SIGN, lines_with_content, words_without_content
from cchc_lib.report.sections.sentences import Omission, SentenceRenderer
from cchc_lib.report.sections.template_conditions import TemplateConditions

NO_CONTENT = "Mục này chưa có nội dung, số liệu."

Sentence = tuple[TextRun, ...]


def write_section(section: str, renderer: SentenceRenderer) -> tuple[Prose, SentenceRenderer]:
    """Write the prose of a section.

    Args:
        section: the id of a section that has prose.
        renderer: the renderer, which knows the documents that earlier sections cited.

    Returns:
        The prose, and the renderer for the next section, which also knows what this one cited and left out. The prose
        of a report that leaves out what is missing may have no paragraph.
    """
    paragraphs: tuple[Paragraph, ...] = ()
    conditions = TemplateConditions(renderer.results)
    template = _template(section).render(conditions.template_names()) if _has_template(section) else ""
    for declared in (*_drafts(template), *_added_drafts(section, conditions)):
        draft = declared
        if renderer.leaves_out:
            omitted = (Omission(section, words) for words in words_without_content(draft.lines, renderer))
            draft = replace(draft, lines=lines_with_content(draft.lines, renderer))
            renderer = replace(renderer, omitted=(*renderer.omitted, *omitted))
        written, known = explained(_paragraphs(draft, renderer), renderer.explained)
        paragraphs += written
        renderer = replace(renderer, cited=renderer.cited | _cited_documents(written), explained=known)
    if not paragraphs and not renderer.leaves_out:
        paragraphs = (Paragraph(f"{section}.nothing", Style.BODY, (Text(NO_CONTENT),)),)
    return Prose(section, paragraphs, tuple(sorted(conditions.asked))), renderer


def write_passage(section: str, passage: str | list[str], renderer: SentenceRenderer) -> tuple[Prose, SentenceRenderer]:
    """Write the prose of a section that consists of the ward's own words alone.

    Args:
        section: the id of the section.
        passage: a text, in which an empty line begins a new paragraph, or a list of points.
        renderer: the renderer, which knows the documents that earlier sections cited.

    Returns:
        The prose, and the renderer for the next section.
    """
    style = Style.BULLET if isinstance(passage, list) else Style.BODY
    parts = passage if isinstance(passage, list) else passage.split("\n\n")
    paragraphs: tuple[Paragraph, ...] = ()
    for number, part in enumerate(parts, start=1):
        written = [renderer.sentence(text, optional_parts=False) for _, text in sentences(part)]
        paragraph = Paragraph(f"{section}.{number}", style, merge_texts(_joined_by_spaces(written)))
        shown, known = explained([paragraph] if any(written) else [], renderer.explained)
        paragraphs += shown
        renderer = replace(renderer, cited=renderer.cited | _cited_documents(shown), explained=known)
    return Prose(section, paragraphs), renderer


def has_prose(section: str, results: Results) -> bool:
    """Return whether a section has a template, or sentences that the ward's catalogue adds."""
    return _has_template(section) or bool(_added_sentences(section, results.inputs.catalogue))


def _added_sentences(section: str, catalogue: Catalogue) -> tuple[str, ...]:
    added = (definition for definition in catalogue.additions.values() if definition.section == section)
    return tuple(definition.sentence for definition in added if definition.sentence)


def _added_drafts(section: str, conditions: TemplateConditions) -> Iterator["_ParagraphDraft"]:
    """Yield the paragraph of the sentences that the ward's catalogue adds, of those about something that is stated."""
    lines = tuple(
        sentence
        for sentence in _added_sentences(section, conditions.results.inputs.catalogue)
        if any(
            conditions.given(reference.body) or conditions.nothing(reference.body)
            for reference in references(parse_markup(sentence, optional_parts=True))
            if reference.kind is ReferenceKind.FIGURE
        )
    )
    if lines:
        yield _ParagraphDraft(f"{section}.added", Style.BODY, lines)


def _has_template(section: str) -> bool:
    return files("cchc_lib.report").joinpath("prose", f"{section}.jinja").is_file()


@cache
def _environment() -> Environment:
    # Text from data never passes through here. The result is markup that `SentenceRenderer` turns into text.
    return Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - no HTML is made


@cache
def _template(section: str) -> Template:
    source = files("cchc_lib.report").joinpath("prose", f"{section}.jinja").read_text(encoding="utf-8")
    return _environment().from_string(source)


@dataclass(frozen=True)
class _ParagraphDraft:
    """A paragraph as its template yields it."""

    id: str
    style: Style
    lines: tuple[str, ...]
    """Sentences in markup, and passages as `>> code`."""


def _drafts(text: str) -> Iterator[_ParagraphDraft]:
    for chunk in text.split("\n\n"):
        lines = tuple(line.strip() for line in chunk.split("\n") if line.strip())
        if not lines:
            continue
        if lines[0].startswith("::"):
            name, *style = lines[0].removeprefix("::").split()
            yield _ParagraphDraft(name, Style(style[0]) if style else Style.BODY, lines[1:])
        else:
            # A passage that is a paragraph by itself needs no `::` line; its code is the id.
            yield _ParagraphDraft(lines[0].removeprefix(PASSAGE_SIGN).strip(), Style.BODY, lines)


def _paragraphs(draft: _ParagraphDraft, renderer: SentenceRenderer) -> Iterator[Paragraph]:
    """Yield the paragraph of a draft, if it has a sentence, and the points of the passages that are lists."""
    written: list[Sentence] = []
    points: list[Paragraph] = []
    for line in draft.lines:
        if not line.startswith(PASSAGE_SIGN):
            written.append(renderer.sentence(line, optional_parts=True))
            continue
        code = line.removeprefix(PASSAGE_SIGN).strip()
        passage = renderer.results.inputs.content.passages.get(code, "")
        # Brackets in the ward's own prose are part of its text.
        passage_sentences = [renderer.sentence(text, optional_parts=False) for _, text in sentences(passage)]
        if isinstance(passage, list):
            numbered = enumerate(passage_sentences, start=1)
            points += (Paragraph(f"{code}.{number}", Style.BULLET, runs) for number, runs in numbered if runs)
        else:
            written = [*_with_lead_in_ended(written, has_passage=bool(passage_sentences)), *passage_sentences]
    if any(written):
        yield Paragraph(draft.id, draft.style, merge_texts(_joined_by_spaces(written)))
    yield from points


def _with_lead_in_ended(written: list[Sentence], *, has_passage: bool) -> list[Sentence]:
    """Return the sentences before a passage; a last one that ends with a colon is completed.

    `Hạ tầng kỹ thuật:` ends with a full stop before a passage, and with «chưa có thông tin» if there is none.
    """
    last = written[-1][-1] if written and written[-1] else None
    if not isinstance(last, Text) or not last.text.endswith(":"):
        return written
    ending = Text(last.text[:-1] + "." if has_passage else f"{last.text} {NO_INFORMATION}.")
    return [*written[:-1], (*written[-1][:-1], ending)]


def _joined_by_spaces(written: list[Sentence]) -> Iterator[TextRun]:
    for index, sentence in enumerate(filter(None, written)):
        if index:
            yield Text(" ")
        yield from sentence


def _cited_documents(paragraphs: tuple[Paragraph, ...]) -> frozenset[str]:
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    in_notes = (cited for run in runs if isinstance(run, Note) for cited in run.documents)
    return frozenset(run.document for run in (*runs, *in_notes) if isinstance(run, Cited))
