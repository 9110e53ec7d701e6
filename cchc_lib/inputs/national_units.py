"""The national list of commune-level units: data/reference/units.csv."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from cchc_lib.errors import unknown
from cchc_lib.quantities.numbers import parse_number

UNITS_FILE = "units.csv"


@dataclass(frozen=True)
class AdministrativeUnit:
    """A commune, ward or special zone of the national list."""

    code: str
    """The five digits of the list."""
    name: str
    """The name without the kind."""
    kind: str
    """`phường`, `xã` or `đặc khu`."""
    province_code: str
    """The two digits of the province."""
    province: str
    """The name of the province without its kind."""
    province_kind: str
    """`thành phố` or `tỉnh`."""
    area: Decimal | None
    """The area in km²; None if the list does not state it."""
    latitude: Decimal
    """The latitude of the unit's centre, in degrees north."""
    longitude: Decimal
    """The longitude of the unit's centre, in degrees east."""


def read_units(reference: Path) -> tuple[AdministrativeUnit, ...]:
    """Return every unit of the country, in the order of the list.

    Args:
        reference: the folder that holds units.csv.
    """
    return parse_units((reference / UNITS_FILE).read_text(encoding="utf-8"))


# A batch reads the same list again for each report.
@lru_cache(maxsize=2)
def parse_units(text: str) -> tuple[AdministrativeUnit, ...]:
    """Return the units of the list, in its order.

    Args:
        text: the content of units.csv.
    """
    rows = list(csv.reader(text.splitlines()))[1:]
    return tuple(
        AdministrativeUnit(
            *(code, name, kind),
            *(province_code, province, province_kind),
            parse_number(area) if area else None,
            Decimal(latitude),
            Decimal(longitude),
        )
        for code, name, kind, province_code, province, province_kind, area, latitude, longitude in rows
    )


def units_of_province(units: Iterable[AdministrativeUnit], province: str) -> tuple[AdministrativeUnit, ...]:
    """Return the units of a province.

    Args:
        units: the units to choose from.
        province: the name, slug or two-digit code of the province.

    Raises:
        UserError: no unit belongs to such a province.
    """
    every = tuple(units)
    chosen = tuple(unit for unit in every if province in (unit.province, slug_of(unit.province), unit.province_code))
    if not chosen:
        raise unknown("province", province, sorted({unit.province for unit in every}))
    return chosen


def unit_slugs(units: Sequence[AdministrativeUnit], country: Iterable[AdministrativeUnit] = ()) -> dict[str, str]:
    """Return the names of the folders of units that stand side by side, by the codes of the units.

    Units of one province have their slugs; two of the same slug have their codes in them as well. Where several
    provinces stand side by side, a slug that another unit of the country has is followed by the province, or by the
    unit's code if the other one is of the same province: `tan-hung-tay-ninh`. So the name of a folder does not depend
    on which other provinces there are.

    Args:
        units: the units.
        country: all units of the country; needed for units of several provinces only.
    """
    is_one_province = len({unit.province_code for unit in units}) < 2
    every = units if is_one_province else {unit.code: unit for unit in (*units, *country)}.values()
    in_all = Counter(slug_of(unit.name) for unit in every)
    in_province = Counter((unit.province_code, slug_of(unit.name)) for unit in every)

    def name(unit: AdministrativeUnit) -> str:
        slug = slug_of(unit.name)
        if in_all[slug] == 1:
            return slug
        is_alone_there = in_province[unit.province_code, slug] == 1
        return f"{slug}-{slug_of(unit.province) if is_alone_there else unit.code}"

    return {unit.code: name(unit) for unit in units}


def slug_of(name: str) -> str:
    """Return a name in small letters without marks, as folders and addresses have it: `luu-kiem`."""
    # Unicode does not decompose đ into d and a mark.
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = (char if char.isalnum() else "-" for char in decomposed if not unicodedata.combining(char))
    return "".join(letters).strip("-")
