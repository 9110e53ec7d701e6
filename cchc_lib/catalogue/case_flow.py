"""The life of the cases of a period: those to handle, those that ended, and those that are still pending.

Units report the same flow in different ways. «Tiếp nhận» may count new cases alone, or those carried over from the
period before as well; cases that wait for the citizen may be counted as pending, or apart from them. What a ward states
elsewhere decides which is meant, so that no true figure is called wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from cchc_lib.quantities.figures import Quantity, State, total

RECEIVED = "procedures.received"
RESOLVED = "procedures.resolved"
OVERDUE = "procedures.resolved_overdue"
ON_TIME = "procedures.resolved_on_time"
STATED_PENDING = "procedures.in_progress"
PENDING_PARTS = ("procedures.pending_in_time", "procedures.pending_overdue")
"""The parts of the pending cases, which some wards state without their sum."""
TO_HANDLE = "procedures.to_handle"
NEW = "procedures.received_new"
CARRIED_OVER = "procedures.carried_over"
TOTAL_CASES = "procedures.total_cases"
"""The code of the indicator that adds up the cases to handle."""
CHANNELS = (
    "procedures.received_online",
    "procedures.received_direct",
    "procedures.received_post",
    "procedures.received_other",
    "procedures.received_outside",
)
"""The ways in which new cases come in; cases carried over have none."""
ENDED_WITHOUT_RESULT = (
    "procedures.stopped",
    "procedures.refused",
    "procedures.returned",
    "procedures.withdrawn",
)
"""The cases that are closed, but not resolved."""
AWAITING_CITIZEN = ("procedures.awaiting_supplement", "procedures.awaiting_payment")
"""The cases that wait for the citizen. Some systems count them as pending, others count them apart."""

CASE_FLOW = frozenset(
    (
        *(TO_HANDLE, RECEIVED, NEW, CARRIED_OVER, *CHANNELS),
        *(RESOLVED, STATED_PENDING, *PENDING_PARTS, *ENDED_WITHOUT_RESULT, *AWAITING_CITIZEN),
    )
)
"""The figures on which the formulas of this module depend."""

Ward = Mapping[str, Quantity]
"""What a ward states, by the codes of figures."""


def is_known(ward: Ward, code: str) -> bool:
    """Return whether the ward states a figure, as a number or as «không phát sinh»."""
    return ward[code].state in (State.STATED, State.NONE_ARISEN)


def cases_to_handle(ward: Ward) -> Quantity:
    """Return the number of all cases of the period: new ones and those carried over."""
    if is_known(ward, TO_HANDLE):
        return ward[TO_HANDLE]
    if not is_known(ward, CARRIED_OVER):
        return ward[RECEIVED] if is_known(ward, RECEIVED) else ward[NEW]
    if is_known(ward, NEW):
        return ward[NEW] + ward[CARRIED_OVER]
    return ward[RECEIVED] if received_includes_carry_over(ward) else ward[RECEIVED] + ward[CARRIED_OVER]


def new_cases(ward: Ward) -> Quantity:
    """Return the number of cases that came in within the period, which alone have a channel."""
    if is_known(ward, NEW):
        return ward[NEW]
    if is_known(ward, TO_HANDLE) and is_known(ward, CARRIED_OVER):
        return ward[TO_HANDLE] - ward[CARRIED_OVER]
    if is_known(ward, CARRIED_OVER) and received_includes_carry_over(ward):
        return ward[RECEIVED] - ward[CARRIED_OVER]
    return ward[RECEIVED]


def received_includes_carry_over(ward: Ward) -> bool:
    """Return whether `procedures.received` counts the cases carried over as well.

    The channels of new cases, the cases that are resolved and pending, and an explicit total decide, in this order. If
    nothing does, the total of biểu II.06a is meant, which includes them.
    """
    received, carried_over = _amount(ward, RECEIVED), _amount(ward, CARRIED_OVER)
    if not carried_over:
        return True
    for sum_, without, with_ in _evidence(ward, received, carried_over):
        if sum_ in (without, with_):
            return sum_ == with_
    return _amount(ward, RESOLVED) <= received


def _evidence(ward: Ward, received: Fraction, carried_over: Fraction) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Yield what the ward states otherwise, and what it would be without and with the cases carried over."""
    channels = _sum_of(ward, CHANNELS)
    if channels:
        yield channels, received, received - carried_over
    pending = pending_codes(ward)
    if is_known(ward, RESOLVED) and all(is_known(ward, code) for code in pending):
        handled = _sum_of(ward, (RESOLVED, *pending, *ENDED_WITHOUT_RESULT))
        yield handled, received + carried_over, received


def pending_cases(ward: Ward) -> Quantity:
    """Return the number of cases that are neither resolved nor closed, without those that the form counts apart."""
    left = cases_to_handle(ward) - ward[RESOLVED]
    apart = cases_apart(ward)
    return left - total(*(ward[code] for code in apart)) if apart else left


def pending_codes(ward: Ward) -> tuple[str, ...]:
    """Return the codes that make up the pending cases: their number, or its parts if the ward states these alone."""
    has_parts_alone = not is_known(ward, STATED_PENDING) and any(is_known(ward, code) for code in PENDING_PARTS)
    return PENDING_PARTS if has_parts_alone else (STATED_PENDING,)


def cases_apart(ward: Ward) -> tuple[str, ...]:
    """Return the codes of the cases that are neither resolved nor pending, of those that the ward states."""
    ended = tuple(code for code in ENDED_WITHOUT_RESULT if is_known(ward, code))
    awaiting = tuple(code for code in AWAITING_CITIZEN if is_known(ward, code))
    return ended if _are_counted_as_pending(ward, awaiting, ended) else (*ended, *awaiting)


def _are_counted_as_pending(ward: Ward, awaiting: tuple[str, ...], ended: tuple[str, ...]) -> bool:
    """Return whether the stated cases fill all cases to handle without those that wait for the citizen."""
    pending, all_cases = pending_codes(ward), cases_to_handle(ward).number
    handled = _sum_of(ward, (RESOLVED, *pending, *ended))
    if all(is_known(ward, code) for code in pending):
        return handled == all_cases
    # A part of the pending cases that is not stated may hold those that wait, if there is no room for them beside.
    is_partly_known = any(is_known(ward, code) for code in pending)
    return is_partly_known and all_cases is not None and handled + _sum_of(ward, awaiting) > all_cases


def _sum_of(ward: Ward, codes: Iterable[str]) -> Fraction:
    return sum((_amount(ward, code) for code in codes), Fraction(0))


def _amount(ward: Ward, code: str) -> Fraction:
    return ward[code].number or Fraction(0)
