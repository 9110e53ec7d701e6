"""Forms that an authority asks for, as data: `params/forms/<name>.yaml` is the head, `<name>.csv` the lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.errors import InputErrors, Problem, nearest, unknown
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import TableRow, parse_table
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.file_formats.yaml_files import YamlModel, enum_member, parse_yaml
from cchc_lib.inputs.form_numbers import problems_of_numbers
from cchc_lib.inputs.form_scoring import SCORING_COLUMNS, Scoring, scoring_of, scoring_problems
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.units import Unit, ValueKind

FORMS_FOLDER = "forms"
GROUP_SEPARATOR = " › "
"""What separates the heading of a group of columns from those below it: `Đã giải quyết › Quá hạn`."""


class Layout(StrEnum):
    """What a row of the form's file is on the form."""

    ROWS = "rows"
    """A row."""
    COLUMNS = "columns"
    """A column; the form has one line for the unit, and the lines of a page are turned into columns."""
    FIELDS = "fields"
    """A column; the form has one line for each field of procedures, and one of totals."""
    SCORES = "scores"
    """A criterion with its points."""


class FormHead(YamlModel):
    """The content of a form's yaml file."""

    title: Annotated[str, Field(min_length=1)]
    """The title of the form, as its caption and as the heading of the appendix."""
    source: str = ""
    """The legal text or the guidance that the form comes from."""
    check_with: str = ""
    """A remark to whoever uses a form that was drawn up without its legal text at hand; empty if there is none."""
    authority: str = ""
    """The authority whose units fill in the form, as `authority` or `province` of ward.yaml names it; empty for all."""
    layout: Annotated[Layout, enum_member(Layout)] = Layout.ROWS
    """What the rows of the form's file are."""
    columns: list[str] = Field(default_factory=list)
    """The names of the columns, if they are not the usual ones."""


@dataclass(frozen=True)
class FormLine:
    """A line of a form, or one of its columns."""

    number: str
    """The number that the form gives it; it may be empty."""
    label: str
    unit: str
    """The unit as the form writes it; empty for a heading."""
    code: str
    """The code of the value; empty if there is none yet."""
    case_column: str
    """The column of cases.csv, for forms with a line for each field of procedures."""
    note: str
    source: SourceCell
    """The row of the form's file."""
    scoring: Scoring | None = None
    """How the line is scored; None for lines without points."""

    @property
    def is_heading(self) -> bool:
        """Whether the line only names those below it."""
        return not (self.code or self.unit or self.case_column or self.scoring)


@dataclass(frozen=True)
class DeclaredForm:
    """A form with its lines, in the order of the form."""

    name: str
    """The name of its files."""
    head: FormHead
    lines: tuple[FormLine, ...]


FORM_COLUMNS: Mapping[str, tuple[str, cells.CellParser]] = {
    "number": (
        "the number of the line as the form writes it, such as `1.2` or `(3)`; no other line has it; it may be empty",
        cells.text,
    ),
    "label": (
        f"the wording of the form; groups of columns stand before it: `Đã giải quyết{GROUP_SEPARATOR}Quá hạn`",
        cells.required_text,
    ),
    "unit": ("the unit as the form writes it; a line without unit and code is a heading", cells.text),
    "code": ("the code of a figure or an indicator; empty if the catalogue has none yet", cells.text),
    "case_column": ("the column of `cases.csv` (layout `fields`)", cells.text),
    "note": ("a remark that the form prints", cells.text),
    **SCORING_COLUMNS,
}
"""Every column of a form's file with its description and the parser of its cells."""
_OPTIONAL = frozenset(FORM_COLUMNS) - {"number", "label", "unit", "code"}


def form_names(project: Project) -> tuple[str, ...]:
    """Return the names of all forms of the params folder, sorted."""
    return tuple(sorted(path.stem for path in (project.params / FORMS_FOLDER).glob("*.yaml")))


def form_files(name: str) -> tuple[str, str]:
    """Return the names of a form's files within the params folder: its head and its lines."""
    return f"{FORMS_FOLDER}/{name}.yaml", f"{FORMS_FOLDER}/{name}.csv"


def read_form(project: Project, name: str, catalogue: Catalogue) -> DeclaredForm:
    """Read a form of the params folder.

    Raises:
        UserError: there is no such form.
        InputErrors: its files have faults; the error lists all of them.
    """
    if name not in form_names(project):
        raise unknown("form", name, form_names(project), where=f" in {project.params / FORMS_FOLDER}", parameter="name")
    head, lines = (read_text(project.params, file) for file in form_files(name))
    form, problems = parse_form(name, head, lines, catalogue)
    if form is None or problems:
        raise InputErrors(problems)
    return form


def parse_form(
    name: str, head: TextFile, lines: TextFile, catalogue: Catalogue
) -> tuple[DeclaredForm | None, tuple[Problem, ...]]:
    """Return the form of two files, and their faults; None if the head cannot be read."""
    parsed, table = parse_yaml(head, FormHead), parse_table(lines, _parsers(), _OPTIONAL)
    faults = [problem for row in table.rows for problem in _row_problems(row, catalogue)]
    form = DeclaredForm(name, parsed.model, tuple(map(_line, table.rows))) if parsed.model else None
    numbers = problems_of_numbers(table.rows, frozenset(_headings(form)) if form else ())
    return form, (*parsed.problems, *table.problems, *faults, *numbers)


def _headings(form: DeclaredForm) -> Iterator[int]:
    """Yield the rows of the form's file that are headings; a column is none, even if nothing is known of it."""
    if form.head.layout in (Layout.ROWS, Layout.SCORES):
        yield from (line.source.row for line in form.lines if line.is_heading)


def _parsers() -> dict[str, cells.CellParser]:
    return {column: parser for column, (_, parser) in FORM_COLUMNS.items()}


def _line(row: TableRow) -> FormLine:
    source = SourceCell(row.file, row.number, "label")
    texts = {column: row[column] for column in ("number", "label", "unit", "code", "case_column", "note")}
    return FormLine(**texts, source=source, scoring=scoring_of(row))


def _row_problems(row: TableRow, catalogue: Catalogue) -> Iterator[Problem]:
    code, column = row["code"], row["case_column"]
    if code and code not in catalogue.definitions:
        repair = nearest(code, catalogue.definitions) or "leave the cell empty until the catalogue has the figure"
        yield row.problem("code", "a code of the catalogue", repair)
    elif code and _is_another_unit(catalogue.units.get(row["unit"]), catalogue.definitions[code].unit):
        unit = catalogue.definitions[code].unit.name
        yield row.problem("unit", f"{unit}, the unit of {code}", "write that unit, or leave the cell empty")
    if column and column not in CASE_COLUMNS:
        repair = nearest(column, CASE_COLUMNS) or f"one of: {', '.join(CASE_COLUMNS)}"
        yield row.problem("case_column", "a column of cases.csv", repair)
    yield from scoring_problems(row)


def _is_another_unit(written: Unit | None, unit: Unit) -> bool:
    """Return whether a number in the unit of the catalogue would mean something else under the unit of the form."""
    if written in (None, unit):
        return False  # Forms abbreviate units, and count in other nouns.
    return written.kind is not unit.kind or unit.kind is not ValueKind.COUNT
