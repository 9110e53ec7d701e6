"""Reading and writing the files of params/scenarios/."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, model_validator

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.file_formats.yaml_files import YamlModel, parse_yaml
from cchc_lib.inputs.scenario import SCENARIO_NAME, Change, Scenario, repeated_change
from cchc_lib.inputs.ward_folders import EVERY_WARD
from cchc_lib.quantities.numbers import format_number

MAX_TITLE_LENGTH, MAX_REASON_LENGTH = 120, 2_000
_MAX_CHANGES = 1_000
"""A change of several figures in each of the 114 wards of a city has some hundreds."""


class ScenarioFile(YamlModel):
    """The content of a scenario's file."""

    title: Annotated[str, Field(min_length=1, max_length=MAX_TITLE_LENGTH, pattern=r"^[^\n]*\S[^\n]*$")]
    """The title that reports print; one line."""
    why: Annotated[str, Field(min_length=1, max_length=MAX_REASON_LENGTH, pattern=r"\S")]
    """The reason for the scenario, which reports print."""
    changes: list[Change] = Field(default_factory=list, max_length=_MAX_CHANGES)
    """The assumptions; each changes another figure or target of a ward."""
    balance: list[str] | str = Field(default_factory=list)
    """The codes of the figures that absorb the difference, so that sums still hold."""

    @model_validator(mode="after")
    def _changes_each_thing_once(self) -> "ScenarioFile":
        repeated = repeated_change(self.changes)
        if repeated:
            raise ValueError(f"one change of {repeated.code} for {repeated.ward}; it is changed twice")
        return self


def read_scenario(path: Path) -> Scenario:
    """Read and validate a scenario's file.

    Raises:
        UserError: the file is missing, or its name cannot name a folder.
        InputErrors: the file has faults; the error lists all of them.
    """
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.yaml"))) or "none"
        raise UserError(f"There is no scenario {path}; beside it: {others}.", "scenario")
    return parse_scenario(path.stem, read_text(path.parent, path.name))


def parse_scenario(name: str, file: TextFile) -> Scenario:
    """Validate the text of a scenario's file.

    Raises:
        UserError: the name cannot name a folder.
        InputErrors: the text has faults; the error lists all of them.
    """
    # The name becomes a folder, so that it must not lead elsewhere.
    if not SCENARIO_NAME.fullmatch(name):
        raise UserError(f"The scenario is named '{name[:80]}'; name its file in small letters, digits, - and _.")
    parsed = parse_yaml(file, ScenarioFile)
    if parsed.model is None:
        raise InputErrors(parsed.problems)
    stated = parsed.model
    balance = (stated.balance,) if isinstance(stated.balance, str) else tuple(stated.balance)
    return Scenario(name, stated.title, stated.why, tuple(stated.changes), balance)


def scenario_text(scenario: Scenario) -> str:
    """Return a scenario as the text of a file; `parse_scenario` gives the same scenario back."""
    content = {
        "title": scenario.title,
        "why": scenario.why,
        "changes": [dict(_change_entries(change)) for change in scenario.changes],
        **({"balance": list(scenario.balance)} if scenario.balance else {}),
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def _change_entries(change: Change) -> Iterator[tuple[str, str]]:
    yield ("figure", change.figure) if change.figure else ("target", change.target)
    if change.ward != EVERY_WARD:
        yield "ward", change.ward
    operations = {"set": change.set, "add": change.add, "scale": change.scale}
    yield from ((name, format_number(amount)) for name, amount in operations.items() if amount is not None)
