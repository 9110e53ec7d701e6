"""Why a scenario cannot be: each reason once, in English by codes for files and commands, in Vietnamese by labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cchc_lib.errors import UserError


@dataclass(frozen=True)
class ViolationKind:
    """What is wrong, in both languages; in braces stand the codes and facts of a violation."""

    english: str
    vietnamese: str


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
    "balance: {what} is what the scenario changes, so it cannot give way; name another figure",
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
    "{what} would be larger than {whole}, which it cannot be; change that as well",
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
    "say what gives way, such as `balance: [{codes}]`, or {options}", "Cần chọn số liệu điều chỉnh theo: {codes}."
)
EXHAUSTED = ViolationKind(
    "{what} would be {amount}: it cannot give so much; name others behind it in `balance`, as {hint}",
    "«{what}» sẽ là {amount}: không đủ để điều chỉnh theo.",
)
AUDIT_ERROR = ViolationKind("the audit would find an error ({rule}): {told}", "{told}")


@dataclass(frozen=True)
class Violation:
    """One reason, with what it is about."""

    kind: ViolationKind
    codes: Mapping[str, tuple[str, ...]]
    """By the name that the reason has for it, what a reader of Vietnamese meets by its label."""
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: ViolationKind, what: str, **facts: str) -> "Violation":
        """A fault of one figure."""
        return cls(kind, {"what": (what,)}, facts)

    def english(self) -> str:
        """By codes, with which it is repaired in a file or a command."""
        named = {name: _joined(name, codes) for name, codes in self.codes.items()}
        return self.kind.english.format(**named, **self.facts)

    def vietnamese(self, labels: Mapping[str, str]) -> str:
        """By labels, for who has no codes before them."""
        named = {name: _joined(name, [labels.get(code, code) for code in codes]) for name, codes in self.codes.items()}
        return self.kind.vietnamese.format(**named, **self.facts)


def _joined(name: str, codes: Iterable[str]) -> str:
    return (" + " if name == "parts" else ", ").join(codes)


class InfeasibleScenario(UserError):
    """A scenario that contradicts what is known of the ward; every fault of it."""

    def __init__(self, name: str, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        told = "\n".join(f"  {violation.english()}" for violation in self.violations)
        super().__init__(f"The scenario '{name}' cannot be:\n{told}")
