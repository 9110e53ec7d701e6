"""Checks of the numbers that the lines of a form have: two lines with one number cannot be told apart."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from cchc_lib.errors import Problem
from cchc_lib.file_formats.csv_tables import TableRow

_KINDS = tuple(re.compile(f"{kind}[.)]?") for kind in ("[IVXLC]+", "[A-ZĐ]", "[0-9]+", "[a-zđ]"))
"""The kinds of numbers without parts, as `II`, `A`, `1` and `b)`, with which forms begin again below a heading."""
_WITH_PARTS = len(_KINDS)
"""The kind of all other numbers, such as `1.2` and `(3)`, which a form has once."""
_COUNTING = re.compile(r"[^\W_]")
"""A letter or digit: without one, as in «-», a number only marks a point of a list."""


def problems_of_numbers(rows: Iterable[TableRow], headings: Collection[int]) -> Iterator[Problem]:
    """Yield a problem for each line that repeats the number of an earlier one.

    A number without parts may come again below another heading of a higher kind, as 1 below I and below II.

    Args:
        rows: the lines of the form.
        headings: the numbers of the rows that are headings.
    """
    first: dict[tuple[int, str], int] = {}
    last_headings: dict[int, int] = {}
    for row in rows:
        number, kind = row["number"], _kind(row["number"])
        key = (_heading_above(kind, last_headings), number)
        if _COUNTING.search(number) and first.setdefault(key, row.number) != row.number:
            repair = f"give this line or row {first[key]} another number, or delete one of the two"
            yield row.problem("number", "each number only once", repair)
        if row.number in headings:
            last_headings[kind] = row.number


def _kind(number: str) -> int:
    return next((at for at, kind in enumerate(_KINDS) if kind.fullmatch(number)), _WITH_PARTS)


def _heading_above(kind: int, last_headings: Mapping[int, int]) -> int:
    """Return the row of the last heading of a higher kind: one that the form used before it used this kind; or 0."""
    if kind == _WITH_PARTS:
        return 0
    used = list(last_headings)
    higher = used[: used.index(kind)] if kind in used else used
    return max((last_headings[each] for each in higher), default=0)
