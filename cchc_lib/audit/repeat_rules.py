"""Rules on quantities that two sections state: different values, and a quota in the place of a headcount."""

from collections.abc import Iterator
from itertools import chain

from cchc_lib.audit.amounts import are_stated, is_exact, is_stated, known_number, sum_of_parts, values_of
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.report_ties import repetitions
from cchc_lib.audit.sum_rules import advice_on, broken_sums_of, corrections
from cchc_lib.audit.written_ranges import WrittenNumber, range_of, written_range
from cchc_lib.indicators.identities import HEADCOUNTS
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.restatements import RESTATEMENTS_TABLE, Restatement
from cchc_lib.quantities.numbers import format_number
from cchc_lib.quantities.printing import QUALIFIER_WORDS


def _differing_repetitions(results: Results) -> Iterator[Observation]:
    for broken in broken_sums_of(results, repetitions(results)):
        identity = broken.identity
        yield observation(
            identity.whole,
            identity.whole,
            *identity.parts,
            one=results[identity.whole],
            others=values_of(results, identity.parts),
            sum=broken.parts_sum,
            advice=advice_on(broken.contradiction, results),
        )


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
        codes = (stated, *present)
        if not is_uncertain and are_stated(results, codes) and is_exact(results, codes):
            one, others = results[stated], values_of(results, present)
            expected = sum_of_parts(others, one.unit)
            is_quota = known_number(one) == known_number(results[quota])
            if known_number(one) != expected.number and is_quota is equal_to_quota:
                codes = (stated, *present, quota)
                yield observation(stated, *codes, one=one, sum=expected, quota=results[quota], others=others, advice="")


def _differing_restatements(results: Results) -> Iterator[Observation]:
    """Yield the figures to which another place of the report gives a value that they cannot have."""
    for restated in results.inputs.tables[RESTATEMENTS_TABLE]:
        figure = results.inputs.figures[restated.code]
        stated = range_of(figure)
        written = WrittenNumber(restated.value, restated.unit, restated.as_written, restated.qualifier)
        if stated and not stated.meets(written_range(written)):
            yield observation(
                f"{restated.code}@{restated.source.row}",
                restated.code,
                sources=(restated.source,),
                one=results[restated.code],
                other=_as_restated(restated),
                place=restated.stated_in,
            )


def _as_restated(restated: Restatement) -> str:
    """Return the other value with the word that makes it inexact."""
    word = f"{QUALIFIER_WORDS[restated.qualifier]} " if restated.qualifier else ""
    return f"{word}{restated.unit.with_number(format_number(restated.value))}"


def _headcounts_of_unknown_scope(results: Results) -> Iterator[Observation]:
    """Yield the headcounts of which nothing says whether posts or people are counted."""
    for headcount in HEADCOUNTS:
        others = (*headcount.present, headcount.quota)
        if is_stated(results, headcount.stated) and not any(is_stated(results, code) for code in others):
            yield observation(headcount.stated, headcount.stated, one=results[headcount.stated])


RULES = (
    Rule(
        "repeats.scope",
        Severity.NOTE,
        "Số người phải nói rõ là biên chế, chỉ tiêu được giao hay số có mặt.",
        _headcounts_of_unknown_scope,
        message="«{one.label}» ghi {one}, nhưng không rõ là số được giao hay số có mặt.",
        actual="{one}",
        expected="số được giao và số có mặt",
        repair="Bổ sung số được giao và số có mặt.",
    ),
    Rule(
        "repeats.restated",
        Severity.ERROR,
        "Một số liệu nêu ở nhiều chỗ phải có cùng giá trị.",
        _differing_restatements,
        message="«{one.label}» ghi {one}, nhưng ở «{place}» ghi {other}.",
        actual="{one}",
        expected="{other}",
        repair="Xác định số đúng theo nguồn và sửa chỗ còn lại.",
    ),
    Rule(
        "repeats.differs",
        Severity.ERROR,
        "Một đại lượng nêu ở hai mục phải có cùng giá trị.",
        lambda results: chain(_differing_repetitions(results), _wrong_headcounts(results, equal_to_quota=False)),
        message="«{one.label}» ghi {one}, nhưng theo {others} thì phải là {sum}.",
        actual="{one}",
        expected="{sum}",
        repair="Xác định số đúng theo nguồn và sửa mục còn lại; nếu phạm vi khác nhau, ghi rõ phạm vi.{advice}",
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
