"""Parts that a ward does not state, and that are zero because the other parts already add up to the whole."""

from collections.abc import Iterator, Mapping

from cchc_lib.indicators.filled_sums import filled_sums
from cchc_lib.indicators.identities import Identity, sums
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value import Value


def zero_parts(inputs: ReportInputs, values: Mapping[str, Value]) -> Mapping[str, tuple[str, ...]]:
    """Return the parts that a sum proves to be zero, each with the codes of the sum.

    Args:
        inputs: the ward's inputs.
        values: the values of the ward by code.
    """
    closed = (identity for identity in (*sums(inputs), *filled_sums(inputs)) if not identity.is_open)
    return {code: codes for identity in closed for code, codes in _proven(identity, values)}


def _proven(identity: Identity, values: Mapping[str, Value]) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = tuple(code for code in identity.parts if values[code].state is not State.NOT_GIVEN)
    proof = (identity.whole, *known)
    if known and all(_is_exact(values[code]) for code in proof):
        numbers = (values[code].number or 0 for code in known)
        # Counts are never below zero, so that several missing parts are zero as well.
        if sum(numbers) == (values[identity.whole].number or 0):
            yield from ((code, proof) for code in identity.parts if code not in known)


def _is_exact(value: Value) -> bool:
    """Return whether a value is a number, or «không phát sinh», without a word that makes it inexact."""
    figures = value.quantity.figures()
    is_known = value.state in (State.STATED, State.NONE_ARISEN)
    return is_known and not any(figure.qualifier for figure in figures)
