"""Rules on the period of the report: the day on which it is dated, and the days that its figures cover."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.value_key import ValueKey


def _dated_before_the_cut_off(results: Results) -> Iterator[Observation]:
    inputs = results.inputs
    issued = inputs.figures["heading.date"]
    if inputs.is_dated_early and isinstance(issued.value, date):
        yield observation(issued.code, issued.code, day=issued.value, end=inputs.period.end)


def _figures_of_another_window(results: Results) -> Iterator[Observation]:
    """Yield one observation for the figures of one subject that cover other days than were asked for."""
    inputs, period = results.inputs, results.inputs.asked_days
    if not inputs.period.covers_days_of(period):
        yield observation(
            f"report@{inputs.period.name}",
            labels=("mọi số liệu không ghi kỳ riêng",),
            window=inputs.period.in_vietnamese(),
            period=period.in_vietnamese(),
        )
    by_subject: dict[tuple[str, Period], list[Figure]] = defaultdict(list)
    for figure in results.inputs.figures.values():
        if figure.window and not figure.window.covers_days_of(period):
            by_subject[ValueKey.parse(figure.code).group, figure.window].append(figure)
    for (subject, window), figures in by_subject.items():
        codes = [figure.code for figure in figures]
        yield observation(
            f"{subject}@{window.name}",
            *codes,
            labels=tuple(figure.label for figure in figures),
            window=window.in_vietnamese(),
            period=period.in_vietnamese(),
        )


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
    Rule(
        "periods.window",
        Severity.NOTE,
        "Số liệu của một báo cáo phải thuộc kỳ báo cáo.",
        _figures_of_another_window,
        message="Số liệu lấy {window}, khác kỳ báo cáo ({period}): {labels}.",
        actual="{window}",
        expected="{period}",
        repair="Lấy lại số liệu {period}; nếu nguồn chỉ có số liệu của kỳ khác thì ghi nhận lý do.",
    ),
)
"""The rules of this family."""
