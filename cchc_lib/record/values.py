"""The values that a record describes, computed again from its figures and formulas."""

import re
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.catalogue_text import read_catalogue_text
from cchc_lib.indicators.impossible_values import is_impossible
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, Quantity, State
from cchc_lib.quantities.samples import Sample
from cchc_lib.quantities.units import Unit, ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import MemberWard, ValueKey
from cchc_lib.record.formula import EvaluationContext, quantity_of
from cchc_lib.record.graph import SAME
from cchc_lib.record.graph_nodes import FigureNode
from cchc_lib.record.model import Record

UNCOMPUTABLE = (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError)
"""The exceptions that computing a number of an untrusted record may raise."""
_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True, eq=False)
class RecordValues:
    """The values of a record by code; each is computed when it is asked for."""

    record: Record

    @property
    def catalogue(self) -> Catalogue:
        """The figures and indicators of the record; verification reports the faults of those that it adds."""
        record = self.record
        province_kind = record.subject.province_kind
        catalogue = read_catalogue_text(record.catalogue, record.units_of_measure, province_kind)[0]
        known = {definition.id for definition in catalogue.rate_definitions}
        for name in record.parameters.definitions:
            catalogue = catalogue.led_by(name) if name in known else catalogue
        return catalogue

    def __getitem__(self, code: str) -> Value:
        """Return the value of a number of the record.

        Raises:
            KeyError: the record has no such number, or its formula names what the record does not hold.
            ValueError: a figure is not of the form that its unit asks for, or a formula has too many operands.
        """
        record = self.record
        return Value(code, record.label_of(code), self.unit_of(code), self._quantity(code, self._samples))

    def unit_of(self, code: str) -> Unit:
        """Return the unit of measure of a figure or number; KeyError if the record does not hold it."""
        return self._units[self.record.unit_of(code)]

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return read_catalogue_text("", self.record.units_of_measure)[0].units

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures of the record that can be read; comparing the others with their text finds the fault."""
        found = {}
        for code in self.record.figures:
            with suppress(*UNCOMPUTABLE):
                found[code] = self.figure(code)
        return found

    def figure(self, code: str) -> Figure:
        """Return one figure of the record; KeyError or ValueError if its node is not a valid one."""
        node = self.record.figures[code]
        unit = self._units[node.unit]
        value = _stated_value(node, unit.kind) if node.state is State.STATED else None
        return Figure(code, self.record.label_of(code), unit, value, node.state, node.qualifier)

    @cached_property
    def _samples(self) -> Mapping[str, Sample]:
        """The numbers of the members of an overview that can be true, by base code.

        Uncomputable members are found elsewhere.
        """
        members: dict[str, dict[str, Quantity]] = defaultdict(dict)
        catalogue = self.catalogue
        for code, number in self.record.numbers.items():
            key = ValueKey.parse(code)
            if isinstance(key.scope, MemberWard) and not (number.formula and number.formula.sample):
                with suppress(*UNCOMPUTABLE):
                    member = Value(code, "", self.unit_of(code), self._quantity(code, {}))
                    if not is_impossible(catalogue, member):
                        members[str(key.unscoped.without_claim)][code] = member.quantity
        return {base: Sample(base, found) for base, found in members.items()}

    def _quantity(self, code: str, samples: Mapping[str, Sample]) -> Quantity:
        formula = self.record.numbers[code].formula
        if formula is None:
            return self.figures[code]
        if formula.op == SAME:
            (operand,) = formula.operands
            return self.figures[str(operand)]
        return quantity_of(formula, EvaluationContext(self.figures, samples))


def _stated_value(node: FigureNode, kind: ValueKind) -> Decimal | Month | date | str:
    text = node.value or ""
    match kind:
        case ValueKind.TEXT:
            return text
        case ValueKind.DATE:
            return date.fromisoformat(text)
        case ValueKind.MONTH:
            return Month.parse(text)
        case _:
            if not _NUMBER.fullmatch(text):
                raise ValueError(f"'{text[:40]}' is not a number")
            return Decimal(text)
