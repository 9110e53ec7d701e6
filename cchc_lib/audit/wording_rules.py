"""Rules on values and the text that they were read from: a copying error makes the two differ."""

from collections.abc import Iterator
from decimal import Decimal

from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.number_mentions import states_value
from cchc_lib.audit.wording_comparison import claim_is_contradicted, is_contradicted
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.upper_bounds import is_share_of_whole
from cchc_lib.inputs.tables.performance_targets import Level


def _contradicted_figures(results: Results) -> Iterator[Observation]:
    for code, figure in results.inputs.figures.items():
        if is_contradicted(figure):
            yield observation(code, code, label=figure.label, value=results[code], written=figure.as_written)


def _contradicted_claims(results: Results) -> Iterator[Observation]:
    for code, claim in results.inputs.claims.items():
        if claim_is_contradicted(claim):
            yield observation(
                f"{code} (claims)",
                sources=(claim.source,),
                label=results[code].label,
                value=Amount(claim.number, claim.unit),
                written=claim.as_written,
            )


def _contradicted_announcements(results: Results) -> Iterator[Observation]:
    for code, announced in results.inputs.register.announcements.items():
        figure = results.inputs.figures[code]
        if isinstance(figure.value, Decimal) and not states_value(announced.as_written, figure.value, figure.unit):
            subject, value = f"{code} (announcements)", results[code]
            yield observation(subject, code, label=figure.label, value=value, written=announced.as_written)


def _contradicted_targets(results: Results) -> Iterator[Observation]:
    for target in results.inputs.targets:
        # A target for a plan may be worded as a surplus: `vượt 5% dự toán` for 105%.
        is_judgeable = target.level is Level.WARD and is_share_of_whole(results.inputs.catalogue, results[target.code])
        if is_judgeable and not states_value(target.as_written, target.value, target.unit):
            yield observation(
                f"{target.code} (targets)",
                sources=(target.place,) if target.place else (),
                label=results[target.code].label,
                value=Amount(target.number, target.unit),
                written=target.as_written,
            )


def _contradictions(results: Results) -> Iterator[Observation]:
    yield from _contradicted_figures(results)
    yield from _contradicted_claims(results)
    yield from _contradicted_announcements(results)
    yield from _contradicted_targets(results)


RULES = (
    Rule(
        "wording.value",
        Severity.ERROR,
        "Giá trị dùng để tính phải là số đọc từ nguyên văn; khác nhau thì một bên đã chép sai.",
        _contradictions,
        message="«{label}» được nhập là {value}, nhưng nguyên văn ghi «{written}».",
        actual="{value}",
        expected="{written}",
        repair="Đối chiếu bản gốc, rồi sửa cột value hoặc cột as_written.",
    ),
)
"""The rules of this family."""
