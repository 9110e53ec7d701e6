"""The same quantity twice: two sections that state different values, a quota stated as a headcount."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from cchc_lib.audit.amounts import added, amount, is_exact, is_stated, values
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.sum_rules import corrections
from cchc_lib.indicators.identities import EQUALITIES, HEADCOUNTS, ONE_TIME_EVENTS, Identity, form_equalities
from cchc_lib.indicators.results import Results


def _differing(results: Results) -> Iterator[Observation]:
    for identity in chain(EQUALITIES, form_equalities(results.inputs)):
        codes = (identity.whole, *identity.parts)
        if _comparable(results, codes) and not (
            identity.whole in ONE_TIME_EVENTS and not amount(results[identity.whole])
        ):
            one, others = results[identity.whole], values(results, identity.parts)
            if amount(one) != added(others, one).number and not _told_by_a_sum(results, identity):
                yield observation(identity.whole, *codes, one=one, others=others, sum=added(others, one))


def _comparable(results: Results, codes: tuple[str, ...]) -> bool:
    return all(is_stated(results, code) for code in codes) and is_exact(results, codes)


def _told_by_a_sum(results: Results, identity: Identity) -> bool:
    """Whether a broken sum asks for the same correction: of the whole, or of the one figure beside it."""
    one, others = results[identity.whole], values(results, identity.parts)
    asked = {(identity.whole, added(others, one).number)}
    if len(others) == 1:
        asked.add((others[0].code, amount(one) or Fraction(0)))
    return not asked.isdisjoint(corrections(results))


def _headcounts(results: Results, *, mistaken: bool) -> Iterator[Observation]:
    for headcount in HEADCOUNTS:
        stated, present, quota = headcount.stated, headcount.present, headcount.quota
        told = any(code in present for code, _ in corrections(results))
        if not told and _comparable(results, (stated, *present)):
            one, others = results[stated], values(results, present)
            given = amount(results[quota])
            if amount(one) != added(others, one).number and (amount(one) == given) is mistaken:
                codes = (stated, *present, quota)
                yield observation(stated, *codes, one=one, sum=added(others, one), quota=results[quota], others=others)


RULES = (
    Rule(
        "repeats.differs",
        Severity.ERROR,
        "Một đại lượng nêu ở hai mục phải có cùng giá trị.",
        lambda results: chain(_differing(results), _headcounts(results, mistaken=False)),
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
        lambda results: _headcounts(results, mistaken=True),
        message="«{one.label}» ghi {one}, đúng bằng chỉ tiêu được giao ({quota}), trong khi số có mặt là {sum}.",
        actual="{one}",
        expected="{sum}",
        repair="Ghi số có mặt, hoặc nói rõ đây là chỉ tiêu được giao.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
