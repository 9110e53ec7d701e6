"""Form: mixed thousand separators, date styles that NĐ 30/2020/NĐ-CP does not allow, amounts without a unit."""

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

_THIRTY = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I"
_BARE = re.compile(r"(?<![\d.,/])(\d{4,}|\d{1,3}([ ,\u00a0]\d{3})+)(?![\d.,/])")
_GROUPED = re.compile(r"(?<![\d.,/])\d{1,3}(\.\d{3})+(?![\d.,/])")
_NUMBER = re.compile(r"[\d.,]+")


def _separators(results: Results) -> Iterator[Observation]:
    counted = [
        figure
        for figure in results.inputs.figures.values()
        if isinstance(figure.value, Decimal) and figure.unit.kind.numeric and figure.value >= 1000
    ]
    bare = [figure for figure in counted if _BARE.search(figure.as_written)]
    grouped = [figure for figure in counted if _GROUPED.search(figure.as_written)]
    if bare and grouped:
        yield observation(
            "separators",
            *(figure.code for figure in bare),
            bare=tuple(figure.as_written for figure in bare),
            grouped=tuple(figure.as_written for figure in grouped),
        )


def _dates(results: Results) -> Iterator[Observation]:
    """Dates as the ward wrote them, against how the decree writes the same day."""
    wrong = [
        (source, written.text, format_date(day))
        for text, day, source in _stated_days(results)
        if (written := first_date_mention(text)) and not written.in_words and written.means(day)
        if written.text != format_date(day)
    ]
    if wrong:
        sources = tuple(source for source, *_ in wrong if source)
        texts, right = (tuple(dict.fromkeys(each)) for each in list(zip(*wrong, strict=True))[1:])
        yield observation("dates", sources=sources, written=texts, right=right)


def _stated_days(results: Results) -> Iterator[tuple[str, date, SourceCell | None]]:
    """Each date that the ward wrote, as it wrote it, with the day that it is."""
    register = results.inputs.register
    for citation in register.citations:
        if day := register.documents[citation.document].date:
            yield citation.date_as_written, day, citation.source
    for figure in results.inputs.figures.values():
        if isinstance(figure.value, date):
            yield figure.as_written, figure.value, figure.source


def _without_unit(results: Results) -> Iterator[Observation]:
    """Money and measures that the ward wrote as bare numbers; counts are followed by the noun that they count."""
    for code, figure in results.inputs.figures.items():
        measured = figure.unit == DONG or figure.unit.kind is ValueKind.MEASURE
        if measured and _NUMBER.fullmatch(figure.as_written) and not figure.unit_as_written:
            yield observation(code, code, value=results[code], written=figure.as_written, unit=figure.unit.name)


RULES = (
    Rule(
        "form.separators",
        Severity.NOTE,
        "Trong một báo cáo, hàng nghìn được ngăn theo một cách.",
        _separators,
        message="Hàng nghìn lúc ngăn bằng dấu chấm ({grouped}), lúc không ({bare}).",
        actual="{bare}",
        expected="dấu chấm ngăn hàng nghìn",
        repair="Viết mọi số từ 1.000 với dấu chấm.",
    ),
    Rule(
        "form.dates",
        Severity.NOTE,
        "Ngày dưới 10 và tháng 1, 2 thêm số 0 phía trước; các tháng khác thì không.",
        _dates,
        message="Ngày viết chưa đúng thể thức: {written}.",
        actual="{written}",
        expected="{right}",
        repair="Viết lại các ngày này.",
        reference=_THIRTY,
    ),
    Rule(
        "form.unit",
        Severity.WARNING,
        "Số tiền và số đo không kèm đơn vị tính thì không hiểu được.",
        _without_unit,
        message="«{value.label}» ghi {written} mà không kèm đơn vị tính ({unit}).",
        actual="{written}",
        expected="{value}",
        repair="Ghi đơn vị tính sau số.",
    ),
)
"""The rules of this family."""
