"""Sums as equations: who gives way, and by how much."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.indicators.identities import Identity
from cchc_lib.scenarios.linear_sums import choose_balancing_codes, solve_changes

TOTAL = Identity("total", ("a", "b"))
AGAIN = Identity("b", ("c", "d"))
SAME = Identity("total", ("elsewhere",))


def room(code: str) -> Fraction:
    return Fraction({"a": 5, "b": 3, "c": 2, "d": 1}.get(code, 8))


def test_the_largest_free_part_gives_way_and_what_it_stands_in_follows() -> None:
    assert choose_balancing_codes([TOTAL, AGAIN], ["a"], [], room) == ("b", "c")
    assert choose_balancing_codes([TOTAL, AGAIN], ["total"], [], room) == ("a",)


def test_what_is_asked_to_give_way_does() -> None:
    assert choose_balancing_codes([TOTAL, AGAIN], ["a"], ["total"], room) == ("total",)
    assert choose_balancing_codes([TOTAL, AGAIN, SAME], ["a"], ["total"], room) == ("total", "elsewhere")


def test_a_sum_of_which_nothing_changed_asks_nobody() -> None:
    assert choose_balancing_codes([TOTAL, AGAIN], ["other"], [], room) == ()


def test_where_two_might_give_way_the_first_does() -> None:
    assert solve_changes([(TOTAL, Fraction(3))], ["a", "b"]) == {"a": Fraction(3)}
    assert solve_changes([(TOTAL, Fraction(3))], ["b", "a"]) == {"b": Fraction(3)}
    assert solve_changes([(TOTAL, Fraction(3))], ["a"]) == {"a": Fraction(3)}
    assert solve_changes([(TOTAL, Fraction(3))], ["total"]) == {"total": Fraction(-3)}


@given(st.dictionaries(st.sampled_from(["a", "c", "d", "elsewhere"]), st.integers(-50, 50), min_size=1, max_size=1))
def test_all_sums_hold_again_once_the_givers_gave_way(change: dict[str, int]) -> None:
    sums = [TOTAL, AGAIN, SAME]
    start = {"a": 40, "b": 60, "c": 45, "d": 15, "total": 100, "elsewhere": 100}
    moved = {code: Fraction(amount + change.get(code, 0)) for code, amount in start.items()}
    gaps = [(each, moved[each.whole] - sum(moved[part] for part in each.parts)) for each in sums]
    for code, delta in solve_changes(gaps, choose_balancing_codes(sums, change, [], room)).items():
        moved[code] += delta
    assert all(moved[each.whole] == sum(moved[part] for part in each.parts) for each in sums)
    assert all(moved[code] == start[code] + amount for code, amount in change.items())
