"""The table of every ward against its targets, coloured like a heat map."""

from cchc_lib.city.city_values import CityValues
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.tables.performance_targets import Level, target_text
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.city.city_wording import part_heading, remark_on_claims, ward_header, ward_runs

_FAR = 10
"""A value is far from its target if it misses it by more than one part in this many."""
_LEGEND = (
    f"Nền xanh: đạt mục tiêu. Chữ đậm, nền cam: chưa đạt; nền đỏ: kém mục tiêu hơn {100 // _FAR}%. Không tô màu: "
    "đơn vị không có mục tiêu hoặc chưa có số liệu. Mục tiêu riêng của đơn vị thay cho mục tiêu chung. "
    "Xếp theo mã đơn vị."
)


def assessments_by_code(ward: Results) -> dict[str, Assessment]:
    """Return the assessments of a ward by the code of the value; its own target precedes those of city and nation."""
    return {assessment.value.code: assessment for assessment in ward.first_assessments()}


def build_target_table(values: CityValues) -> BlockGroup:
    """Build the table of every ward with every value that has a target; empty rows if no value has one."""
    assessments = [(ward, assessments_by_code(ward)) for ward in values.city.wards]
    codes = [code for code in values.samples if any(code in of_ward for _, of_ward in assessments)]
    rows = tuple(
        (ward_header(ward), *(_coloured_cell(values, ward, code, of_ward.get(code)) for code in codes))
        for ward, of_ward in assessments
    )
    columns = ("Đơn vị", *(_column_name(values, code) for code in codes))
    caption = "Kết quả của từng đơn vị so với mục tiêu"
    remark = " ".join(filter(None, (_LEGEND, remark_on_claims(values, codes), _sources(values))))
    table = Table("city_targets", "muc-tieu", caption, columns, rows if codes else (), remark)
    return BlockGroup((part_heading("muc-tieu", "So với mục tiêu"), table))


def _sources(values: CityValues) -> str:
    """Return the sources of the targets that wards did not set themselves; empty if there are none."""
    targets = (assessment.target for ward in values.city.wards for assessment in assessments_by_code(ward).values())
    sources = dict.fromkeys(target.source for target in targets if target.level is not Level.WARD)
    return f"Nguồn mục tiêu chung: {'; '.join(sources)}." if sources else ""


def _column_name(values: CityValues, code: str) -> str:
    """Return the label of the value, with the target that most wards have."""
    assessments = [assessments_by_code(ward).get(code) for ward in values.city.wards]
    targets = [target_text(assessment.target) for assessment in assessments if assessment]
    return f"{values.city.wards[0][code].label} ({max(dict.fromkeys(targets), key=targets.count)})"


def _coloured_cell(values: CityValues, ward: Results, code: str, assessment: Assessment | None) -> Cell:
    standing = _standing(assessment) if assessment and ward.best_known(code).state is not State.NOT_GIVEN else ""
    return Cell(ward_runs(values, ward, code), numeric=True, standing=standing)


def _standing(assessment: Assessment) -> str:
    """Return `met`, `missed` or `far`; empty if the value is unknown."""
    number = assessment.compared.number
    if assessment.standing is not Standing.MISSED or number is None:
        return "met" if assessment.standing is Standing.MET else ""
    target = assessment.target.number
    return "far" if abs(number - target) * _FAR > target else "missed"
