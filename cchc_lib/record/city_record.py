"""The record of a city's overview: as a ward's, but of many wards."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import cchc_lib
from cchc_lib.city.values import CityValues
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.quantities.figures import Operation, Quantity
from cchc_lib.quantities.samples import Median, Pooled, Rank, Sample
from cchc_lib.quantities.value_key import MemberUnit, ValueKey
from cchc_lib.record.lineage import bare_entry
from cchc_lib.record.seal import MARK, seal_of


def make_city_record(
    values: CityValues, printed: Mapping[str, Iterable[str]], words: Mapping[str, str], told: Mapping[str, str]
) -> dict[str, Any]:
    """The record of an overview.

    Args:
        values: what was computed.
        printed: for each code that the overview prints, the texts it is printed as.
        words: what it prints, place by place.
        told: where the figures come from, as `origin` and `notice`, and what wards are `ranked` by.

    Returns:
        Plain JSON; beside what is printed it holds every member of a sample of which a median or a rank is.
    """
    city = values.city
    known = {code: sorted(set(texts)) for code, texts in printed.items()}
    unprinted: dict[str, list[str]] = {code: [] for code in _members(values, known)}
    record = {
        "library": cchc_lib.__version__,
        "city": {"slug": city.slug, "code": city.code, "name": city.full_name},
        "period": {"name": city.period.name, "from": str(city.period.start), "to": str(city.period.end)},
        "parameters": city.settings.model_dump(mode="json"),
        **told,
        "files": dict(sorted(city.hashes.items())),
        "numbers": {code: _entry(values, code, texts) for code, texts in sorted((unprinted | known).items())},
        "words": dict(words),
    }
    return record | {MARK: seal_of(record)}


def _members(values: CityValues, codes: Iterable[str]) -> Iterable[str]:
    samples = (sample for code in codes for sample in _samples(values[code].quantity))
    return dict.fromkeys(member for sample in samples for member in sample.members)


def _samples(quantity: Quantity) -> Iterator[Sample]:
    match quantity:
        case Median() | Rank():
            yield quantity.sample
        case Pooled():
            yield from filter(None, (quantity.sample, quantity.beside))
        case Operation():
            for operand in quantity.operands:
                yield from _samples(operand)


def _entry(values: CityValues, code: str, texts: list[str]) -> dict[str, Any]:
    key = ValueKey.parse(code)
    indicator = indicators().get(key.base) if isinstance(key.scope, MemberUnit) and not key.aspects else None
    entry = bare_entry(values[code], texts, values.city.settings.rounding, values.city.hashes)
    return entry | {"reference": _of_many(values[code].quantity) or (indicator.reference if indicator else "")}


def _of_many(quantity: Quantity) -> str:
    """What a number that stands on many wards is, in words; their values are numbers of the same record."""
    match quantity:
        case Median():
            return f"Giá trị đứng giữa của {len(quantity.sample.numbers)} đơn vị có số liệu."
        case Rank():
            return f"Thứ hạng trong {len(quantity.sample.numbers)} đơn vị có số liệu."
        case Pooled(parts=None):
            return f"Cộng số liệu của {len(quantity.stated)} đơn vị."
        case Pooled():
            return f"Cộng tử số, cộng mẫu số của {len(quantity.stated)} đơn vị rồi mới chia."
        case _:
            return ""
