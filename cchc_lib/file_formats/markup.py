"""The markup of prose: text with references in braces, so that no number is typed.

    {procedures.received}          a figure with its unit: 8.823 hồ sơ
    {procedures.received|number}   the number alone: 8.823
    {target:payments.online_rate}  a target: trên 90%
    {document:nq-57}               a document of the register, cited in full the first time
    {documents:steering.plan}      all documents cited in a role
    {note:reception.decisions}     a footnote with the documents that a figure announces
    {name:quốc lộ 10}              a name that holds digits
    {as_of:score766.total}         the day on which a figure was taken
    {label:autonomy.group_1}       the label of a figure, within a sentence
    {unit}, {unit.name}            the kind of unit and its name: phường, phường Lưu Kiếm; {Unit} begins a sentence
    {province}                     the kind of province: thành phố, tỉnh

Local prose may refer to figures and targets. Templates may also refer to indicators, and may hold [optional parts],
which are left out if a number or document in them is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

UNIT_WORDS = ("unit", "Unit", "unit.name", "Unit.name", "province")
"""References to the ward itself."""
_REFERENCE = re.compile(
    r"\{(?:(?P<kind>target|documents?|note|name|as_of|label):)?(?P<body>[^{}|]+)(?:\|(?P<form>number|none))?\}"
)
_DIGITS = re.compile(r"\d[\d.,/%-]*")


@dataclass(frozen=True)
class Literal:
    """Words that are printed as they are."""

    text: str


class ReferenceKind(StrEnum):
    """The kinds of references. All but two are the word before the colon."""

    FIGURE = "figure"
    """A figure or an indicator, which has no word before it."""
    WARD = "ward"
    """A word about the ward itself, which has no word before it: one of `UNIT_WORDS`."""
    TARGET = "target"
    """A target of an indicator."""
    DOCUMENT = "document"
    """A document of the register."""
    DOCUMENTS = "documents"
    """All documents that are cited in a role."""
    NOTE = "note"
    """A footnote with the documents that a figure announces."""
    NAME = "name"
    """A name that holds digits."""
    AS_OF = "as_of"
    """The day on which a figure was taken."""
    LABEL = "label"
    """The label of a figure."""


@dataclass(frozen=True)
class Reference:
    """A place that is filled from the data."""

    kind: ReferenceKind
    """The kind of what is referred to."""
    body: str
    """The code or name that is referred to."""
    form: str = "full"
    """`full`; for a figure also `number` without its unit, or `none` with zero in words."""


@dataclass(frozen=True)
class OptionalPart:
    """A part of a sentence that is left out if a number or document in it is missing."""

    parts: "tuple[MarkupPart, ...]"


MarkupPart = Literal | Reference | OptionalPart


class MarkupError(ValueError):
    """Prose whose braces or brackets do not match."""


def parse_markup(text: str, *, optional_parts: bool) -> tuple[MarkupPart, ...]:
    """Split a sentence into its parts.

    Args:
        text: one sentence.
        optional_parts: whether square brackets mark optional parts; in local prose they are plain text.

    Raises:
        MarkupError: a brace or bracket has no partner, or a reference has a form that the module does not list.
    """
    tokens = list(_tokens(text, optional_parts))
    parts, rest = _nested_parts(tokens, depth=0)
    if rest:
        raise MarkupError("a ']' without its '['")
    return parts


def _tokens(text: str, optional_parts: bool) -> Iterator[MarkupPart | str]:
    """Yield literals, references, and square brackets as texts."""
    position = 0
    delimiters = re.compile(r"[{}\[\]]" if optional_parts else r"[{}]")
    while match := delimiters.search(text, position):
        if match.start() > position:
            yield Literal(text[position : match.start()])
        if match[0] in "[]":
            yield match[0]
            position = match.end()
            continue
        reference = _REFERENCE.match(text, match.start())
        if not reference:
            raise MarkupError("a brace that belongs to no reference")
        if not reference["body"].strip() or (reference["kind"] and reference["form"]):
            raise MarkupError("a brace around no name, or around a form that its kind of reference does not have")
        body = reference["body"].strip()
        yield Reference(_kind_of(reference["kind"], body), body, reference["form"] or "full")
        position = reference.end()
    if position < len(text):
        yield Literal(text[position:])


def _kind_of(word: str | None, body: str) -> ReferenceKind:
    """Return the kind of a reference by the word before its colon, if it has one."""
    if word:
        return ReferenceKind(word)
    return ReferenceKind.WARD if body in UNIT_WORDS else ReferenceKind.FIGURE


def _nested_parts(tokens: list[MarkupPart | str], depth: int) -> tuple[tuple[MarkupPart, ...], list[MarkupPart | str]]:
    """Return the parts up to the bracket that closes this depth, and the tokens behind it."""
    parts: list[MarkupPart] = []
    while tokens:
        piece, *tokens = tokens
        if piece == "[":
            inner, tokens = _nested_parts(tokens, depth + 1)
            parts.append(OptionalPart(inner))
        elif piece == "]":
            if not depth:
                return tuple(parts), [piece, *tokens]
            return tuple(parts), tokens
        elif not isinstance(piece, str):
            parts.append(piece)
    if depth:
        raise MarkupError("a '[' without its ']'")
    return tuple(parts), []


def references(parts: tuple[MarkupPart, ...]) -> Iterator[Reference]:
    """Yield all references, including those in optional parts."""
    for part in parts:
        if isinstance(part, Reference):
            yield part
        elif isinstance(part, OptionalPart):
            yield from references(part.parts)


def typed_numbers(parts: tuple[MarkupPart, ...]) -> Iterator[str]:
    """Yield the numbers that are typed into the words, in place of a reference."""
    for part in parts:
        if isinstance(part, Literal):
            # A typed number would not follow the data, and the record could not say where it comes from.
            yield from _DIGITS.findall(part.text)
            # Numerals that are no digits, such as ½, ② and Ⅳ.
            yield from (char for char in part.text if char.isnumeric() and not char.isdecimal())
        elif isinstance(part, OptionalPart):
            yield from typed_numbers(part.parts)
