"""The national list of units, from data/reference/units.csv."""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cchc_lib.errors import unknown
from cchc_lib.quantities.numbers import parse_number


@dataclass(frozen=True)
class AdministrativeUnit:
    """A commune, ward or special zone."""

    code: str
    name: str
    kind: str
    province_code: str
    province: str
    province_kind: str
    area: Decimal | None
    """In km²; None where the list has none."""
    latitude: Decimal
    longitude: Decimal


def read_units(reference: Path) -> tuple[AdministrativeUnit, ...]:
    """Every unit of the country, by code."""
    with (reference / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
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
    """The units of a province by its name, slug or code; UserError where there is no such province."""
    known = tuple(units)
    there = tuple(each for each in known if province in (each.province, slug_of(each.province), each.province_code))
    if not there:
        raise unknown("province", province, sorted({each.province for each in known}))
    return there


def slugs(units: Iterable[AdministrativeUnit]) -> dict[str, str]:
    """The slug of each unit by its code: its name without marks; with the code where two would have the same."""
    plain = {unit.code: slug_of(unit.name) for unit in units}
    names = list(plain.values())
    return {code: name if names.count(name) == 1 else f"{name}-{code}" for code, name in plain.items()}


def slug_of(name: str) -> str:
    """A name without marks, as folders and addresses have it: `luu-kiem`."""
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = (char if char.isalnum() else "-" for char in decomposed if not unicodedata.combining(char))
    return "".join(letters).strip("-")
