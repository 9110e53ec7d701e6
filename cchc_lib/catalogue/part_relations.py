"""Checks of the relations between parts and wholes that a file of the catalogue declares."""

from collections.abc import Iterable, Iterator, Mapping

from cchc_lib.catalogue.definitions import AnyDefinition, FigureDefinition
from cchc_lib.catalogue.formula_units import measure_of_unit
from cchc_lib.errors import Problem
from cchc_lib.file_formats.csv_tables import TableRow


def problems_of_parts(rows: Iterable[TableRow], known: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    """Yield the faults of the wholes that rows name.

    Args:
        rows: the rows of the file.
        known: the definitions of the file, and of those before it, by code.
    """
    told: set[str] = set()
    for row in rows:
        cycle = _cycle_through(row["code"], known)
        if cycle and row["code"] not in told:
            told.update(cycle)
            yield _problem_of_cycle(row, cycle)
        yield from _problems_of_unit(row, known)


def _problems_of_unit(row: TableRow, known: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    """Yield the problem of a part that is measured differently from its whole, so that parts do not add up to it."""
    whole = known.get(row["part_of"].partition("#")[0])
    if whole and measure_of_unit(row["unit"]) != measure_of_unit(whole.unit):
        repair = f"write {whole.unit.name}, or empty part_of and part"
        yield row.problem("unit", f"the unit of {whole.code}, its whole: {whole.unit.name}", repair, row["unit"].name)


def _cycle_through(code: str, known: Mapping[str, AnyDefinition]) -> tuple[str, ...]:
    """Return the codes from a figure over its whole, and the whole of that, back to it; empty if they end elsewhere."""
    path = [code]
    while (whole := whole_of(known.get(path[-1]))) not in path:
        if not whole:
            return ()
        path.append(whole)
    return tuple(path) if whole == code else ()


def whole_of(definition: AnyDefinition | None) -> str:
    """Return the code of the figure that a definition is a part of; empty if there is none."""
    return definition.part_of.partition("#")[0] if isinstance(definition, FigureDefinition) else ""


def _problem_of_cycle(row: TableRow, cycle: tuple[str, ...]) -> Problem:
    found = " part of ".join((*cycle, cycle[0]))
    expected = "a whole that is no part of this figure, nor the figure itself"
    return row.problem("part_of", expected, "empty part_of and part of one of these rows", found)
