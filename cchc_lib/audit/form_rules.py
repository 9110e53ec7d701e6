"""Rules on the form of numbers and dates in the text: thousands separators, dates in figures, units of measure."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cchc_lib.audit.date_mentions import first_date_mention
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.units import DONG, ValueKind

_DECREE_ON_DOCUMENTS = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I"
_SMALLEST_GROUPED = 1000
"""The smallest number that can have a thousands separator."""
_WITHOUT_DOTS = re.compile(r"(?<![\d.,/])(\d{4,}|\d{1,3}([ ,\u00a0]\d{3})+)(?![\d.,/])")
"""A number of four digits or more without a separator, or with a space or comma: 4816, 4 816."""
_WITH_DOTS = re.compile(r"(?<![\d.,/])\d{1,3}(\.\d{3})+(?![\d.,/])")
_NUMBER_ALONE = re.compile(r"[\d.,]+")


def _mixed_separators(results: Results) -> Iterator[Observation]:
    large = [
        figure
        for figure in results.inputs.figures.values()
        if isinstance(figure.value, Decimal) and figure.unit.kind.is_numeric and figure.value >= _SMALLEST_GROUPED
    ]
    without_dots = [figure for figure in large if _WITHOUT_DOTS.search(figure.as_written)]
    with_dots = [figure for figure in large if _WITH_DOTS.search(figure.as_written)]
    # Either way is in use; only a mixture of both in one report is a fault of form.
    if without_dots and with_dots:
        yield observation(
            "separators",
            *(figure.code for figure in without_dots),
            bare=tuple(figure.as_written for figure in without_dots),
            grouped=tuple(figure.as_written for figure in with_dots),
        )


def _dates_in_other_forms(results: Results) -> Iterator[Observation]:
    """Yield one observation with all dates in figures that differ from the form of Nghị định 30/2020/NĐ-CP."""
    wrong = [
        (source, mention.text, format_date(day))
        for text, day, source in _stated_days(results)
        # A mention of another day is a fault of the value, which other rules report (dates.cited, wording.value).
        if (mention := first_date_mention(text)) and not mention.in_words and mention.is_day(day)
        if mention.text != format_date(day)
    ]
    if wrong:
        yield observation(
            "dates",
            sources=tuple(source for source, _, _ in wrong if source),
            written=tuple(dict.fromkeys(text for _, text, _ in wrong)),
            right=tuple(dict.fromkeys(text for _, _, text in wrong)),
        )


def _stated_days(results: Results) -> Iterator[tuple[str, date, SourceCell | None]]:
    """Yield each date that the ward wrote: its text, the day that the data give, and its cell if that is known."""
    register = results.inputs.register
    for citation in register.citations:
        if day := register.documents[citation.document].date:
            yield citation.date_as_written, day, citation.source
    for figure in results.inputs.figures.values():
        if isinstance(figure.value, date):
            yield figure.as_written, figure.value, figure.source


def _measures_without_unit(results: Results) -> Iterator[Observation]:
    for code, figure in results.inputs.figures.items():
        # Counts need no unit: the noun that is counted follows them in the text.
        is_measured = figure.unit == DONG or figure.unit.kind is ValueKind.MEASURE
        if is_measured and _NUMBER_ALONE.fullmatch(figure.as_written) and not figure.unit_as_written:
            yield observation(code, code, value=results[code], written=figure.as_written, unit=figure.unit.name)


RULES = (
    Rule(
        "form.separators",
        Severity.NOTE,
        "Trong một báo cáo, hàng nghìn được ngăn theo một cách.",
        _mixed_separators,
        message="Hàng nghìn lúc ngăn bằng dấu chấm ({grouped}), lúc không ({bare}).",
        actual="{bare}",
        expected="dấu chấm ngăn hàng nghìn",
        repair="Viết mọi số từ 1.000 với dấu chấm.",
    ),
    Rule(
        "form.dates",
        Severity.NOTE,
        "Ngày dưới 10 và tháng 1, 2 thêm số 0 phía trước; các tháng khác thì không.",
        _dates_in_other_forms,
        message="Ngày viết chưa đúng thể thức: {written}.",
        actual="{written}",
        expected="{right}",
        repair="Viết lại các ngày này.",
        reference=_DECREE_ON_DOCUMENTS,
    ),
    Rule(
        "form.unit",
        Severity.WARNING,
        "Số tiền và số đo không kèm đơn vị tính thì không hiểu được.",
        _measures_without_unit,
        message="«{value.label}» ghi {written} mà không kèm đơn vị tính ({unit}).",
        actual="{written}",
        expected="{value}",
        repair="Ghi đơn vị tính sau số.",
    ),
)
"""The rules of this family."""
