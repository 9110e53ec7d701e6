"""What a report says of earlier periods: what improved and what did not, and a table of both sides."""

from collections.abc import Iterator

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.trends import (
    SMALL,
    WHICH_LABELS,
    Trend,
    Verdict,
    as_long,
    bound_codes,
    change_code,
    compared_codes,
    earlier_code,
)
from cchc_lib.inputs.earlier import UNITS_SINCE, Earlier, Which, is_comparable
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import Ratio
from cchc_lib.report.blocks import Cell, Group, Paragraph, Prose, Run, Style, Table, Text
from cchc_lib.report.sentences import Writer, capitalised, within_sentence

_SECTION = "so-sanh"
_TOLD = {Verdict.IMPROVED: "cải thiện ở", Verdict.WORSENED: "giảm sút ở"}
"""What is told in words of an indicator that has a better side."""
_NOISE = "trong mức dao động"
_UNCHANGED = "Không nêu chỉ tiêu không đổi."
_FEW = f"Trong ngoặc là khoảng tin cậy 95% (Wilson) của tỷ lệ có mẫu số dưới {SMALL}."
_WITHIN = (
    f"«{_NOISE[:1].upper()}{_NOISE[1:]}»: khoảng tin cậy 95% của chênh lệch (Newcombe) chứa số 0, "
    "chưa thể kết luận là tăng hay giảm."
)


def earlier_part(results: Results) -> Group:
    """A paragraph and a table for each earlier period; nothing where there is none."""
    earlier = results.inputs.earlier
    if not earlier:
        return Group(())
    lines = [_line(results, each) for each in earlier] + list(_incomparable(results))
    paragraphs = tuple(Paragraph(f"{_SECTION}.{at}", Style.BODY, (Text(line),)) for at, line in enumerate(lines))
    return Group((Prose(_SECTION, paragraphs), *(_table(results, each) for each in earlier)))


def _trends(results: Results, earlier: Earlier) -> Iterator[Trend]:
    for code in compared_codes(results.inputs.period, earlier.period):
        before = results.values.get(earlier_code(code, earlier.which))
        if before and not _is_complement(results, code):
            yield Trend(before, results[code])


def _is_complement(results: Results, code: str) -> bool:
    """Whether this is what is left of the whole of a rate that improves upwards: one of them is enough."""
    declared, quantity = indicators().get(code), results[code].quantity
    if declared is None or declared.direction is not Direction.LOWER or not isinstance(quantity, Ratio):
        return False
    others = (results[other].quantity for other, each in indicators().items() if each.direction is Direction.HIGHER)
    return any(
        isinstance(other, Ratio)
        and other.denominator == quantity.denominator
        and (other.number or 0) + (quantity.number or 0) == 1
        for other in others
    )


def _line(results: Results, earlier: Earlier) -> str:
    trends = list(_trends(results, earlier))
    told = [
        f"{word}: {'; '.join(within_sentence(trend.after.label) for trend in trends if trend.verdict is verdict)}"
        for verdict, word in _TOLD.items()
        if any(trend.verdict is verdict for trend in trends)
    ]
    first, *others = told or ["không chỉ tiêu nào thay đổi rõ rệt"]
    said = ". ".join((first, *(capitalised(each).text for each in others)))
    return f"So với {WHICH_LABELS[earlier.which]} ({earlier.period.in_vietnamese()}), {said}."


def _incomparable(results: Results) -> Iterator[str]:
    """That last year's figures are those of other units."""
    days = results.inputs.period.year_before
    if not is_comparable(days):
        since = format_date(UNITS_SINCE)
        label = WHICH_LABELS[Which.YEAR_BEFORE]
        yield (
            f"{capitalised(label).text} ({days.in_vietnamese()}): không so sánh được, vì trước ngày {since} "
            "số liệu thuộc các đơn vị hành chính cũ."
        )


def _table(results: Results, earlier: Earlier) -> Table:
    label = WHICH_LABELS[earlier.which]
    trends = [trend for trend in _trends(results, earlier) if trend.verdict is not Verdict.UNCHANGED]
    rows = tuple(_row(Writer(results), trend, earlier.which) for trend in trends)
    columns = ("Chỉ tiêu", capitalised(label).text, "Kỳ này", "Thay đổi")
    remark = " ".join(_remarks(results, earlier, trends))
    return Table(f"earlier_{earlier.which}", _SECTION, f"So sánh với {label}", columns, rows, remark)


def _remarks(results: Results, earlier: Earlier, trends: list[Trend]) -> Iterator[str]:
    yield _UNCHANGED
    codes = (value.code for each in trends for value in (each.before, each.after))
    if any(bound_codes(code)[0] in results.values for code in codes):
        yield _FEW
    if any(trend.verdict is Verdict.WITHIN_NOISE for trend in trends):
        yield _WITHIN
    one, other = earlier.period, results.inputs.period
    if not as_long(one, other):
        yield f"Không so sánh số lượng, vì hai kỳ dài khác nhau ({one.days} ngày và {other.days} ngày)."


def _row(writer: Writer, trend: Trend, which: Which) -> tuple[Cell, ...]:
    code = trend.after.code
    sides = (_bounded(writer, earlier_code(code, which)), _bounded(writer, code))
    return Cell((Text(trend.after.label),), header=True), *(
        Cell(each, numeric=True) for each in (*sides, _change(writer, trend, which))
    )


def _bounded(writer: Writer, code: str) -> tuple[Run, ...]:
    """A number, with its interval where it is a share of few."""
    low, high = bound_codes(code)
    shown = writer.shown(code)
    if low not in writer.results.values:
        return shown
    return (*shown, Text(" ("), writer.number(low, "number"), Text("–"), writer.number(high), Text(")"))


def _change(writer: Writer, trend: Trend, which: Which) -> tuple[Run, ...]:
    moved = writer.number(change_code(trend.after.code, which))
    match trend.verdict:
        case Verdict.WITHIN_NOISE:
            return moved, Text(f", {_NOISE}")
        case _:
            return Text(f"{trend.way} "), moved
