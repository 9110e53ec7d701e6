"""The comparison with earlier periods: what improved, what did not, and a table of both periods."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc_lib.indicators.identities import complements
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.trends import (
    BASIS_LABELS,
    CHANGE_ASPECT,
    EARLIER_ASPECT,
    SMALL_DENOMINATOR,
    Trend,
    Verdict,
    compared_codes,
    have_similar_length,
)
from cchc_lib.inputs.comparison_periods import ComparisonPeriod
from cchc_lib.inputs.periods import UNITS_SINCE, ComparisonBasis, is_comparable
from cchc_lib.quantities.dates import Period, format_date
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.intervals import MIN_DENOMINATOR
from cchc_lib.quantities.letter_case import first_upper, within_sentence
from cchc_lib.quantities.units import PERCENT
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.model.runs import Number, Text, TextRun
from cchc_lib.report.sections.sentences import SentenceRenderer, merged

_SECTION = "so-sanh"
_TOLD = {Verdict.IMPROVED: "Chuyển biến tốt", Verdict.WORSENED: "Chuyển biến chưa tốt"}
"""The sentence on an indicator with a direction, whether higher or lower is better."""
_NOISE = "trong mức dao động"
_UNCHANGED = "Không nêu chỉ tiêu không đổi."
UNROUNDED = "Thay đổi tính trên số chưa làm tròn, nên có thể lệch một đơn vị ở chữ số cuối so với hiệu hai số đã in."
_FEW = f"Trong ngoặc là khoảng tin cậy 95% (Wilson) của tỷ lệ có mẫu số dưới {SMALL_DENOMINATOR}."
WITHIN_NOISE_MEANS = (
    f"«{first_upper(_NOISE)}»: khoảng tin cậy 95% của chênh lệch (Newcombe) chứa số 0, "
    f"hoặc mẫu số dưới {MIN_DENOMINATOR}, nên chưa thể kết luận là tăng hay giảm."
)
_BARE = "Tỷ lệ mà đơn vị chỉ nêu kết quả, không nêu tử số và mẫu số, thì không xét được mức dao động."
_SIGNS = {True: "+", False: "−"}


def earlier_part(results: Results) -> BlockGroup:
    """Paragraphs and a table for each earlier period; nothing where there is none."""
    earlier, untold = results.inputs.comparison_periods, [*_incomparable(results)]
    if not earlier and not untold:
        return BlockGroup(())
    told = [line for each in earlier for line in _lines(SentenceRenderer(results), each)]
    lines = [*told, *((Style.BODY, (Text(line),)) for line in untold)]
    paragraphs = tuple(Paragraph(f"{_SECTION}.{at}", *line) for at, line in enumerate(lines))
    return BlockGroup((Prose(_SECTION, paragraphs), *(_table(results, each) for each in earlier)))


def _trends(results: Results, earlier: ComparisonPeriod) -> Iterator[Trend]:
    for code in compared_codes(results.inputs.period, earlier.period):
        before = results.values.get(_earlier(code, earlier.basis))
        known = before and before.number is not None and results[code].number is not None
        if before and known and not _is_told_by_another(results, code, earlier.basis):
            yield Trend(before, results[code], results.inputs.settings.rounding)


def _earlier(code: str, which: ComparisonBasis) -> str:
    return str(ValueKey(code, aspects=(EARLIER_ASPECT[which],)))


def _is_told_by_another(results: Results, code: str, which: ComparisonBasis) -> bool:
    """Whether this is what a better half leaves of the whole, in both periods: one of them is enough."""
    other = complements().get(code)
    pairs = [(code, other), (_earlier(code, which), _earlier(other, which))] if other else []
    numbers = [[results.values[each].number for each in pair if each in results.values] for pair in pairs]
    return bool(numbers) and all(len(pair) == 2 and None not in pair and _sum(pair) == 1 for pair in numbers)


def _sum(numbers: Iterable[Fraction | None]) -> Fraction:
    return sum((number or Fraction(0) for number in numbers), Fraction(0))


def _lines(writer: SentenceRenderer, earlier: ComparisonPeriod) -> Iterator[tuple[Style, tuple[TextRun, ...]]]:
    trends = list(_trends(writer.results, earlier))
    told = {verdict: [trend for trend in trends if trend.verdict is verdict] for verdict in _TOLD}
    since = f"So với {BASIS_LABELS[earlier.basis]} ({earlier.period.in_vietnamese()})"
    if not any(told.values()):
        yield Style.BODY, (Text(f"{since}, chưa có chỉ tiêu nào chuyển biến rõ rệt theo hướng tốt hơn hoặc kém đi."),)
        return
    yield Style.BODY, (Text(f"{since}:"),)
    for verdict, words in _TOLD.items():
        if told[verdict]:
            runs = (run for trend in told[verdict] for run in (Text("; "), *_moved(writer, trend, earlier.basis)))
            _, *rest = runs
            yield Style.BULLET, merged((Text(f"{words}: "), *rest, Text(".")))


def _moved(writer: SentenceRenderer, trend: Trend, which: ComparisonBasis) -> tuple[TextRun, ...]:
    change = writer.number(str(trend.after.key.with_aspect(CHANGE_ASPECT[which])))
    return Text(f"{within_sentence(trend.after.label)} ({trend.direction_word} "), change, Text(")")


def _incomparable(results: Results) -> Iterator[str]:
    """That earlier figures are those of other units."""
    inputs = results.inputs
    days, last = inputs.period.year_before, inputs.incomparable_period
    same = last is not None and (last.start, last.end) == (days.start, days.end)
    if last and not same and not any(each.basis is ComparisonBasis.PREVIOUS for each in inputs.comparison_periods):
        yield _not_comparable(ComparisonBasis.PREVIOUS, last)
    if (inputs.comparison_periods or last) and not is_comparable(days):
        yield _not_comparable(ComparisonBasis.YEAR_BEFORE, days)


def _not_comparable(which: ComparisonBasis, period: Period) -> str:
    why = f"vì trước ngày {format_date(UNITS_SINCE)} số liệu thuộc các đơn vị hành chính cũ"
    return f"{first_upper(BASIS_LABELS[which])} ({period.in_vietnamese()}): không so sánh được, {why}."


def _table(results: Results, earlier: ComparisonPeriod) -> Table:
    label = BASIS_LABELS[earlier.basis]
    trends = [trend for trend in _trends(results, earlier) if trend.verdict is not Verdict.UNCHANGED]
    rows = tuple(_row(SentenceRenderer(results), trend, earlier.basis) for trend in trends)
    columns = ("Chỉ tiêu", first_upper(label), "Kỳ này", "Thay đổi")
    remark = " ".join(_remarks(results, earlier, trends))
    return Table(f"earlier_{earlier.basis}", _SECTION, f"So sánh với {label}", columns, rows, remark)


def _remarks(results: Results, earlier: ComparisonPeriod, trends: list[Trend]) -> Iterator[str]:
    yield _UNCHANGED
    half = ", ".join(within_sentence(results[code].label) for code in _half_known(results, earlier))
    if half:
        yield f"Chỉ có số liệu ở một trong hai kỳ, không so sánh được: {half}."
    if any(trend.has_rounding_mismatch for trend in trends):
        yield UNROUNDED
    keys = (value.key for each in trends for value in (each.before, each.after))
    if any(str(key.with_aspect(Aspect.LOW)) in results.values for key in keys):
        yield _FEW
    if any(trend.verdict is Verdict.WITHIN_NOISE for trend in trends):
        yield WITHIN_NOISE_MEANS
    if any(_is_bare(trend) for trend in trends):
        yield _BARE
    one, other = earlier.period, results.inputs.period
    if not have_similar_length(one, other):
        days = f"({one.days} ngày và {other.days} ngày)"
        yield f"Không so sánh số lượng và chỉ tiêu lũy kế theo năm, vì hai kỳ dài khác nhau {days}."


def _is_bare(trend: Trend) -> bool:
    """Whether a rate is stated without what it is computed from."""
    return isinstance(trend.after.quantity, Figure) and trend.after.unit == PERCENT


def _half_known(results: Results, earlier: ComparisonPeriod) -> Iterator[str]:
    for code in compared_codes(results.inputs.period, earlier.period):
        before = results.values.get(_earlier(code, earlier.basis))
        if before and (before.number is None) != (results[code].number is None):
            yield code


def _row(writer: SentenceRenderer, trend: Trend, which: ComparisonBasis) -> tuple[Cell, ...]:
    code = trend.after.code
    sides = (_bounded(writer, _earlier(code, which)), _bounded(writer, code))
    return Cell((Text(trend.after.label),), header=True), *(
        Cell(each, numeric=True) for each in (*sides, _change(writer, trend, which))
    )


def _bounded(writer: SentenceRenderer, code: str) -> tuple[TextRun, ...]:
    """A number, with its interval where it is a share of few."""
    low, high = (str(ValueKey.parse(code).with_aspect(aspect)) for aspect in (Aspect.LOW, Aspect.HIGH))
    shown = writer.shown(code)
    if low not in writer.results.values:
        return shown
    return (*shown, Text(" ("), writer.number(low, "number"), Text("–"), writer.number(high), Text(")"))


def _change(writer: SentenceRenderer, trend: Trend, which: ComparisonBasis) -> tuple[TextRun, ...]:
    return told_change(trend, writer.number(str(trend.after.key.with_aspect(CHANGE_ASPECT[which]))))


def told_change(trend: Trend, moved: Number) -> tuple[TextRun, ...]:
    """By how much something moved: a rise or a fall only where chance does not explain it."""
    match trend.verdict:
        case Verdict.UNCHANGED:
            return (Text("không đổi"),)
        case Verdict.WITHIN_NOISE:
            return Text(_SIGNS[trend.change > 0]), moved, Text(f", {_NOISE}")
        case _:
            return Text(f"{trend.direction_word} "), moved
