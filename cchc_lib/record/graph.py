"""The nodes of a record: the figures and numbers that a set of values is computed from, each once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from cchc_lib.quantities.figures import Figure, SourceCell
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text, machine_text
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value import Value
from cchc_lib.record.formula import calculation_of
from cchc_lib.record.graph_nodes import (
    Calculation,
    Cells,
    FigureNode,
    InputFile,
    NumberNode,
    ReferenceNode,
    UnitNode,
    member_and_base,
)

SAME = "="
"""The operation of a number that is a figure under another code."""


@dataclass(frozen=True)
class GraphContext:
    """What the nodes of one record have in common."""

    rounding: Rounding
    files: Mapping[str, InputFile]
    """The input files by their ids in the record."""
    members: Mapping[str, str] = field(default_factory=dict)
    """The names of the wards of an overview by their five digits."""
    reference: Callable[[Value], str] = lambda _: ""
    """Returns the legal reference of a value, or how it was joined from many wards."""

    def file_id(self, path: str) -> str:
        """Return the id of an input file; KeyError if the report does not list it."""
        return {file.path: name for name, file in self.files.items()}[path]


@dataclass(frozen=True)
class Graph:
    """Figures and numbers by code, with the labels and references that they share."""

    figures: Mapping[str, FigureNode]
    numbers: Mapping[str, NumberNode]
    labels: Mapping[str, str]
    references: tuple[ReferenceNode, ...]
    units: Mapping[str, UnitNode]


def file_nodes(hashes: Mapping[str, str]) -> dict[str, InputFile]:
    """Return the nodes of the input files, given as SHA-256 by path, under short ids in the order of their paths."""
    return {f"f{at}": InputFile(path=path, sha256=digest) for at, (path, digest) in enumerate(sorted(hashes.items()))}


def graph_of(values: Iterable[Value], printed: Mapping[str, Iterable[str]], context: GraphContext) -> Graph:
    """Return the graph of values and of every figure that they are computed from.

    Args:
        values: the values that get a node, each code once.
        printed: for each printed code, the forms in which the report prints it.
        context: what all nodes have in common.
    """
    ordered = sorted(values, key=lambda value: value.code)
    used = {figure.code: figure for value in ordered for figure in value.quantity.figures()}
    labels = _shared_labels([*used.values(), *ordered], context.members)
    nodes = _Nodes(context, labels)
    numbers = {value.code: nodes.number(value, sorted(set(printed.get(value.code, ())))) for value in ordered}
    figures = {code: nodes.figure(used[code]) for code in sorted(used)}
    return Graph(figures, numbers, labels, _references(ordered, context.reference), _units([*used.values(), *ordered]))


def unit_node(unit: Unit) -> UnitNode:
    """Return a unit of measure as a node."""
    return UnitNode(
        kind=unit.kind, scale=unit.scale, decimals=unit.decimals, closed_up=unit.no_space, written=unit.written
    )


def _units(measured: Iterable[Figure | Value]) -> dict[str, UnitNode]:
    return {unit.name: unit_node(unit) for unit in sorted({item.unit for item in measured}, key=lambda unit: unit.name)}


def cells_of(sources: Iterable[SourceCell], context: GraphContext) -> tuple[Cells, ...]:
    """Return the cells of several sources, joined by file and column."""
    rows: dict[tuple[str, str], list[int]] = {}
    for source in sources:
        rows.setdefault((context.file_id(source.file), source.column), []).append(source.row)
    return tuple(Cells(file=file, rows=tuple(found), column=column) for (file, column), found in rows.items())


def _shared_labels(named: Iterable[Figure | Value], members: Mapping[str, str]) -> dict[str, str]:
    """Return the label of each base code, without the name of the ward; the first of its members decides."""
    labels: dict[str, str] = {}
    for item in named:
        member, base = member_and_base(item.code)
        if member and item.label.startswith(f"{members[member]}: "):
            labels.setdefault(base, item.label.removeprefix(f"{members[member]}: "))
    return dict(sorted(labels.items()))


def _references(values: Iterable[Value], reference: Callable[[Value], str]) -> tuple[ReferenceNode, ...]:
    codes: dict[str, dict[str, None]] = {}
    for value in values:
        if text := reference(value):
            codes.setdefault(text, {})[member_and_base(value.code)[1]] = None
    return tuple(ReferenceNode(text=text, codes=tuple(named)) for text, named in codes.items())


@dataclass(frozen=True)
class _Nodes:
    context: GraphContext
    labels: Mapping[str, str]

    def figure(self, figure: Figure) -> FigureNode:
        rounding, source = self.context.rounding, figure.source
        text = full_text(Value.of(figure), rounding)
        return FigureNode(
            label=self._label(figure),
            unit=figure.unit.name,
            state=figure.state,
            value=machine_text(Value.of(figure), rounding),
            text=text,
            qualifier=figure.qualifier,
            as_written=None if figure.as_written in ("", text.replace("\u00a0", " ")) else figure.as_written,
            as_of=str(figure.as_of) if figure.as_of else None,
            start=str(figure.window.start) if figure.window else None,
            end=str(figure.window.end) if figure.window else None,
            file=self.context.file_id(source.file) if source else None,
            row=source.row if source else 0,
            column=source.column if source else "value",
        )

    def number(self, value: Value, texts: list[str]) -> NumberNode:
        formula = _formula(value)
        if formula is None:
            return NumberNode(text=tuple(texts))
        return NumberNode(
            label=self._label(value),
            unit=value.unit.name,
            state=value.state,
            value=machine_text(value, self.context.rounding),
            text=tuple(texts),
            formula=formula,
        )

    def _label(self, item: Figure | Value) -> str:
        """Return the label that the node stores: none where the record derives it."""
        member, base = member_and_base(item.code)
        derived = f"{self.context.members[member]}: {self.labels.get(base)}" if member else None
        return "" if item.label == derived else item.label


def _formula(value: Value) -> Calculation | None:
    """Return the calculation of a value; None for a figure under its own code and label."""
    figure = value.quantity
    if not isinstance(figure, Figure):
        return calculation_of(figure)
    is_itself = (figure.code, figure.label, figure.unit) == (value.code, value.label, value.unit)
    return None if is_itself else Calculation(op=SAME, operands=(figure.code,))
