"""How a line of a self-assessment is scored: its most points, its rule, and what the rule compares the value with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from cchc_lib.catalogue.prose_lists import role_labels
from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import TableRow
from cchc_lib.file_formats.markup import MarkupError, ReferenceKind, parse_markup, references
from cchc_lib.quantities.numbers import parse_number


class ScoringRule(StrEnum):
    """How points follow from a value."""

    LINEAR = "linear"
    """In proportion to the threshold, from which on they are full."""
    STEPS = "steps"
    """Those of the highest threshold that the value reaches."""
    YES_NO = "yes_no"
    """Full from the threshold on, otherwise none."""
    REPORTED = "reported"
    """The value is the points themselves."""


@dataclass(frozen=True)
class Step:
    """A threshold, in the unit of the value, and the points from there on."""

    threshold: Decimal
    points: Decimal


@dataclass(frozen=True)
class Scoring:
    """The scoring of one line."""

    max_points: Decimal
    rule: ScoringRule
    steps: tuple[Step, ...]
    """The thresholds, rising; of a rule other than `steps`, one at most, with full points."""
    evidence: str
    """The documents that prove the points, in the markup of prose; empty if the form names none."""


def _steps(cell: str) -> tuple[tuple[Decimal, Decimal | None], ...]:
    """Return the pairs of `50: 0,5; 80: 1`; a threshold without points is written alone."""
    try:
        pairs = tuple(_step(part) for part in cell.split(";")) if cell else ()
    except ValueError as error:
        raise cells.CellError("a threshold as 80, or thresholds with points as 50: 0,5; 80: 1", str(error)) from error
    if any(one >= next_ for (one, _), (next_, _) in pairwise(pairs)):
        raise cells.CellError("thresholds in rising order", "write the lowest first, each once")
    return pairs


def _step(part: str) -> tuple[Decimal, Decimal | None]:
    threshold, colon, points = part.partition(":")
    return parse_number(threshold.strip()), parse_number(points.strip()) if colon else None


SCORING_COLUMNS: Mapping[str, tuple[str, cells.CellParser]] = {
    "max_points": ("the most points of a criterion (layout `scores`)", cells.number),
    "rule": (
        f"how it is scored: {', '.join(f'`{rule}`' for rule in ScoringRule)}",
        cells.optional(cells.member_of(ScoringRule)),
    ),
    "threshold": (
        "the value from which on the points are full, in its unit; for `steps`, each threshold with its points: "
        "`50: 0,5; 80: 1`",
        _steps,
    ),
    "evidence": (
        "the documents that prove the points, in the markup of prose: `{documents:steering.plan}`",
        cells.text,
    ),
}
"""The columns of a form by which lines are scored, with their descriptions and parsers."""


def scoring_of(row: TableRow) -> Scoring | None:
    """Return how a row is scored; None for a row without points."""
    if row["max_points"] is None:
        return None
    steps = (Step(at, row["max_points"] if points is None else points) for at, points in row["threshold"])
    return Scoring(row["max_points"], row["rule"] or ScoringRule.REPORTED, tuple(steps), row["evidence"])


def scoring_problems(row: TableRow) -> Iterator[Problem]:
    """Yield the cells of scoring that contradict one another."""
    if row["max_points"] is None:
        yield from _superfluous(row)
        return
    rule, steps = row["rule"] or ScoringRule.REPORTED, row["threshold"]
    if rule is ScoringRule.REPORTED and steps:
        yield row.problem("threshold", "nothing beside the rule reported", "delete the cell, or name another rule")
    if rule is not ScoringRule.REPORTED:
        yield from _threshold_problems(row, rule)
        if not row["code"]:
            yield row.problem("code", f"the code that the rule {rule} scores", "name a code, or the rule reported")
    yield from _problems_of_evidence(row)


def _superfluous(row: TableRow) -> Iterator[Problem]:
    for column in ("rule", "threshold", "evidence"):
        if row[column]:
            yield row.problem(column, "nothing: the row has no max_points", "fill in max_points, or delete the cell")


def _threshold_problems(row: TableRow, rule: ScoringRule) -> Iterator[Problem]:
    pairs, most = row["threshold"], row["max_points"]
    points = [given for _, given in pairs if given is not None]
    if rule is ScoringRule.STEPS:
        is_rising = points == sorted(points) and len(points) == len(pairs) and points[-1:] == [most]
        if not is_rising:
            repair = "write each threshold with its points, as 50: 0,5; 80: 1"
            yield row.problem("threshold", "rising points, the last of which are max_points", repair, _written(pairs))
    elif len(pairs) != 1 or points or not pairs[0][0]:
        yield row.problem("threshold", "one threshold above 0 without points", "write it alone, as 80", _written(pairs))


def _written(pairs: tuple[tuple[Decimal, Decimal | None], ...]) -> str:
    return "; ".join(str(at) if points is None else f"{at}: {points}" for at, points in pairs) or "nothing"


def _problems_of_evidence(row: TableRow) -> Iterator[Problem]:
    expected = "roles of documents in braces, as {documents:steering.plan}"
    try:
        named = tuple(references(parse_markup(row["evidence"], optional_parts=False)))
    except MarkupError as error:
        yield row.problem("evidence", expected, "close the brace", str(error))
        return
    for reference in named:
        if reference.kind is not ReferenceKind.DOCUMENTS or reference.body not in role_labels():
            repair = nearest(reference.body, role_labels()) or "see cchc_lib/catalogue/roles.csv"
            yield row.problem("evidence", expected, repair, reference.body)
