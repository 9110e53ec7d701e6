"""The reasons why a scenario is not feasible.

Each reason has an English text with codes, for files and commands, and a Vietnamese text with labels, for the what-if
notebook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cchc_lib.errors import UserError


@dataclass(frozen=True)
class ViolationKind:
    """A reason in both languages; the names in braces stand for the codes and facts of a violation."""

    english: str
    """The text for files and commands."""
    vietnamese: str
    """The text for readers."""


UNKNOWN_TARGET = ViolationKind("{what}: there is no such target; {hint}", "«{what}» không có mục tiêu.")
NOT_NUMERIC = ViolationKind("{what} is no number, so no scenario changes it", "«{what}» không phải là số.")
UNKNOWN_FIGURE = ViolationKind("{what}: there is no such figure; {hint}", "Không có số liệu «{what}».")
UNKNOWN_BALANCE = ViolationKind(
    "balance: there is no figure '{what}'; {hint}", "Không có số liệu «{what}» để điều chỉnh theo."
)
COMPUTED = ViolationKind("{what} is computed: {hint}; change one of these", "«{what}» được tính từ số liệu khác.")
NOT_STATED = ViolationKind(
    "{what} is not stated, so nothing can be added to it; `set` it",
    "«{what}» chưa có số liệu nên không cộng thêm được; hãy đặt một giá trị.",
)
BALANCES_ITSELF = ViolationKind(
    "balance: the scenario changes {what}, so it cannot absorb the difference; name another figure",
    "«{what}» đang được thay đổi nên không thể đồng thời điều chỉnh theo số khác.",
)
NOT_WHOLE = ViolationKind(
    "{what} would be {amount}; it is counted in whole numbers", "«{what}» sẽ là {amount}; đây phải là số nguyên."
)
BELOW_ZERO = ViolationKind(
    "{what} would be {amount}; it cannot be below zero", "«{what}» sẽ là {amount}; không thể nhỏ hơn 0."
)
TOO_LARGE = ViolationKind(
    "{what} would be {amount}; expected a number below 10¹⁵", "«{what}» sẽ là {amount}; số này quá lớn."
)
OUT_OF_RANGE = ViolationKind(
    "{what} would be {amount}; it cannot be above {end}", "«{what}» sẽ là {amount}; không thể vượt {end}."
)
EXCEEDS_WHOLE = ViolationKind(
    "{what} would be larger than {whole}, which it is a part of; change that as well",
    "«{what}» không thể lớn hơn «{whole}».",
)
TARGET_OUT_OF_RANGE = ViolationKind(
    "the target of {what} would be {amount}; expected one from 0 to {end}",
    "Mục tiêu của «{what}» sẽ là {amount}; mục tiêu phải từ 0 đến {end}.",
)
BROKEN_SUM = ViolationKind(
    "{whole} = {parts} would be {amount}", "«{whole}» phải bằng «{parts}», nhưng sẽ là {amount}."
)
BALANCE_NEEDED = ViolationKind(
    "name the figures that absorb the difference, such as `balance: [{codes}]`",
    "Cần chọn số liệu điều chỉnh theo: {codes}.",
)
EXHAUSTED = ViolationKind(
    "{what} would be {amount}: it cannot absorb so much; name further figures after it in `balance`, such as {hint}",
    "«{what}» sẽ là {amount}: không đủ để điều chỉnh theo.",
)
AUDIT_ERROR = ViolationKind("the audit would find an error ({rule}): {message}", "{message}")


@dataclass(frozen=True)
class Violation:
    """One reason why a scenario is not feasible, with the figures and amounts that it is about."""

    kind: ViolationKind
    """The reason."""
    codes: Mapping[str, tuple[str, ...]]
    """The codes of figures by their names in the texts; the Vietnamese text prints their labels."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """All other names in the texts with what is printed for them."""

    @classmethod
    def of(cls, kind: ViolationKind, what: str, **facts: str) -> "Violation":
        """Return a violation that is about one figure, by its code."""
        return cls(kind, {"what": (what,)}, facts)

    def english(self) -> str:
        """Return the English text with codes."""
        names = {name: _joined(name, codes) for name, codes in self.codes.items()}
        return self.kind.english.format(**names, **self.facts)

    def vietnamese(self, labels: Mapping[str, str]) -> str:
        """Return the Vietnamese text.

        Args:
            labels: the label of each code; a code without one is printed as it is.
        """
        names = {name: _joined(name, [labels.get(code, code) for code in codes]) for name, codes in self.codes.items()}
        return self.kind.vietnamese.format(**names, **self.facts)


def _joined(name: str, texts: Iterable[str]) -> str:
    return (" + " if name == "parts" else ", ").join(texts)


class InfeasibleScenario(UserError):
    """A scenario that contradicts what is known of the ward; it holds every violation."""

    def __init__(self, name: str, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        """All reasons why the scenario is not feasible."""
        reasons = "\n".join(f"  {violation.english()}" for violation in self.violations)
        # The command line then adds the option by which balancing figures are named.
        lacks_balance = any(violation.kind is BALANCE_NEEDED for violation in self.violations)
        super().__init__(f"The scenario '{name}' is not feasible:\n{reasons}", "balance" if lacks_balance else "")
