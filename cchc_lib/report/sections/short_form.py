"""The short form of a report: what has no content is left out, and one list at the end names what is missing."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from cchc_lib.catalogue.outline import LEVELS, Section, with_those_below
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.settings import EmptyParts
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import first_upper, within_sentence
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.model.runs import Text
from cchc_lib.report.sections.sentences import SentenceRenderer

FEW = Fraction(1, 3)
"""The part of the expected figures below which a ward gives so little that its report is short."""
MISSING = Section("missing", 1, "Nội dung chưa có số liệu")
"""The closing list of a short report, as its last section."""
_LEAD = "Trong kỳ, đơn vị chưa có số liệu, thông tin về các nội dung sau:"


def is_short(results: Results) -> bool:
    """Return whether a report leaves out what has no content: by its setting, or because the ward gives little."""
    match results.inputs.settings.empty_parts:
        case EmptyParts.AUTO:
            expected = [figure for figure in results.inputs.catalogue.figures.values() if figure.is_expected]
            given = [figure for figure in expected if results[figure.code].state is not State.NOT_GIVEN]
            return len(given) < FEW * len(expected)
        case chosen:
            return chosen is EmptyParts.OMIT


def filled_sections(sections: tuple[Section, ...], filled: Collection[str]) -> tuple[Section, ...]:
    """Return the sections that have content, or sections with content below them, and those without a heading.

    Args:
        sections: all sections in the order of the report.
        filled: the names of the sections that have content themselves.
    """
    return tuple(
        section
        for section in sections
        if not section.level or any(each.id in filled for each in with_those_below(sections, section.id))
    )


def list_of_missing(sections: tuple[Section, ...], shown: Collection[str], renderer: SentenceRenderer) -> Prose | None:
    """Return the list of what the report leaves out: a point for each section; None if it leaves out nothing.

    A section that is left out as a whole is named by its title alone, in the point of the section around it.

    Args:
        sections: all sections in the order of the report.
        shown: the names of those that the report has.
        renderer: the renderer that wrote the prose, which knows what it left out.
    """
    words: dict[str, list[str]] = {}
    for section, around in _with_around(sections):
        if section.id in shown:
            # The points of a) and b) are those of the section that they divide.
            title = around[-1].title if section.level == max(LEVELS) else section.title
            words.setdefault(title, []).extend(each.words for each in renderer.omitted if each.section == section.id)
        elif not around or around[-1].id in shown:
            words.setdefault(around[-1].title if around else "", []).append(f"mục «{section.title}»")
    points = tuple(_point(title, said) for title, said in words.items() if said)
    if not points:
        return None
    lines = ((Style.BODY, _LEAD), *((Style.BULLET, point) for point in points))
    paragraphs = (Paragraph(f"{MISSING.id}.{at}", style, (Text(line),)) for at, (style, line) in enumerate(lines))
    return Prose(MISSING.id, tuple(paragraphs), tuple(_missing_figures(renderer.results)))


def _with_around(sections: tuple[Section, ...]) -> Iterator[tuple[Section, tuple[Section, ...]]]:
    """Yield each section that has a heading, with the sections around it, the closest last."""
    around: tuple[Section, ...] = ()
    for section in sections:
        if section.level:
            around = tuple(each for each in around if each.level < section.level)
            yield section, around
            around = (*around, section)


def _point(title: str, words: list[str]) -> str:
    text = "; ".join(dict.fromkeys(map(within_sentence, words)))
    return f"{title}: {text}." if title else f"{first_upper(text)}."


def _missing_figures(results: Results) -> list[str]:
    """Return the codes of the expected figures that are missing and of those that prove a part to be zero, sorted."""
    figures = results.inputs.catalogue.figures
    expected = (code for code in figures if figures[code].is_expected)
    missing = {code for code in expected if results[code].state is State.NOT_GIVEN}
    proofs = {code for part in missing for code in results.zero_parts.get(part, ())}
    return sorted(missing | {figure.code for code in proofs for figure in results[code].quantity.figures()})
