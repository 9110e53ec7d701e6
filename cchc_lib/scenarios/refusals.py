"""Why a scenario cannot be: each reason once, in English by codes for files and commands, in Vietnamese by labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cchc_lib.errors import UserError


@dataclass(frozen=True)
class Reason:
    """What is wrong, in both languages; in braces stand the codes and facts of a fault."""

    english: str
    vietnamese: str


NO_TARGET = Reason("{what}: there is no such target; {hint}", "«{what}» không có mục tiêu.")
NO_NUMBER = Reason("{what} is no number, so no scenario changes it", "«{what}» không phải là số.")
NO_FIGURE = Reason("{what}: there is no such figure; {hint}", "Không có số liệu «{what}».")
NO_BALANCE = Reason("balance: there is no figure '{what}'; {hint}", "Không có số liệu «{what}» để điều chỉnh theo.")
COMPUTED = Reason("{what} is computed: {hint}; change one of these", "«{what}» được tính từ số liệu khác.")
NOT_STATED = Reason(
    "{what} is not stated, so nothing can be added to it; `set` it",
    "«{what}» chưa có số liệu nên không cộng thêm được; hãy đặt một giá trị.",
)
GIVES_WAY_TO_ITSELF = Reason(
    "balance: {what} is what the scenario changes, so it cannot give way; name another figure",
    "«{what}» đang được thay đổi nên không thể đồng thời điều chỉnh theo số khác.",
)
NOT_WHOLE = Reason(
    "{what} would be {amount}; it is counted in whole numbers", "«{what}» sẽ là {amount}; đây phải là số nguyên."
)
BELOW_ZERO = Reason(
    "{what} would be {amount}; it cannot be below zero", "«{what}» sẽ là {amount}; không thể nhỏ hơn 0."
)
TOO_LARGE = Reason("{what} would be {amount}; expected a number below 10¹⁵", "«{what}» sẽ là {amount}; số này quá lớn.")
PAST_ITS_END = Reason(
    "{what} would be {amount}; it cannot be above {end}", "«{what}» sẽ là {amount}; không thể vượt {end}."
)
PAST_ITS_WHOLE = Reason(
    "{what} would be larger than {whole}, which it cannot be; change that as well",
    "«{what}» không thể lớn hơn «{whole}».",
)
TARGET_OUT_OF_RANGE = Reason(
    "the target of {what} would be {amount}; expected one from 0 to {end}",
    "Mục tiêu của «{what}» sẽ là {amount}; mục tiêu phải từ 0 đến {end}.",
)
BROKEN_SUM = Reason("{whole} = {parts} would be {amount}", "«{whole}» phải bằng «{parts}», nhưng sẽ là {amount}.")
SAY_WHAT_GIVES_WAY = Reason(
    "say what gives way, such as `balance: [{codes}]`, or {options}", "Cần chọn số liệu điều chỉnh theo: {codes}."
)
GAVE_ALL = Reason(
    "{what} would be {amount}: it cannot give so much; name others behind it in `balance`, as {hint}",
    "«{what}» sẽ là {amount}: không đủ để điều chỉnh theo.",
)
CONTRADICTED = Reason("the audit would find an error ({rule}): {told}", "{told}")


@dataclass(frozen=True)
class Fault:
    """One reason, with what it is about."""

    reason: Reason
    codes: Mapping[str, tuple[str, ...]]
    """By the name that the reason has for it, what a reader of Vietnamese meets by its label."""
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reason: Reason, what: str, **facts: str) -> "Fault":
        """A fault of one figure."""
        return cls(reason, {"what": (what,)}, facts)

    def english(self) -> str:
        """By codes, with which it is repaired in a file or a command."""
        named = {name: _joined(name, codes) for name, codes in self.codes.items()}
        return self.reason.english.format(**named, **self.facts)

    def vietnamese(self, labels: Mapping[str, str]) -> str:
        """By labels, for who has no codes before them."""
        named = {name: _joined(name, [labels.get(code, code) for code in codes]) for name, codes in self.codes.items()}
        return self.reason.vietnamese.format(**named, **self.facts)


def _joined(name: str, codes: Iterable[str]) -> str:
    return (" + " if name == "parts" else ", ").join(codes)


class CannotBe(UserError):
    """A scenario that contradicts what is known of the ward; every fault of it."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        told = "\n".join(f"  {fault.english()}" for fault in self.faults)
        super().__init__(f"The scenario '{name}' cannot be:\n{told}")
