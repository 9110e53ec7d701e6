"""The charts of an overview: the funnel plot of overdue rates, and the tile map of all units."""

from fractions import Fraction

from cchc_lib.city.city_values import CityValues
from cchc_lib.city.overdue_limits import (
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
from cchc_lib.report.charts.surface import INK, MUTED, ON_DARK, PALE, draw
from cchc_lib.report.charts.tiles import Tile, TileCategory, draw_tiles
from cchc_lib.report.city.city_wording import (
    list_of_wards,
    overview_number,
    paragraphs,
    part_heading,
    remark_on_claims,
    ward_number,
)
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.model.runs import Text

_FUNNEL_TEXT = (
    "Mỗi chấm là một đơn vị. Đơn vị càng ít hồ sơ, tỷ lệ càng dao động do ngẫu nhiên, nên dải giới hạn càng rộng; "
    "chỉ đơn vị vượt lên trên đường giới hạn 99,8% mới có số hồ sơ quá hạn mà ngẫu nhiên khó giải thích được."
)

# The colours are the same in light and dark mode, except the palest, which is the page's.
_BEYOND = TileCategory("Vượt giới hạn 99,8%", "#a63a00", ON_DARK)
_ABOVE = TileCategory("Cao hơn mức chung, trong giới hạn", "#f3d08a", "#2b2416")
_BELOW = TileCategory("Không cao hơn mức chung", PALE, INK)
_UNKNOWN = TileCategory("Chưa có số liệu", "#eceae4", MUTED)


def build_funnel_text(values: CityValues) -> BlockGroup:
    """Build the explanation of the funnel plot, and the lists of the wards outside the limits."""
    wards = values.city.wards
    outside = {
        "Trên giới hạn 99,8%": [ward for ward in wards if is_above_upper_limit(values, ward)],
        "Dưới giới hạn 99,8%, ít hồ sơ quá hạn hơn mức ngẫu nhiên": [
            ward for ward in wards if is_below_lower_limit(values, ward)
        ],
    }
    lines = ((Text(f"{side}: "), list_of_wards(found), Text(".")) for side, found in outside.items() if found)
    heading = part_heading("qua-han", "Tỷ lệ quá hạn theo quy mô")
    claims = remark_on_claims(values, [OVERDUE_RATE], ", nên không có trong biểu đồ")
    text = Text(f"{_FUNNEL_TEXT} {claims}".rstrip())
    return BlockGroup((heading, paragraphs("qua-han-loi", (text,), *lines)))


def build_funnel_chart(values: CityValues) -> Chart:
    """Build the funnel plot of overdue rates over the number of cases resolved."""
    share = overdue_share(values)
    wards = [ward for ward in values.city.wards if is_proportion(ward[OVERDUE_RATE].quantity)]
    drawing = None
    if share is not None and wards:
        centre = overview_number(values, str(ValueKey(OVERDUE_RATE, FixedScope.CITY)))
        drawing = draw_funnel([_funnel_point(values, ward) for ward in wards], share, centre)
    return _chart("city_funnel", "qua-han", "Tỷ lệ hồ sơ quá hạn theo số hồ sơ đã giải quyết", drawing)


def _funnel_point(values: CityValues, ward: Results) -> FunnelPoint:
    return FunnelPoint(
        name=ward.inputs.ward.full_name,
        part=int(ward[OVERDUE_CASES].number or Fraction(0)),
        whole=int(ward[RESOLVED_CASES].number or Fraction(0)),
        number=ward_number(values, ward, OVERDUE_RATE),
        beyond=is_above_upper_limit(values, ward),
        below=is_below_lower_limit(values, ward),
    )


def build_map_text(values: CityValues) -> BlockGroup:
    """Build the explanation of the tile map."""
    text = (
        f"Mỗi ô là một trong {len(values.city.units)} đơn vị, tô theo tỷ lệ hồ sơ quá hạn so với mức chung. Các ô "
        "xếp từ bắc xuống nam, từ tây sang đông theo tọa độ của đơn vị; đây là sơ đồ, không phải bản đồ địa giới."
    )
    # Without counts nobody knows whether a rate lies within the limits.
    claims = remark_on_claims(values, [OVERDUE_RATE], ", nên tô như chưa có số liệu")
    lines = paragraphs("so-do-loi", (Text(f"{text} {claims}".rstrip()),))
    return BlockGroup((part_heading("so-do", "Sơ đồ các đơn vị"), lines))


def build_map_chart(values: CityValues) -> Chart:
    """Build the tile map of every unit of the city, with and without data."""
    wards = {ward.inputs.ward.code: ward for ward in values.city.wards}
    tiles = [
        Tile(unit.name, unit.latitude, unit.longitude, _category(values, wards.get(unit.code)))
        for unit in values.city.units
    ]
    drawing = draw_tiles(tiles, (_BEYOND, _ABOVE, _BELOW, _UNKNOWN))
    return _chart("city_map", "so-do", "Tỷ lệ hồ sơ quá hạn của từng đơn vị", drawing)


def _category(values: CityValues, ward: Results | None) -> TileCategory:
    city_share = overdue_share(values)
    share = ward[OVERDUE_RATE].number if ward and ward.is_possible(OVERDUE_RATE) else None
    if ward is None or city_share is None or share is None:
        return _UNKNOWN
    if is_above_upper_limit(values, ward):
        return _BEYOND
    return _ABOVE if share > city_share else _BELOW


def _chart(name: str, section: str, caption: str, drawing: Drawing | None) -> Chart:
    if drawing is None:
        return empty_chart(name, section, caption)
    svg = draw(drawing.marks, drawing.height)
    alt = f"{caption}: {drawing.alt}."
    return Chart(name, section, caption, alt, drawing.numbers, svg, place=Placement.APPENDIX)
