"""Rates: every claim against its recomputed value, and why it differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.amounts import amount, gap, is_exact, is_stated
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.identities import complement_pairs
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.claims import Claim
from cchc_lib.quantities.figures import Figure, Ratio, SourceCell
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import operands_text
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import ValueKey


@dataclass(frozen=True)
class Check:
    """A claim beside the value that it is about."""

    claim: Claim
    value: Value

    @property
    def places(self) -> int:
        """Decimals that the ward printed."""
        return -int(self.claim.value.as_tuple().exponent)

    def rounds_to(self, number: Fraction, rounding: Rounding) -> bool:
        """Whether an exact rate is printed as the claim."""
        return round_number(number * self.claim.unit.scale, self.places, rounding) == self.claim.value


def _checks(results: Results) -> Iterator[Check]:
    """The claims whose rate can be computed."""
    for code, claim in results.inputs.claims.items():
        if results[code].number is not None and is_exact(results, (code,)):
            yield Check(claim, results[code])


def _is_complement(check: Check, results: Results) -> str:
    """The rate whose claim this one was taken from, 100% less it; a claim that is itself wrong explains nothing."""
    partners = {one: other for pair in complement_pairs() for one, other in (pair, pair[::-1])}
    partner = results.inputs.claims.get(partners.get(check.claim.code, ""))
    if partner is None or Decimal(100) - partner.value != check.claim.value:
        return ""
    number = results[partner.code].number
    taken = Check(partner, results[partner.code])
    return partner.code if number is not None and any(taken.rounds_to(number, way) for way in Rounding) else ""


def _other_wholes(check: Check, results: Results) -> tuple[Value, ...]:
    """Figures of the same section and unit over which the numerator gives the claim."""
    ratio = check.value.quantity
    if not isinstance(ratio, Ratio) or not isinstance(ratio.numerator, Figure) or not ratio.numerator.number:
        return ()
    part, share = ratio.numerator, ratio.numerator.number
    group = ValueKey.parse(part.code).group
    known = (value for code, value in results.values.items() if ValueKey.parse(code).group == group)
    wholes = (
        value
        for value in known
        if value.unit == part.unit and value.code != part.code and is_stated(results, value.code)
    )
    return tuple(
        value
        for value in wholes
        if (number := amount(value)) and number != ratio.denominator.number and _explains(check, share, number)
    )


def _explains(check: Check, part: Fraction, whole: Fraction) -> bool:
    return any(check.rounds_to(part / whole, rounding) for rounding in Rounding)


def _kind(check: Check, results: Results) -> str:
    """Why a claim differs from its value; nothing where it does not."""
    number = check.value.number or Fraction(0)
    if check.rounds_to(number, results.inputs.settings.rounding):
        return ""
    if check.rounds_to(number, Rounding.TRUNCATE):
        return "truncated"
    if check.rounds_to(number, Rounding.HALF_UP):
        return "rounded"
    if _is_complement(check, results):
        return "complement"
    return "denominator" if len(_other_wholes(check, results)) == 1 else "wrong"


def _claims(results: Results, kind: str) -> Iterator[Observation]:
    for check in _checks(results):
        if _kind(check, results) == kind:
            yield _observation(check, results)


def _observation(check: Check, results: Results) -> Observation:
    claim, value = check.claim, check.value
    number = value.number or Fraction(0)
    ratio = value.quantity
    rounding = results.inputs.settings.rounding
    exact = round_number(number * claim.unit.scale, max(check.places, value.unit.decimals), rounding)
    stated = claim.number
    partner = _is_complement(check, results)
    others = _other_wholes(check, results)
    return observation(
        claim.code,
        *(figure.code for figure in ratio.figures()),
        sources=(claim.source,),
        value=value,
        claimed=claim.unit.with_number(format_number(claim.value)),
        exact=claim.unit.with_number(format_number(exact if exact % 1 else exact.to_integral_value())),
        gap=gap(stated - number, claim.unit),
        calculation=operands_text(ratio, rounding) or "số liệu của chính báo cáo",
        partner=results[partner] if partner else "",
        whole=others[0] if others else "",
    )


def _not_whole(results: Results) -> Iterator[Observation]:
    """Pairs of which a rate cannot be computed; where both can, each is judged for itself."""
    claims = results.inputs.claims
    for one, other in complement_pairs():
        if one in claims and other in claims and None in (results[one].number, results[other].number):
            together = claims[one].value + claims[other].value
            last_place = Decimal((0, (1,), min(int(claims[each].value.as_tuple().exponent) for each in (one, other))))
            if abs(together - 100) > last_place:
                sources: tuple[SourceCell, ...] = (claims[one].source, claims[other].source)
                unit = claims[one].unit
                yield observation(
                    one,
                    sources=sources,
                    one=results[one],
                    other=results[other],
                    sum=Amount(Fraction(together) / unit.scale, unit),
                    first=Amount(claims[one].number, unit),
                    second=Amount(claims[other].number, unit),
                )


def _precision(results: Results) -> Iterator[Observation]:
    """Rates by how many decimals the ward printed; a whole one counts only where the exact rate is none."""
    stated = [claim for claim in results.inputs.claims.values() if claim.unit.kind is ValueKind.SHARE]
    rates = [(claim.code, claim.value, claim.source) for claim in stated]
    for code, figure in results.inputs.figures.items():
        if figure.unit.kind is ValueKind.SHARE and isinstance(figure.value, Decimal) and figure.source:
            rates.append((code, figure.value, figure.source))
    uneven = [(code, value, source) for code, value, source in rates if value % 1 or _shortened(results, code)]
    by_places = {-int(value.as_tuple().exponent) for _, value, _ in uneven}
    if len(by_places) > 1:
        fewest = min(by_places)
        short = [(code, value, source) for code, value, source in uneven if -int(value.as_tuple().exponent) == fewest]
        yield observation(
            "decimals",
            *(code for code, _, _ in short),
            sources=tuple(source for _, _, source in short),
            short=tuple(value for _, value, _ in short),
            long=tuple(value for _, value, _ in uneven if -int(value.as_tuple().exponent) > fewest),
        )


def _shortened(results: Results, code: str) -> bool:
    """Whether a claim is a whole number of percent and its exact rate is not."""
    claim, number = results.inputs.claims.get(code), results[code].number
    return claim is not None and number is not None and (number * claim.unit.scale).denominator != 1


_REPAIR = "Sửa tỷ lệ thành {exact}, hoặc bỏ tỷ lệ khỏi claims.csv để báo cáo tự tính."


def _claim_rule(kind: str, checks: str, says: str) -> Rule:
    return Rule(
        f"rates.{kind}",
        Severity.WARNING,
        checks,
        lambda results: _claims(results, kind),
        message=says,
        actual="{claimed}",
        expected="{exact}",
        repair=_REPAIR,
    )


RULES = (
    _claim_rule(
        "truncated",
        "Tỷ lệ công bố phải là số làm tròn theo quy tắc của báo cáo, không phải số cắt bớt phần thập phân.",
        "«{value.label}» công bố {claimed} là số cắt bớt phần thập phân; {calculation} làm tròn là {exact}.",
    ),
    _claim_rule(
        "rounded",
        "Tỷ lệ công bố phải theo quy tắc làm tròn của báo cáo.",
        "«{value.label}» công bố {claimed} là số làm tròn, trong khi báo cáo cắt bớt phần thập phân: {exact}.",
    ),
    _claim_rule(
        "complement",
        "Tỷ lệ phải tính từ tử số và mẫu số, không lấy 100% trừ một tỷ lệ đã làm tròn.",
        "«{value.label}» công bố {claimed} được lấy bằng 100% trừ tỷ lệ đã công bố của «{partner.label}»; "
        "tính trực tiếp {calculation} là {exact}.",
    ),
    _claim_rule(
        "denominator",
        "Tỷ lệ phải tính trên đúng mẫu số.",
        "«{value.label}» công bố {claimed} khớp khi lấy mẫu số là «{whole.label}» ({whole}); "
        "theo định nghĩa, {calculation} là {exact}.",
    ),
    _claim_rule(
        "wrong",
        "Tỷ lệ công bố phải khớp với tử số và mẫu số của chính báo cáo.",
        "«{value.label}» công bố {claimed}, nhưng {calculation} là {exact}, lệch {gap}.",
    ),
    Rule(
        "rates.whole",
        Severity.WARNING,
        "Hai tỷ lệ bù nhau phải cộng lại bằng 100%.",
        _not_whole,
        message="«{one.label}» ({first}) và «{other.label}» ({second}) cộng lại là {sum}, không phải 100%.",
        actual="{sum}",
        expected="100%",
        repair="Tính lại cả hai tỷ lệ từ số liệu.",
    ),
    Rule(
        "rates.precision",
        Severity.NOTE,
        "Trong một báo cáo, các tỷ lệ có cùng số chữ số thập phân.",
        _precision,
        message="Có tỷ lệ ghi ít chữ số thập phân hơn các tỷ lệ còn lại: {short} (các tỷ lệ còn lại: {long}).",
        actual="{short}",
        expected="cùng số chữ số thập phân",
        repair="Ghi mọi tỷ lệ với hai chữ số thập phân.",
    ),
)
"""The rules of this family."""
