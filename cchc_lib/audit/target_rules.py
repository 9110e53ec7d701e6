"""Rules on the targets of the ward: passed when they were set, to be kept though missed, or far from the value."""

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.audit.amounts import absolute_difference
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.indicators.upper_bounds import is_share_of_whole
from cchc_lib.inputs.tables.performance_targets import Level, Relation, target_text
from cchc_lib.quantities.units import ValueKind

_KEEP_OR_CONTINUE = re.compile(r"\b(duy trì|tiếp tục|giữ)\b")
"""Words of a target that asks to keep a level, unless a word of change is beside them: `tiếp tục nâng`."""
_KEEP = re.compile(r"\b(duy trì|giữ)\b")
"""Words of a target that asks to keep a level, also if a word of change is beside them."""
# `tăng cường` (to strengthen an effort) says nothing about the number.
_CHANGE = re.compile(r"\b(nâng|đưa lên|tăng(?! cường)|giảm|phấn đấu)\b")
"""Words of a target that asks to improve the value: to raise it, or to lower it if low values are better."""
_SIDES = {
    "tối thiểu": re.compile(r"\b(trở lên|tối thiểu|ít nhất|không dưới|trên|hơn|vượt(?! quá))\b"),
    "tối đa": re.compile(r"\b(trở xuống|tối đa|nhiều nhất|không quá|không vượt quá|(?<!không )dưới)\b"),
}
"""Words of a target that ask for a minimum or a maximum."""
# A judgement, since no text gives a limit: within the months of a report a rate does not rise by 20 points.
_FAR = Fraction(20, 100)
"""The distance of a rate from its target above which one of the two is probably wrong; 20 percentage points."""


def _own_targets(results: Results) -> Iterator[Assessment]:
    # Targets of the city or the Government are not the ward's to correct.
    return (assessment for assessment in results.assessments() if assessment.target.level is Level.WARD)


def _missed_targets(results: Results) -> Iterator[Assessment]:
    return (assessment for assessment in _computed_targets(results) if assessment.standing is Standing.MISSED)


def _computed_targets(results: Results) -> Iterator[Assessment]:
    # A printed rate without its parts is compared in the report; here, the figures behind a value are named.
    return (assessment for assessment in _own_targets(results) if assessment.value.number is not None)


def _mentions(assessment: Assessment, words: re.Pattern[str]) -> bool:
    return words.search(assessment.target.as_written.lower()) is not None


def _asks_to_keep(assessment: Assessment) -> bool:
    return _mentions(assessment, _KEEP_OR_CONTINUE) and not _mentions(assessment, _CHANGE)


def _is_minimum(assessment: Assessment) -> bool:
    return assessment.target.relation in (Relation.AT_LEAST, Relation.ABOVE)


def _observation(assessment: Assessment, **facts: str) -> Observation:
    value, target = assessment.value, assessment.target
    return observation(
        value.code,
        *(figure.code for figure in value.quantity.figures()),
        sources=(target.place,) if target.place else (),
        value=value,
        target=Amount(target.number, value.unit),
        wording=target.as_written or target_text(target),
        gap=absolute_difference((value.number or Fraction(0)) - target.number, value.unit),
        **facts,
    )


def _targets_passed_when_set(results: Results) -> Iterator[Observation]:
    for assessment in _computed_targets(results):
        asks_for_change = _mentions(assessment, _CHANGE) and not _mentions(assessment, _KEEP)
        number = assessment.value.number or Fraction(0)
        # A share above 100% is wrong itself (plausibility.share), so that it passes no target.
        is_possible = not (is_share_of_whole(results.inputs.catalogue, assessment.value) and number > 1)
        is_passed = assessment.standing is Standing.MET and number != assessment.target.number
        if asks_for_change and is_possible and is_passed:
            yield _observation(assessment, side="cao hơn" if _is_minimum(assessment) else "thấp hơn")


def _targets_above_the_whole(results: Results) -> Iterator[Observation]:
    for assessment in _own_targets(results):
        target = assessment.target
        exceeds_whole = target.number > 1 or (target.relation is Relation.ABOVE and target.number == 1)
        if exceeds_whole and is_share_of_whole(results.inputs.catalogue, assessment.value) and _is_minimum(assessment):
            yield _observation(assessment)


def _targets_to_keep_but_missed(results: Results) -> Iterator[Observation]:
    return (_observation(assessment) for assessment in _missed_targets(results) if _asks_to_keep(assessment))


def _targets_far_away(results: Results) -> Iterator[Observation]:
    for assessment in _missed_targets(results):
        distance = abs((assessment.value.number or Fraction(0)) - assessment.target.number)
        is_share = assessment.value.unit.kind is ValueKind.SHARE
        # A missed target to keep a level has a rule already (targets.maintain).
        if is_share and distance > _FAR and not _asks_to_keep(assessment):
            yield _observation(assessment)


def _targets_without_value(results: Results) -> Iterator[Observation]:
    for assessment in _own_targets(results):
        if assessment.standing is Standing.UNKNOWN:
            yield _observation(assessment)


def _relations_against_the_wording(results: Results) -> Iterator[Observation]:
    for assessment in _own_targets(results):
        if _is_mistyped(assessment):
            yield _observation(assessment, entered=target_text(assessment.target))


def _is_mistyped(assessment: Assessment) -> bool:
    """Return whether the words of a target ask for the other side than its relation."""
    words = {side for side, pattern in _SIDES.items() if pattern.search(assessment.target.as_written.lower())}
    return len(words) == 1 and _is_minimum(assessment) is not (words == {"tối thiểu"})


def _relations_against_the_direction(results: Results) -> Iterator[Observation]:
    for assessment in _own_targets(results):
        direction = results.inputs.catalogue.direction_of(assessment.target.code)
        worst = {Direction.HIGHER: False, Direction.LOWER: True}.get(direction)
        if worst is not None and _is_minimum(assessment) is worst and not _is_mistyped(assessment):
            better = "càng cao càng tốt" if direction is Direction.HIGHER else "càng thấp càng tốt"
            yield _observation(assessment, better=better)


RULES = (
    Rule(
        "targets.relation",
        Severity.WARNING,
        "Mục tiêu nhập vào phải cùng chiều với lời văn.",
        _relations_against_the_wording,
        message="Mục tiêu của «{value.label}» được nhập là «{entered}», nhưng lời văn ghi «{wording}».",
        actual="{entered}",
        expected="{wording}",
        repair="Sửa cột relation trong targets.csv cho khớp với lời văn.",
    ),
    Rule(
        "targets.direction",
        Severity.WARNING,
        "Mục tiêu phải cùng chiều với chỉ tiêu: cao hơn là tốt hơn thì đặt mức tối thiểu, thấp hơn thì mức tối đa.",
        _relations_against_the_direction,
        message="Mục tiêu «{wording}» của «{value.label}» ngược chiều với chỉ tiêu này ({better}).",
        actual="{wording}",
        expected="mức ở chiều ngược lại",
        repair="Xem lại mục tiêu, hoặc cột relation trong targets.csv.",
    ),
    Rule(
        "targets.passed",
        Severity.WARNING,
        "Mục tiêu phấn đấu phải hơn kết quả đã có.",
        _targets_passed_when_set,
        message="Mục tiêu «{wording}» của «{value.label}» đã bị vượt qua ngay khi đặt ra: kết quả là {value}.",
        actual="{target}",
        expected="{side} {value}",
        repair="Đặt mục tiêu {side}, hoặc ghi là duy trì.",
    ),
    Rule(
        "targets.beyond",
        Severity.WARNING,
        "Không tỷ lệ nào của một toàn bộ có thể vượt 100%.",
        _targets_above_the_whole,
        message="Mục tiêu «{wording}» của «{value.label}» đòi hơn 100%, không thể đạt.",
        actual="{wording}",
        expected="không quá 100%",
        repair="Sửa mục tiêu trong targets.csv.",
    ),
    Rule(
        "targets.maintain",
        Severity.WARNING,
        "Chỉ duy trì được mức đã đạt.",
        _targets_to_keep_but_missed,
        message="Mục tiêu «{wording}» của «{value.label}» chưa từng đạt: kết quả mới là {value}, còn thiếu {gap}.",
        actual="{wording}",
        expected="phấn đấu từ {value} lên {target}",
        repair="Ghi là phấn đấu đạt, hoặc kiểm tra lại kết quả.",
    ),
    Rule(
        "targets.far",
        Severity.WARNING,
        "Kết quả cách mục tiêu quá xa thì một trong hai số cần xem lại.",
        _targets_far_away,
        message="«{value.label}» là {value}, cách mục tiêu «{wording}» {gap}.",
        actual="{value}",
        expected="gần {target}",
        repair="Kiểm tra lại kết quả và mục tiêu.",
    ),
    Rule(
        "targets.unmeasured",
        Severity.NOTE,
        "Mục tiêu chỉ đánh giá được khi báo cáo nêu kết quả.",
        _targets_without_value,
        message="Mục tiêu «{wording}» của «{value.label}» chưa đánh giá được vì báo cáo không nêu kết quả.",
        actual="{value}",
        expected="kết quả trong kỳ",
        repair="Bổ sung kết quả vào figures.csv.",
    ),
)
"""The rules of this family."""
