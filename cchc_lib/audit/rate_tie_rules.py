"""Rules on printed rates beside other numbers: a figure that several rates contradict, and numbers that sums imply."""

from collections.abc import Iterator

from cchc_lib.audit.claim_comparison import ClaimComparison
from cchc_lib.audit.contradictions import RateTie
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.report_ties import contradictions_of, implied_ranges
from cchc_lib.indicators.budget import attained
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.claims import Claim
from cchc_lib.quantities.figures import Figure, Ratio
from cchc_lib.quantities.numbers import format_number
from cchc_lib.quantities.units import PERCENT


def _figures_that_rates_contradict(results: Results) -> Iterator[Observation]:
    """Yield the figures that several printed rates contradict, though no sum does."""
    for contradiction in contradictions_of(results):
        ties = [tie for tie in contradiction.broken if isinstance(tie, RateTie)]
        if contradiction.root and len(ties) == len(contradiction.broken) > 1:
            root, claims = results[contradiction.root], [results.inputs.claims[tie.claim] for tie in ties]
            yield observation(
                root.code,
                *dict.fromkeys(code for tie in ties for code in tie.codes),
                sources=tuple(claim.source for claim in claims),
                value=root,
                claims=tuple(_claim_text(claim, results) for claim in claims),
            )


def _claim_text(claim: Claim, results: Results) -> str:
    return f"«{results[claim.code].label}» {claim.unit.with_number(format_number(claim.value))}"


def _claims_against_implied_numbers(results: Results) -> Iterator[Observation]:
    """Yield the printed rates that numbers contradict which the ward does not state, but which its sums imply."""
    implied = implied_ranges(results)
    for code, claim in results.inputs.claims.items():
        match results[code].quantity:
            case Ratio(Figure() as part, Figure() as whole) if {part.code, whole.code} <= implied.keys():
                value, one, other = results[code], implied[part.code], implied[whole.code]
                comparison = ClaimComparison(claim, value)
                if value.number is None and other.low and not comparison.claimed.meets(one / other):
                    yield observation(
                        code,
                        part.code,
                        whole.code,
                        sources=(claim.source,),
                        value=value,
                        words=comparison.words,
                        claimed=claim.unit.with_number(format_number(claim.value)),
                        part=Amount(one.low, part.unit),
                        whole=Amount(other.low, whole.unit),
                        exact=Amount(one.low / other.low, claim.unit),
                    )


def _rates_without_base(results: Results) -> Iterator[Observation]:
    """Yield one observation for the rates that a ward states without numerator and denominator."""
    amounts = {rate: amount for amount, rate in attained(results.inputs.catalogue)}
    bare = [
        figure
        for code, figure in results.inputs.figures.items()
        if figure.unit == PERCENT and figure.number is not None
        if code not in amounts or results[amounts[code]].number is None
    ]
    if bare:
        yield observation("bare", *(each.code for each in bare), labels=tuple(each.label for each in bare))


RULES = (
    Rule(
        "rates.bare",
        Severity.NOTE,
        "Tỷ lệ không kèm tử số, mẫu số thì không kiểm tra được.",
        _rates_without_base,
        message="Các tỷ lệ sau chỉ nêu kết quả, không nêu tử số và mẫu số: {labels}.",
        actual="chỉ có tỷ lệ",
        expected="tử số và mẫu số",
        repair="Bổ sung tử số, mẫu số nếu có, để số liệu kiểm tra được.",
    ),
    Rule(
        "rates.implied",
        Severity.WARNING,
        "Tỷ lệ công bố phải khớp với số tính được từ các tổng của báo cáo.",
        _claims_against_implied_numbers,
        message="«{value.label}» công bố «{words}{claimed}», nhưng theo các số còn lại ({part} trên {whole}) "
        "là {exact}.",
        actual="{claimed}",
        expected="{exact}",
        repair="Sửa tỷ lệ, và bổ sung số còn thiếu vào figures.csv.",
    ),
    Rule(
        "rates.count",
        Severity.WARNING,
        "Khi nhiều tỷ lệ cùng không khớp với một số thì số ấy nhiều khả năng sai.",
        _figures_that_rates_contradict,
        message="«{value.label}» ghi {value}, không khớp với các tỷ lệ đã công bố: {claims}.",
        actual="{value}",
        expected="số khớp với các tỷ lệ",
        repair="Đối chiếu số này với nguồn; các tỷ lệ trên khớp với nhau.",
    ),
)
"""The rules of this family."""
