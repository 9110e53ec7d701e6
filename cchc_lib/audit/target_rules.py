"""Targets: already passed when they were set, kept up where they were never reached, far from what there is."""

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.audit.amounts import gap
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.indicators.upper_bounds import is_share_of_whole
from cchc_lib.inputs.tables.performance_targets import Level, Relation, target_text
from cchc_lib.quantities.units import ValueKind

KEEPING = re.compile(r"\b(duy trì|tiếp tục|giữ)\b")
"""Words of a target that asks for no more than there is."""
HOLDING = re.compile(r"\b(duy trì|giữ)\b")
"""Words that ask for no more, even beside those that do: `tiếp tục nâng` does."""
RISING = re.compile(r"\b(nâng|đưa lên|tăng(?! cường)|giảm|phấn đấu)\b")
"""Words of a target that asks for more, or for less of what is bad."""
FAR = Fraction(20, 100)
"""A gap between a rate and its target that no plan for the next months closes."""


def _own(results: Results) -> Iterator[Assessment]:
    return (each for each in results.assessments() if each.target.level is Level.WARD)


def _says(assessment: Assessment, words: re.Pattern[str]) -> bool:
    return words.search(assessment.target.as_written.lower()) is not None


def _keeps(assessment: Assessment) -> bool:
    """Whether a target asks to keep a level."""
    return _says(assessment, KEEPING) and not _says(assessment, RISING)


def _is_floor(assessment: Assessment) -> bool:
    return assessment.target.relation in (Relation.AT_LEAST, Relation.ABOVE)


def _observation(assessment: Assessment, **facts: str) -> Observation:
    value, asked = assessment.value, assessment.target.number
    codes = (figure.code for figure in value.quantity.figures())
    sources = (assessment.target.place,) if assessment.target.place else ()
    return observation(
        value.code,
        *codes,
        sources=sources,
        value=value,
        target=Amount(asked, value.unit),
        wording=assessment.target.as_written or target_text(assessment.target),
        gap=gap((value.number or Fraction(0)) - asked, value.unit),
        **facts,
    )


def _passed(results: Results) -> Iterator[Observation]:
    """Targets to rise to what is already exceeded."""
    for each in _own(results):
        moving = _says(each, RISING) and not _says(each, HOLDING)
        number = each.value.number or Fraction(0)
        possible = not (is_share_of_whole(each.value) and number > 1)
        if moving and possible and each.standing is Standing.MET and number != each.target.number:
            yield _observation(each, side="cao hơn" if _is_floor(each) else "thấp hơn")


def _missed(results: Results) -> Iterator[Assessment]:
    return (each for each in _own(results) if each.standing is Standing.MISSED)


def _above_everything(results: Results) -> Iterator[Observation]:
    """Targets to reach more of a whole than there is."""
    for each in _own(results):
        over = each.target.number > 1 or (each.target.relation is Relation.ABOVE and each.target.number == 1)
        if over and is_share_of_whole(each.value) and _is_floor(each):
            yield _observation(each)


def _never_reached(results: Results) -> Iterator[Observation]:
    return (_observation(each) for each in _missed(results) if _keeps(each))


def _far(results: Results) -> Iterator[Observation]:
    for each in _missed(results):
        apart = abs((each.value.number or Fraction(0)) - each.target.number)
        if not _keeps(each) and each.value.unit.kind is ValueKind.SHARE and apart > FAR:
            yield _observation(each)


def _unmeasured(results: Results) -> Iterator[Observation]:
    for each in _own(results):
        if each.standing is Standing.UNKNOWN:
            yield _observation(each)


RULES = (
    Rule(
        "targets.passed",
        Severity.WARNING,
        "Mục tiêu phấn đấu phải hơn kết quả đã có.",
        _passed,
        message="Mục tiêu «{wording}» của «{value.label}» đã bị vượt qua ngay khi đặt ra: kết quả là {value}.",
        actual="{target}",
        expected="{side} {value}",
        repair="Đặt mục tiêu {side}, hoặc ghi là duy trì.",
    ),
    Rule(
        "targets.beyond",
        Severity.WARNING,
        "Không tỷ lệ nào của một toàn bộ có thể vượt 100%.",
        _above_everything,
        message="Mục tiêu «{wording}» của «{value.label}» đòi hơn 100%, không thể đạt.",
        actual="{wording}",
        expected="không quá 100%",
        repair="Sửa mục tiêu trong targets.csv.",
    ),
    Rule(
        "targets.maintain",
        Severity.WARNING,
        "Chỉ duy trì được mức đã đạt.",
        _never_reached,
        message="Mục tiêu «{wording}» của «{value.label}» chưa từng đạt: kết quả mới là {value}, còn thiếu {gap}.",
        actual="{wording}",
        expected="phấn đấu từ {value} lên {target}",
        repair="Ghi là phấn đấu đạt, hoặc kiểm tra lại kết quả.",
    ),
    Rule(
        "targets.far",
        Severity.WARNING,
        "Kết quả cách mục tiêu quá xa thì một trong hai số cần xem lại.",
        _far,
        message="«{value.label}» là {value}, cách mục tiêu «{wording}» {gap}.",
        actual="{value}",
        expected="gần {target}",
        repair="Kiểm tra lại kết quả và mục tiêu.",
    ),
    Rule(
        "targets.unmeasured",
        Severity.NOTE,
        "Mục tiêu chỉ đánh giá được khi báo cáo nêu kết quả.",
        _unmeasured,
        message="Mục tiêu «{wording}» của «{value.label}» chưa đánh giá được vì báo cáo không nêu kết quả.",
        actual="{value}",
        expected="kết quả trong kỳ",
        repair="Bổ sung kết quả vào figures.csv.",
    ),
)
"""The rules of this family."""
