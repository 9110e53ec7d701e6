"""Every ward against its targets, as a table that is coloured like a heat map."""

from cchc_lib.city.city_values import CityValues
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.tables.performance_targets import Level, target_text
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.city.city_writing import cell, head_cell, heading, own

_FAR = 10
"""One part in so many of the target, behind which a value is far from it."""


def assessed(ward: Results) -> dict[str, Assessment]:
    """What a ward is asked, by what is measured; its own target goes before the city's and the nation's."""
    return {each.value.code: each for each in ward.first_assessments()}


def against_targets(values: CityValues) -> BlockGroup:
    """Every ward with everything that has a target, coloured by whether it is met."""
    of_wards = [(ward, assessed(ward)) for ward in values.city.wards]
    codes = [code for code in values.samples if any(code in asked for _, asked in of_wards)]
    rows = tuple(
        (head_cell(ward.inputs.ward.full_name), *(_shaded(values, ward, code, asked.get(code)) for code in codes))
        for ward, asked in of_wards
    )
    columns = ("Đơn vị", *(_asked(values, code) for code in codes))
    caption = "Kết quả của từng đơn vị so với mục tiêu"
    table = Table("city_targets", "muc-tieu", caption, columns, rows if codes else (), f"{_KEY} {_sources(values)}")
    return BlockGroup((heading("muc-tieu", "So với mục tiêu"), table))


def _sources(values: CityValues) -> str:
    """Where the targets come from that wards did not set themselves."""
    of_wards = (each.target for ward in values.city.wards for each in assessed(ward).values())
    sources = dict.fromkeys(target.source for target in of_wards if target.level is not Level.WARD)
    return f"Nguồn mục tiêu chung: {'; '.join(sources)}." if sources else ""


_KEY = (
    f"Nền xanh: đạt mục tiêu. Chữ đậm, nền cam: chưa đạt; nền đỏ: kém mục tiêu hơn {100 // _FAR}%. Không tô màu: "
    "đơn vị không có mục tiêu hoặc chưa có số liệu. Mục tiêu riêng của đơn vị thay cho mục tiêu chung. "
    "Xếp theo mã đơn vị."
)


def _asked(values: CityValues, code: str) -> str:
    """A column's name: the indicator, and what most wards are asked."""
    asked = [target_text(each.target) for ward in values.city.wards if (each := assessed(ward).get(code))]
    return f"{values.city.wards[0][code].label} ({max(dict.fromkeys(asked), key=asked.count)})"


def _shaded(values: CityValues, ward: Results, code: str, assessment: Assessment | None) -> Cell:
    shown = own(values, ward, code)
    if ward[code].state is State.NOT_GIVEN:
        return cell(shown)
    return cell(shown, standing=_shade(assessment) if assessment else "")


def _shade(assessment: Assessment) -> str:
    if assessment.standing is not Standing.MISSED or assessment.value.number is None:
        return "met" if assessment.standing is Standing.MET else ""
    asked = assessment.target.number
    return "far" if abs(assessment.value.number - asked) * _FAR > asked else "missed"
