"""Definitions of rates: the ways in official use to compute one rate, each over another base, and each right.

The first definition of an indicator leads: the report prints the rate by it. `params/defaults.yaml` may name another
one, and others to be shown beside it. The audit uses all of them to recognise a rate that is right, but over another
base.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cchc_lib.catalogue.definitions import AnyDefinition, Indicator
from cchc_lib.catalogue.formula_units import check_definition
from cchc_lib.catalogue.formulas import Formula, FormulaError, Known, parse_formula
from cchc_lib.catalogue.named_formulas import NAMED_FORMULAS
from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import TableRow, parse_table, repeated
from cchc_lib.file_formats.text_files import TextFile

SHOWN_GROUP = "definition"
"""The first word of the codes of rates by definitions that do not lead."""


@dataclass(frozen=True)
class RateDefinition:
    """One way to compute a rate."""

    id: str
    """The name in `params/defaults.yaml`, such as `decision_766`."""
    of: str
    """The code of the indicator."""
    name: str
    """The Vietnamese words for the numerator and the denominator, as a note below a rate prints them."""
    base: str
    """The Vietnamese words for the base, as they follow the rate: `số hồ sơ đã giải quyết`."""
    formula: Formula
    """The calculation."""
    reference: str
    """The text that defines the rate, or the office that uses it; empty if it is only in use."""
    valid_from: date | None
    """The day from which the text holds; None if it is not known."""

    @property
    def code(self) -> str:
        """The code of the rate by this definition, where another one leads."""
        return f"{SHOWN_GROUP}.{self.id}"


_COLUMNS: Mapping[str, cells.CellParser] = {
    "id": cells.required_text,
    "of": cells.required_text,
    "name": cells.required_text,
    "base": cells.required_text,
    "formula": cells.required_text,
    "reference": cells.text,
    "valid_from": cells.day,
}
_NOT_IN_WORDS = re.compile(r"[{}\[\]\d]")


def read_rate_definitions(
    file: TextFile, known: Mapping[str, AnyDefinition], taken: Collection[str] = ()
) -> tuple[tuple[RateDefinition, ...], tuple[Problem, ...]]:
    """Return the definitions of a file, and its faults.

    Args:
        file: the file.
        known: the figures and indicators by code.
        taken: the ids of the definitions before it, which its rows must not repeat.
    """
    parsed = parse_table(file, _COLUMNS, frozenset({"reference", "valid_from"}))
    read = [_definition(row, known) for row in parsed.rows]
    problems = [each for each in read if isinstance(each, Problem)]
    words = (problem for row in parsed.rows for problem in _problems_of_words(row))
    definitions = tuple(each for each in read if isinstance(each, RateDefinition) and each.id not in taken)
    ids = (*_taken_ids(parsed.rows, taken), *repeated(parsed.rows, "id"))
    return definitions, (*parsed.problems, *problems, *words, *ids)


def _taken_ids(rows: Iterable[TableRow], taken: Collection[str]) -> Iterator[Problem]:
    # Settings name a definition by its id alone, so that a second one would silently take the place of the first.
    for row in rows:
        if row["id"] in taken:
            yield row.problem("id", "an id that no definition of the library has", "choose another id")


def _definition(row: TableRow, known: Mapping[str, AnyDefinition]) -> RateDefinition | Problem:
    indicators = {code: each for code, each in known.items() if isinstance(each, Indicator)}
    formulas = {code: each.formula for code, each in indicators.items()}
    if row["of"] not in formulas:
        return row.problem("of", "the code of an indicator", nearest(row["of"], formulas) or "see `cchc indicators`")
    try:
        formula = parse_formula(row["formula"], Known(frozenset(known).difference(formulas), formulas, NAMED_FORMULAS))
        check_definition(formula, indicators[row["of"]], known)
    except FormulaError as error:
        return row.problem("formula", error.expected, "correct the formula", f"{row['formula']}, with {error.found}")
    words = (row["name"], row["base"])
    return RateDefinition(row["id"], row["of"], *words, formula, row["reference"], row["valid_from"])


def _problems_of_words(row: TableRow) -> Iterator[Problem]:
    # The words become part of a sentence, in which braces are references and numbers are never typed.
    for column in ("name", "base"):
        if match := _NOT_IN_WORDS.search(row[column]):
            yield row.problem(column, "words without digits, braces and brackets", f"leave out '{match[0]}'")


def led_by(indicator: Indicator, definition: RateDefinition) -> Indicator:
    """Return an indicator that is computed by one of its definitions."""
    return replace(indicator, formula=definition.formula, reference=definition.reference)
