"""The training courses that a ward held: courses.csv."""

from dataclasses import dataclass
from decimal import Decimal

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable
from cchc_lib.inputs.tables.declaration import Column, ContextualParser, InputTable, TableContext
from cchc_lib.inputs.tables.register import DOCUMENTS_TABLE


@dataclass(frozen=True)
class Course:
    """One training course."""

    document: str
    people: Decimal | None


def _build_courses(table: ParsedTable, _: TableContext) -> tuple[tuple[Course, ...], list[Problem]]:
    courses = tuple(Course(row["document"], row["people"]) for row in table.rows)
    empty = [row for row in table.rows if row["people"] == 0]
    return courses, [row.problem("people", "at least one person", "delete the row") for row in empty]


COURSES_TABLE: InputTable[tuple[Course, ...]] = InputTable(
    file_name="courses.csv",
    summary="training courses",
    columns=(
        Column(
            "document",
            "the id of the document that announces the course",
            ContextualParser(lambda context: cells.one_of(tuple(context.contents[DOCUMENTS_TABLE]), "a document")),
        ),
        Column("people", "the number of participants", cells.count),
    ),
    build=_build_courses,
    unique=(("document",),),
)
