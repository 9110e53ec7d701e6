"""Plausibility: parts above their wholes, values out of any range."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.audit.amounts import amount, is_exact, is_stated
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.finance import ATTAINED
from cchc_lib.indicators.identities import SUBSETS, sums
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.upper_bounds import is_share_of_whole
from cchc_lib.quantities.value_key import Aspect, ValueKey


@dataclass(frozen=True)
class Range:
    """The values that a figure or indicator may have, in its unit, and why no others."""

    code: str
    low: Fraction
    high: Fraction
    why: str


RANGES = (
    Range("score766.reported", Fraction(0), Fraction(100), "thang điểm là 100"),
    Range("procedures.per_thousand_people", Fraction(1), Fraction(3000), "khoảng thường gặp ở cấp xã"),
    Range("procedures.per_civil_servant", Fraction(0), Fraction(3000), "khoảng thường gặp ở cấp xã"),
    Range(
        "severance.paid_per_person",
        Fraction(10**6),
        Fraction(5 * 10**9),
        "mức chi trả theo lương và thời gian công tác",
    ),
    Range("procedures.visits_per_case", Fraction(1, 10), Fraction(20), "số lượt tiếp trên một hồ sơ"),
    *(Range(attainment, Fraction(0), Fraction(1000), "phần đạt được của dự toán") for _, attainment in ATTAINED),
    Range("ward.area", Fraction(1, 10), Fraction(2000), "diện tích một đơn vị cấp xã"),
    Range("ward.population", Fraction(100), Fraction(300000), "dân số một đơn vị cấp xã"),
)
"""Values that can be what they are in no ward are slips of the keyboard or of the unit."""


def _larger_than_the_whole(results: Results) -> Iterator[Observation]:
    """Pairs that no declared sum judges already."""
    judged = {
        (part, each.whole)
        for each in sums(results.inputs)
        for part in each.parts
        if _all_stated(results, (each.whole, *each.parts))
    }
    for part, whole in SUBSETS:
        judgeable = _all_stated(results, (part, whole)) and (part, whole) not in judged
        judgeable = judgeable and is_exact(results, (part, whole))
        if judgeable and (amount(results[part]) or 0) > (amount(results[whole]) or 0):
            yield observation(part, part, whole, part=results[part], whole=results[whole])


def _all_stated(results: Results, codes: tuple[str, ...]) -> bool:
    return all(is_stated(results, code) for code in codes)


def _above_everything(results: Results) -> Iterator[Observation]:
    for code, value in results.values.items():
        own = code in results.inputs.figures or _is_beyond_computing(results, code)
        if own and is_share_of_whole(value) and is_stated(results, code) and (value.number or 0) > 1:
            yield observation(code, code, value=value)


def _is_beyond_computing(results: Results, code: str) -> bool:
    """Whether this is a rate that the ward printed and that nothing is given to compute."""
    key = ValueKey.parse(code)
    return key.aspects == (Aspect.CLAIMED,) and results[key.base].number is None


def _out_of_range(results: Results) -> Iterator[Observation]:
    for each in RANGES:
        value = results[each.code]
        if value.number:  # Zero is no slip of the keyboard.
            scaled = value.number * value.unit.scale
            if not each.low <= scaled <= each.high:
                codes = (figure.code for figure in value.quantity.figures())
                low, high = (Amount(bound / value.unit.scale, value.unit) for bound in (each.low, each.high))
                yield observation(each.code, *codes, value=value, low=low, high=high, why=each.why)


def _unvisited(results: Results) -> Iterator[Observation]:
    """Matters received at once, although all visits are counted elsewhere."""
    visits = ("reception.visits", "reception.regular_visits", "reception.chair_visits")
    adhoc = "reception.adhoc_matters"
    if _all_stated(results, (*visits, adhoc)):
        total, regular, chair = (amount(results[code]) or 0 for code in visits)
        if (amount(results[adhoc]) or 0) > 0 and total == regular + chair:
            yield observation(
                adhoc,
                *visits,
                adhoc,
                adhoc=results[adhoc],
                total=results[visits[0]],
                regular=results[visits[1]],
                chair=results[visits[2]],
            )


RULES = (
    Rule(
        "plausibility.part",
        Severity.ERROR,
        "Một phần không thể lớn hơn toàn bộ.",
        _larger_than_the_whole,
        message="«{part.label}» ({part}) lớn hơn «{whole.label}» ({whole}).",
        actual="{part}",
        expected="không quá {whole}",
        repair="Đối chiếu cả hai số với nguồn.",
        numbers_only=True,
    ),
    Rule(
        "plausibility.share",
        Severity.ERROR,
        "Tỷ lệ của một phần trong toàn bộ không thể quá 100%.",
        _above_everything,
        message="«{value.label}» ghi {value}, quá 100%.",
        actual="{value}",
        expected="không quá 100%",
        repair="Đối chiếu tỷ lệ với nguồn.",
        numbers_only=True,
    ),
    Rule(
        "plausibility.range",
        Severity.WARNING,
        "Giá trị ngoài khoảng có thể có thường do gõ nhầm số hoặc nhầm đơn vị tính.",
        _out_of_range,
        message="«{value.label}» là {value}, ngoài khoảng {low} đến {high} ({why}).",
        actual="{value}",
        expected="{low} đến {high}",
        repair="Kiểm tra số và đơn vị tính.",
        numbers_only=True,
    ),
    Rule(
        "plausibility.adhoc",
        Severity.ERROR,
        "Vụ việc tiếp đột xuất phải có lượt tiếp nằm trong tổng số lượt.",
        _unvisited,
        message="Có {adhoc} tiếp đột xuất, nhưng tổng số {total} đã bằng số tiếp thường xuyên ({regular}) "
        "và tiếp định kỳ ({chair}).",
        actual="{total}",
        expected="hơn {regular}",
        repair="Cộng lượt tiếp đột xuất vào tổng số, hoặc tách khỏi số tiếp thường xuyên.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
