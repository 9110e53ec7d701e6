"""The charts of an overview: overdue rates as a funnel, all units as a map of tiles."""

from fractions import Fraction

from cchc_lib.city.city_values import CityValues
from cchc_lib.city.outliers import (
    OVERDUE_CASES,
    OVERDUE_RATE,
    RESOLVED_CASES,
    is_above_upper_limit,
    is_below_lower_limit,
    overdue_share,
)
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.intervals import is_proportion
from cchc_lib.quantities.value_key import FixedScope, ValueKey
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.charts.declaration import empty_chart
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.funnel import FunnelPoint, draw_funnel
from cchc_lib.report.charts.surface import INK, ON_DARK, PALE, draw
from cchc_lib.report.charts.tiles import Tile, TileCategory, draw_tiles
from cchc_lib.report.city.city_writing import heading, number, own, prose, wards_named
from cchc_lib.report.model.runs import Text


def funnel_text(values: CityValues) -> BlockGroup:
    """What the funnel plot shows, and who lies outside."""
    head = heading("qua-han", "Tỷ lệ quá hạn theo quy mô")
    how = (
        "Mỗi chấm là một đơn vị. Đơn vị càng ít hồ sơ, tỷ lệ càng dao động do ngẫu nhiên, nên dải giới hạn càng rộng; "
        "chỉ đơn vị nằm trên đường giới hạn 99,8% mới có số hồ sơ quá hạn mà ngẫu nhiên khó giải thích được."
    )
    sides = {
        "Trên giới hạn 99,8%": [ward for ward in values.city.wards if is_above_upper_limit(values, ward)],
        "Dưới giới hạn 99,8%, ít hồ sơ quá hạn hơn mức ngẫu nhiên": [
            ward for ward in values.city.wards if is_below_lower_limit(values, ward)
        ],
    }
    told = ((Text(f"{side}: "), wards_named(wards), Text(".")) for side, wards in sides.items() if wards)
    return BlockGroup((head, prose("qua-han-loi", (Text(how),), *told)))


def funnel_chart(values: CityValues) -> Chart:
    """Overdue rates by cases resolved."""
    whole = str(ValueKey(OVERDUE_RATE, FixedScope.CITY))
    share = overdue_share(values)
    units = [_unit(values, ward) for ward in values.city.wards if is_proportion(ward[OVERDUE_RATE].quantity)]
    drawing = draw_funnel(units, share, number(values, whole)) if share is not None and units else None
    return _chart("city_funnel", "qua-han", "Tỷ lệ hồ sơ quá hạn theo số hồ sơ đã giải quyết", drawing)


def _unit(values: CityValues, ward: Results) -> FunnelPoint:
    late, resolved = (int(ward[code].number or Fraction(0)) for code in (OVERDUE_CASES, RESOLVED_CASES))
    beyond = is_above_upper_limit(values, ward)
    return FunnelPoint(ward.inputs.ward.full_name, late, resolved, own(values, ward, OVERDUE_RATE), beyond)


# Grounds and inks that are the same in light and dark mode, except the palest, which is the page's.
_BEYOND = TileCategory("Vượt giới hạn 99,8%", "#a63a00", ON_DARK)
_ABOVE = TileCategory("Cao hơn mức chung, trong giới hạn", "#f3d08a", "#2b2416")
_BELOW = TileCategory("Không cao hơn mức chung", PALE, INK)
_UNKNOWN = TileCategory("Chưa có số liệu", "#eceae4", "#2b2416")
_CLASSES = (_BEYOND, _ABOVE, _BELOW, _UNKNOWN)


def map_text(values: CityValues) -> BlockGroup:
    """What the map shows."""
    how = (
        f"Mỗi ô là một trong {len(values.city.units)} đơn vị, tô theo tỷ lệ hồ sơ quá hạn so với mức chung. Các ô "
        "xếp từ bắc xuống nam, từ tây sang đông theo tọa độ của đơn vị; đây là sơ đồ, không phải bản đồ địa giới."
    )
    return BlockGroup((heading("so-do", "Sơ đồ các đơn vị"), prose("so-do-loi", (Text(how),))))


def map_chart(values: CityValues) -> Chart:
    """Every unit of the city, also those without data."""
    wards = {ward.inputs.ward.code: ward for ward in values.city.wards}
    drawn = [
        Tile(unit.name, unit.latitude, unit.longitude, _class(values, wards.get(unit.code)))
        for unit in values.city.units
    ]
    return _chart("city_map", "so-do", "Tỷ lệ hồ sơ quá hạn của từng đơn vị", draw_tiles(drawn, _CLASSES))


def _class(values: CityValues, ward: Results | None) -> TileCategory:
    share = overdue_share(values)
    own_share = ward[OVERDUE_RATE].number if ward else None
    if ward is None or share is None or own_share is None:
        return _UNKNOWN
    if is_above_upper_limit(values, ward):
        return _BEYOND
    return _ABOVE if own_share > share else _BELOW


def _chart(name: str, section: str, caption: str, drawing: Drawing | None) -> Chart:
    if drawing is None:
        return empty_chart(name, section, caption)
    drawn = draw(drawing.marks, drawing.height)
    return Chart(name, section, caption, f"{caption}: {drawing.alt}.", drawing.numbers, drawn)
