"""Reading an untrusted record: sizes, types and depths are bounded."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from cchc_lib.catalogue.catalogue_text import read_catalogue_text
from cchc_lib.errors import UserError
from cchc_lib.record.graph import unit_node
from cchc_lib.record.model import SCHEMA_VERSION, Record

_MAX_TEXTS, _MAX_CHARACTERS = 10_000, 3_000_000
"""Printed forms of numbers, and characters of page text. A report has hundreds, and 70,000."""
_MAX_DEPTH = 60
"""Calculations nested in one another. A formula of the library has ten at most."""


def read_json(name: str, text: str) -> Any:
    """Return the JSON of an untrusted file.

    Raises:
        UserError: the text is not JSON, or an object has the same name twice.
    """
    try:
        return json.loads(text, object_pairs_hook=_distinct)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{name} holds no record that can be read: {_brief(error)}.") from error


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Of two equal names one reader would take the first value and another the last.
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("one of its objects has the same name twice; build the report again")
    return found


def read_record(name: str, data: Any) -> Record:
    """Return a validated record.

    Args:
        name: the name of the file, for messages.
        data: its JSON data.

    Raises:
        UserError: the record has another schema version, or is not one that the library writes.
    """
    _check_version(name, data)
    _check_depth(name, data)
    try:
        record = Record.model_validate(data)
    except (ValidationError, RecursionError) as error:
        raise UserError(f"{name} holds no record of cchc: {_brief(error)}.") from error
    # The report of a ward that has not filled in anything has such a record; it must not pass as verified.
    if not record.numbers:
        raise UserError(f"{name} holds a record without numbers, so that nothing can be verified. Fill in the figures.")
    texts = sum(len(number.text) for number in record.numbers.values())
    if texts > _MAX_TEXTS or sum(map(len, record.page_text.values())) > _MAX_CHARACTERS:
        raise UserError(
            f"{name} holds no record of cchc: it has more than {_MAX_TEXTS} printed numbers or {_MAX_CHARACTERS} "
            "characters of text, the limits. Check that you named the right file."
        )
    known = read_catalogue_text("", record.units_of_measure)[0].units
    for code, unit in _units(record):
        if unit not in known or record.units.get(unit) != unit_node(known[unit]):
            raise UserError(f"{name} holds no record of cchc: {code} has an unknown unit, '{unit[:40]}'.")
    return record


def _check_version(name: str, data: Any) -> None:
    version = data.get("schema_version") if isinstance(data, Mapping) else None
    if version is None:
        raise UserError(f"{name} holds no record of cchc: it has no schema_version.")
    if version != SCHEMA_VERSION:
        raise UserError(
            f"{name} holds a record of schema version {str(version)[:20]}; this version of cchc reads version "
            f"{SCHEMA_VERSION}. Verify it with the version of cchc that wrote it."
        )


def _check_depth(name: str, data: Mapping[str, Any]) -> None:
    """Refuse deep nesting before the data is validated, since validation recurses. This walk does not."""
    level: list[Any] = [data]
    for _ in range(_MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise UserError(f"{name} holds no record of cchc: a formula in it is nested too deeply.")


def _children(node: Any) -> list[Any]:
    children = node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ()
    return [child for child in children if isinstance(child, (Mapping, list))]


def _units(record: Record) -> list[tuple[str, str]]:
    computed = [(code, number.unit) for code, number in record.numbers.items() if number.formula]
    return [*((code, figure.unit) for code, figure in record.figures.items()), *computed]


def _brief(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))[:200]}: {first['msg']}"
    return str(error)[:200] or type(error).__name__
