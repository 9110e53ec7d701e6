"""Rules on rates: each claim against the computed rate, complements against 100%, decimal places."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.amounts import absolute_difference
from cchc_lib.audit.claim_comparison import (
    ClaimComparison,
    DifferenceReason,
    comparable_claims,
    cuts_off_throughout,
    explaining_denominators,
    other_definition,
    rate_by,
    reason_of_difference,
    subtracted_complement,
)
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.report_ties import claims_with_a_wrong_figure, corrected_range, uncertain_codes
from cchc_lib.audit.wording_comparison import claim_is_contradicted
from cchc_lib.indicators.case_rates import split_row_rate
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Quantity, SourceCell
from cchc_lib.quantities.numbers import format_number
from cchc_lib.quantities.printing import operands_text
from cchc_lib.quantities.units import ValueKind


def _claims_that_differ(results: Results, reason: DifferenceReason) -> Iterator[Observation]:
    for comparison in comparable_claims(results):
        is_meant = reason_of_difference(comparison, results) is reason
        if (
            is_meant
            and not claim_is_contradicted(comparison.claim)
            and not (reason in _OF_WRONG_FIGURES and _is_consequence(comparison, results))
        ):
            yield _observation(comparison, results)


_OF_WRONG_FIGURES = (
    DifferenceReason.WRONG,
    DifferenceReason.UNREACHED,
    DifferenceReason.MINIMUM,
    DifferenceReason.DENOMINATOR,
)
"""The reasons that a wrong numerator or denominator has as well."""


def _is_consequence(comparison: ClaimComparison, results: Results) -> bool:
    """Return whether a claim may differ only because of numbers that have findings themselves."""
    code, quantity = comparison.claim.code, comparison.value.quantity
    if code in claims_with_a_wrong_figure(results) or _is_uncertain(quantity, results):
        return True
    others = (rate_by(definition, results) for definition in results.inputs.catalogue.definitions_of(code))
    uncertain = (other for other in others if other.number is not None and _is_uncertain(other, results))
    return any(corrected_range(other, results).meets(comparison.claimed) for other in uncertain)


def _is_uncertain(quantity: Quantity, results: Results) -> bool:
    return any(figure.code in uncertain_codes(results) for figure in quantity.figures())


def _observation(comparison: ClaimComparison, results: Results) -> Observation:
    claim, value, number = comparison.claim, comparison.value, comparison.number
    rounding = results.inputs.settings.rounding
    exact = comparison.rounded(number, max(comparison.decimals, value.unit.decimals), rounding)
    partner = subtracted_complement(comparison, results)
    denominators = explaining_denominators(comparison, results)
    definition = other_definition(comparison, results)
    other = rate_by(definition, results, split_row_rate(claim.code)[0]) if definition else None
    return observation(
        claim.code,
        *(figure.code for figure in value.quantity.figures()),
        sources=(claim.source,),
        value=value,
        claimed=claim.unit.with_number(format_number(claim.value)),
        words=comparison.words,
        # Reports print whole rates without decimals: 100% and not 100,00%.
        exact=claim.unit.with_number(format_number(exact if exact % 1 else exact.to_integral_value())),
        gap=absolute_difference(claim.number - number, claim.unit),
        calculation=operands_text(value.quantity, rounding) or "số liệu của chính báo cáo",
        partner=results[partner] if partner else "",
        whole=denominators[0] if denominators else "",
        definition=definition.name if definition else "",
        other_calculation=operands_text(other, rounding) if other else "",
        other=Amount(other.number or Fraction(0), claim.unit) if other else "",
    )


def _claims_that_do_not_add_up(results: Results) -> Iterator[Observation]:
    """Yield the pairs of complementary claims that do not make 100%, if the rate of one cannot be computed."""
    claims = results.inputs.claims
    for first, second in results.inputs.catalogue.complement_pairs:
        if first not in claims or second not in claims:
            continue
        # If both rates can be computed, each claim is compared with its own rate.
        if None not in (results[first].number, results[second].number):
            continue
        one, other = claims[first], claims[second]
        # Each rounded claim may be half a unit of its last place too high or too low.
        tolerance = Decimal((0, (1,), min(-_decimal_places(one.value), -_decimal_places(other.value))))
        if abs(one.value + other.value - 100) > tolerance:
            yield observation(
                first,
                sources=(one.source, other.source),
                one=results[first],
                other=results[second],
                sum=Amount(Fraction(one.value + other.value) / one.unit.scale, one.unit),
                first=Amount(one.number, one.unit),
                second=Amount(other.number, one.unit),
            )


def _rates_cut_off_throughout(results: Results) -> Iterator[Observation]:
    if cuts_off_throughout(results):
        comparisons = tuple(comparable_claims(results))
        yield observation(
            "cut_off",
            *(comparison.claim.code for comparison in comparisons),
            sources=tuple(comparison.claim.source for comparison in comparisons),
            rates=tuple(comparison.claim.value for comparison in comparisons),
        )


@dataclass(frozen=True)
class _PrintedRate:
    """A rate with the decimal places that the ward printed."""

    code: str
    number: Decimal
    """The number in %."""
    source: SourceCell


def _mixed_decimal_places(results: Results) -> Iterator[Observation]:
    """Yield one observation with the rates that have fewer decimal places than others."""
    # A rate of whole percents says nothing about decimal places if it is exact, as 50% is.
    rates = [rate for rate in _printed_rates(results) if rate.number % 1 or _is_shortened(results, rate.code)]
    fewest = min((_decimal_places(rate.number) for rate in rates), default=0)
    short = [rate for rate in rates if _decimal_places(rate.number) == fewest]
    long = [rate for rate in rates if _decimal_places(rate.number) > fewest]
    if long:
        yield observation(
            "decimals",
            *(rate.code for rate in short),
            sources=tuple(rate.source for rate in short),
            short=tuple(rate.number for rate in short),
            long=tuple(rate.number for rate in long),
        )


def _printed_rates(results: Results) -> Iterator[_PrintedRate]:
    for claim in results.inputs.claims.values():
        if claim.unit.kind is ValueKind.SHARE:
            yield _PrintedRate(claim.code, claim.value, claim.source)
    for code, figure in results.inputs.figures.items():
        if figure.unit.kind is ValueKind.SHARE and isinstance(figure.value, Decimal) and figure.source:
            yield _PrintedRate(code, figure.value, figure.source)


def _decimal_places(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def _is_shortened(results: Results, code: str) -> bool:
    """Return whether a claim is compared with a computed rate that is not a whole number of percents."""
    claim, number = results.inputs.claims.get(code), results[code].number
    return claim is not None and number is not None and (number * claim.unit.scale).denominator != 1


_REPAIR = "Sửa tỷ lệ thành {exact}, hoặc bỏ tỷ lệ khỏi claims.csv để báo cáo tự tính."


def _claim_rule(reason: DifferenceReason, rationale: str, message: str, severity: Severity = Severity.WARNING) -> Rule:
    """Return the rule on claims that differ from the computed rate for one reason."""
    return Rule(
        f"rates.{reason}",
        severity,
        rationale,
        lambda results: _claims_that_differ(results, reason),
        message=message,
        actual="{claimed}",
        expected="{exact}",
        repair=_REPAIR,
    )


RULES = (
    _claim_rule(
        DifferenceReason.TRUNCATED,
        "Tỷ lệ công bố phải là số làm tròn theo quy tắc của báo cáo, không phải số cắt bớt phần thập phân.",
        "«{value.label}» công bố {claimed} là số cắt bớt phần thập phân; {calculation} làm tròn là {exact}.",
    ),
    _claim_rule(
        DifferenceReason.ROUNDED,
        "Tỷ lệ công bố phải theo quy tắc làm tròn của báo cáo.",
        "«{value.label}» công bố {claimed} là số làm tròn, trong khi báo cáo cắt bớt phần thập phân: {exact}.",
    ),
    _claim_rule(
        DifferenceReason.COMPLEMENT,
        "Tỷ lệ phải tính từ tử số và mẫu số, không lấy 100% trừ một tỷ lệ đã làm tròn.",
        "«{value.label}» công bố {claimed} được lấy bằng 100% trừ tỷ lệ đã công bố của «{partner.label}»; "
        "tính trực tiếp {calculation} là {exact}.",
    ),
    _claim_rule(
        DifferenceReason.DEFINITION,
        "Có tỷ lệ được tính theo nhiều cách đang dùng; báo cáo cần nói rõ tính trên số nào.",
        "«{value.label}» công bố {claimed} là tỷ lệ {definition} ({other_calculation}, bằng {other}); "
        "theo định nghĩa của báo cáo, {calculation} là {exact}.",
        Severity.NOTE,
    ),
    _claim_rule(
        DifferenceReason.DENOMINATOR,
        "Tỷ lệ phải tính trên đúng mẫu số.",
        "«{value.label}» công bố {claimed} khớp khi lấy mẫu số là «{whole.label}» ({whole}); "
        "theo định nghĩa, {calculation} là {exact}.",
    ),
    _claim_rule(
        DifferenceReason.FRACTION,
        "Tỷ lệ ghi bằng phần trăm, không ghi bằng số thập phân của một.",
        "«{value.label}» công bố {claimed} là phân số viết như phần trăm; {calculation} là {exact}.",
    ),
    _claim_rule(
        DifferenceReason.UNREACHED,
        "Tỷ lệ nói «trên», «hơn», «gần» một mức phải ở đúng phía của mức ấy.",
        "«{value.label}» công bố «{words}{claimed}», nhưng {calculation} là {exact}.",
    ),
    _claim_rule(
        DifferenceReason.MINIMUM,
        "Mức tối thiểu nêu trong báo cáo phải so được với kết quả.",
        "«{value.label}» nêu mức «{words}{claimed}», kết quả {calculation} là {exact}, chưa đạt mức này.",
        Severity.NOTE,
    ),
    _claim_rule(
        DifferenceReason.WRONG,
        "Tỷ lệ công bố phải khớp với tử số và mẫu số của chính báo cáo.",
        "«{value.label}» công bố {claimed}, nhưng {calculation} là {exact}, lệch {gap}.",
    ),
    Rule(
        "rates.whole",
        Severity.WARNING,
        "Hai tỷ lệ bù nhau phải cộng lại bằng 100%.",
        _claims_that_do_not_add_up,
        message="«{one.label}» ({first}) và «{other.label}» ({second}) cộng lại là {sum}, không phải 100%.",
        actual="{sum}",
        expected="100%",
        repair="Tính lại cả hai tỷ lệ từ số liệu.",
    ),
    Rule(
        "rates.cut_off",
        Severity.NOTE,
        "Trong một báo cáo, các tỷ lệ được làm tròn theo một cách; cổng dịch vụ công quốc gia làm tròn nửa lên.",
        _rates_cut_off_throughout,
        message="Mọi tỷ lệ của báo cáo đều cắt bớt phần thập phân, không làm tròn: {rates}.",
        actual="cắt bớt",
        expected="làm tròn, hoặc nói rõ là cắt bớt",
        repair="Làm tròn các tỷ lệ, hoặc đặt rounding: truncate trong params/defaults.yaml.",
    ),
    Rule(
        "rates.precision",
        Severity.NOTE,
        "Trong một báo cáo, các tỷ lệ có cùng số chữ số thập phân.",
        _mixed_decimal_places,
        message="Có tỷ lệ ghi ít chữ số thập phân hơn các tỷ lệ còn lại: {short} (các tỷ lệ còn lại: {long}).",
        actual="{short}",
        expected="cùng số chữ số thập phân",
        repair="Ghi mọi tỷ lệ với hai chữ số thập phân.",
    ),
)
"""The rules of this family."""
