"""The figures that simulated wards state besides the national ones, as their authority or they add them."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import FigureDefinition
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.units import ValueKind
from cchc_lib.simulation.random_draws import random_part, seeded_random

_OWN_CATALOGUE = """\
code,label,unit,section,formula,direction,compared,sentence
local.dialogues,Số cuộc đối thoại với người dân,cuộc,reception,,,yes,\
"UBND {unit} đã tổ chức {local.dialogues} đối thoại[; đã giải quyết {local.solved_rate} số kiến nghị tại đối thoại]."
local.raised,Số kiến nghị nêu tại đối thoại,kiến nghị,reception,,,,
local.solved,Số kiến nghị tại đối thoại đã giải quyết,kiến nghị,reception,,,,
local.solved_rate,Tỷ lệ kiến nghị tại đối thoại đã giải quyết,%,reception,local.solved / local.raised,higher,,
"""
_WARDS_WITH_CATALOGUE = 0.25
"""The part of the wards that add figures themselves."""
_SMALLEST_AND_GREATEST = {ValueKind.COUNT: (1, 40), ValueKind.MEASURE: (1, 40), ValueKind.SHARE: (80, 100)}
"""The range of a figure by the kind of its unit; figures of other kinds are not stated."""


def own_catalogue(unit: AdministrativeUnit, seed: int) -> str:
    """Return the text of the catalogue of a ward itself; empty for most wards, which have none."""
    has_one = seeded_random(seed, unit.code, "catalogue").random() < _WARDS_WITH_CATALOGUE
    return _OWN_CATALOGUE if has_one else ""


def added_figures(catalogue: Catalogue, unit: AdministrativeUnit, period: Period, seed: int) -> dict[str, Decimal]:
    """Return a value for each number that is added to the national catalogue.

    Args:
        catalogue: the catalogue of the ward.
        unit: the ward.
        period: the days of the period.
        seed: the seed of the simulation.

    Returns:
        The values by code. A part of a national sum is 0, so that the sum still holds; what an added rate divides is a
        part of its denominator.
    """
    rng = seeded_random(seed, unit.code, period.name, "added")
    added = (known for known in catalogue.additions.values() if isinstance(known, FigureDefinition))
    figures = {known.code: _random_value(known, rng) for known in added if known.unit.kind in _SMALLEST_AND_GREATEST}
    return {**figures, **_parts_of_rates(catalogue, figures, rng)}


def _random_value(figure: FigureDefinition, rng: Random) -> Decimal:
    return Decimal(0 if figure.part_of else rng.randint(*_SMALLEST_AND_GREATEST[figure.unit.kind]))


def _parts_of_rates(catalogue: Catalogue, figures: Mapping[str, Decimal], rng: Random) -> dict[str, Decimal]:
    divided = (known.formula.divided for known in catalogue.indicators.values() if known.code in catalogue.additions)
    pairs = (pair for pair in divided if pair and set(pair) <= figures.keys())
    return {part: Decimal(random_part(int(figures[whole]), 0.9, rng)) for part, whole in pairs}
