"""The wording of changes between periods, shared by a ward's report and a city's overview."""

from cchc_lib.indicators.trends import Trend, Verdict
from cchc_lib.quantities.intervals import MIN_DENOMINATOR
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.model.runs import Number, Text, TextRun

_WITHIN_NOISE = "trong mức dao động"
EXPLANATION_OF_NOISE = (
    f"«{first_upper(_WITHIN_NOISE)}»: khoảng tin cậy 95% của chênh lệch (Newcombe) chứa số 0, "
    f"hoặc mẫu số dưới {MIN_DENOMINATOR}, nên chưa thể kết luận là tăng hay giảm."
)
EXPLANATION_OF_ROUNDING = (
    "Thay đổi tính trên số chưa làm tròn, nên có thể lệch một đơn vị ở chữ số cuối so với hiệu hai số đã in."
)
"""The remark on changes that differ from the difference of the printed values."""


def change_runs(trend: Trend, change: Number) -> tuple[TextRun, ...]:
    """Return a change in words and number.

    A change is called a rise or a fall only if chance does not explain it; otherwise it has a sign and a remark.

    Args:
        trend: the value in both periods.
        change: the distance between them as it is printed, never below zero.
    """
    match trend.verdict:
        case Verdict.UNCHANGED:
            return (Text("không đổi"),)
        case Verdict.WITHIN_NOISE:
            return Text("+" if trend.change > 0 else "−"), change, Text(f", {_WITHIN_NOISE}")
        case _:
            return Text(f"{trend.direction_word} "), change
