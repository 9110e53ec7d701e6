"""Rules across periods: stable facts that change, plans that move within a year, totals that fall, numbers copied."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.written_ranges import Range, range_of
from cchc_lib.catalogue.case_flow import CARRIED_OVER, STATED_PENDING
from cchc_lib.indicators.budget import attained
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.comparison_periods import ComparisonPeriod
from cchc_lib.inputs.periods import ComparisonBasis
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value

_STABLE = {"ward.area": Fraction(1, 100), "ward.highway_length": Fraction(1, 100), "ward.population": Fraction(1, 10)}
"""Facts that hardly change, with the part of the earlier value by which they may."""
_FLOWS = ("procedures", "overdue", "payments", "feedback", "reception", "petitions", "legal", "full_online")
"""The groups of figures that count what happened in a period, so that two periods hardly ever have the same."""
_MIN_COPIED = 4
"""The number of figures of a group above zero from which on equality is no chance."""
_SHORTEST_COPY = 80
"""The number of characters from which on two equal passages are no standing phrase."""


def _previous(results: Results) -> Iterator[ComparisonPeriod]:
    return (each for each in results.inputs.comparison_periods if each.basis is ComparisonBasis.PREVIOUS)


def _stable_facts_that_change(results: Results) -> Iterator[Observation]:
    for earlier in _previous(results):
        for code, tolerance in _STABLE.items():
            before, now = earlier.figures[code], results.inputs.figures[code]
            if before.number and now.number and abs(now.number - before.number) > tolerance * before.number:
                yield _beside(code, results, before)


def _plans_that_move(results: Results) -> Iterator[Observation]:
    """Yield the attainments that imply another plan than those of an earlier period of the same year."""
    for earlier in results.inputs.comparison_periods:
        if earlier.period.end.year == results.inputs.period.end.year:
            for amount, rate in attained(results.inputs.catalogue):
                before = _plan(earlier.figures[amount], earlier.figures[rate])
                now = _plan(results.inputs.figures[amount], results.inputs.figures[rate])
                if before and now and not before.meets(now):
                    unit = results[amount].unit
                    yield observation(
                        rate,
                        amount,
                        rate,
                        value=results[amount],
                        before=Amount(before.low, unit),
                        now=Amount(now.low, unit),
                    )


def _plan(amount: Figure, rate: Figure) -> Range | None:
    parts = range_of(amount), range_of(rate)
    return None if None in parts or not rate.number else _quotient(*parts)


def _quotient(part: Range | None, rate: Range | None) -> Range | None:
    return part / rate if part and rate else None


def _totals_that_fall(results: Results) -> Iterator[Observation]:
    """Yield the amounts since the beginning of the year that are lower than in an earlier period of the year."""
    for earlier in _previous(results):
        is_same_year = earlier.period.end.year == results.inputs.period.end.year
        pairs = attained(results.inputs.catalogue) if is_same_year else ()
        for code in (code for pair in pairs for code in pair):
            before, now = range_of(earlier.figures[code]), range_of(results.inputs.figures[code])
            if before and now and before.is_above(now):
                yield _beside(code, results, earlier.figures[code])


def _carried_over_and_left(results: Results) -> Iterator[Observation]:
    for earlier in _previous(results):
        left, carried = earlier.figures[STATED_PENDING], results.inputs.figures[CARRIED_OVER]
        follows = (results.inputs.period.start - earlier.period.end).days == 1
        if follows and left.number is not None and carried.number is not None and left.number != carried.number:
            yield _beside(CARRIED_OVER, results, left)


def _groups_of_the_same_numbers(results: Results) -> Iterator[Observation]:
    for earlier in results.inputs.comparison_periods:
        groups: dict[str, list[Figure]] = defaultdict(list)
        for code, figure in results.inputs.figures.items():
            group = code.partition(".")[0]
            if group in _FLOWS and figure.unit.kind is ValueKind.COUNT and isinstance(figure.value, Decimal):
                groups[group].append(figure)
        for group, figures in groups.items():
            above_zero = [figure for figure in figures if figure.number]
            is_same = all(earlier.figures[figure.code].value == figure.value for figure in figures)
            if is_same and len(above_zero) >= _MIN_COPIED:
                codes = [figure.code for figure in above_zero]
                labels = tuple(figure.label for figure in above_zero)
                yield observation(group, *codes, labels=labels, period=earlier.period.in_vietnamese())


def _copied_passages(results: Results) -> Iterator[Observation]:
    for earlier in _previous(results):
        copied = [
            code
            for code, passage in results.inputs.content.passages.items()
            if len(str(passage)) >= _SHORTEST_COPY and earlier.passages.get(code) == passage
        ]
        if copied:
            yield observation("passages", passages=tuple(copied), period=earlier.period.in_vietnamese())


def _beside(code: str, results: Results, before: Figure) -> Observation:
    return observation(code, code, now=results[code], before=Value.of(before))


RULES = (
    Rule(
        "earlier.stable",
        Severity.WARNING,
        "Diện tích, dân số, chiều dài đường hầu như không đổi giữa hai kỳ.",
        _stable_facts_that_change,
        message="«{now.label}» là {now}, kỳ trước là {before}.",
        actual="{now}",
        expected="{before}",
        repair="Đối chiếu cả hai kỳ; nếu có thay đổi thật, nêu rõ lý do.",
    ),
    Rule(
        "earlier.plan",
        Severity.WARNING,
        "Dự toán năm không đổi giữa các kỳ trong năm, trừ khi được điều chỉnh.",
        _plans_that_move,
        message="«{value.label}» và tỷ lệ đạt cho thấy dự toán là {now}, trong khi kỳ trước trong năm là {before}.",
        actual="{now}",
        expected="{before}",
        repair="Đối chiếu số thực hiện, tỷ lệ đạt và dự toán; nếu dự toán được điều chỉnh, nêu rõ.",
    ),
    Rule(
        "earlier.falls",
        Severity.NOTE,
        "Số lũy kế từ đầu năm không giảm; số của riêng từng kỳ thì có thể.",
        _totals_that_fall,
        message="«{now.label}» là {now}, thấp hơn kỳ trước trong năm ({before}).",
        actual="{now}",
        expected="không dưới {before}",
        repair="Đối chiếu cả hai kỳ với nguồn; nếu là số của riêng kỳ này, nói rõ.",
    ),
    Rule(
        "earlier.carried_over",
        Severity.NOTE,
        "Hồ sơ kỳ trước chuyển sang là số đang giải quyết cuối kỳ trước; lệch thì cần nói rõ lý do.",
        _carried_over_and_left,
        message="«{now.label}» là {now}, trong khi cuối kỳ trước còn {before}.",
        actual="{now}",
        expected="{before}",
        repair="Đối chiếu với Hệ thống; số liệu lấy vào ngày khác có thể khác.",
    ),
    Rule(
        "earlier.same",
        Severity.NOTE,
        "Số liệu phát sinh của hai kỳ hiếm khi trùng hết nhau.",
        _groups_of_the_same_numbers,
        message="Các số sau giống hệt {period}: {labels}.",
        actual="giống hệt",
        expected="số liệu của kỳ này",
        repair="Kiểm tra xem có chép lại báo cáo trước hay không.",
    ),
    Rule(
        "earlier.copied",
        Severity.NOTE,
        "Lời văn chép nguyên từ kỳ trước dễ mang theo nội dung đã cũ.",
        _copied_passages,
        message="Các đoạn sau giống hệt {period}: {passages}.",
        actual="giống hệt",
        expected="nội dung của kỳ này",
        repair="Đọc lại và cập nhật các đoạn này.",
    ),
)
"""The rules of this family."""
