"""A scenario: the assumptions that it makes, and where they come from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from cchc_lib.errors import UserError
from cchc_lib.inputs.formats.yaml_files import YamlModel
from cchc_lib.quantities.numbers import parse_number

ALL = "all"
"""Every ward."""

LARGEST = Decimal(10) ** 15
"""No figure of a ward comes near it, đồng included."""

DECIMALS = 6
"""Places of a number that a scenario states; reports print two."""

LONGEST_TITLE, LONGEST_WHY = 120, 2_000

BALANCE = "balance"

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
"""What names a scenario's file, and a folder of its reports."""

EXPECTED_AMOUNT = 'a number as reports write it, in quotes where it has a comma: 300, "8.823", "72,5"'


def parse_amount(value: Any) -> Decimal:
    if isinstance(value, str):
        amount = parse_number(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        amount = Decimal(value)
    else:
        raise ValueError(EXPECTED_AMOUNT)
    if abs(amount) >= LARGEST:
        raise ValueError("a number below 10¹⁵")
    if (amount * 10**DECIMALS) % 1:
        raise ValueError(f"a number with {DECIMALS} decimals at most")
    return amount


Amount = Annotated[Decimal, BeforeValidator(parse_amount)]


class Change(YamlModel):
    """One assumption: a figure or a target that is set, added to, or scaled."""

    figure: str = ""
    """The code of a figure, or of a count by field: `cases.civil_status.received`."""
    target: str = ""
    """The code of a figure or indicator that has a target."""
    ward: str = ALL
    """The slug of the ward that it is about."""
    set: Amount | None = None
    add: Amount | None = None
    scale: Amount | None = None

    @model_validator(mode="after")
    def _one_thing_in_one_way(self) -> "Change":
        if bool(self.figure) == bool(self.target):
            raise ValueError("either `figure` or `target`, with a code")
        if sum(way is not None for way in (self.set, self.add, self.scale)) != 1:
            raise ValueError("one of `set`, `add`, `scale`, with a number")
        return self

    @property
    def code(self) -> str:
        """What is changed."""
        return self.figure or self.target

    def applied(self, before: Decimal) -> Fraction:
        """What comes of a number, exactly; a scaled one is to be rounded by whom it is for."""
        if self.set is not None:
            return Fraction(self.set)
        if self.add is not None:
            return Fraction(before) + Fraction(self.add)
        return Fraction(before) * Fraction(self.scale or 0)


def repeated_change(changes: Iterable[Change]) -> Change | None:
    """The first change of what is changed before for a ward of its own: the order would decide, unseen."""
    seen: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        wards = seen.setdefault((change.figure, change.target), set())
        if change.ward in wards or ALL in wards or (wards and change.ward == ALL):
            return change
        wards.add(change.ward)
    return None


@dataclass(frozen=True)
class Scenario:
    """Assumptions with the name that they are kept under."""

    name: str
    title: str
    why: str
    changes: tuple[Change, ...]
    balance: tuple[str, ...] = ()
    settings: str = ""
    """What the command line said, where there is no file."""

    @property
    def parameter(self) -> str:
        """How a notebook's parameter names it: by its file's name, or by the settings themselves."""
        return self.settings or self.name

    def of(self, ward: str) -> tuple[Change, ...]:
        """The changes that are about a ward."""
        return tuple(change for change in self.changes if change.ward in (ALL, ward))


def read_amount(text: str) -> Decimal:
    """A number of a command line, with or without %; UserError where it is none."""
    try:
        return parse_amount(text.strip().removesuffix("%").strip())
    except ValueError as error:
        raise UserError(f"'{text}' is no number; expected {error}.") from error
