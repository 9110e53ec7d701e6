"""Compute every number of a record again, with the arithmetic and the printing that reports use."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import cchc_lib
from cchc_lib.catalogue.catalogue_text import read_catalogue_text
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import Quantity, substitute_figures
from cchc_lib.quantities.printing import PrintedForm, full_text, machine_text, paper_text, printed_text
from cchc_lib.quantities.samples import RankOrder
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, FixedScope, MemberWard, ValueKey
from cchc_lib.record.model import Record
from cchc_lib.record.page_text import MARK_PLACE
from cchc_lib.record.places import PagePlace, PlaceKind
from cchc_lib.record.values import UNCOMPUTABLE, RecordValues
from cchc_lib.report.sections.document_frame import DRAFT_MARK, SCENARIO_MARK

_ORIGIN = (str(PagePlace(PlaceKind.LETTERHEAD)), MARK_PLACE)
"""The places where a report says what it is made from."""
_ASPECTS_OF_RANKS = ((Aspect.RANK,), (Aspect.CLAIMED, Aspect.RANK))
"""The aspects of the rank of a value, and of a rate that a ward published without its parts."""


@dataclass(frozen=True)
class Discrepancy:
    """A statement that does not hold, with its place, what was found and what was expected."""

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        found, expected = self.found or "nothing", self.expected or "nothing"
        lines = self.place, f"  found:    {found}", f"  expected: {expected}"
        return "\n".join("".join(char if char.isprintable() else "·" for char in line) for line in lines)


def packed(text: str) -> str:
    """Return a text without white space, which differs between formats."""
    return "".join(text.split())


def recomputed(record: Record) -> Iterator[Discrepancy]:
    """Yield what does not hold within a record.

    Compared are the numbers with their figures and formulas, labels and formulas with those of the library, the
    references between nodes, the printed forms with the text of the page, and a scenario and open errors with their
    marks.
    """
    values = RecordValues(record)
    for code in record.figures:
        yield from _uncomputable_or(_figure_differences, code, values)
    for code in record.numbers:
        yield from _uncomputable_or(_number_differences, code, values)
    yield from _dangling_references(record)
    yield from _undeclared(record, values)
    yield from _unprinted(record, values)
    yield from _scenario_differences(record)
    yield from _draft_differences(record)


def _uncomputable_or(
    differences: Callable[[str, RecordValues], Iterator[Discrepancy]], code: str, values: RecordValues
) -> Iterator[Discrepancy]:
    try:
        yield from differences(code, values)
    except UNCOMPUTABLE as error:
        yield Discrepancy(code, f"a calculation that cannot be done ({type(error).__name__})", "a valid node")


def _figure_differences(code: str, values: RecordValues) -> Iterator[Discrepancy]:
    node, rounding = values.record.figures[code], values.record.parameters.rounding
    value = Value.of(values.figure(code))
    yield from _differences(
        (f"{code} (text)", node.text, full_text(value, rounding)),
        (f"{code} (value)", node.value or "", machine_text(value, rounding) or ""),
    )


def _number_differences(code: str, values: RecordValues) -> Iterator[Discrepancy]:
    node, rounding, value = values.record.numbers[code], values.record.parameters.rounding, values[code]
    forms = [printed_text(value, form, rounding) for form in PrintedForm]
    forms += [paper_text(value, text) for text in forms]
    yield from _differences(*((f"{code} (text)", text, text if text in forms else forms[0]) for text in node.text))
    if node.formula:
        yield from _differences(
            (f"{code} (state)", node.state.value, value.state.value),
            (f"{code} (value)", node.value or "", machine_text(value, rounding) or ""),
        )


def _differences(*compared: tuple[str, str, str]) -> Iterator[Discrepancy]:
    return (Discrepancy(place, found, expected) for place, found, expected in compared if found != expected)


def _dangling_references(record: Record) -> Iterator[Discrepancy]:
    """Yield references to files and numbers that the record does not hold, and figures that nothing refers to."""
    used = {code for number in record.numbers.values() if number.formula for code in number.formula.codes()}
    used |= {code for code, number in record.numbers.items() if number.formula is None}
    for code, figure in record.figures.items():
        if figure.file is not None and figure.file not in record.files:
            yield Discrepancy(f"{code} (source)", figure.file, "a file of the record")
        if code not in used:
            yield Discrepancy(code, "a figure that no number uses", "")
    for finding in record.findings:
        missing = [code for code in finding.figures if code not in record.numbers]
        missing += [cells.file for cells in finding.cells if cells.file not in record.files]
        for reference in missing:
            yield Discrepancy(f"{finding.rule} (finding)", reference, "a number or file of the record")


def _undeclared(record: Record, values: RecordValues) -> Iterator[Discrepancy]:
    """Yield labels and formulas that differ from the library's, if the library has the version of the record."""
    if record.library != cchc_lib.__version__:
        return
    for problem in read_catalogue_text(record.catalogue, record.units_of_measure)[1]:
        yield Discrepancy(f"catalogue, row {problem.row}", problem.found, problem.expected)
    for code in dict.fromkeys((*record.figures, *record.numbers)):
        if code in values.catalogue.definitions:
            yield from _uncomputable_or(_label_differences, code, values)
    for code in record.numbers:
        yield from _uncomputable_or(_formula_differences, code, values)


def _label_differences(code: str, values: RecordValues) -> Iterator[Discrepancy]:
    known = values.catalogue.definitions[code]
    yield from _differences((f"{code} (label)", values.record.label_of(code), known.label))


def _formula_differences(code: str, values: RecordValues) -> Iterator[Discrepancy]:
    declared = _declared_formula(code, values)
    if declared:
        yield from _differences((f"{code} (formula)", values[code].quantity.formula(), declared))


def _declared_formula(code: str, values: RecordValues) -> str:
    """Return the formula that the library declares for an indicator, a ward's value of it, or its rank."""
    key = ValueKey.parse(code)
    indicator = values.catalogue.indicators.get(key.base)
    if indicator is None or key.scope is FixedScope.CITY:
        return ""
    if isinstance(key.scope, MemberWard) and key.aspects in _ASPECTS_OF_RANKS:
        ranked = ValueKey(key.base, key.scope, key.aspects[:-1])
        order = RankOrder.LOWEST_FIRST if indicator.direction is Direction.LOWER else RankOrder.HIGHEST_FIRST
        return f"{order}({ranked}; {key.base})"
    # A record of a city does not hold all figures that decide the formulas of its wards.
    if key.aspects or (indicator.formula.follows_data and isinstance(key.scope, MemberWard)):
        return ""
    unstated = Figures({}, values.catalogue.figures)
    quantity = indicator.formula(_stated_quantities(values) if indicator.formula.follows_data else unstated)
    renamed = {
        figure.code: replace(figure, code=str(ValueKey(figure.code, key.scope))) for figure in quantity.figures()
    }
    return substitute_figures(quantity, renamed).formula()


def _stated_quantities(values: RecordValues) -> Mapping[str, Quantity]:
    """Return what the record says that its ward states, by the codes of figures."""
    known: dict[str, Quantity] = dict(Figures({}, values.catalogue.figures))
    for code in known:
        if code in values.record.numbers:
            known[code] = values[code].quantity
        elif code in values.record.figures:
            known[code] = values.figure(code)
    return known


def _unprinted(record: Record, values: RecordValues) -> Iterator[Discrepancy]:
    """Yield each printed form of a number that the page does not print, except the forms of PDF and Word."""
    everything = "".join(map(packed, record.page_text.values()))
    for code, node in record.numbers.items():
        missing = [text for text in node.text if packed(text) not in everything]
        with suppress(*UNCOMPUTABLE):
            of_paper = {paper_text(values[code], text) for text in node.text} if missing else set()
            missing = [text for text in missing if text not in of_paper]
        yield from (Discrepancy(f"{code} (text)", text, "a text that the report prints") for text in missing)


def _scenario_differences(record: Record) -> Iterator[Discrepancy]:
    """Yield marks of a scenario on a report whose record names none, and places of a scenario's report without one."""
    marked = [place for place in _ORIGIN if SCENARIO_MARK in record.page_text.get(place, "")]
    beside = [code for code in record.numbers if ValueKey.parse(code).aspect is Aspect.BASELINE]
    if record.scenario is None and (marked or beside):
        signs = ", ".join((*marked, *beside[:3]))
        yield Discrepancy("the record", f"no scenario, but what only a scenario has: {signs}", "the scenario it is of")
    for place in _ORIGIN if record.scenario else ():
        if place not in marked:
            found = record.page_text.get(place, "")[:80]
            yield Discrepancy(place, found, f"«{SCENARIO_MARK}», since it is of a scenario")


def _draft_differences(record: Record) -> Iterator[Discrepancy]:
    """Yield places of a ward's report with open errors that do not mark it as a draft, and marks without errors."""
    is_draft = record.subject.kind == "ward" and any(finding.is_open_error for finding in record.findings)
    for place in _ORIGIN:
        text = record.page_text.get(place, "")
        if is_draft and DRAFT_MARK not in text:
            yield Discrepancy(place, text[:80], f"«{DRAFT_MARK}», since the record has errors that nobody acknowledged")
        elif DRAFT_MARK in text and not is_draft:
            yield Discrepancy(place, f"«{DRAFT_MARK}»", "no such mark, since the record has no open error")
