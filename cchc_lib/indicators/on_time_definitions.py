"""The definitions of «đúng hạn» in official use. Each divides by another number of cases, and each is right.

A ward's rate is printed by the first of them (Thông tư 01/2020/TT-VPCP). The audit uses the others to recognise a rate
that is right, but over another base.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cchc_lib.catalogue.case_flow import RECEIVED, RESOLVED, Ward, cases_to_handle
from cchc_lib.quantities.figures import Quantity, Ratio

_IN_TIME = "procedures.resolved_on_time"
_LATE = "procedures.resolved_overdue"
_PENDING_IN_TIME = "procedures.pending_in_time"
_PENDING_LATE = "procedures.pending_overdue"


@dataclass(frozen=True)
class OnTimeDefinition:
    """One way to compute the rate of cases on time."""

    name: str
    """The Vietnamese words for what is counted and what it is divided by."""
    reference: str
    """The text that defines the rate, or the office that uses it."""
    formula: Callable[[Ward], Ratio]
    """The calculation over what a ward states."""


def _of_resolved(ward: Ward) -> Ratio:
    return ward[_IN_TIME] / ward[RESOLVED]


def _by_decision_766(ward: Ward) -> Ratio:
    # Cases that are still in time count as on time, so that both parts have to be of the same cases.
    return (ward[_IN_TIME] + ward[_PENDING_IN_TIME]) / cases_to_handle(ward)


def _of_due(ward: Ward) -> Ratio:
    return ward[_IN_TIME] / (ward[RESOLVED] + ward[_PENDING_LATE])


def _not_late(ward: Ward) -> Ratio:
    total: Quantity = cases_to_handle(ward)
    return (total - (ward[_LATE] + ward[_PENDING_LATE])) / total


def _of_received(ward: Ward) -> Ratio:
    return ward[_IN_TIME] / ward[RECEIVED]


def _of_to_handle(ward: Ward) -> Ratio:
    return ward[_IN_TIME] / cases_to_handle(ward)


ON_TIME_DEFINITIONS = (
    OnTimeDefinition(
        "hồ sơ giải quyết đúng hạn trên số đã giải quyết",
        "Thông tư số 01/2020/TT-VPCP ngày 21/10/2020, biểu II.06a",
        _of_resolved,
    ),
    OnTimeDefinition(
        "hồ sơ giải quyết đúng hạn và đang giải quyết trong hạn trên số phải giải quyết",
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022, chỉ số 2.1",
        _by_decision_766,
    ),
    OnTimeDefinition(
        "hồ sơ giải quyết đúng hạn trên số đến hạn",
        "Vĩnh Phúc",
        _of_due,
    ),
    OnTimeDefinition(
        "hồ sơ không quá hạn trên số phải giải quyết",
        "Gia Lai",
        _not_late,
    ),
    OnTimeDefinition("hồ sơ giải quyết đúng hạn trên số tiếp nhận", "", _of_received),
    OnTimeDefinition("hồ sơ giải quyết đúng hạn trên số phải giải quyết", "", _of_to_handle),
)
"""The leading definition, then the others, those of a published text first."""
