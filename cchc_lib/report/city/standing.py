"""The city as a whole, and every ward against its targets."""

from fractions import Fraction

from cchc_lib.city.outliers import beyond_limit
from cchc_lib.city.values import CityValues, city_code, median_code
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.indicators.trends import COUNTS
from cchc_lib.inputs.stated import target_text
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks import Cell, Group, Run, Table, Text
from cchc_lib.report.city.writing import cell, count, head_cell, heading, named, number, own, prose, wards_named
from cchc_lib.report.summary import KEY_FIGURES

_FAR = 10
"""One part in so many of the target, behind which a value is far from it."""


def overview(values: CityValues) -> Group:
    """Who reports, what was handled, what stands out; and the key figures of the whole city."""
    lines = (_reporting(values), _handled(values), _beyond(values), _unanswered(values))
    return Group((heading("tong-quan", "Kết quả chung"), prose("tong-quan-loi", *filter(None, lines)), _key(values)))


def _reporting(values: CityValues) -> tuple[Run, ...]:
    city = values.city
    told = f"{count(len(city.wards))}/{count(len(city.units))} đơn vị của {city.full_name} có số liệu của kỳ này"
    silent = named(f"{unit.kind} {unit.name}" for unit in city.silent)
    return (Text(f"{told}; chưa có: {silent}." if silent else f"{told}."),)


def _handled(values: CityValues) -> tuple[Run, ...]:
    received, resolved, late = map(city_code, COUNTS)
    if not {received, resolved, late} <= values.values.keys():
        return ()
    rate = city_code("procedures.overdue_rate")
    share = (Text(" ("), number(values, rate), Text(")")) if rate in values.values else ()
    return (
        Text("Các đơn vị đã tiếp nhận "),
        number(values, received),
        Text(", giải quyết "),
        number(values, resolved),
        Text(", trong đó quá hạn "),
        number(values, late),
        *share,
        Text("."),
    )


def _beyond(values: CityValues) -> tuple[Run, ...]:
    beyond = [ward for ward in values.city.wards if beyond_limit(values, ward)]
    if not beyond:
        return (Text("Không đơn vị nào có tỷ lệ quá hạn vượt giới hạn kiểm soát 99,8%."),)
    told = f"{count(len(beyond))} đơn vị có tỷ lệ quá hạn vượt giới hạn kiểm soát 99,8%: "
    return Text(told), wards_named(beyond), Text(".")


def _unanswered(values: CityValues) -> tuple[Run, ...]:
    found = [[each for each in of_ward if each.stands_unanswered] for of_ward in values.city.findings.values()]
    errors, wards = sum(map(len, found)), sum(map(bool, found))
    told = f"Còn {count(errors)} lỗi số liệu chưa giải trình ở {count(wards)} đơn vị." if errors else ""
    return (Text(told or "Không còn lỗi số liệu nào chưa giải trình."),)


def _key(values: CityValues) -> Table:
    whole = f"Toàn {values.city.units[0].province_kind}"
    columns = ("Chỉ tiêu", whole, "Trung vị", "Thấp nhất", "Cao nhất", "Đạt mục tiêu")
    rows = tuple(_key_row(values, code) for _, code in KEY_FIGURES if code in values.samples)
    remark = "Trung vị: một nửa số đơn vị cao hơn, một nửa thấp hơn. Chỉ tính các đơn vị có số liệu."
    return Table("city_key", "tong-quan", "Chỉ tiêu chính", columns, rows, remark)


def _key_row(values: CityValues, code: str) -> tuple[Cell, ...]:
    label, whole = values.city.wards[0][code].label, city_code(code)
    return (
        head_cell(label),
        cell(number(values, whole)) if whole in values.values else cell(Text("–")),
        cell(number(values, median_code(code))),
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
    return cell(own(values, those[0], code), Text(f" ({told})"))


def _met(values: CityValues, code: str) -> str:
    """How many wards of those that have a target for it, and a value, meet it."""
    judged = [each for ward in values.city.wards if (each := _assessed(ward).get(code))]
    known = [each for each in judged if each.standing is not Standing.UNKNOWN]
    met = sum(each.standing is Standing.MET for each in known)
    return f"{count(met)}/{count(len(known))}" if known else "–"


def _assessed(ward: Results) -> dict[str, Assessment]:
    return {each.value.code: each for each in ward.first_assessments()}


def against_targets(values: CityValues) -> Group:
    """Every ward with every indicator that has a target, coloured by how it stands to it."""
    assessed = {ward.inputs.slug: _assessed(ward) for ward in values.city.wards}
    codes = [
        code for code in indicators() if code in values.samples and any(code in each for each in assessed.values())
    ]
    rows = tuple(
        (
            head_cell(ward.inputs.ward.full_name),
            *(_shaded(values, ward, code, assessed[ward.inputs.slug].get(code)) for code in codes),
        )
        for ward in values.city.wards
    )
    columns = ("Đơn vị", *(_asked(values, code) for code in codes))
    table = Table(
        "city_targets", "muc-tieu", "Kết quả của từng đơn vị so với mục tiêu", columns, rows if codes else (), _KEY
    )
    return Group((heading("muc-tieu", "So với mục tiêu"), table))


_KEY = (
    f"Nền xanh: đạt mục tiêu. Chữ đậm, nền cam: chưa đạt; nền đỏ: còn cách mục tiêu trên {100 // _FAR}% của nó. "
    "Không tô màu: đơn vị không có mục tiêu hoặc chưa có số liệu. Mục tiêu riêng của đơn vị thay cho mục tiêu chung."
)


def _asked(values: CityValues, code: str) -> str:
    """A column's name: the indicator, and what most wards are asked."""
    asked = [target_text(each.target) for ward in values.city.wards if (each := _assessed(ward).get(code))]
    return f"{values.city.wards[0][code].label} ({max(dict.fromkeys(asked), key=asked.count)})"


def _shaded(values: CityValues, ward: Results, code: str, assessment: Assessment | None) -> Cell:
    shown = own(values, ward, code)
    if ward[code].state is State.NOT_GIVEN:
        return cell(shown)
    return cell(shown, standing=_shade(assessment) if assessment else "")


def _shade(assessment: Assessment) -> str:
    if assessment.standing is not Standing.MISSED or assessment.value.number is None:
        return "met" if assessment.standing is Standing.MET else ""
    asked = Fraction(assessment.target.value) / assessment.target.unit.scale
    return "far" if abs(assessment.value.number - asked) * _FAR > asked else "missed"
