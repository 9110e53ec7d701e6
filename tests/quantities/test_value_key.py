from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.value_key import Aspect, FixedScope, MemberWard, ValueKey

names = st.text(f"{ascii_lowercase}0123456789_", min_size=1)
scopes = st.one_of(st.sampled_from(FixedScope), st.builds(MemberWard, st.from_regex("[0-9]{5}", fullmatch=True)))


@st.composite
def keys(draw: st.DrawFn) -> ValueKey:
    base = ".".join(draw(st.lists(names, min_size=1, max_size=4)))
    aspects = draw(st.lists(st.sampled_from(Aspect), max_size=4))
    try:
        return ValueKey(base, draw(scopes), tuple(aspects))
    except ValueError:
        return ValueKey("procedures.received", draw(scopes), tuple(aspects))


@given(keys())
def test_a_key_is_read_back_from_its_code(key: ValueKey) -> None:
    assert ValueKey.parse(str(key)) == key


@given(
    st.one_of(
        st.text(),
        st.lists(st.one_of(st.sampled_from(["city", "w11488", "w1", *Aspect]), names, st.just(""))).map(".".join),
    )
)
def test_every_text_is_the_code_of_the_key_that_is_read_from_it(code: str) -> None:
    assert str(ValueKey.parse(code)) == code


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("ward.area", ValueKey("ward.area")),
        ("low", ValueKey("low")),
        ("ward.area.low", ValueKey("ward.area", aspects=(Aspect.LOW,))),
        ("w11488.ward.area.rank", ValueKey("ward.area", MemberWard("11488"), (Aspect.RANK,))),
        ("city_tasks.total", ValueKey("city_tasks.total")),
        (
            "city.ward.area.paired.previous_change",
            ValueKey("ward.area", FixedScope.CITY, (Aspect.PAIRED, Aspect.PREVIOUS_CHANGE)),
        ),
    ],
)
def test_codes_are_those_that_files_and_records_hold(code: str, key: ValueKey) -> None:
    assert ValueKey.parse(code) == key
    assert str(key) == code


@pytest.mark.parametrize("code", [*(f"x.{aspect}" for aspect in Aspect), "city.x", "w11488.x"])
def test_the_base_of_a_key_ends_in_no_aspect_and_begins_with_no_scope(code: str) -> None:
    with pytest.raises(ValueError, match="rename it"):
        ValueKey(code)


def test_the_code_of_a_unit_has_five_digits() -> None:
    with pytest.raises(ValueError, match="five digits"):
        ValueKey("x").of_member("114")


def test_related_keys_differ_in_scope_or_aspect() -> None:
    key = ValueKey("x.y")
    assert str(key.of_member("11488").with_aspect(Aspect.RANK)) == "w11488.x.y.rank"
    assert str(key.within(FixedScope.CITY).with_aspect(Aspect.PAIRED).with_aspect(Aspect.PREVIOUS)) == (
        "city.x.y.paired.previous"
    )
    assert key.of_member("11488").with_aspect(Aspect.LOW).unscoped == key.with_aspect(Aspect.LOW)
    assert (key.aspect, key.with_aspect(Aspect.LOW).aspect) == (None, Aspect.LOW)
