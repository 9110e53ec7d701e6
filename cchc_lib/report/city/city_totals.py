"""The city as a whole: who reports, what was handled, what stands out, and its key figures."""

from cchc_lib.audit.declaration import Severity
from cchc_lib.city.city_values import CityValues
from cchc_lib.city.outliers import is_above_upper_limit
from cchc_lib.indicators.results import Standing
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.city.city_writing import cell, count, head_cell, heading, named, number, own, prose, wards_named
from cchc_lib.report.city.target_table import assessed
from cchc_lib.report.model.runs import Text, TextRun
from cchc_lib.report.sections.summary import KEY_FIGURES

_HANDLED_COUNTS = ("procedures.received", "procedures.resolved", "procedures.resolved_overdue")
"""The counts of the sentence on cases, in its order."""


def overview(values: CityValues) -> BlockGroup:
    """Who reports, what was handled, what stands out; and the key figures of the whole city."""
    lines = (_reporting(values), _handled(values), _beyond(values), _missed(values), _unanswered(values))
    return BlockGroup(
        (heading("tong-quan", "Kết quả chung"), prose("tong-quan-loi", *filter(None, lines)), _key(values))
    )


def _reporting(values: CityValues) -> tuple[TextRun, ...]:
    city = values.city
    told = f"{count(len(city.wards))}/{count(len(city.units))} đơn vị của {city.full_name} có số liệu của kỳ này"
    silent = named(f"{unit.kind} {unit.name}" for unit in city.non_reporting)
    return (Text(f"{told}; chưa có: {silent}." if silent else f"{told}."),)


def _handled(values: CityValues) -> tuple[TextRun, ...]:
    received, resolved, late = (str(ValueKey(code, FixedScope.CITY)) for code in _HANDLED_COUNTS)
    if not {received, resolved, late} <= values.values.keys():
        return ()
    rate = str(ValueKey("procedures.overdue_rate", FixedScope.CITY))
    share = (Text(" ("), number(values, rate), Text(")")) if rate in values.values else ()
    return (
        Text("Các đơn vị đã tiếp nhận "),
        number(values, received),
        Text(", giải quyết "),
        number(values, resolved),
        Text(", trong đó quá hạn "),
        number(values, late),
        *share,
        Text(_incomplete(values)),
    )


def _incomplete(values: CityValues) -> str:
    """How many wards do not state all that is added up."""
    lacking = sum(any(ward[code].state is State.NOT_GIVEN for code in _HANDLED_COUNTS) for ward in values.city.wards)
    return f"; {count(lacking)} đơn vị chưa nêu đủ các số này." if lacking else "."


def _beyond(values: CityValues) -> tuple[TextRun, ...]:
    beyond = [ward for ward in values.city.wards if is_above_upper_limit(values, ward)]
    if not beyond:
        return (Text("Không đơn vị nào có số hồ sơ quá hạn nhiều hơn mức có thể do ngẫu nhiên (giới hạn 99,8%)."),)
    told = f"{count(len(beyond))} đơn vị có số hồ sơ quá hạn nhiều hơn mức có thể do ngẫu nhiên (giới hạn 99,8%): "
    return Text(told), wards_named(beyond), Text(".")


def _missed(values: CityValues) -> tuple[TextRun, ...]:
    judged = [(ward, [each.standing for each in assessed(ward).values()]) for ward in values.city.wards]
    missed = [ward for ward, standings in judged if Standing.MISSED in standings]
    if not missed:
        return ()
    told = f"{count(len(missed))} đơn vị chưa đạt ít nhất một mục tiêu: "
    return Text(told), wards_named(missed), Text(" (xem phần So với mục tiêu).")


def _unanswered(values: CityValues) -> tuple[TextRun, ...]:
    of_wards = [[each for each in found if each.severity is Severity.ERROR] for found in values.city.findings.values()]
    unanswered = [sum(each.is_unacknowledged_error for each in errors) for errors in of_wards]
    if any(unanswered):
        told = f"Còn {count(sum(unanswered))} lỗi số liệu chưa giải trình ở {count(sum(map(bool, unanswered)))} đơn vị."
    elif any(of_wards):
        told = f"{count(sum(map(len, of_wards)))} lỗi số liệu đều đã được đơn vị giải trình."
    else:
        told = "Kiểm tra số liệu không phát hiện lỗi."
    return (Text(told),)


def _key(values: CityValues) -> Table:
    whole = "Các đơn vị cộng lại" if values.city.non_reporting else f"Toàn {values.city.units[0].province_kind}"
    columns = ("Chỉ tiêu", whole, "Trung vị", "Thấp nhất", "Cao nhất", "Đạt mục tiêu")
    rows = tuple(_key_row(values, code) for _, code in KEY_FIGURES if code in values.samples)
    remark = "Trung vị: một nửa số đơn vị cao hơn, một nửa thấp hơn. Chỉ tính các đơn vị có số liệu."
    return Table("city_key", "tong-quan", "Chỉ tiêu chính", columns, rows, remark)


def _key_row(values: CityValues, code: str) -> tuple[Cell, ...]:
    label, whole = values.city.wards[0][code].label, str(ValueKey(code, FixedScope.CITY))
    return (
        head_cell(label),
        cell(number(values, whole)) if whole in values.values else cell(Text("–")),
        cell(number(values, str(ValueKey(code, FixedScope.CITY, (Aspect.MEDIAN,))))),
        _end(values, code, 0),
        _end(values, code, -1),
        cell(Text(_met(values, code))),
    )


def _end(values: CityValues, code: str, at: int) -> Cell:
    """The lowest value or the highest, with the ward that has it, or how many have."""
    numbers = values.samples[code].numbers
    those = [ward for ward in values.city.wards if numbers and ward[code].number == numbers[at]]
    if not those:
        return cell(Text("–"))
    told = those[0].inputs.ward.full_name if len(those) == 1 else f"{count(len(those))} đơn vị"
    told = "mọi đơn vị" if numbers[0] == numbers[-1] and len(those) > 1 else told
    return cell(own(values, those[0], code), Text(f" ({told})"))


def _met(values: CityValues, code: str) -> str:
    """How many wards of those that have a target for it, and a value, meet it."""
    judged = [each for ward in values.city.wards if (each := assessed(ward).get(code))]
    known = [each for each in judged if each.standing is not Standing.UNKNOWN]
    met = sum(each.standing is Standing.MET for each in known)
    return f"{count(met)}/{count(len(known))}" if known else "–"
