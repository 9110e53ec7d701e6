"""Reading and writing scenarios: files of params/scenarios/, and settings."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, model_validator

from cchc_lib.errors import InputErrors, UserError, nearest
from cchc_lib.inputs.formats.text_files import TextFile, read_text
from cchc_lib.inputs.formats.yaml_files import YamlModel, parse_yaml
from cchc_lib.inputs.project import SCENARIO_VARIABLE, Project
from cchc_lib.inputs.scenario import (
    ALL,
    BALANCE,
    EXPECTED_AMOUNT,
    LONGEST_TITLE,
    LONGEST_WHY,
    NAME,
    Change,
    Scenario,
    parse_amount,
    repeated_change,
)
from cchc_lib.inputs.ward_folders import find_ward
from cchc_lib.quantities.numbers import format_number

_MOST_CHANGES = 1_000
"""A change of several figures in each ward of a city has some hundreds."""

_SUFFIXES = (".yaml", ".yml")


class ScenarioFile(YamlModel):
    """What a scenario's file says."""

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE, pattern=r"^[^\n]*\S[^\n]*$")]
    why: Annotated[str, Field(min_length=1, max_length=LONGEST_WHY, pattern=r"\S")]
    changes: list[Change] = Field(default_factory=list, max_length=_MOST_CHANGES)
    balance: list[str] | str = Field(default_factory=list)
    """The codes of figures that give way, so that what adds up goes on to add up."""

    @model_validator(mode="after")
    def _once(self) -> "ScenarioFile":
        again = repeated_change(self.changes)
        if again:
            raise ValueError(f"one change of {again.code} for {again.ward}; it is changed twice")
        return self


def read_scenario(path: Path) -> Scenario:
    """Read and validate a scenario's file.

    Raises:
        UserError: there is none of this name, or its name cannot name a folder.
        InputErrors: its faults, all at once.
    """
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.yaml"))) or "none"
        raise UserError(f"There is no scenario {path}; beside it: {others}.")
    return parse_scenario(path.stem, read_text(path.parent, path.name))


def parse_scenario(name: str, file: TextFile) -> Scenario:
    """Validate a scenario's file, wherever it was read.

    Raises:
        UserError: its name cannot name a folder.
        InputErrors: its faults, all at once.
    """
    if not NAME.fullmatch(name):
        raise UserError(f"The scenario is named '{name[:80]}'; name its file in small letters, digits, - and _.")
    parsed = parse_yaml(file, ScenarioFile)
    if parsed.model is None:
        raise InputErrors(parsed.problems)
    stated = parsed.model
    balance = (stated.balance,) if isinstance(stated.balance, str) else tuple(stated.balance)
    return Scenario(name, stated.title, stated.why, tuple(stated.changes), balance)


def find_scenario(project: Project, named: str) -> Scenario | None:
    """The scenario that a parameter or an option names; none for an empty text.

    Args:
        project: its params folder holds scenarios/.
        named: the name of a file there, the path of a file elsewhere, or settings: `CODE=VALUE; balance=CODE`.

    Raises:
        UserError: there is no such scenario, or it is about a ward that is not there.
        InputErrors: the faults of its file.
    """
    if not named:
        return None
    is_file = named.endswith(_SUFFIXES)
    scenario = _of_settings(named) if "=" in named and not is_file else read_scenario(_place(project, named))
    wards = (change.ward if change.ward == ALL else find_ward(project, change.ward) for change in scenario.changes)
    placed = (change.model_copy(update={"ward": ward}) for change, ward in zip(scenario.changes, wards, strict=True))
    return replace(scenario, changes=tuple(placed))


def asked_scenario(
    project: Project, file: str, settings: tuple[str, ...], balance: tuple[str, ...] = ()
) -> Scenario | None:
    """The scenario of a command: of a file, or of `CODE=VALUE` settings; none where neither is given.

    Raises:
        UserError: both are given, or what gives way without what changes; else as `find_scenario`.
    """
    if file and (settings or balance):
        raise UserError("Name a scenario's file or settings, not both; a file says what gives way by `balance:`.")
    if balance and not settings:
        raise UserError("--balance says what gives way when something is set; add --set CODE=VALUE.")
    if any(";" in setting or "=" not in setting for setting in settings):
        raise UserError(f"--set is '{settings[0]}'; expected CODE=VALUE, once for each code.")
    giving = (f"{BALANCE}={code}" for code in balance)
    return find_scenario(project, file or "; ".join((*settings, *giving)))


def _place(project: Project, named: str) -> Path:
    """A file by its path; else that of this name which a command put aside, or that of the params folder."""
    if named.endswith(_SUFFIXES):
        return Path(named)
    aside = Path(os.environ.get(SCENARIO_VARIABLE, ""))
    if aside.stem == named:
        return aside
    folder = project.params / "scenarios"
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if named not in known:
        hint = nearest(named, known) or f"there are: {', '.join(known) or 'none'}"
        raise UserError(f"There is no scenario '{named}' in {folder}; {hint}")
    return folder / f"{named}.yaml"


def _of_settings(text: str) -> Scenario:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    balance = [part.partition("=")[2].strip() for part in parts if part.partition("=")[0].strip() == BALANCE]
    return unnamed_scenario((part for part in parts if part.partition("=")[0].strip() != BALANCE), balance)


def unnamed_scenario(settings: Iterable[str], balance: Iterable[str] = ()) -> Scenario:
    """The scenario of a command's `CODE=VALUE`; the same settings have the same name.

    Raises:
        UserError: a setting is not of this form.
    """
    stated, giving = tuple(sorted(settings)), tuple(balance)
    changes = tuple(_setting(text) for text in stated)
    again = repeated_change(changes)
    if again:
        raise UserError(f"--set names {again.code} twice; expected one CODE=VALUE for each code.")
    whole = "; ".join((*stated, *(f"{BALANCE}={code}" for code in giving)))
    name = f"set-{sha256(whole.encode()).hexdigest()[:8]}"
    return Scenario(name, "Thử thay đổi số liệu", f"Đặt {'; '.join(stated)}.", changes, giving, whole)


def scenario_text(scenario: Scenario) -> str:
    """A scenario as a file of params/scenarios/, which reads as the same scenario."""
    plain = {
        "title": scenario.title,
        "why": scenario.why,
        "changes": [dict(_plain(change)) for change in scenario.changes],
        **({BALANCE: list(scenario.balance)} if scenario.balance else {}),
    }
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def _plain(change: Change) -> Iterator[tuple[str, str]]:
    yield ("figure", change.figure) if change.figure else ("target", change.target)
    if change.ward != ALL:
        yield "ward", change.ward
    ways = {"set": change.set, "add": change.add, "scale": change.scale}
    yield from ((name, format_number(amount)) for name, amount in ways.items() if amount is not None)


def _setting(text: str) -> Change:
    code, _, value = text.partition("=")
    try:
        return Change(figure=code.strip(), set=parse_amount(value.strip()))
    except ValueError as error:
        raise UserError(f"--set is '{text}'; expected CODE=VALUE, VALUE {EXPECTED_AMOUNT}.") from error
