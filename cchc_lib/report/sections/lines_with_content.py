"""The lines of a paragraph's template that say something about a ward, for a report without the others."""

from collections.abc import Iterator

from cchc_lib.file_formats.markup import ReferenceKind, parse_markup, references
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.printing import NO_INFORMATION, STATE_WORDS
from cchc_lib.report.model.runs import Text, line_text
from cchc_lib.report.sections.sentences import SentenceRenderer

PASSAGE_SIGN = ">>"
"""The sign before the code of a passage of the ward's own words."""
_FROM_DATA = frozenset(ReferenceKind) - {ReferenceKind.WARD, ReferenceKind.NAME, ReferenceKind.LABEL}
"""The kinds of references that are filled with what a ward states."""
_MISSING_ENDINGS = (f": {NO_INFORMATION}.", f": {STATE_WORDS[State.NOT_GIVEN]}.")
"""The endings of sentences of a template that only say that something is missing."""


def lines_with_content(lines: tuple[str, ...], renderer: SentenceRenderer) -> tuple[str, ...]:
    """Return the lines of a paragraph that say something, and the subjects before them; none if no line does.

    Args:
        lines: sentences in markup, and passages as `>> code`.
        renderer: the renderer of a report that leaves out what is missing.
    """
    following = (*lines[1:], "")
    if not any(_has_content(line, after, renderer) for line, after in zip(lines, following, strict=True)):
        return ()
    return tuple(
        # «Hạ tầng kỹ thuật:» announces a passage, and is only a subject without it.
        f"{line[:-1]}." if _announces_nothing(line, after, renderer) else line
        for line, after in zip(lines, following, strict=True)
        if not line.endswith(_MISSING_ENDINGS) and not _is_missing_passage(line, renderer)
    )


def words_without_content(lines: tuple[str, ...], renderer: SentenceRenderer) -> Iterator[str]:
    """Yield what the sentences of a paragraph would say is missing: figures, documents, and the ward's own words."""
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        if _announces_nothing(line, after, renderer):
            yield _text(line.removesuffix(":"), renderer)
        elif line.endswith(_MISSING_ENDINGS):
            yield _text(line.rpartition(":")[0], renderer)
        elif not line.startswith(PASSAGE_SIGN):
            yield from renderer.missing_from(line)


def _text(markup: str, renderer: SentenceRenderer) -> str:
    return line_text(renderer.sentence(markup, optional_parts=True))


def _has_content(line: str, following: str, renderer: SentenceRenderer) -> bool:
    if line.startswith(PASSAGE_SIGN):
        return not _is_missing_passage(line, renderer)
    runs = renderer.sentence(line, optional_parts=True)
    if any(not isinstance(run, Text) for run in runs):
        return True
    asks = any(each.kind in _FROM_DATA for each in references(parse_markup(line, optional_parts=True)))
    announces = line.endswith(":") and following.startswith(PASSAGE_SIGN)
    return bool(runs) and not asks and not announces and not line_text(runs).endswith(_MISSING_ENDINGS)


def _is_missing_passage(line: str, renderer: SentenceRenderer) -> bool:
    code = line.removeprefix(PASSAGE_SIGN).strip()
    return line.startswith(PASSAGE_SIGN) and not renderer.results.inputs.content.passages.get(code)


def _announces_nothing(line: str, following: str, renderer: SentenceRenderer) -> bool:
    return line.endswith(":") and _is_missing_passage(following, renderer)
