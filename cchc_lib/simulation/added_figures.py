"""The figures that simulated wards state besides the national ones, as their authority or they add them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from random import Random

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import FigureDefinition
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.units import ValueKind
from cchc_lib.simulation.random_draws import random_count, random_part, seeded_random

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
_IN_QUARTER, _DAYS_OF_QUARTER = 20, 91
"""The mean of a count in a quarter, and the days of a quarter."""
_SMALLEST_AND_GREATEST = {ValueKind.MEASURE: (1, 40), ValueKind.SHARE: (80, 100)}
"""The range of other figures by the kind of their unit; figures of kinds that are not listed are not stated."""


def own_catalogue(unit: AdministrativeUnit, seed: int) -> str:
    """Return the text of the catalogue of a ward itself; empty for most wards, which have none."""
    has_one = seeded_random(seed, unit.code, "catalogue").random() < _WARDS_WITH_CATALOGUE
    return _OWN_CATALOGUE if has_one else ""


def added_figures(catalogue: Catalogue, unit: AdministrativeUnit, period: Period, seed: int) -> dict[str, Decimal]:
    """Return a value for each number that is added to the national catalogue.

    Counts are of what happens, so that they are the sums of the days of the period. Shares and measures follow from its
    last day.

    Args:
        catalogue: the catalogue of the ward.
        unit: the ward.
        period: the days of the period.
        seed: the seed of the simulation.

    Returns:
        The values by code. A part of a national sum is 0, so that the sum still holds; what an added rate divides is a
        part of its denominator.
    """
    added = [known for known in catalogue.additions.values() if isinstance(known, FigureDefinition)]
    pairs = tuple(_divided_figures(catalogue))
    counted = tuple(known for known in added if known.unit.kind is ValueKind.COUNT)
    total: Counter[str] = Counter()
    for passed in range(period.days if counted else 0):
        rng = seeded_random(seed, unit.code, f"added {period.start + timedelta(days=passed)}")
        counts = {known.code: _count_of_day(known, rng) for known in counted}
        total.update(counts | _parts_of_rates(pairs, counts, rng))
    rng = seeded_random(seed, unit.code, f"added at the end of {period.end}")
    at_end = {known.code: _random_value(known, rng) for known in added if known.unit.kind in _SMALLEST_AND_GREATEST}
    figures = {**total, **at_end, **_parts_of_rates(pairs, at_end, rng)}
    return {code: Decimal(number) for code, number in figures.items()}


def _count_of_day(figure: FigureDefinition, rng: Random) -> int:
    return 0 if figure.part_of else random_count(_IN_QUARTER / _DAYS_OF_QUARTER, rng)


def _random_value(figure: FigureDefinition, rng: Random) -> int:
    return 0 if figure.part_of else rng.randint(*_SMALLEST_AND_GREATEST[figure.unit.kind])


def _divided_figures(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the numerator and the denominator of each added rate that divides one figure by another."""
    added = (known for known in catalogue.indicators.values() if known.code in catalogue.additions)
    yield from filter(None, (known.formula.divided for known in added))


def _parts_of_rates(pairs: Iterable[tuple[str, str]], figures: Mapping[str, int], rng: Random) -> dict[str, int]:
    """Return the numerators of the rates of which both figures are among those given."""
    known = (pair for pair in pairs if set(pair) <= figures.keys())
    return {part: random_part(figures[whole], 0.9, rng) for part, whole in known}
