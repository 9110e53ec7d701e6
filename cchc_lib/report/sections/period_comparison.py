"""The comparison with earlier periods: a paragraph on what improved or worsened, and a table of both periods."""

from collections.abc import Iterator

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
from cchc_lib.quantities.letter_case import first_upper, within_sentence
from cchc_lib.quantities.units import PERCENT
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.record.places import PagePlace, PlaceKind
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table, header_cell, number_cell
from cchc_lib.report.model.runs import Text, TextRun, merge_texts
from cchc_lib.report.sections.change_wording import EXPLANATION_OF_NOISE, EXPLANATION_OF_ROUNDING, change_runs
from cchc_lib.report.sections.sentences import SentenceRenderer

_SECTION = "so-sanh"
_VERDICT_LABELS = {Verdict.IMPROVED: "Chuyển biến tốt", Verdict.WORSENED: "Chuyển biến chưa tốt"}
"""The verdicts that have a sentence. Only indicators with a better direction get them."""
_ONLY_CHANGES = "Không nêu chỉ tiêu không đổi."
_EXPLANATION_OF_INTERVALS = f"Trong ngoặc là khoảng tin cậy 95% (Wilson) của tỷ lệ có mẫu số dưới {SMALL_DENOMINATOR}."
_EXPLANATION_OF_MISSING_COUNTS = (
    "Tỷ lệ mà đơn vị chỉ nêu kết quả, không nêu tử số và mẫu số, thì không xét được mức dao động."
)


def build_period_comparison(results: Results) -> BlockGroup:
    """Build a paragraph and a table for each earlier period; empty if there is none to compare with or to explain."""
    earlier = results.inputs.comparison_periods
    lines = [line for period in earlier for line in _comparison_lines(SentenceRenderer(results), period)]
    lines += ((Style.BODY, (Text(sentence),)) for sentence in _incomparable_periods(results))
    if not lines:
        return BlockGroup(())
    paragraphs = tuple(
        Paragraph(str(PagePlace(PlaceKind.COMPARISON, str(index))), style, runs)
        for index, (style, runs) in enumerate(lines)
    )
    return BlockGroup((Prose(_SECTION, paragraphs), *(_table(results, period) for period in earlier)))


def _trends(results: Results, earlier: ComparisonPeriod) -> Iterator[Trend]:
    inputs = results.inputs
    for code in compared_codes(inputs.catalogue, inputs.period, earlier.period):
        before = results.values.get(_earlier_code(code, earlier.basis))
        if before is None or before.number is None or results[code].number is None:
            continue
        if not (results.is_possible(before.code) and results.is_possible(code)):
            continue
        if not _is_covered_by_complement(results, code, earlier.basis):
            yield Trend(before, results[code], inputs.catalogue.direction_of(code), inputs.settings.rounding)


def _earlier_code(code: str, basis: ComparisonBasis) -> str:
    return str(ValueKey(code, aspects=(EARLIER_ASPECT[basis],)))


def _is_covered_by_complement(results: Results, code: str, basis: ComparisonBasis) -> bool:
    """Return whether a rate and its complement make 100% in both periods, so that the complement says the same.

    The numbers are compared, because a ward may state both rates, and they need not fit together.
    """
    complement = results.inputs.catalogue.complements.get(code)
    if complement is None:
        return False
    pairs = ((code, complement), (_earlier_code(code, basis), _earlier_code(complement, basis)))
    # Both pairs are read before they are judged, so that the record names the figures of both.
    return all([_make_whole(results, *pair) for pair in pairs])


def _make_whole(results: Results, code: str, complement: str) -> bool:
    numbers = [results.values[name].number for name in (code, complement) if name in results.values]
    known = [number for number in numbers if number is not None]
    return len(known) == len((code, complement)) and sum(known) == 1


def _comparison_lines(
    renderer: SentenceRenderer, earlier: ComparisonPeriod
) -> Iterator[tuple[Style, tuple[TextRun, ...]]]:
    trends = list(_trends(renderer.results, earlier))
    by_verdict = {verdict: [trend for trend in trends if trend.verdict is verdict] for verdict in _VERDICT_LABELS}
    since = f"So với {BASIS_LABELS[earlier.basis]} ({earlier.period.phrase})"
    if not any(by_verdict.values()):
        yield Style.BODY, (Text(f"{since}, chưa có chỉ tiêu nào chuyển biến rõ rệt theo hướng tốt hơn hoặc kém đi."),)
        return
    yield Style.BODY, (Text(f"{since}:"),)
    for verdict, label in _VERDICT_LABELS.items():
        if by_verdict[verdict]:
            runs = (run for trend in by_verdict[verdict] for run in _listed_change(renderer, trend, earlier.basis))
            _first_separator, *rest = runs
            yield Style.BULLET, merge_texts((Text(f"{label}: "), *rest, Text(".")))


def _listed_change(renderer: SentenceRenderer, trend: Trend, basis: ComparisonBasis) -> tuple[TextRun, ...]:
    change = renderer.number(str(trend.after.key.with_aspect(CHANGE_ASPECT[basis])))
    label = within_sentence(trend.after.label)
    return Text("; "), Text(f"{label} ({trend.direction_word} "), change, Text(")")


def _incomparable_periods(results: Results) -> Iterator[str]:
    """Yield a sentence for each earlier period whose figures are those of other administrative units."""
    inputs = results.inputs
    year_before, last = inputs.period.year_before(inputs.calendar), inputs.incomparable_period
    has_previous = any(period.basis is ComparisonBasis.PREVIOUS for period in inputs.comparison_periods)
    # The same days a year before may also be the last period. One sentence is enough.
    is_year_before = last is not None and last.covers_days_of(year_before)
    if last and not is_year_before and not has_previous:
        yield _incomparable_sentence(ComparisonBasis.PREVIOUS, last)
    if (inputs.comparison_periods or last) and not is_comparable(year_before):
        yield _incomparable_sentence(ComparisonBasis.YEAR_BEFORE, year_before)


def _incomparable_sentence(basis: ComparisonBasis, period: Period) -> str:
    reason = f"vì trước ngày {format_date(UNITS_SINCE)} số liệu thuộc các đơn vị hành chính cũ"
    return f"{first_upper(BASIS_LABELS[basis])} ({period.in_vietnamese()}): không so sánh được, {reason}."


def _table(results: Results, earlier: ComparisonPeriod) -> Table:
    label = BASIS_LABELS[earlier.basis]
    trends = [trend for trend in _trends(results, earlier) if trend.verdict is not Verdict.UNCHANGED]
    rows = tuple(_row(SentenceRenderer(results), trend, earlier.basis) for trend in trends)
    columns = ("Chỉ tiêu", first_upper(label), "Kỳ này", "Thay đổi")
    remark = " ".join(_remarks(results, earlier, trends))
    return Table(f"earlier_{earlier.basis}", _SECTION, f"So sánh với {label}", columns, rows, remark)


def _remarks(results: Results, earlier: ComparisonPeriod, trends: list[Trend]) -> Iterator[str]:
    yield _ONLY_CHANGES
    one_sided = ", ".join(within_sentence(results[code].label) for code in _known_in_one_period(results, earlier))
    if one_sided:
        yield f"Chỉ có số liệu ở một trong hai kỳ, không so sánh được: {one_sided}."
    if any(trend.has_rounding_mismatch for trend in trends):
        yield EXPLANATION_OF_ROUNDING
    keys = (value.key for trend in trends for value in (trend.before, trend.after))
    if any(str(key.with_aspect(Aspect.LOW)) in results.values for key in keys):
        yield _EXPLANATION_OF_INTERVALS
    if any(trend.verdict is Verdict.WITHIN_NOISE for trend in trends):
        yield EXPLANATION_OF_NOISE
    if any(_has_no_counts(trend) for trend in trends):
        yield _EXPLANATION_OF_MISSING_COUNTS
    before, now = earlier.period, results.inputs.period
    if not have_similar_length(before, now):
        days = f"({before.days} ngày và {now.days} ngày)"
        yield f"Không so sánh số lượng và chỉ tiêu lũy kế theo năm, vì hai kỳ dài khác nhau {days}."


def _has_no_counts(trend: Trend) -> bool:
    """Return whether the ward states a rate without the counts that it is computed from."""
    return isinstance(trend.after.quantity, Figure) and trend.after.unit == PERCENT


def _known_in_one_period(results: Results, earlier: ComparisonPeriod) -> Iterator[str]:
    inputs = results.inputs
    for code in compared_codes(inputs.catalogue, inputs.period, earlier.period):
        before = results.values.get(_earlier_code(code, earlier.basis))
        if before and (before.number is None) != (results[code].number is None):
            yield code


def _row(renderer: SentenceRenderer, trend: Trend, basis: ComparisonBasis) -> tuple[Cell, ...]:
    code = trend.after.code
    change = renderer.number(str(trend.after.key.with_aspect(CHANGE_ASPECT[basis])))
    return (
        header_cell(trend.after.label),
        number_cell(*_with_interval(renderer, _earlier_code(code, basis))),
        number_cell(*_with_interval(renderer, code)),
        number_cell(*change_runs(trend, change)),
    )


def _with_interval(renderer: SentenceRenderer, code: str) -> tuple[TextRun, ...]:
    """Return a number, followed by its confidence interval if it is a share with a small denominator."""
    low, high = (str(ValueKey.parse(code).with_aspect(aspect)) for aspect in (Aspect.LOW, Aspect.HIGH))
    number = renderer.number_with_baseline(code)
    if low not in renderer.results.values:
        return number
    return (*number, Text(" ("), renderer.number(low, "number"), Text("–"), renderer.number(high), Text(")"))
