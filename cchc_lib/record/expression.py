"""A calculation as plain data, and back: what a record holds so that anyone can compute it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc_lib.quantities.figures import Difference, Figure, Operation, Quantity, Ratio, Sum
from cchc_lib.quantities.intervals import LowerBound, UpperBound
from cchc_lib.quantities.samples import RANKS, Median, Pooled, Rank, Sample

_NODES: Mapping[str, Callable[[Quantity, Quantity], Operation]] = {
    kind.symbol: kind for kind in (Sum, Difference, Ratio, LowerBound, UpperBound)
}


@dataclass(frozen=True)
class Known:
    """What an expression may name."""

    figures: Mapping[str, Figure]
    samples: Mapping[str, Sample] = field(default_factory=dict)


def expression_json(quantity: Quantity) -> dict[str, Any]:
    """A figure by its code, an operation over two expressions, or what one value, or all, of a sample give."""
    match quantity:
        case Figure():
            return {"figure": quantity.code}
        case Operation(symbol=symbol) if symbol in _NODES:
            left, right = quantity.operands
            return {"op": symbol, "left": expression_json(left), "right": expression_json(right)}
        case Pooled(beside=Sample() as beside):
            return {"op": quantity.symbol, "of": quantity.sample.code, "beside": beside.code}
        case Median() | Pooled():
            return {"op": quantity.symbol, "of": quantity.sample.code}
        case Rank():
            return {"op": quantity.symbol, "member": quantity.own, "of": quantity.sample.code}
        case _:
            raise TypeError(f"no expression for {quantity!r}")


def read_expression(data: Any, known: Known) -> Quantity:
    """The calculation that plain data describes.

    Raises:
        KeyError: a figure, a sample or an operation that is not known.
        TypeError: no expression.
    """
    if "figure" in data:
        return known.figures[data["figure"]]
    if data["op"] == Median.symbol:
        return Median(known.samples[data["of"]])
    if data["op"] == Pooled.symbol:
        return Pooled(known.samples[data["of"]], known.samples[data["beside"]] if "beside" in data else None)
    if data["op"] in RANKS:
        return Rank(data["member"], known.samples[data["of"]], data["op"])
    return _NODES[data["op"]](*(read_expression(data[side], known) for side in ("left", "right")))
