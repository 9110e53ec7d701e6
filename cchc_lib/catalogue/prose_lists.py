"""The lists that prose refers to: roles in which documents are cited, and passages of a ward's own words."""

import csv
from functools import cache
from importlib.resources import files

from cchc_lib.catalogue.definitions import Definition


def _rows(name: str) -> list[dict[str, str]]:
    text = files("cchc_lib.catalogue").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def role_labels() -> dict[str, str]:
    """Return the Vietnamese label of every role in which a document may be cited."""
    return {row["role"]: row["label"] for row in _rows("roles.csv")}


@cache
def passage_definitions() -> dict[str, Definition]:
    """Return every passage of local prose by its code."""
    return {
        row["code"]: Definition(code=row["code"], label=row["label"], section=row["section"])
        for row in _rows("passages.csv")
    }
