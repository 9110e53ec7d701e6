"""A calculation as plain data, and back: what a record holds so that anyone can compute it again."""

from collections.abc import Callable, Mapping
from typing import Any

from cchc_lib.quantities.figures import Difference, Figure, Operation, Quantity, Ratio, Sum
from cchc_lib.quantities.intervals import LowerBound, UpperBound

_NODES: Mapping[str, Callable[[Quantity, Quantity], Operation]] = {
    kind.symbol: kind for kind in (Sum, Difference, Ratio, LowerBound, UpperBound)
}


def expression_json(quantity: Quantity) -> dict[str, Any]:
    """A figure by its code, or an operation over two expressions."""
    if isinstance(quantity, Figure):
        return {"figure": quantity.code}
    if isinstance(quantity, Operation) and quantity.symbol in _NODES:
        left, right = quantity.operands
        return {"op": quantity.symbol, "left": expression_json(left), "right": expression_json(right)}
    raise TypeError(f"no expression for {quantity!r}")


def read_expression(data: Any, figures: Mapping[str, Figure]) -> Quantity:
    """The calculation that plain data describes, over some figures.

    Raises:
        KeyError: a figure or an operation that is not known.
        TypeError: no expression.
    """
    if "figure" in data:
        return figures[data["figure"]]
    return _NODES[data["op"]](read_expression(data["left"], figures), read_expression(data["right"], figures))
