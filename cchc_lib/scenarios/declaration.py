"""What a scenario is: a file of params/scenarios/, or the changes of one command."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.inputs.text_files import read_text
from cchc_lib.inputs.yaml_files import Model, parse_yaml
from cchc_lib.quantities.numbers import parse_number

ALL = "all"
"""Every ward."""
_LARGEST = Decimal(10) ** 15
"""No figure of a ward comes near it, đồng included."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
_EXPECTED = 'a number as reports write it, in quotes where it has a comma: 300, "8.823", "72,5"'


def _amount(value: Any) -> Decimal:
    if isinstance(value, str):
        amount = parse_number(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        amount = Decimal(value)
    else:
        raise ValueError(_EXPECTED)
    if abs(amount) >= _LARGEST:
        raise ValueError("a number below 10¹⁵")
    return amount


Amount = Annotated[Decimal, BeforeValidator(_amount)]


class Change(Model):
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

    def applied(self, before: Decimal) -> Decimal:
        """The number that comes of one; a scaled one is exact, to be rounded by whom it is for."""
        if self.set is not None:
            return self.set
        return before + self.add if self.add is not None else before * (self.scale or Decimal(0))


class ScenarioFile(Model):
    """What a scenario's file says."""

    title: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]
    changes: list[Change] = Field(default_factory=list)
    balance: list[str] | str = Field(default_factory=list)
    """The codes of figures that give way, so that what adds up goes on to add up."""


@dataclass(frozen=True)
class Scenario:
    """Assumptions with the name that they are kept under."""

    name: str
    title: str
    why: str
    changes: tuple[Change, ...]
    balance: tuple[str, ...] = ()

    def of(self, ward: str) -> tuple[Change, ...]:
        """The changes that are about a ward."""
        return tuple(change for change in self.changes if change.ward in (ALL, ward))


def read_scenario(path: Path) -> Scenario:
    """Read and validate a scenario's file.

    Raises:
        UserError: there is none of this name, or its name cannot name a folder.
        InputErrors: its faults, all at once.
    """
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.yaml"))) or "none"
        raise UserError(f"There is no scenario {path}; beside it: {others}.")
    if not _NAME.fullmatch(path.stem):
        raise UserError(f"The scenario's file is named '{path.name}'; name it in small letters, digits, - and _.")
    parsed = parse_yaml(read_text(path.parent, path.name), ScenarioFile)
    if parsed.model is None:
        raise InputErrors(parsed.problems)
    file = parsed.model
    balance = (file.balance,) if isinstance(file.balance, str) else tuple(file.balance)
    return Scenario(path.stem, file.title, file.why, tuple(file.changes), balance)


def unnamed_scenario(settings: Iterable[str], balance: Iterable[str] = ()) -> Scenario:
    """The scenario of a command's `CODE=VALUE`; the same settings have the same name.

    Raises:
        UserError: a setting is not of this form.
    """
    stated = tuple(sorted(settings))
    changes = tuple(_setting(text) for text in stated)
    name = f"set-{sha256(chr(10).join((*stated, *balance)).encode()).hexdigest()[:8]}"
    return Scenario(name, "Thử thay đổi số liệu", f"Đặt {'; '.join(stated)}.", changes, tuple(balance))


def read_amount(text: str) -> Decimal:
    """A number of a command line, with or without %; UserError where it is none."""
    try:
        return _amount(text.strip().removesuffix("%").strip())
    except ValueError as error:
        raise UserError(f"'{text}' is no number; expected {error}.") from error


def _setting(text: str) -> Change:
    code, _, value = text.partition("=")
    try:
        return Change(figure=code.strip(), set=_amount(value.strip()))
    except ValueError as error:
        raise UserError(f"--set is '{text}'; expected CODE=VALUE, VALUE {_EXPECTED}.") from error
