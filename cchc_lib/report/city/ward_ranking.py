"""The ranking of all wards by one indicator."""

from cchc_lib.city.city_values import CityValues, known_key, ward_key
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.quantities.printing import operands_text
from cchc_lib.quantities.value_key import Aspect
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table, number_cell
from cchc_lib.report.city.city_wording import (
    NO_VALUE,
    overview_number,
    part_heading,
    remark_on_claims,
    ward_header,
    ward_runs,
)
from cchc_lib.report.model.runs import Text

_EXPLANATION_OF_TIES = "Hạng xét trên giá trị chưa làm tròn; đơn vị bằng nhau thì cùng hạng."
_EXPLANATION_OF_INTERVALS = (
    "Khoảng tin cậy 95% (Wilson): hai đơn vị có khoảng chồng lên nhau thì chưa thể kết luận đơn vị nào hơn; "
    "đơn vị càng ít hồ sơ, khoảng càng rộng."
)


def build_ranking(values: CityValues, code: str) -> BlockGroup:
    """Build the table of all wards by one indicator, the best first.

    Wards with equal values share a rank, and wards without a value come last. If the indicator is a share of counts,
    the table also has confidence intervals and the counts.

    Args:
        values: the values of the overview.
        code: the code of an indicator with a better direction.
    """
    wards = sorted(values.city.wards, key=lambda ward: (_rank(values, ward, code), ward.inputs.ward.code))
    label = values.city.wards[0][code].label
    has_intervals = any(str(ward_key(ward, code).with_aspect(Aspect.LOW)) in values.values for ward in wards)
    columns: tuple[str, ...] = ("Hạng", "Đơn vị", label)
    rows = tuple(_rank_cells(values, ward, code) for ward in wards)
    remark = _EXPLANATION_OF_TIES
    if has_intervals:
        columns = (*columns, "Khoảng tin cậy 95%", "Tính từ")
        rows = tuple((*row, *_interval_cells(values, ward, code)) for row, ward in zip(rows, wards, strict=True))
        remark = f"{remark} {_EXPLANATION_OF_INTERVALS}"
    remark = f"{remark} {remark_on_claims(values, [code])}".rstrip()
    caption = f"Xếp hạng theo {within_sentence(label)}"
    table = Table("city_ranking", "xep-hang", caption, columns, rows, remark)
    return BlockGroup((part_heading("xep-hang", "Xếp hạng"), table))


def _rank(values: CityValues, ward: Results, code: str) -> float:
    rank = values.values.get(str(known_key(ward, code).with_aspect(Aspect.RANK)))
    return float("inf") if rank is None or rank.number is None else float(rank.number)


def _rank_cells(values: CityValues, ward: Results, code: str) -> tuple[Cell, ...]:
    rank = str(known_key(ward, code).with_aspect(Aspect.RANK))
    known = ward.best_known(code)
    is_known = known.number is not None and ward.is_possible(known.code)
    return (
        number_cell(overview_number(values, rank) if is_known else NO_VALUE),
        ward_header(ward),
        number_cell(*ward_runs(values, ward, code)),
    )


def _interval_cells(values: CityValues, ward: Results, code: str) -> tuple[Cell, Cell]:
    key, value = ward_key(ward, code), ward[code]
    if value.number is None:
        return number_cell(NO_VALUE), number_cell(NO_VALUE)
    low, high = (str(key.with_aspect(aspect)) for aspect in (Aspect.LOW, Aspect.HIGH))
    interval = number_cell(NO_VALUE)
    if low in values.values:
        interval = number_cell(overview_number(values, low), Text("–"), overview_number(values, high))
    operands = operands_text(value.quantity, values.city.settings.rounding)
    # The column is narrow, so that the fraction is printed without its spaces.
    return interval, number_cell(Text(operands.replace(" / ", "/")) if operands else NO_VALUE)
