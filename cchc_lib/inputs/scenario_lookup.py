"""Finding the scenario that a parameter or an option names: by file, by name, or by settings `CODE=VALUE`."""

import os
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cchc_lib.errors import UserError, unknown
from cchc_lib.inputs.project import SCENARIO_VARIABLE, Project
from cchc_lib.inputs.scenario import AMOUNT_FORMAT, Change, Scenario, parse_amount, repeated_change
from cchc_lib.inputs.scenario_file import read_scenario
from cchc_lib.inputs.ward_folders import EVERY_WARD, find_ward

_SUFFIXES = (".yaml", ".yml")
_BALANCE = "balance"
"""The word that marks a balancing figure among settings: `balance=CODE`."""


def requested_scenario(
    project: Project, scenario: str, settings: tuple[str, ...], balance: tuple[str, ...] = ()
) -> Scenario | None:
    """Return the scenario that a user asked for, or None if nothing is assumed.

    Args:
        project: the folders; params/scenarios/ holds the scenarios.
        scenario: the name or path of a scenario's file; empty if there are settings.
        settings: texts of the form `CODE=VALUE`.
        balance: codes of the figures that absorb the difference, so that sums still hold.

    Raises:
        UserError: a file and settings are given together, balance is given without settings, or a setting is not of
            the form `CODE=VALUE`; also as `find_scenario`.
    """
    if scenario and (settings or balance):
        raise UserError(
            "A scenario's file and settings cannot be combined, so name the file or the settings, not both; "
            "a file names the balancing figures under `balance:`."
        )
    if balance and not settings:
        raise UserError(
            "Balancing figures are named, but no setting; add a setting CODE=VALUE, which they balance.", "settings"
        )
    for setting in settings:
        if ";" in setting or "=" not in setting:
            raise UserError(
                f"The setting '{setting}' is not of the form CODE=VALUE; expected CODE=VALUE, once for each code.",
                "settings",
            )
    return find_scenario(project, scenario or "; ".join((*settings, *(f"{_BALANCE}={code}" for code in balance))))


def find_scenario(project: Project, scenario: str) -> Scenario | None:
    """Return the scenario that a parameter names, or None for an empty text.

    Args:
        project: the folders; params/scenarios/ holds the scenarios.
        scenario: the name of a file there, the path of a file elsewhere, or settings: `CODE=VALUE; balance=CODE`.

    Raises:
        UserError: the scenario or a ward that it names does not exist, or a setting is wrong.
        InputErrors: the scenario's file has faults.
    """
    if not scenario:
        return None
    is_settings = "=" in scenario and not scenario.endswith(_SUFFIXES)
    found = _parse_settings(scenario) if is_settings else read_scenario(_scenario_path(project, scenario))
    wards = (change.ward if change.ward == EVERY_WARD else find_ward(project, change.ward) for change in found.changes)
    changes = (change.model_copy(update={"ward": ward}) for change, ward in zip(found.changes, wards, strict=True))
    return replace(found, changes=tuple(changes))


def _scenario_path(project: Project, scenario: str) -> Path:
    if scenario.endswith(_SUFFIXES):
        return Path(scenario)
    # While a report is built from a scenario elsewhere, this variable names a copy of the file.
    copy = Path(os.environ.get(SCENARIO_VARIABLE, ""))
    if copy.stem == scenario:
        return copy
    folder = project.params / "scenarios"
    names = saved_scenarios(project)
    if scenario not in names:
        raise unknown("scenario", scenario, names, f" in {folder}", "scenario")
    return folder / f"{scenario}.yaml"


def saved_scenarios(project: Project) -> tuple[str, ...]:
    """Return the names of the scenarios in params/scenarios/, sorted."""
    return tuple(sorted(path.stem for path in (project.params / "scenarios").glob("*.yaml")))


def _parse_settings(text: str) -> Scenario:
    settings, balance = [], []
    for part in filter(None, map(str.strip, text.split(";"))):
        code, _, value = part.partition("=")
        if code.strip() == _BALANCE:
            balance.append(value.strip())
        else:
            settings.append(part)
    return unnamed_scenario(settings, balance)


def unnamed_scenario(settings: Iterable[str], balance: Iterable[str] = ()) -> Scenario:
    """Return the scenario of settings `CODE=VALUE`; its name is a hash, so that equal settings have the same name.

    Raises:
        UserError: a setting is not of the form `CODE=VALUE`, or two settings have the same code.
    """
    sorted_settings, balancing = tuple(sorted(settings)), tuple(balance)
    changes = tuple(_parse_setting(setting) for setting in sorted_settings)
    if repeated := repeated_change(changes):
        raise UserError(f"The settings name {repeated.code} twice; expected CODE=VALUE once for each code.", "settings")
    text = "; ".join((*sorted_settings, *(f"{_BALANCE}={code}" for code in balancing)))
    name = f"set-{sha256(text.encode()).hexdigest()[:8]}"
    return Scenario(name, "Thử thay đổi số liệu", f"Đặt {'; '.join(sorted_settings)}.", changes, balancing, text)


def _parse_setting(text: str) -> Change:
    code, _, value = text.partition("=")
    try:
        return Change(figure=code.strip(), set=parse_amount(value.strip()))
    except ValueError as error:
        raise UserError(
            f"The setting is '{text}'; expected CODE=VALUE, where VALUE is {AMOUNT_FORMAT}.", "settings"
        ) from error
