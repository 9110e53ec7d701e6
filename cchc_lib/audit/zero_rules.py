"""Rules on zero and nothing: rates over a denominator of zero, and pending cases that no figure states.

If nothing arose, there is no rate: a report says «không phát sinh» and neither 0% nor 100%.
"""

from collections.abc import Iterator

from cchc_lib.audit.amounts import are_stated, is_exact, is_stated, known_number, sum_of_parts, values_of
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.catalogue.case_flow import PENDING_PARTS, STATED_PENDING
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Ratio, State
from cchc_lib.quantities.units import CASES, ValueKind
from cchc_lib.quantities.value import Value


def _claims_over_zero(results: Results) -> Iterator[Observation]:
    for code, claim in results.inputs.claims.items():
        value = results[code]
        if isinstance(value.quantity, Ratio) and value.state in (State.NONE_ARISEN, State.UNDEFINED):
            yield observation(
                code,
                *(figure.code for figure in value.quantity.figures()),
                sources=(claim.source,),
                value=value,
                claimed=Amount(claim.number, claim.unit),
                whole=Value.of(value.quantity.denominator.figures()[0]),
            )


def _amounts_for_nobody(results: Results) -> Iterator[Observation]:
    """Yield the amounts for each person or case although there is no person or case."""
    for code, value in results.values.items():
        if not isinstance(value.quantity, Ratio) or value.state is not State.UNDEFINED:
            continue
        # Shares are left out: a part above a whole of zero is a finding of plausibility.part.
        if value.unit.kind is ValueKind.SHARE:
            continue
        # The sentence names one figure over another, so ratios of sums are left out.
        match [figure.code for figure in value.quantity.figures()]:
            case [dividend, divisor] if are_stated(results, (dividend, divisor)):
                yield observation(code, dividend, divisor, dividend=results[dividend], whole=results[divisor])


_RECEIVED = "procedures.received"
_SHARES_OF_CASES = ("city_system", "national_portal", "digitised", "electronic_results", "reused_data")
"""Shares of the cases that were received, which wards state without the counts behind them."""


def _shares_of_no_cases(results: Results) -> Iterator[Observation]:
    if is_stated(results, _RECEIVED) and not known_number(results[_RECEIVED]):
        for code in (f"procedures.{name}" for name in _SHARES_OF_CASES):
            if results[code].number is not None:
                yield observation(code, code, _RECEIVED, value=results[code], received=results[_RECEIVED])


def _unmentioned_pending_cases(results: Results) -> Iterator[Observation]:
    """Yield an observation if more cases were received than resolved, and no figure states the pending ones.

    In biểu II.06a the cases received are those resolved and those pending: (3) = (7) + (11).
    """
    resolved, pending = "procedures.resolved", "procedures.pending"
    if not (are_stated(results, (_RECEIVED, resolved)) and is_exact(results, (_RECEIVED, resolved))):
        return
    parts = tuple(part for part in values_of(results, PENDING_PARTS) if known_number(part) is not None)
    left = (known_number(results[pending]) or 0) - sum_of_parts(parts, CASES).number
    is_mentioned = any(is_stated(results, code) for code in (STATED_PENDING, "cases.total.pending"))
    # Both parts are all of the pending cases; whether they fit the others is judged as a sum.
    may_be_all = len(parts) == len(PENDING_PARTS) or not is_exact(results, (part.code for part in parts))
    if left > 0 and not is_mentioned and not may_be_all:
        yield observation(
            pending,
            _RECEIVED,
            resolved,
            *(part.code for part in parts),
            left=Amount(left, CASES),
            received=results[_RECEIVED],
            resolved=results[resolved],
            comma=", " if parts else "",
            parts=parts,
        )


RULES = (
    Rule(
        "zeros.nobody",
        Severity.ERROR,
        "Có chi trả, có hồ sơ thì phải có người nhận, người làm.",
        _amounts_for_nobody,
        message="«{dividend.label}» là {dividend}, nhưng «{whole.label}» là {whole}.",
        actual="{whole}",
        expected="lớn hơn 0",
        repair="Đối chiếu cả hai số với nguồn.",
        numbers_only=True,
    ),
    Rule(
        "zeros.rate",
        Severity.WARNING,
        "Không có gì phát sinh thì không có tỷ lệ; 0% hay 100% khi đó gây hiểu nhầm.",
        _claims_over_zero,
        message="«{value.label}» công bố {claimed}, trong khi «{whole.label}» là {whole}: phải ghi «không phát sinh».",
        actual="{claimed}",
        expected="không phát sinh",
        repair="Xóa dòng này trong claims.csv; báo cáo sẽ ghi «không phát sinh».",
        numbers_only=True,
    ),
    Rule(
        "zeros.share",
        Severity.WARNING,
        "Không có hồ sơ nào thì không có tỷ lệ nào của hồ sơ.",
        _shares_of_no_cases,
        message="«{value.label}» ghi {value}, trong khi số hồ sơ tiếp nhận là {received}: phải ghi «không phát sinh».",
        actual="{value}",
        expected="không phát sinh",
        repair="Ghi trạng thái none arisen cho số này trong figures.csv.",
        numbers_only=True,
    ),
    Rule(
        "zeros.leftover",
        Severity.NOTE,
        "Hồ sơ tiếp nhận mà chưa giải quyết phải được nói đến.",
        _unmentioned_pending_cases,
        message="Tiếp nhận {received}, đã giải quyết {resolved}{comma}{parts}: "
        "còn {left} chưa được thống kê ở dòng nào.",
        actual="không nêu",
        expected="{left}",
        repair="Ghi số đang giải quyết (procedures.in_progress, hoặc cột pending của cases.csv).",
        numbers_only=True,
    ),
)
"""The rules of this family."""
