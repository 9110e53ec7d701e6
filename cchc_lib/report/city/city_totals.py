"""The city as a whole: reporting wards, cases, what stands out, and the key figures."""

from collections.abc import Sequence
from fractions import Fraction

from cchc_lib.audit.declaration import Severity
from cchc_lib.city.city_values import CityValues, is_by_claim
from cchc_lib.city.overdue_limits import is_above_upper_limit
from cchc_lib.indicators.results import Results, Standing
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table, number_cell
from cchc_lib.report.city.city_wording import (
    NO_VALUE,
    count_text,
    list_of_units,
    list_of_wards,
    overview_number,
    paragraphs,
    part_heading,
    remark_on_claims,
    row_header,
    ward_runs,
)
from cchc_lib.report.city.target_table import assessments_by_code
from cchc_lib.report.model.runs import Text, TextRun
from cchc_lib.report.sections.summary import KEY_FIGURES

_CASE_COUNTS = ("procedures.received", "procedures.resolved", "procedures.resolved_overdue")
"""The counts of the sentence on cases, in its order."""


def build_totals(values: CityValues) -> BlockGroup:
    """Build the sentences on the whole city, and the table of its key figures."""
    lines = (
        _reporting_wards(values),
        _cases(values),
        _wards_above_limit(values),
        _wards_missing_targets(values),
        _data_errors(values),
    )
    text = paragraphs("tong-quan-loi", *filter(None, lines))
    return BlockGroup((part_heading("tong-quan", "Kết quả chung"), text, _key_figures(values)))


def _reporting_wards(values: CityValues) -> tuple[TextRun, ...]:
    city = values.city
    share = f"{count_text(len(city.wards))}/{count_text(len(city.units))}"
    sentence = f"{share} đơn vị của {city.full_name} có số liệu của kỳ này"
    missing = list_of_units(f"{unit.kind} {unit.name}" for unit in city.non_reporting)
    return (Text(f"{sentence}; chưa có: {missing}." if missing else f"{sentence}."),)


def _cases(values: CityValues) -> tuple[TextRun, ...]:
    received, resolved, overdue = (str(ValueKey(code, FixedScope.CITY)) for code in _CASE_COUNTS)
    if not {received, resolved, overdue} <= values.values.keys():
        return ()
    rate = str(ValueKey("procedures.overdue_rate", FixedScope.CITY))
    share = (Text(" ("), overview_number(values, rate), Text(")")) if rate in values.values else ()
    incomplete = sum(any(ward[code].state is State.NOT_GIVEN for code in _CASE_COUNTS) for ward in values.city.wards)
    return (
        Text("Các đơn vị đã tiếp nhận "),
        overview_number(values, received),
        Text(", giải quyết "),
        overview_number(values, resolved),
        Text(", trong đó quá hạn "),
        overview_number(values, overdue),
        *share,
        Text(f"; {count_text(incomplete)} đơn vị chưa nêu đủ các số này." if incomplete else "."),
    )


def _wards_above_limit(values: CityValues) -> tuple[TextRun, ...]:
    wards = [ward for ward in values.city.wards if is_above_upper_limit(values, ward)]
    if not wards:
        return (Text("Không đơn vị nào có số hồ sơ quá hạn nhiều hơn mức có thể do ngẫu nhiên (giới hạn 99,8%)."),)
    excess = "đơn vị có số hồ sơ quá hạn nhiều hơn mức có thể do ngẫu nhiên (giới hạn 99,8%)"
    return Text(f"{count_text(len(wards))} {excess}: "), list_of_wards(wards), Text(".")


def _wards_missing_targets(values: CityValues) -> tuple[TextRun, ...]:
    wards = [
        ward
        for ward in values.city.wards
        if Standing.MISSED in {assessment.standing for assessment in assessments_by_code(ward).values()}
    ]
    if not wards:
        return ()
    sentence = f"{count_text(len(wards))} đơn vị chưa đạt ít nhất một mục tiêu: "
    return Text(sentence), list_of_wards(wards), Text(" (xem phần So với mục tiêu).")


def _data_errors(values: CityValues) -> tuple[TextRun, ...]:
    errors_by_ward = [
        [finding for finding in findings if finding.severity is Severity.ERROR]
        for findings in values.city.findings.values()
    ]
    open_errors = [sum(error.is_unacknowledged_error for error in errors) for errors in errors_by_ward]
    if any(open_errors):
        wards = count_text(sum(map(bool, open_errors)))
        return (Text(f"Còn {count_text(sum(open_errors))} lỗi số liệu chưa giải trình ở {wards} đơn vị."),)
    if any(errors_by_ward):
        total = count_text(sum(map(len, errors_by_ward)))
        return (Text(f"{total} lỗi số liệu đều đã được đơn vị giải trình."),)
    return (Text("Kiểm tra số liệu không phát hiện lỗi."),)


def _key_figures(values: CityValues) -> Table:
    # While wards are missing, the sum must not be taken for that of the whole city.
    whole = "Các đơn vị cộng lại" if values.city.non_reporting else f"Toàn {values.city.units[0].province_kind}"
    columns = ("Chỉ tiêu", whole, "Trung vị", "Thấp nhất", "Cao nhất", "Đạt mục tiêu")
    codes = [code for _, code in KEY_FIGURES if code in values.samples]
    rows = tuple(_key_figure_row(values, code) for code in codes)
    remark = "Trung vị: một nửa số đơn vị cao hơn, một nửa thấp hơn. Chỉ tính các đơn vị có số liệu."
    claims = remark_on_claims(values, codes, f"; các tỷ lệ này không tính vào cột «{whole}»")
    remark = f"{remark} {claims}".rstrip()
    return Table("city_key", "tong-quan", "Chỉ tiêu chính", columns, rows, remark)


def _key_figure_row(values: CityValues, code: str) -> tuple[Cell, ...]:
    whole = str(ValueKey(code, FixedScope.CITY))
    numbers = values.samples[code].numbers
    return (
        row_header(values.city.wards[0][code].label),
        number_cell(overview_number(values, whole) if whole in values.values else NO_VALUE),
        number_cell(overview_number(values, str(ValueKey(code, FixedScope.CITY, (Aspect.MEDIAN,))))),
        _extreme_cell(values, code, numbers[:1]),
        _extreme_cell(values, code, numbers[-1:]),
        number_cell(Text(_share_of_targets_met(values, code))),
    )


def _extreme_cell(values: CityValues, code: str, extreme: Sequence[Fraction]) -> Cell:
    """Return the lowest or the highest value with the ward that has it, or with the number of such wards.

    Args:
        values: the values of the overview.
        code: the code of the indicator.
        extreme: the value; empty if no ward has one.
    """
    wards = [ward for ward in values.city.wards if extreme and ward.best_known(code).number == extreme[0]]
    if not wards:
        return number_cell(NO_VALUE)
    # Of equal values a computed one is printed, since it needs no mark.
    first = min(wards, key=lambda ward: is_by_claim(ward, code))
    return number_cell(*ward_runs(values, first, code), Text(f" ({_description(values, code, wards)})"))


def _description(values: CityValues, code: str, wards: Sequence[Results]) -> str:
    if len(wards) == 1:
        return wards[0].inputs.ward.full_name
    return "mọi đơn vị" if len(wards) == len(values.samples[code].numbers) else f"{count_text(len(wards))} đơn vị"


def _share_of_targets_met(values: CityValues, code: str) -> str:
    """Return how many of the wards with a target and a value meet the target, as in `3/12`."""
    assessments = [assessments_by_code(ward).get(code) for ward in values.city.wards]
    standings = [assessment.standing for assessment in assessments if assessment]
    known = [standing for standing in standings if standing in (Standing.MET, Standing.MISSED)]
    return f"{count_text(known.count(Standing.MET))}/{count_text(len(known))}" if known else NO_VALUE.text
