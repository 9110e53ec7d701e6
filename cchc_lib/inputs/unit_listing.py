"""The entry of a ward in the national list of units, and the keys in which its ward.yaml differs from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.file_formats.yaml_files import ParsedYaml
from cchc_lib.inputs.national_units import AdministrativeUnit, parse_units, slug_of
from cchc_lib.inputs.ward import Ward
from cchc_lib.quantities.figures import SourceCell

LISTED_KEYS: Mapping[str, str] = {
    "code": "mã đơn vị",
    "name": "tên đơn vị",
    "kind": "loại đơn vị",
    "province": "tên tỉnh, thành phố",
    "province_kind": "loại đơn vị cấp tỉnh",
}
"""The Vietnamese words for the keys of ward.yaml that the list states too."""


@dataclass(frozen=True)
class ListingDifference:
    """A key of ward.yaml that differs from the list."""

    key: str
    """One of `LISTED_KEYS`."""
    stated: str
    """What ward.yaml states."""
    listed: str
    """What the list states of the nearest unit."""
    source: SourceCell
    """The line of ward.yaml; its first one if the key is left out."""


@dataclass(frozen=True)
class UnitListing:
    """The unit of the list that agrees best with a ward.yaml, and the keys in which they differ."""

    unit: AdministrativeUnit
    """The unit of the list."""
    differences: tuple[ListingDifference, ...] = ()
    """The keys that differ; empty if ward.yaml agrees with the list."""


def unit_listing(parsed: ParsedYaml[Ward], file: TextFile, units_file: TextFile) -> UnitListing | None:
    """Return the entry of a ward in the list; None if ward.yaml has faults or the list is empty.

    Args:
        parsed: the content of ward.yaml.
        file: ward.yaml, for the places.
        units_file: the list.
    """
    if not parsed.model:
        return None
    stated = _stated(parsed.model)
    units = parse_units(units_file.text)
    if not units:
        return None
    # Few wards differ from the list, and comparing with every unit takes long.
    same_code = next((unit for unit in units if unit.code == stated["code"]), None)
    agrees = same_code is not None and _keys(same_code) == stated
    unit = same_code if same_code and agrees else max(units, key=lambda unit: _closeness(unit, stated))
    differences = (
        ListingDifference(key, stated[key], listed, SourceCell(file.name, parsed.lines.get((key,), 1), key))
        for key, listed in _keys(unit).items()
        # A kind that ward.yaml leaves out follows from the name of the province.
        if listed != stated[key] and (key != "province_kind" or (key,) in parsed.lines)
    )
    return UnitListing(unit, tuple(differences))


def _stated(ward: Ward) -> dict[str, str]:
    return {key: str(getattr(ward, key)) for key in LISTED_KEYS}


def _keys(unit: AdministrativeUnit) -> dict[str, str]:
    return {key: str(getattr(unit, key)) for key in LISTED_KEYS}


def _closeness(unit: AdministrativeUnit, stated: Mapping[str, str]) -> tuple[int, bool, float]:
    """Return how well a unit agrees: by its equal keys, then by its name, which is better known than a code."""
    listed = _keys(unit)
    equal = sum(listed[key] == stated[key] for key in LISTED_KEYS)
    alike = SequenceMatcher(None, slug_of(unit.name), slug_of(stated["name"])).ratio()
    return equal, unit.name == stated["name"], alike
