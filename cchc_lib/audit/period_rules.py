"""Rules on the period of the report: the day on which it is dated, against the cut-off day."""

from collections.abc import Iterator
from datetime import date

from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results


def _dated_before_the_cut_off(results: Results) -> Iterator[Observation]:
    inputs = results.inputs
    issued = inputs.figures["heading.date"]
    if inputs.is_dated_early and isinstance(issued.value, date):
        yield observation(issued.code, issued.code, day=issued.value, end=inputs.period.end)


RULES = (
    Rule(
        "periods.early",
        Severity.NOTE,
        "Số liệu của báo cáo ký trước ngày chốt chỉ là số ước thực hiện.",
        _dated_before_the_cut_off,
        message="Báo cáo đề ngày {day}, trước ngày chốt số liệu ({end}); báo cáo ghi số liệu là ước thực hiện.",
        actual="{day}",
        expected="từ {end}",
        repair="Sau ngày {end}, rà lại số liệu và sửa heading.date nếu báo cáo được lập lại.",
        reference="Nghị định số 09/2019/NĐ-CP ngày 24/01/2019, Điều 8 khoản 5",
    ),
)
"""The rules of this family."""
