"""The facts of a ward.yaml that follow from others."""

import pytest

from cchc_lib.catalogue.definitions import province_kind_of
from cchc_lib.file_formats.text_files import read_text
from cchc_lib.inputs.national_units import UNITS_FILE, parse_units
from cchc_lib.inputs.ward import UnitKind, Ward
from tests.support.checkout import ROOT


@pytest.mark.parametrize(("province", "kind"), [("Đắk Lắk", "tỉnh"), ("Huế", "thành phố")])
def test_the_kind_of_a_province_follows_from_its_name(province: str, kind: str) -> None:
    assert Ward(code="22057", name="Xuân Lộc", kind=UnitKind.COMMUNE, province=province).province_kind == kind


def test_a_stated_kind_of_a_province_is_kept() -> None:
    ward = Ward(code="22057", name="Xuân Lộc", kind=UnitKind.COMMUNE, province="Huế", province_kind="tỉnh")
    assert ward.province_kind == "tỉnh"


def test_every_province_of_the_national_list_has_its_kind() -> None:
    units = parse_units(read_text(ROOT / "data" / "reference", UNITS_FILE).text)
    assert len({unit.province for unit in units}) == 34
    assert {unit.province: province_kind_of(unit.province) for unit in units} == {
        unit.province: unit.province_kind for unit in units
    }
