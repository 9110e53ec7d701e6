"""The record of a city's overview: the numbers of many wards, and of all of them together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import cchc_lib
from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.catalogue_text import catalogue_text
from cchc_lib.catalogue.units_of_measure import units_text
from cchc_lib.city.city_values import CityValues
from cchc_lib.inputs.document_form import Origin
from cchc_lib.quantities.figures import Operation, Quantity
from cchc_lib.quantities.samples import Median, Pooled, Rank, Sample
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import MemberWard, ValueKey
from cchc_lib.record.content_hash import with_content_hash
from cchc_lib.record.graph import GraphContext, file_nodes, graph_of
from cchc_lib.record.graph_nodes import Parameters, PeriodNode, Subject
from cchc_lib.record.model import SCHEMA_VERSION, Record
from cchc_lib.record.ward_record import Printed, reference_of


@dataclass(frozen=True)
class Overview:
    """The values of a city, with the choices made for its overview."""

    values: CityValues
    origin: Origin
    ranked_by: str
    """The code of the indicator that wards are ranked by."""


def city_record(overview: Overview, printed: Printed) -> Record:
    """Return the record of an overview.

    Beside the printed numbers it holds every member of a sample on which a median, a rank or a pooled value stands.
    """
    values, city = overview.values, overview.values.city
    codes = dict.fromkeys((*_members(values, printed.numbers), *printed.numbers))
    context = GraphContext(
        city.settings.rounding,
        file_nodes(city.hashes),
        {ward.inputs.ward.code: ward.inputs.ward.full_name for ward in city.wards},
        partial(_reference, city.catalogue),
    )
    graph = graph_of((values[code] for code in codes), printed.numbers, context)
    return with_content_hash(
        Record(
            schema_version=SCHEMA_VERSION,
            library=cchc_lib.__version__,
            subject=Subject(
                kind="city",
                slug=city.slug,
                code=city.code,
                name=city.full_name,
                province_kind=city.units[0].province_kind,
            ),
            period=PeriodNode.of(city.period),
            parameters=Parameters.model_validate(city.settings.model_dump(mode="json")),
            origin=overview.origin.value,
            notice=overview.origin.notice,
            ranked_by=overview.ranked_by,
            catalogue=catalogue_text(city.catalogue.additions.values()),
            units_of_measure=units_text(known.unit for known in city.catalogue.additions.values()),
            files=dict(context.files),
            members=dict(context.members),
            labels=dict(graph.labels),
            references=graph.references,
            units=dict(graph.units),
            figures=dict(graph.figures),
            numbers=dict(graph.numbers),
            page_text=dict(printed.page_text),
        )
    )


def _members(values: CityValues, codes: Iterable[str]) -> Iterable[str]:
    samples = (sample for code in codes for sample in _samples(values[code].quantity))
    return dict.fromkeys(member for sample in samples for member in sample.members)


def _samples(quantity: Quantity) -> Iterator[Sample]:
    match quantity:
        case Median() | Rank():
            yield quantity.sample
        case Pooled():
            yield from filter(None, (quantity.sample, quantity.paired_with))
        case Operation():
            for operand in quantity.operands:
                yield from _samples(operand)


def _reference(catalogue: Catalogue, value: Value) -> str:
    """Return how a number of many wards was joined, or the legal text of the indicator."""
    key = ValueKey.parse(value.code)
    is_of_ward = isinstance(key.scope, MemberWard) and not key.aspects
    return _description(value.quantity) or (reference_of(catalogue, key.base) if is_of_ward else "")


def _description(quantity: Quantity) -> str:
    """Return in Vietnamese how a number was made from those of many units; empty for other numbers."""
    match quantity:
        case Median():
            return f"Giá trị đứng giữa của {_units_of(quantity.sample)}."
        case Rank():
            return f"Thứ hạng trong {_units_of(quantity.sample)}."
        case Pooled(parts=None):
            return f"Cộng số liệu của {len(quantity.stated)} đơn vị."
        case Pooled():
            return f"Cộng tử số, cộng mẫu số của {len(quantity.stated)} đơn vị rồi mới chia."
        case _:
            return ""


def _units_of(sample: Sample) -> str:
    """Return how many units have a value, and how many of these only published it."""
    units, claims = f"{len(sample.numbers)} đơn vị có số liệu", len(sample.claims)
    return f"{units}, trong đó {claims} theo công bố" if claims else units
