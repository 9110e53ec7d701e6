"""The changes of the city and its wards since the period before."""

from collections import Counter

from cchc_lib.city.city_values import CityValues
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.trends import Trend, Verdict, have_similar_length
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table, number_cell
from cchc_lib.report.city.city_wording import (
    count_text,
    list_of_wards,
    overview_number,
    paragraphs,
    part_heading,
    row_header,
)
from cchc_lib.report.model.runs import Text, TextRun
from cchc_lib.report.sections.change_wording import EXPLANATION_OF_NOISE, EXPLANATION_OF_ROUNDING, change_runs
from cchc_lib.report.sections.summary import KEY_FIGURES

_TITLE = "Thay đổi so với kỳ trước"
_VERDICT_COLUMNS = {
    Verdict.IMPROVED: "Tốt hơn",
    Verdict.WORSENED: "Kém hơn",
    Verdict.WITHIN_NOISE: "Trong mức dao động",
    Verdict.UNCHANGED: "Không đổi",
}
"""The verdicts whose wards are counted, with the names of their columns."""
_EXPLANATION_OF_COUNTS = f"Bốn cột cuối là số đơn vị có số liệu của cả hai kỳ. {EXPLANATION_OF_NOISE}"
_EXPLANATION_OF_LENGTHS = "Không so sánh số lượng và chỉ tiêu lũy kế theo năm, vì hai kỳ dài khác nhau."


def build_changes(values: CityValues) -> BlockGroup:
    """Build the wards that became worse, and the table of changes; empty if no ward reports the period before."""
    city = values.city
    if city.previous_period is None:
        return BlockGroup(())
    codes = [code for _, code in KEY_FIGURES if str(_paired_key(code)) in values.values]
    remarks = [_EXPLANATION_OF_COUNTS]
    if not have_similar_length(city.previous_period, city.period):
        remarks.append(_EXPLANATION_OF_LENGTHS)
    if any(_city_trend(values, code).has_rounding_mismatch for code in codes):
        remarks.append(EXPLANATION_OF_ROUNDING)
    columns = ("Chỉ tiêu", "Kỳ trước", "Kỳ này", "Thay đổi", *_VERDICT_COLUMNS.values())
    rows = tuple(_change_row(values, code) for code in codes)
    table = Table("city_changes", "thay-doi", _TITLE, columns, rows, " ".join(remarks))
    now, before = city.period.phrase, city.previous_period.phrase
    wards = count_text(len(city.wards_with_previous))
    sentence = f"{wards} đơn vị có báo cáo của cả kỳ này ({now}) và kỳ trước ({before})."
    worsened = filter(None, (_worsened_wards(values, code) for _, code in KEY_FIGURES))
    text = paragraphs("thay-doi-loi", (Text(sentence),), *worsened)
    return BlockGroup((part_heading("thay-doi", _TITLE), text, table))


def _worsened_wards(values: CityValues, code: str) -> tuple[TextRun, ...]:
    """Return the sentence on the wards whose value became worse; empty if there are none."""
    wards = [ward for ward in values.city.wards_with_previous if _verdict(ward, code) is Verdict.WORSENED]
    label = within_sentence(values.city.wards[0][code].label)
    return (Text(f"Kém hơn kỳ trước về {label}: "), list_of_wards(wards), Text(".")) if wards else ()


def _change_row(values: CityValues, code: str) -> tuple[Cell, ...]:
    key = _paired_key(code)
    change = overview_number(values, str(key.with_aspect(Aspect.PREVIOUS_CHANGE)))
    wards = Counter(_verdict(ward, code) for ward in values.city.wards_with_previous)
    return (
        row_header(values.city.wards[0][code].label),
        number_cell(overview_number(values, str(key.with_aspect(Aspect.PREVIOUS)))),
        number_cell(overview_number(values, str(key))),
        number_cell(*change_runs(_city_trend(values, code), change)),
        *(number_cell(Text(count_text(wards[verdict]))) for verdict in _VERDICT_COLUMNS),
    )


def _city_trend(values: CityValues, code: str) -> Trend:
    key = _paired_key(code)
    city = values.city
    before, after = values[str(key.with_aspect(Aspect.PREVIOUS))], values[str(key)]
    return Trend(before, after, city.catalogue.direction_of(code), city.settings.rounding)


def _paired_key(code: str) -> ValueKey:
    # Only wards that report both periods are added up. Otherwise a ward that reports one of them would be a change.
    return ValueKey(code, FixedScope.CITY, (Aspect.PAIRED,))


def _verdict(ward: Results, code: str) -> Verdict | None:
    """Return the verdict on the change of a ward's value; None if one of the two periods lacks it."""
    before = ward.values.get(str(ValueKey(code, aspects=(Aspect.PREVIOUS,))))
    if before is None or before.number is None or ward[code].number is None:
        return None
    inputs = ward.inputs
    return Trend(before, ward[code], inputs.catalogue.direction_of(code), inputs.settings.rounding).verdict
