"""A scenario and the changes that it assumes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from cchc_lib.errors import UserError
from cchc_lib.file_formats.yaml_files import YamlModel
from cchc_lib.inputs.ward_folders import EVERY_WARD
from cchc_lib.quantities.numbers import parse_number

MAX_AMOUNT = Decimal(10) ** 15
"""The bound that every amount stays below. No figure of a ward comes near it, not even one in đồng."""
MAX_DECIMALS = 6
"""The most decimals that an amount of a scenario may have. Reports print two."""
SCENARIO_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
"""The pattern of a scenario's name, which is also the name of its file and of the folder of its reports."""
AMOUNT_FORMAT = 'a number as reports write it, in quotes where it has a comma: 300, "8.823", "72,5"'
"""What an error message says that it expected in place of an amount."""


def parse_amount(value: object) -> Decimal:
    """Return the number that a YAML value or a text states.

    Raises:
        ValueError: the value is no number, is too large, or has too many decimals; the message says what was expected.
    """
    if isinstance(value, str):
        amount = parse_number(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        amount = Decimal(value)
    else:
        raise ValueError(AMOUNT_FORMAT)
    if abs(amount) >= MAX_AMOUNT:
        raise ValueError("a number below 10¹⁵")
    # Without limits a file could state a number of many megabytes.
    if (amount * 10**MAX_DECIMALS) % 1:
        raise ValueError(f"a number with {MAX_DECIMALS} decimals at most")
    return amount


def read_amount(text: str) -> Decimal:
    """Return the number that a user typed, with or without a percent sign.

    Raises:
        UserError: the text is no number.
    """
    try:
        return parse_amount(text.strip().removesuffix("%").strip())
    except ValueError as error:
        raise UserError(f"'{text}' is no number; expected {error}.") from error


Amount = Annotated[Decimal, BeforeValidator(parse_amount)]


class Change(YamlModel):
    """One assumption: a figure or a target that is set, added to, or scaled."""

    figure: str = ""
    """The code of a figure, or of a count by field such as `cases.civil_status.received`."""
    target: str = ""
    """The code of a figure or indicator that has a target."""
    ward: str = EVERY_WARD
    """The slug of the ward whose data is changed, or `all`."""
    set: Amount | None = None
    """The new amount."""
    add: Amount | None = None
    """The amount that is added to the present one; it may be negative."""
    scale: Amount | None = None
    """The factor that the present amount is multiplied by."""

    @model_validator(mode="after")
    def _has_one_subject_and_one_operation(self) -> "Change":
        if bool(self.figure) == bool(self.target):
            raise ValueError("either `figure` or `target`, with a code")
        if sum(operation is not None for operation in (self.set, self.add, self.scale)) != 1:
            raise ValueError("one of `set`, `add`, `scale`, with a number")
        return self

    @property
    def code(self) -> str:
        """The code of the figure or target that is changed."""
        return self.figure or self.target

    def applied(self, before: Decimal) -> Fraction:
        """Return the exact amount after the change; the caller rounds a scaled one."""
        if self.set is not None:
            return Fraction(self.set)
        if self.add is not None:
            return Fraction(before) + Fraction(self.add)
        return Fraction(before) * Fraction(self.scale or 0)


def repeated_change(changes: Iterable[Change]) -> Change | None:
    """Return the first change of something that an earlier change already changes for the same ward.

    A change for every ward also counts as a repetition of a change for one ward: the result would otherwise depend on
    the order of the changes.
    """
    wards_by_subject: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        wards = wards_by_subject.setdefault((change.figure, change.target), set())
        if change.ward in wards or EVERY_WARD in wards or (wards and change.ward == EVERY_WARD):
            return change
        wards.add(change.ward)
    return None


@dataclass(frozen=True)
class Scenario:
    """Named assumptions about one ward or several."""

    name: str
    """The name of the scenario's file and of the folder of its reports."""
    title: str
    """The title that reports print."""
    why: str
    """The reason for the scenario, which reports print."""
    changes: tuple[Change, ...]
    balance: tuple[str, ...] = ()
    """Codes of figures that absorb the difference, so that sums still hold. Later ones are used when earlier ones are
    used up."""
    settings: str = ""
    """The settings that define the scenario, `CODE=VALUE; balance=CODE`; empty if a file defines it."""

    @property
    def parameter(self) -> str:
        """The text by which a notebook's parameter names the scenario: the settings, or else the name."""
        return self.settings or self.name

    def changes_for(self, ward: str) -> tuple[Change, ...]:
        """Return the changes that apply to the ward with this slug."""
        return tuple(change for change in self.changes if change.ward in (EVERY_WARD, ward))
