"""From a section's template to its paragraphs.

A template is Jinja over the state of the data, and yields lines: `:: id` begins a paragraph (`:: id bullet` a
point), every other line is one sentence, `>> passage` brings in the ward's own words, an empty line ends the
paragraph.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from cchc_lib.indicators.civil_service import STAFF_GROUPS
from cchc_lib.indicators.finance import AUTONOMY_GROUPS
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.passages import sentences
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.quantities.printing import NO_INFORMATION
from cchc_lib.quantities.value import Value
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.model.runs import Cited, Note, Text, TextRun
from cchc_lib.report.sections.sentences import SentenceRenderer, merged
from cchc_lib.scenarios.baseline_comparison import was_positive

NOTHING_GIVEN = "Mục này chưa có nội dung, số liệu."


def write_section(section: str, writer: SentenceRenderer) -> tuple[Prose, SentenceRenderer]:
    """Write a section's prose; the writer that comes back knows what was cited in it."""
    paragraphs: tuple[Paragraph, ...] = ()
    facts = TemplateConditions(writer.results)
    for draft in _drafts(_template_text(section, facts)):
        written = tuple(_paragraphs(draft, writer))
        paragraphs += written
        writer = replace(writer, cited=writer.cited | _cited(written))
    if not paragraphs:
        paragraphs = (Paragraph(f"{section}.nothing", Style.BODY, (Text(NOTHING_GIVEN),)),)
    return Prose(section, paragraphs, tuple(sorted(facts.asked))), writer


def has_template(section: str) -> bool:
    """Return whether a section has a template of prose."""
    return files("cchc_lib.report").joinpath("prose", f"{section}.jinja").is_file()


@cache
def _environment() -> Environment:
    # Text from data never passes through here. The result is markup that `SentenceRenderer` turns into text.
    return Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - no HTML is made


def _template_text(section: str, facts: "TemplateConditions") -> str:
    return _template(section).render(
        given=facts.given,
        nothing=facts.nothing,
        zero=facts.zero,
        positive=facts.positive,
        negative=facts.negative,
        cited=facts.cited,
        passage=facts.passage,
        overdue_fields=facts.overdue_fields,
        staff_groups=facts.staff_groups,
        autonomy_groups=[f"autonomy.{group}" for group in AUTONOMY_GROUPS],
    )


@cache
def _template(section: str) -> Template:
    source = files("cchc_lib.report").joinpath("prose", f"{section}.jinja").read_text(encoding="utf-8")
    return _environment().from_string(source)


@dataclass(frozen=True)
class TemplateConditions:
    """What a template may ask of the data: states and signs, never a number itself."""

    results: Results
    asked: set[str] = field(default_factory=set)
    """The figures on which the wording depends: those behind the values that the template read."""

    def _value(self, code: str) -> Value:
        value = self.results[code]
        self.asked.update(figure.code for figure in value.quantity.figures())
        return value

    def given(self, code: str) -> bool:
        """Whether there is a number."""
        return self._value(code).state is State.STATED

    def nothing(self, code: str) -> bool:
        """Whether the ward says that nothing arose."""
        return self._value(code).state is State.NONE_ARISEN

    def zero(self, code: str) -> bool:
        """Whether the number is zero."""
        return self._value(code).number == 0

    def positive(self, code: str) -> bool:
        """Whether the number is above zero."""
        return (self._value(code).number or 0) > 0

    def negative(self, code: str) -> bool:
        """Whether the number is below zero."""
        return (self._value(code).number or 0) < 0

    def cited(self, role: str) -> bool:
        """Whether a document is cited in this role."""
        return bool(self.results.inputs.register.cited_for(role))

    def passage(self, code: str) -> bool:
        """Whether the ward has its own words on this."""
        return bool(self.results.inputs.content.passages.get(code))

    def staff_groups(self, test: Callable[[str], bool]) -> list[tuple[str, str]]:
        """The main staff groups whose vacancies pass a test of sign: code and name."""
        main = (group for group in STAFF_GROUPS if not group.is_subgroup)
        return [(group.code, group.name) for group in main if test(f"staff.{group.code}_vacant")]

    def overdue_fields(self) -> list[tuple[str, str]]:
        """The fields with overdue cases: the figure's code and the field's name."""
        fields = self.results.overdue_fields()
        counts = {field.count: within_sentence(field.name) for field in fields}
        return [
            (code, name) for code, name in counts.items() if self.positive(code) or was_positive(self.results, code)
        ]


@dataclass(frozen=True)
class _Draft:
    id: str
    style: Style
    lines: tuple[str, ...]


def _drafts(text: str) -> Iterator[_Draft]:
    for chunk in text.split("\n\n"):
        lines = tuple(line.strip() for line in chunk.split("\n") if line.strip())
        if not lines:
            continue
        if lines[0].startswith("::"):
            name, *style = lines[0].removeprefix("::").split()
            yield _Draft(name, Style(style[0]) if style else Style.BODY, lines[1:])
        else:
            yield _Draft(lines[0].removeprefix(">>").strip(), Style.BODY, lines)


def _paragraphs(draft: _Draft, writer: SentenceRenderer) -> Iterator[Paragraph]:
    """A draft's own paragraph, and the points that its passages bring in."""
    passages = writer.results.inputs.content.passages
    words: list[tuple[TextRun, ...]] = []
    points: list[Paragraph] = []
    for line in draft.lines:
        if not line.startswith(">>"):
            words.append(writer.sentence(line, optional_parts=True))
            continue
        code = line.removeprefix(">>").strip()
        passage = passages.get(code, "")
        written = [writer.sentence(each, optional_parts=False) for _, each in sentences(passage)]
        if isinstance(passage, list):
            points += (Paragraph(f"{code}.{at}", Style.BULLET, runs) for at, runs in enumerate(written, start=1))
        else:
            words = [*_introducing(words, written), *written]
    if any(words):
        yield Paragraph(draft.id, draft.style, merged(_joined(words)))
    yield from points


def _introducing(words: list[tuple[TextRun, ...]], passage: list[tuple[TextRun, ...]]) -> list[tuple[TextRun, ...]]:
    """A lead-in before its passage: `Hạ tầng kỹ thuật:` ends with a full stop, or says that nothing is known."""
    lead = words[-1][-1] if words and words[-1] else None
    if not isinstance(lead, Text) or not lead.text.endswith(":"):
        return words
    ending = Text(lead.text[:-1] + "." if passage else f"{lead.text} {NO_INFORMATION}.")
    return [*words[:-1], (*words[-1][:-1], ending)]


def _joined(words: list[tuple[TextRun, ...]]) -> Iterator[TextRun]:
    for index, sentence in enumerate(filter(None, words)):
        if index:
            yield Text(" ")
        yield from sentence


def _cited(paragraphs: tuple[Paragraph, ...]) -> frozenset[str]:
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    noted = (cited for run in runs if isinstance(run, Note) for cited in run.documents)
    return frozenset(run.document for run in (*runs, *noted) if isinstance(run, Cited))
