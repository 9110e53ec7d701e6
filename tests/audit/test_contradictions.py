"""Of numbers tied by sums and rates, one wrong number is found, named where the others show it, and told once."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.audit.contradictions import RateTie, SumTie, contradictions
from cchc_lib.audit.written_ranges import Range
from cchc_lib.indicators.identities import Identity

# all = done + left; done = early + on_day + late; known twice: again = done.
ALL, DONE = Identity("all", ("done", "left")), Identity("done", ("early", "on_day", "late"))
AGAIN = Identity("again", ("done",))
TIES = tuple(map(SumTie, (ALL, DONE, AGAIN)))
LEAVES = st.fixed_dictionaries({name: st.integers(1, 10**6) for name in ("left", "early", "on_day", "late")})


def exact(numbers: dict[str, int]) -> dict[str, Range]:
    return {code: Range(Fraction(number), Fraction(number)) for code, number in numbers.items()}


def consistent(leaves: dict[str, int]) -> dict[str, int]:
    done = leaves["early"] + leaves["on_day"] + leaves["late"]
    return {**leaves, "done": done, "again": done, "all": done + leaves["left"]}


@given(LEAVES)
def test_numbers_that_agree_contradict_nothing(leaves: dict[str, int]) -> None:
    assert list(contradictions(TIES, exact(consistent(leaves)))) == []


@given(LEAVES, st.integers(1, 1000))
def test_a_whole_in_three_ties_is_named_with_the_right_number(leaves: dict[str, int], more: int) -> None:
    numbers = consistent(leaves)
    (found,) = contradictions(TIES, exact({**numbers, "done": numbers["done"] + more}))
    assert (found.root, found.implied.low, len(found.broken)) == ("done", numbers["done"], 3)
    assert found.implied.is_exact


@given(LEAVES, st.sampled_from(("all", "left", "again", "early", "late")), st.integers(1, 1000))
def test_any_wrong_number_is_told_once(leaves: dict[str, int], code: str, more: int) -> None:
    numbers = consistent(leaves)
    (found,) = contradictions(TIES, exact({**numbers, code: numbers[code] + more}))
    assert len(found.broken) == 1
    assert found.root in ("", code, *found.broken[0].codes)


@given(LEAVES, st.sampled_from(("early", "on_day", "late")), st.integers(0, 1000))
def test_an_open_sum_may_fall_short_and_not_exceed(leaves: dict[str, int], code: str, more: int) -> None:
    open_sum = SumTie(replace(DONE, is_open=True))
    numbers = consistent(leaves)
    assert list(contradictions((open_sum,), exact({**numbers, "done": numbers["done"] + more}))) == []
    assert len(list(contradictions((open_sum,), exact({**numbers, code: numbers[code] + more})))) == (more > 0)


@given(LEAVES, st.sampled_from(("early", "on_day", "late")))
def test_an_unknown_part_leaves_a_sum_open(leaves: dict[str, int], code: str) -> None:
    numbers = consistent(leaves)
    known = exact({name: number for name, number in numbers.items() if name != code})
    assert list(contradictions((SumTie(DONE),), known)) == []


@given(LEAVES, st.integers(0, 5))
def test_inexact_numbers_are_wrong_only_beyond_what_they_may_mean(leaves: dict[str, int], slack: int) -> None:
    numbers = consistent(leaves)
    ranges = exact(numbers) | {"left": Range(Fraction(numbers["left"]), Fraction(numbers["left"] + 3))}
    ranges["all"] = Range(Fraction(numbers["all"] + slack), Fraction(numbers["all"] + slack))
    assert len(list(contradictions((SumTie(ALL),), ranges))) == (slack > 3)


@given(st.integers(1000, 10**5), st.integers(1, 400), st.integers(2000, 9000))
def test_a_figure_that_two_rates_contradict_is_named(whole: int, late: int, more: int) -> None:
    on_time = whole - late
    rates = {"on_time": Fraction(on_time, whole), "late": Fraction(late, whole)}
    step = Fraction(1, 10**7)
    ties = [RateTie(f"{code}_rate", code, "whole", Range(rate - step, rate + step)) for code, rate in rates.items()]
    numbers = {"on_time": on_time, "late": late, "whole": whole + more}
    (found,) = contradictions(ties, exact(numbers))
    assert found.root == "whole"
    assert found.implied.meets(Range(Fraction(whole), Fraction(whole)))
