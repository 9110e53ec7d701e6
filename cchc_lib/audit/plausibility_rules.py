"""Rules on plausibility: parts that exceed their whole, shares above 100%, values out of their range."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.audit.amounts import are_stated, is_exact, is_stated, known_number
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.report_ties import parts_of_wholes, uncertain_codes
from cchc_lib.audit.sum_rules import broken_sums_of, consequences_of
from cchc_lib.audit.wording_comparison import is_contradicted
from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.indicators.budget import attained
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.staff_groups import staff_groups
from cchc_lib.indicators.upper_bounds import is_share_of_whole
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey


@dataclass(frozen=True)
class PlausibleRange:
    """The range in which a figure or indicator lies in every ward."""

    code: str
    """The code of the figure or indicator."""
    low: Fraction
    """The smallest plausible value, in its unit."""
    high: Fraction
    """The greatest plausible value, in its unit."""
    reason: str
    """The Vietnamese words that justify the range."""


# Full marks of the score are 100 (Quyết định số 766/QĐ-TTg). No text gives the other limits: they are judgements, wide
# enough for a small xã and a large phường, so that a value outside comes from a wrong key or a wrong unit.
PLAUSIBLE_RANGES = (
    PlausibleRange("score766.reported", Fraction(0), Fraction(100), "thang điểm là 100"),
    PlausibleRange("procedures.per_thousand_people", Fraction(1), Fraction(3000), "khoảng thường gặp ở cấp xã"),
    PlausibleRange("procedures.per_civil_servant", Fraction(0), Fraction(3000), "khoảng thường gặp ở cấp xã"),
    PlausibleRange(
        "severance.paid_per_person",
        Fraction(10**6),
        Fraction(5 * 10**9),
        "mức chi trả theo lương và thời gian công tác",
    ),
    PlausibleRange("procedures.visits_per_case", Fraction(1, 10), Fraction(20), "số lượt tiếp trên một hồ sơ"),
    PlausibleRange("ward.highway_length", Fraction(1, 10), Fraction(300), "chiều dài đường qua một đơn vị cấp xã"),
    PlausibleRange("ward.area", Fraction(1, 10), Fraction(2000), "diện tích một đơn vị cấp xã"),
    PlausibleRange("ward.population", Fraction(100), Fraction(300000), "dân số một đơn vị cấp xã"),
)
"""The range of each figure and indicator that has one, the lines of the budget set aside."""


def _ranges_of_budget(catalogue: Catalogue) -> Iterator[PlausibleRange]:
    for amount, attainment in attained(catalogue):
        yield PlausibleRange(attainment, Fraction(0), Fraction(1000), "phần đạt được của dự toán")
        # What an authority or a ward adds may be a small part of the budget.
        if amount not in catalogue.additions:
            yield PlausibleRange(amount, Fraction(1, 10), Fraction(5000), "thu, chi ngân sách một đơn vị cấp xã")


def _parts_above_their_whole(results: Results) -> Iterator[Observation]:
    for broken in broken_sums_of(results, parts_of_wholes(results)):
        whole, (part,) = broken.identity.whole, broken.identity.parts
        consequences = consequences_of(broken, results)
        yield observation(part, part, whole, part=results[part], whole=results[whole], consequences=consequences)


def _shares_above_the_whole(results: Results) -> Iterator[Observation]:
    for code, value in results.values.items():
        # A computed share above 100% follows from figures that have rules already.
        is_own = code in results.inputs.figures or _is_claim_without_figures(results, code)
        if (
            is_own
            and is_share_of_whole(results.inputs.catalogue, value)
            and is_stated(results, code)
            and (value.number or 0) > 1
            and not _is_miscopied(value)
        ):
            yield observation(code, code, value=value)


def _is_claim_without_figures(results: Results, code: str) -> bool:
    """Return whether the code is that of a rate that the ward printed and that cannot be computed from its figures."""
    key = ValueKey.parse(code)
    return key.aspects == (Aspect.CLAIMED,) and results[key.base].number is None


def _is_miscopied(value: Value) -> bool:
    """Return whether a figure behind a value differs from its own text, which another rule reports."""
    return any(is_contradicted(figure) for figure in value.quantity.figures())


def _out_of_range(results: Results) -> Iterator[tuple[PlausibleRange, Value]]:
    for range_ in (*PLAUSIBLE_RANGES, *_ranges_of_budget(results.inputs.catalogue)):
        value = results[range_.code]
        # Zero is a possible value everywhere; a wrong key or unit gives other numbers.
        if value.number and not range_.low <= value.number * value.unit.scale <= range_.high:
            yield range_, value


def _values_out_of_range(results: Results) -> Iterator[Observation]:
    found = tuple(_out_of_range(results))
    codes = {value.code for _, value in found}
    for range_, value in found:
        # What is computed from a value out of range is out of range for that reason.
        follows = codes & {figure.code for figure in value.quantity.figures()} - {value.code}
        if not follows and not _is_miscopied(value):
            yield observation(
                range_.code,
                *(figure.code for figure in value.quantity.figures()),
                value=value,
                low=Amount(range_.low / value.unit.scale, value.unit),
                high=Amount(range_.high / value.unit.scale, value.unit),
                why=range_.reason,
            )


def _adhoc_matters_without_visits(results: Results) -> Iterator[Observation]:
    """Yield an observation if matters were received ad hoc, but the regular visits already make up all visits."""
    adhoc, visits = "reception.adhoc_matters", "reception.visits"
    regular, chair = "reception.regular_visits", "reception.chair_visits"
    if are_stated(results, (visits, regular, chair, adhoc)):
        total, *scheduled = (known_number(results[code]) or Fraction(0) for code in (visits, regular, chair))
        if (known_number(results[adhoc]) or 0) > 0 and total == sum(scheduled):
            yield observation(
                adhoc,
                visits,
                regular,
                chair,
                adhoc,
                adhoc=results[adhoc],
                total=results[visits],
                regular=results[regular],
                chair=results[chair],
            )


def _staff_above_quota(results: Results) -> Iterator[Observation]:
    for group in (each for each in staff_groups(results.inputs.catalogue) if each.present):
        present, quota = results[group.present], results[group.quota]
        counted = tuple(figure.code for figure in present.quantity.figures())
        is_judgeable = are_stated(results, (*counted, group.quota)) and is_exact(results, (*counted, group.quota))
        is_uncertain = uncertain_codes(results) & set(counted)
        if is_judgeable and not is_uncertain and (known_number(present) or 0) > (known_number(quota) or 0):
            yield observation(group.quota, *counted, group.quota, present=present, quota=quota)


RULES = (
    Rule(
        "plausibility.part",
        Severity.ERROR,
        "Một phần không thể lớn hơn toàn bộ.",
        _parts_above_their_whole,
        message="«{part.label}» ({part}) lớn hơn «{whole.label}» ({whole}).{consequences}",
        actual="{part}",
        expected="không quá {whole}",
        repair="Đối chiếu cả hai số với nguồn.",
        numbers_only=True,
    ),
    Rule(
        "plausibility.share",
        Severity.ERROR,
        "Tỷ lệ của một phần trong toàn bộ không thể quá 100%.",
        _shares_above_the_whole,
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
        _values_out_of_range,
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
        _adhoc_matters_without_visits,
        message="Có {adhoc} tiếp đột xuất, nhưng tổng số {total} đã bằng số tiếp thường xuyên ({regular}) "
        "và tiếp định kỳ ({chair}).",
        actual="{total}",
        expected="hơn {regular}",
        repair="Cộng lượt tiếp đột xuất vào tổng số, hoặc tách khỏi số tiếp thường xuyên.",
        numbers_only=True,
    ),
    Rule(
        "plausibility.quota",
        Severity.NOTE,
        "Số người có mặt thường không quá chỉ tiêu được giao; vượt thì cần nói rõ lý do.",
        _staff_above_quota,
        message="«{present.label}» là {present}, quá chỉ tiêu được giao ({quota}).",
        actual="{present}",
        expected="không quá {quota}",
        repair="Đối chiếu cả hai số; nếu đang dôi dư sau sắp xếp, nêu rõ trong báo cáo.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
