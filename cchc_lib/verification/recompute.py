"""Every number of a record computed again from its operands, by the same arithmetic and printing as the report."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import cchc_lib
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.inputs.catalogue import figure_definitions
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, Quantity, State, substituted
from cchc_lib.quantities.printing import Value, full_text, machine_text, number_text, worked_out
from cchc_lib.quantities.samples import HIGHEST_FIRST, LOWEST_FIRST, Sample
from cchc_lib.quantities.units import UNITS, Kind
from cchc_lib.quantities.value_key import Aspect, MemberUnit, ValueKey, Whole
from cchc_lib.record.expression import Known, read_expression
from cchc_lib.report.sections.document_frame import SCENARIO_MARK
from cchc_lib.report.words import MARK
from cchc_lib.verification.record_file import Entry, Operand, Record

_ORIGIN = ("letterhead", MARK)
"""Where a report says what it is made from."""
_BEYOND = (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError)
"""What a calculation that nobody vouches for may raise."""
_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True)
class Discrepancy:
    """One thing that does not hold, with where it stands."""

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        found, expected = self.found or "nothing", self.expected or "nothing"
        told = self.place, f"  found:    {found}", f"  expected: {expected}"
        return "\n".join("".join(char if char.isprintable() else "·" for char in line) for line in told)


def packed(text: str) -> str:
    """Words without white space, at which lines break and tags end."""
    return "".join(text.split())


def recomputed(record: Record) -> Iterator[Discrepancy]:
    """The numbers whose result does not follow from their operands."""
    samples = _samples(record)
    for code, entry in record.numbers.items():
        try:
            yield from _judged(code, entry, samples)
        except _BEYOND as error:
            yield Discrepancy(code, f"a calculation that cannot be done ({type(error).__name__})", entry.formula)
    yield from _contradicting(record)
    yield from _from_elsewhere(record)
    yield from _unknown_here(record)
    yield from _unsaid(record)
    yield from _scenario(record)


def _scenario(record: Record) -> Iterator[Discrepancy]:
    """A report of assumptions whose record does not own up to them, or one of a ward that says it is of assumptions."""
    told = [place for place in _ORIGIN if SCENARIO_MARK in record.words.get(place, "")]
    beside = [code for code in record.numbers if ValueKey.parse(code).aspect is Aspect.BASELINE]
    if record.scenario is None and (told or beside):
        signs = ", ".join((*told, *beside[:3]))
        yield Discrepancy("the record", f"no scenario, but what only a scenario has: {signs}", "the scenario it is of")
    for place in _ORIGIN if record.scenario else ():
        if place not in told:
            yield Discrepancy(place, record.words.get(place, "")[:80], f"«{SCENARIO_MARK}», since it is of a scenario")


def _samples(record: Record) -> dict[str, Sample]:
    """The numbers of many units together, by what they are numbers of; what cannot be computed is told elsewhere."""
    members: dict[str, dict[str, Quantity]] = defaultdict(dict)
    for code, entry in record.numbers.items():
        key = ValueKey.parse(code)
        if isinstance(key.scope, MemberUnit) and "of" not in entry.expression:
            with suppress(*_BEYOND):
                members[str(key.unscoped)][code] = read_expression(entry.expression, Known(_figures(entry)))
    return {code: Sample(code, found) for code, found in members.items()}


def _figures(entry: Entry) -> dict[str, Figure]:
    return {operand.code: _figure(operand) for operand in entry.operands}


def _judged(code: str, entry: Entry, samples: Mapping[str, Sample]) -> Iterator[Discrepancy]:
    figures = _figures(entry)
    value = Value(
        entry.code, entry.label, UNITS[entry.unit], read_expression(entry.expression, Known(figures, samples))
    )
    full, number = (text(value, entry.rounding) for text in (full_text, number_text))
    compared = [
        (code, entry.code, code),
        (f"{code} (state)", entry.state.value, value.state.value),
        (f"{code} (value)", entry.value or "", machine_text(value, entry.rounding) or ""),
        (f"{code} (formula)", entry.formula, value.quantity.formula()),
        (f"{code} (calculation)", entry.calculation, worked_out(value, entry.rounding)),
        *((f"{code} (text)", text, full if text != number else number) for text in entry.text),
        (f"{code} (operands)", ", ".join(sorted(figures)), ", ".join(sorted(_used(value)))),
        *_operands(code, entry, figures),
    ]
    yield from (Discrepancy(*each) for each in compared if each[1] != each[2])


def _used(value: Value) -> set[str]:
    return {figure.code for figure in value.quantity.figures()}


def _operands(code: str, entry: Entry, figures: Mapping[str, Figure]) -> Iterator[tuple[str, str, str]]:
    for operand in entry.operands:
        expected = full_text(Value.of(figures[operand.code]), entry.rounding)
        yield f"{operand.code} (operand of {code})", operand.text, expected


def _unknown_here(record: Record) -> Iterator[Discrepancy]:
    """Labels and formulas that are not those of the library, where it is of the same version."""
    if record.library != cchc_lib.__version__:
        return
    for code, entry in record.numbers.items():
        known = indicators().get(code) or figure_definitions().get(code)
        if known and entry.label != known.label:
            yield Discrepancy(f"{code} (label)", entry.label, known.label)
        formula = _declared_formula(code)
        if formula and entry.formula != formula:
            yield Discrepancy(f"{code} (formula)", entry.formula, formula)


def _declared_formula(code: str) -> str:
    """The formula that the library declares for an indicator, a ward's value of it in an overview, or its rank."""
    key = ValueKey.parse(code)
    indicator = indicators().get(key.base)
    if indicator is None or key.scope is Whole.CITY:
        return ""
    if isinstance(key.scope, MemberUnit) and key.aspects == (Aspect.RANK,):
        order = LOWEST_FIRST if indicator.direction is Direction.LOWER else HIGHEST_FIRST
        return f"{order}({ValueKey(key.base, key.scope)}; {key.base})"
    if key.aspects:
        return ""
    quantity = indicator.formula(Figures({}))
    renamed = {each.code: replace(each, code=str(ValueKey(each.code, key.scope))) for each in quantity.figures()}
    return substituted(quantity, renamed).formula()


def _from_elsewhere(record: Record) -> Iterator[Discrepancy]:
    """Cells of files that the record does not list, or lists with another hash."""
    for entry in record.numbers.values():
        for operand in entry.operands:
            source = operand.source
            if source and record.files.get(source.file) != source.sha256:
                listed = record.files.get(source.file, "")
                yield Discrepancy(f"{operand.code} (source of {entry.code})", source.sha256, listed)


def _unsaid(record: Record) -> Iterator[Discrepancy]:
    """Texts of numbers that stand in no place of the report."""
    everything = "".join(map(packed, record.words.values()))
    for code, entry in record.numbers.items():
        for text in entry.text:
            if packed(text) not in everything:
                yield Discrepancy(f"{code} (text)", text, "a text that the report prints")


def _contradicting(record: Record) -> Iterator[Discrepancy]:
    """Figures that two numbers quote with different values."""
    first: dict[str, Operand] = {}
    for entry in record.numbers.values():
        for operand in entry.operands:
            known = first.setdefault(operand.code, operand)
            if (known.value, known.state) != (operand.value, operand.state):
                yield Discrepancy(f"{operand.code} (operand of {entry.code})", operand.value or "", known.value or "")


def _figure(operand: Operand) -> Figure:
    unit = UNITS[operand.unit]
    value = _value(operand, unit.kind) if operand.state is State.STATED else None
    return Figure(operand.code, operand.label, unit, value, operand.state, operand.qualifier)


def _value(operand: Operand, kind: Kind) -> Decimal | Month | date | str:
    text = operand.value or ""
    match kind:
        case Kind.TEXT:
            return text
        case Kind.DATE:
            return date.fromisoformat(text)
        case Kind.MONTH:
            return Month.parse(text)
        case _:
            if not _NUMBER.fullmatch(text):
                raise ValueError("no number")
            return Decimal(text)


def exact_number(entry: Entry) -> Fraction | None:
    """The value of a number as it follows from its operands, not rounded; None where there is none."""
    return read_expression(entry.expression, Known(_figures(entry))).number
