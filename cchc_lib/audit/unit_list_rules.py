"""Rules on the national list of units: what ward.yaml and the report state of the ward agrees with the list."""

from collections.abc import Iterator
from decimal import Decimal

from cchc_lib.audit.amounts import is_exact, is_stated
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.inputs.unit_listing import LISTED_KEYS
from cchc_lib.quantities.numbers import format_number

_AREA = "ward.area"


def _keys_that_differ(results: Results) -> Iterator[Observation]:
    listing = results.inputs.listing
    if not listing:
        return
    for difference in listing.differences:
        yield observation(
            f"ward.{difference.key}",
            sources=(difference.source,),
            key=LISTED_KEYS[difference.key],
            stated=difference.stated,
            listed=difference.listed,
            nearest=_full_name(listing.unit),
        )


def _full_name(unit: AdministrativeUnit) -> str:
    return f"{unit.kind} {unit.name}, {unit.province_kind} {unit.province}, mã {unit.code}"


def _area_that_differs(results: Results) -> Iterator[Observation]:
    listing = results.inputs.listing
    if not listing or not listing.unit.area or not is_stated(results, _AREA) or not is_exact(results, (_AREA,)):
        return
    stated, listed = results.inputs.figures[_AREA].value, listing.unit.area
    if isinstance(stated, Decimal) and abs(stated - listed) > _half_step(stated, listed):
        yield observation(
            _AREA, _AREA, area=results[_AREA], listed=f"{format_number(listed)} km²", unit=_full_name(listing.unit)
        )


def _half_step(*numbers: Decimal) -> Decimal:
    """Return half of the last decimal place of the number that is written least precisely."""
    return max(Decimal(1).scaleb(int(number.as_tuple().exponent)) for number in numbers) / 2


RULES = (
    Rule(
        "units.listed",
        Severity.WARNING,
        "Mã, tên, loại đơn vị và tỉnh, thành phố phải như trong danh mục đơn vị hành chính.",
        _keys_that_differ,
        message="ward.yaml ghi {key} là «{stated}»; đơn vị gần nhất trong danh mục là {nearest}.",
        actual="{stated}",
        expected="{listed}",
        repair="Sửa ward.yaml theo danh mục (data/reference/units.csv).",
        reference="Quyết định số 19/2025/QĐ-TTg ngày 30/6/2025",
    ),
    Rule(
        "units.area",
        Severity.WARNING,
        "Diện tích phải như trong danh mục đơn vị hành chính.",
        _area_that_differs,
        message="Diện tích {area} khác danh mục đơn vị hành chính ({unit}: {listed}).",
        actual="{area}",
        expected="{listed}",
        repair="Đối chiếu với nghị quyết sắp xếp đơn vị hành chính.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
