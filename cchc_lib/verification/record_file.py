"""The record that a built file carries, read without trusting it: sizes, types and depths are bounded."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cchc_lib.errors import UserError
from cchc_lib.quantities.figures import Qualifier, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.units import UNITS

LARGEST = 60_000_000
"""Bytes of a file that is read at all; a report has about one million."""
MOST = {"<": 200_000, "=": 400_000, "<!": 100}
"""Marks of a page that is read at all; a report has ten, twenty thousand, and one."""
MOST_TEXTS, MOST_WORDS = 10_000, 3_000_000
"""Texts of numbers, and letters of a report, that are compared at all; a report has hundreds, and 200,000."""
DEEPEST = 60
"""Operations within one another; a formula has ten at most."""

Short = Annotated[str, Field(max_length=2_000)]
Long = Annotated[str, Field(max_length=200_000)]
Code = Annotated[str, Field(max_length=200, pattern=r"^[\w.]+$")]


class _Part(BaseModel):
    """A piece of a record; what a later version adds is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Source(_Part):
    """The cell that a figure was read from."""

    file: Short
    row: int
    column: Short
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Operand(_Part):
    """A figure that a number stands on."""

    code: Code
    label: Short
    unit: Short
    state: State
    value: Long | None
    text: Long
    qualifier: Qualifier | None
    source: Source | None


class Aim(_Part):
    """A target as it is printed."""

    text: Long


class Entry(_Part):
    """A printed number with all that it stands on."""

    code: Code
    label: Short
    unit: Short
    state: State
    value: Long | None
    text: Annotated[list[Long], Field(max_length=50)]
    formula: Long
    expression: dict[str, Any]
    calculation: Long
    rounding: Rounding
    reference: Long
    targets: list[Aim]
    operands: list[Operand]


class Named(_Part):
    """A ward or a city, by slug, code and name."""

    slug: Short
    code: Short
    name: Short


class Days(_Part):
    """The period, by the name of its folder."""

    name: Short


class Assumed(_Part):
    """The scenario that a report was made under."""

    name: Short
    title: Short
    settings: Short
    file: Long


class Record(_Part):
    """A record as this version writes it."""

    library: Short
    ward: Named | None = None
    """None in the overview of a city, which names that."""
    city: Named | None = None
    period: Days
    ranked: Short = ""
    """What an overview ranks wards by."""
    scenario: Assumed | None = None
    files: dict[Short, Short]
    numbers: Annotated[dict[Code, Entry], Field(min_length=1, max_length=20_000)]
    words: Annotated[dict[Short, Long], Field(max_length=20_000)]
    seal: Short = ""
    """Over all that the record holds; the same in every file of one report."""


def read_json(name: str, text: str) -> Any:
    """JSON of a file that nobody vouches for; UserError where it is none."""
    try:
        return json.loads(text, object_pairs_hook=_distinct)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{name} holds no record that can be read: {_brief(error)}.") from error


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, each name once: of two, one reader would take the first and another the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def read_record(name: str, data: Any) -> Record:
    """A validated record; UserError says what is wrong with it."""
    try:
        record = Record.model_validate(data)
    except (ValidationError, RecursionError) as error:
        raise UserError(f"{name} holds no record of cchc: {_brief(error)}.") from error
    texts = sum(len(entry.text) for entry in record.numbers.values())
    if texts > MOST_TEXTS or sum(map(len, record.words.values())) > MOST_WORDS:
        raise UserError(f"{name} holds no record of cchc: it says more than a report does.")
    for entry in record.numbers.values():
        _check_units(name, entry)
        if _depth(entry.expression) > DEEPEST:
            raise UserError(f"{name} holds no record of cchc: the expression of {entry.code} is too deep.")
    return record


def _check_units(name: str, entry: Entry) -> None:
    for code, unit in ((entry.code, entry.unit), *((each.code, each.unit) for each in entry.operands)):
        if unit not in UNITS:
            raise UserError(f"{name} holds no record of cchc: {code} has the unknown unit '{unit[:40]}'.")


def _depth(expression: Mapping[str, Any]) -> int:
    """How deep operations stand in one another, without recursion."""
    deepest, open_nodes = 0, [(expression, 1)]
    while open_nodes and deepest <= DEEPEST:
        node, depth = open_nodes.pop()
        deepest = max(deepest, depth)
        if isinstance(node, Mapping):
            open_nodes += [(node[side], depth + 1) for side in ("left", "right") if side in node]
    return deepest


def _brief(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))[:200]}: {first['msg']}"
    return str(error)[:200] or type(error).__name__
