"""The declaration of an input table.

A table is declared once, as an `InputTable`, and listed in `catalogue`. Reading, hashing, validation, simulation and
data/README.md follow from the declaration.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, cast

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.errors import Problem
from cchc_lib.file_formats.cells import CellParser
from cchc_lib.file_formats.csv_tables import ParsedTable, parse_table, repeated
from cchc_lib.file_formats.text_files import TextFile

ContentsT = TypeVar("ContentsT")


@dataclass(frozen=True)
class TableContents:
    """The contents of the input tables of one period."""

    by_file: Mapping[str, object] = field(default_factory=dict)
    """The contents of each table by the name of its file."""

    def __getitem__(self, table: "InputTable[ContentsT]") -> ContentsT:
        # The type holds since only with_table adds contents, and it takes them together with their table.
        return cast(ContentsT, self.by_file[table.file_name])

    def with_table(self, table: "InputTable[ContentsT]", contents: ContentsT) -> "TableContents":
        """Return the same contents with those of one table replaced."""
        return TableContents({**self.by_file, table.file_name: contents})


@dataclass(frozen=True)
class TableContext:
    """What the cells of a table may refer to: the catalogue, and the tables that were read before."""

    catalogue: Catalogue = field(default_factory=national_catalogue)
    """The figures and indicators that the ward reports."""
    contents: TableContents = TableContents()
    """The contents of the tables that were read before."""
    faulty: frozenset[str] = frozenset()
    """The files of those tables of which a row could not be read."""

    def with_reading(self, table: "InputTable[ContentsT]", reading: "TableReading[ContentsT]") -> "TableContext":
        """Return the context for the tables that are read after this one."""
        faulty = self.faulty | ({table.file_name} if reading.is_faulty else set())
        return replace(self, contents=self.contents.with_table(table, reading.contents), faulty=faulty)


@dataclass(frozen=True)
class ContextualParser:
    """A cell parser that depends on the context, such as one that accepts only the codes of known indicators."""

    in_context: Callable[[TableContext], CellParser]
    """Returns the cell parser for a context."""


@dataclass(frozen=True)
class Column:
    """One column of an input table."""

    name: str
    """The name in the table's header."""
    description: str
    """What the column holds, in Markdown; data/README.md prints it."""
    parser: CellParser | ContextualParser
    """The parser of the column's cells."""
    is_optional: bool = False
    """Whether a file may leave the column out; its cells are then read as empty."""

    def parser_in(self, context: TableContext) -> CellParser:
        """Return the parser of the column's cells in a context."""
        return self.parser.in_context(context) if isinstance(self.parser, ContextualParser) else self.parser


@dataclass(frozen=True)
class TableReading(Generic[ContentsT]):
    """The result of reading one table."""

    contents: ContentsT
    """The contents of the rows that could be read."""
    problems: tuple[Problem, ...]
    """All faults of the table."""
    is_faulty: bool
    """Whether the file or a row of it could not be read, so that the contents may lack something."""


@dataclass(frozen=True, eq=False)
class InputTable(Generic[ContentsT]):
    """A CSV table in the folder of every period of a ward."""

    file_name: str
    """The name of the file in a period's folder."""
    summary: str
    """What the table holds, in one line without a full stop; data/README.md prints it."""
    columns: tuple[Column, ...]
    """The columns in the order of the header."""
    build: Callable[[ParsedTable, TableContext], tuple[ContentsT, Iterable[Problem]]]
    """Returns the contents of the parsed rows, and the faults that only several cells together show. A table that a
    ward leaves out is built from no rows."""
    unique: tuple[tuple[str, ...], ...] = ()
    """Groups of columns; no two rows hold the same in all columns of a group."""
    is_optional: bool = False
    """Whether a ward may leave the file out."""
    notes: str = ""
    """Markdown that data/README.md prints above the columns."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns that a file always has."""
        return tuple(column.name for column in self.columns if not column.is_optional)

    def read(self, file: TextFile | None, context: TableContext) -> TableReading[ContentsT]:
        """Return the table's contents and faults; None for `file` means that a ward leaves the table out."""
        columns: dict[str, CellParser] = {column.name: column.parser_in(context) for column in self.columns}
        optional = frozenset(column.name for column in self.columns if column.is_optional)
        parsed = parse_table(file, columns, optional) if file else ParsedTable()
        contents, faults = self.build(parsed, context)
        repetitions = (problem for key in self.unique for problem in repeated(parsed.rows, *key))
        return TableReading(contents, (*parsed.problems, *faults, *repetitions), bool(parsed.problems))


AnyInputTable = InputTable[Any]
"""An input table with any type of contents."""
