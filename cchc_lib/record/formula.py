"""Calculations as data: what a record holds so that anyone can compute its numbers again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cchc_lib.quantities.figures import Difference, Figure, Operation, Quantity, Ratio, Sum
from cchc_lib.quantities.intervals import LowerBound, UpperBound
from cchc_lib.quantities.samples import Median, Pooled, Rank, RankOrder, Sample
from cchc_lib.quantities.scoring import Product, Reached, Smaller
from cchc_lib.record.graph_nodes import Calculation

_OPERATIONS: Mapping[str, Callable[[Quantity, Quantity], Operation]] = {
    kind.symbol: kind for kind in (Sum, Difference, Ratio, LowerBound, UpperBound, Product, Smaller, Reached)
}


@dataclass(frozen=True)
class EvaluationContext:
    """The figures and samples that a calculation may name."""

    figures: Mapping[str, Figure]
    samples: Mapping[str, Sample] = field(default_factory=dict)


def calculation_of(quantity: Quantity) -> Calculation | None:
    """Return a quantity as a calculation over codes; None for a plain figure.

    Raises:
        TypeError: there is no calculation for this kind of quantity.
    """
    match quantity:
        case Figure():
            return None
        case Operation(symbol=symbol) if symbol in _OPERATIONS:
            left, right = map(_operand_of, quantity.operands)
            return Calculation(op=symbol, operands=(left, right))
        case Pooled(paired_with=Sample() as paired):
            return Calculation(op=quantity.symbol, sample=quantity.sample.code, paired_with=paired.code)
        case Median() | Pooled():
            return Calculation(op=quantity.symbol, sample=quantity.sample.code)
        case Rank():
            return Calculation(op=quantity.symbol, operands=(quantity.member,), sample=quantity.sample.code)
        case _:
            raise TypeError(f"no calculation for {quantity!r}")


def _operand_of(quantity: Quantity) -> str | Calculation:
    return quantity.code if isinstance(quantity, Figure) else calculation_of(quantity) or ""


def quantity_of(calculation: Calculation, context: EvaluationContext) -> Quantity:
    """Return the quantity that a calculation describes.

    Raises:
        KeyError: the calculation names a figure, a sample or an operation that is not known.
        ValueError: the calculation has the wrong number of operands.
    """
    op, samples = calculation.op, context.samples
    if op == Median.symbol:
        return Median(samples[calculation.sample or ""])
    if op == Pooled.symbol:
        return Pooled(
            samples[calculation.sample or ""], samples[calculation.paired_with] if calculation.paired_with else None
        )
    if op in list(RankOrder):
        (member,) = calculation.operands
        return Rank(str(member), samples[calculation.sample or ""], RankOrder(op))
    left, right = calculation.operands
    return _OPERATIONS[op](_quantity_of_operand(left, context), _quantity_of_operand(right, context))


def _quantity_of_operand(operand: str | Calculation, context: EvaluationContext) -> Quantity:
    return context.figures[operand] if isinstance(operand, str) else quantity_of(operand, context)
