"""Rules on quantities that two sections state: different values, and a quota in the place of a headcount."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from cchc_lib.audit.amounts import are_stated, is_exact, known_number, sum_of_parts, values_of
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.sum_rules import corrections
from cchc_lib.indicators.identities import EQUALITIES, HEADCOUNTS, ONE_TIME_EVENTS, Identity, form_equalities
from cchc_lib.indicators.results import Results


def _differing_repetitions(results: Results) -> Iterator[Observation]:
    for identity in chain(EQUALITIES, form_equalities(results.inputs)):
        codes = (identity.whole, *identity.parts)
        if _are_comparable(results, codes) and not _is_past_event(results, identity):
            one, others = results[identity.whole], values_of(results, identity.parts)
            expected = sum_of_parts(others, one.unit)
            if known_number(one) != expected.number and not _is_corrected_by_a_sum(results, identity):
                yield observation(identity.whole, *codes, one=one, others=others, sum=expected)


def _are_comparable(results: Results, codes: tuple[str, ...]) -> bool:
    return are_stated(results, codes) and is_exact(results, codes)


def _is_past_event(results: Results, identity: Identity) -> bool:
    """Return whether the whole counts an event of an earlier period, after which it is 0 and equals nothing."""
    return identity.whole in ONE_TIME_EVENTS and not known_number(results[identity.whole])


def _is_corrected_by_a_sum(results: Results, identity: Identity) -> bool:
    """Return whether a sum that does not hold already asks for the correction that would make both sides equal.

    One fault gives one finding, so such a repetition is not reported again. The correction concerns the whole or, if
    there is only one other figure, that figure.
    """
    one, others = results[identity.whole], values_of(results, identity.parts)
    possible = {(identity.whole, sum_of_parts(others, one.unit).number)}
    if len(others) == 1:
        possible.add((others[0].code, known_number(one) or Fraction(0)))
    return not possible.isdisjoint(corrections(results))


def _wrong_headcounts(results: Results, *, equal_to_quota: bool) -> Iterator[Observation]:
    """Yield the headcounts that differ from the number of people present.

    Args:
        results: the values of the ward.
        equal_to_quota: yield those that equal the quota if true, the others if false.
    """
    for headcount in HEADCOUNTS:
        stated, present, quota = headcount.stated, headcount.present, headcount.quota
        # If a sum asks for another number of people present, that number cannot prove the headcount wrong.
        is_uncertain = any(code in present for code, _ in corrections(results))
        if not is_uncertain and _are_comparable(results, (stated, *present)):
            one, others = results[stated], values_of(results, present)
            expected = sum_of_parts(others, one.unit)
            is_quota = known_number(one) == known_number(results[quota])
            if known_number(one) != expected.number and is_quota is equal_to_quota:
                codes = (stated, *present, quota)
                yield observation(stated, *codes, one=one, sum=expected, quota=results[quota], others=others)


RULES = (
    Rule(
        "repeats.differs",
        Severity.ERROR,
        "Một đại lượng nêu ở hai mục phải có cùng giá trị.",
        lambda results: chain(_differing_repetitions(results), _wrong_headcounts(results, equal_to_quota=False)),
        message="«{one.label}» ghi {one}, nhưng theo {others} thì phải là {sum}.",
        actual="{one}",
        expected="{sum}",
        repair="Xác định số đúng theo nguồn và sửa mục còn lại; nếu phạm vi khác nhau, ghi rõ phạm vi.",
        numbers_only=True,
    ),
    Rule(
        "repeats.quota",
        Severity.ERROR,
        "Chỉ tiêu biên chế được giao không phải là số người có mặt.",
        lambda results: _wrong_headcounts(results, equal_to_quota=True),
        message="«{one.label}» ghi {one}, đúng bằng chỉ tiêu được giao ({quota}), trong khi số có mặt là {sum}.",
        actual="{one}",
        expected="{sum}",
        repair="Ghi số có mặt, hoặc nói rõ đây là chỉ tiêu được giao.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
