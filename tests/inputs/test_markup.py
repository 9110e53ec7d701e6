"""The markup of prose: references in braces, optional parts in brackets, and no number typed."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.file_formats.markup import (
    Literal,
    MarkupError,
    MarkupPart,
    OptionalPart,
    Reference,
    ReferenceKind,
    parse_markup,
    references,
    typed_numbers,
)

MARKUP = st.text(alphabet="{}[]|:.a1 name", max_size=40) | st.text(max_size=40)


def local(text: str) -> tuple[MarkupPart, ...]:
    return parse_markup(text, optional_parts=False)


def template(text: str) -> tuple[MarkupPart, ...]:
    return parse_markup(text, optional_parts=True)


def words_of(parts: tuple[MarkupPart, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Literal):
            yield part.text
        elif isinstance(part, OptionalPart):
            yield from words_of(part.parts)


def test_words_without_braces_are_words() -> None:
    assert local("Không có gì.") == (Literal("Không có gì."),)


def test_empty_prose_has_no_parts() -> None:
    assert local("") == ()


def test_references_stand_between_the_words_around_them() -> None:
    assert local("Nhận {procedures.received}, giải quyết {procedures.resolved}.") == (
        Literal("Nhận "),
        Reference(ReferenceKind.FIGURE, "procedures.received"),
        Literal(", giải quyết "),
        Reference(ReferenceKind.FIGURE, "procedures.resolved"),
        Literal("."),
    )


@pytest.mark.parametrize(
    ("text", "kind", "body"),
    [
        ("{procedures.received}", "figure", "procedures.received"),
        ("{target:payments.online_rate}", "target", "payments.online_rate"),
        ("{document:nq-57}", "document", "nq-57"),
        ("{documents:steering.plan}", "documents", "steering.plan"),
        ("{note:reception.decisions}", "note", "reception.decisions"),
        ("{name:quốc lộ 10}", "name", "quốc lộ 10"),
        ("{name:TCVN ISO 9001:2015}", "name", "TCVN ISO 9001:2015"),
        ("{as_of:score766.total}", "as_of", "score766.total"),
        ("{label:autonomy.group_1}", "label", "autonomy.group_1"),
        ("{unit}", "ward", "unit"),
        ("{Unit.name}", "ward", "Unit.name"),
    ],
)
def test_a_reference_says_what_it_refers_to(text: str, kind: str, body: str) -> None:
    assert local(text) == (Reference(ReferenceKind(kind), body),)


def test_a_reference_may_ask_for_the_number_alone() -> None:
    assert local("{procedures.received|number}") == (Reference(ReferenceKind.FIGURE, "procedures.received", "number"),)


def test_spaces_within_a_reference_do_not_count() -> None:
    assert local("{ ward.area }") == (Reference(ReferenceKind.FIGURE, "ward.area"),)


@pytest.mark.parametrize(
    "text",
    ["{", "}", "{}", "{ward.area", "ward.area}", "{{ward.area}}", "{a{b}}", "{ward.area|}", "{ward.area|full}", "{|}"],
)
def test_a_brace_that_belongs_to_no_reference_is_refused(text: str) -> None:
    with pytest.raises(MarkupError, match="a brace that belongs to no reference"):
        local(text)


def test_brackets_are_plain_in_local_prose() -> None:
    assert local("Theo [mẫu] mới") == (Literal("Theo [mẫu] mới"),)


@pytest.mark.parametrize("text", ["[", "]", "][", "a [b"])
def test_a_lone_bracket_is_plain_in_local_prose(text: str) -> None:
    assert local(text) == (Literal(text),)


def test_brackets_mark_an_optional_part_of_a_template() -> None:
    assert template("Nhận {a.b}[, trong đó {c.d} trực tuyến].") == (
        Literal("Nhận "),
        Reference(ReferenceKind.FIGURE, "a.b"),
        OptionalPart((Literal(", trong đó "), Reference(ReferenceKind.FIGURE, "c.d"), Literal(" trực tuyến"))),
        Literal("."),
    )


def test_optional_parts_stand_within_one_another() -> None:
    assert template("[a [{b.c}]]") == (
        OptionalPart((Literal("a "), OptionalPart((Reference(ReferenceKind.FIGURE, "b.c"),)))),
    )


def test_a_bracket_that_is_not_closed_is_refused_in_a_template() -> None:
    with pytest.raises(MarkupError, match=r"a '\[' without its '\]'"):
        template("Nhận [{a.b}")


def test_a_bracket_that_was_not_opened_is_refused_in_a_template() -> None:
    with pytest.raises(MarkupError, match=r"a '\]' without its '\['"):
        template("Nhận {a.b}]")


def test_the_references_of_optional_parts_are_found_too() -> None:
    assert [each.body for each in references(template("{a.a}[ {b.b}[ {c.c}]] {d.d}"))] == ["a.a", "b.b", "c.c", "d.d"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Có 40 tổ dân phố", ["40"]),
        ("đạt 99,57% với 8.823 hồ sơ", ["99,57%", "8.823"]),
        ("ngày 20/10/2025", ["20/10/2025"]),
        ("{ward.area} và {name:quốc lộ 10}", []),
        ("không có số nào", []),
    ],
)
def test_a_number_typed_into_the_words_is_found(text: str, numbers: list[str]) -> None:
    assert list(typed_numbers(local(text))) == numbers


def test_a_number_typed_into_an_optional_part_is_found() -> None:
    assert list(typed_numbers(template("a[ b 12]"))) == ["12"]


@given(MARKUP, st.booleans())
def test_any_text_is_either_parsed_or_a_markup_error(text: str, optional_parts: bool) -> None:
    try:
        parts = parse_markup(text, optional_parts=optional_parts)
    except MarkupError as error:
        assert "brace" in str(error) or "without its" in str(error)
    else:
        assert not any(set(words) & set("{}") for words in words_of(parts))


@given(MARKUP)
def test_local_prose_without_braces_stands_as_it_was_written(text: str) -> None:
    plain = text.replace("{", "").replace("}", "")
    assert "".join(words_of(local(plain))) == plain


@given(st.lists(st.sampled_from(["ward.area", "unit", "name:10", "target:a.b", "ward.area|number"]), max_size=6))
def test_every_reference_that_was_written_is_found_in_its_order(written: list[str]) -> None:
    text = " và ".join(f"{{{each}}}" for each in written)
    found = [each.body for each in references(local(text))]
    assert found == [each.removeprefix("name:").removeprefix("target:").removesuffix("|number") for each in written]
