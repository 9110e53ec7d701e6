"""Zero and nothing: 0% where nothing arose, cases left over that no line mentions."""

from collections.abc import Iterator

from cchc_lib.audit.amounts import amount, is_exact, is_stated
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Ratio, State
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value

_PAIR = 2


def _whole(ratio: Ratio) -> Value:
    return Value.of(ratio.denominator.figures()[0])


def _rates_of_nothing(results: Results) -> Iterator[Observation]:
    """Claims of a rate over a whole of zero."""
    for code, claim in results.inputs.claims.items():
        value = results[code]
        if isinstance(value.quantity, Ratio) and value.state in (State.NONE_ARISEN, State.UNDEFINED):
            stated = Amount(claim.number, claim.unit)
            codes = (figure.code for figure in value.quantity.figures())
            yield observation(
                code, *codes, sources=(claim.source,), value=value, claimed=stated, whole=_whole(value.quantity)
            )


def _of_nobody(results: Results) -> Iterator[Observation]:
    """Amounts per head, per case, where there is neither head nor case; parts of a whole are reported as such."""
    for code, value in results.values.items():
        ratio = value.quantity
        if isinstance(ratio, Ratio) and value.state is State.UNDEFINED and value.unit.kind is not ValueKind.SHARE:
            parts = [figure.code for figure in ratio.figures()]
            if len(parts) == _PAIR and all(is_stated(results, part) for part in parts):
                yield observation(code, *parts, what=results[parts[0]], whole=results[parts[1]])


_OF_CASES = ("city_system", "national_portal", "digitised", "electronic_results", "reused_data")
"""Shares of the cases that were received, as wards state them."""


def _shares_of_nothing(results: Results) -> Iterator[Observation]:
    received = "procedures.received"
    if is_stated(results, received) and not amount(results[received]):
        for code in (f"procedures.{each}" for each in _OF_CASES):
            if results[code].number is not None:
                yield observation(code, code, received, value=results[code], received=results[received])


def _left_over(results: Results) -> Iterator[Observation]:
    received, resolved = "procedures.received", "procedures.resolved"
    mentions = ("procedures.in_progress", "cases.total.pending")
    if is_stated(results, received) and is_stated(results, resolved) and is_exact(results, (received, resolved)):
        left = results["procedures.pending"]
        if (amount(left) or 0) > 0 and not any(is_stated(results, code) for code in mentions):
            yield observation(
                "procedures.pending",
                received,
                resolved,
                left=left,
                received=results[received],
                resolved=results[resolved],
            )


RULES = (
    Rule(
        "zeros.nobody",
        Severity.ERROR,
        "Có chi trả, có hồ sơ thì phải có người nhận, người làm.",
        _of_nobody,
        message="«{what.label}» là {what}, nhưng «{whole.label}» là {whole}.",
        actual="{whole}",
        expected="lớn hơn 0",
        repair="Đối chiếu cả hai số với nguồn.",
        numbers_only=True,
    ),
    Rule(
        "zeros.rate",
        Severity.WARNING,
        "Không có gì phát sinh thì không có tỷ lệ; 0% hay 100% khi đó gây hiểu nhầm.",
        _rates_of_nothing,
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
        _shares_of_nothing,
        message="«{value.label}» ghi {value}, trong khi số hồ sơ tiếp nhận là {received}: phải ghi «không phát sinh».",
        actual="{value}",
        expected="không phát sinh",
        repair="Ghi trạng thái none arisen cho số này trong figures.csv.",
        numbers_only=True,
    ),
    Rule(
        "zeros.leftover",
        Severity.WARNING,
        "Hồ sơ tiếp nhận mà chưa giải quyết phải được nói đến.",
        _left_over,
        message="Tiếp nhận {received}, đã giải quyết {resolved}: còn {left} không được dòng nào nhắc đến.",
        actual="không nêu",
        expected="{left}",
        repair="Ghi số đang giải quyết (procedures.in_progress, hoặc cột pending của cases.csv).",
        numbers_only=True,
    ),
)
"""The rules of this family."""
