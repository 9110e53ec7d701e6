"""The register of documents, where each is cited, and what the text announces of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cchc_lib.errors import Problem
from cchc_lib.inputs.catalogue import figure_definitions, role_labels, section_names
from cchc_lib.inputs.formats import cells
from cchc_lib.inputs.formats.csv_tables import ParsedTable, parse_table, repeated
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.quantities.figures import SourceCell


@dataclass(frozen=True)
class Document:
    """A document of the register; number, date and title may be unknown."""

    id: str
    type: str
    number: str
    date: date | None
    issuer: str
    title: str
    source: SourceCell | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Citation:
    """One place where the report as issued cites a document."""

    document: str
    role: str
    """What it is cited for; citations of one role stand in one sentence."""
    section: str
    footnote: int | None
    order: int
    date_as_written: str
    source: SourceCell | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Announcement:
    """A count of documents that the text announces, with the footnote that should list them."""

    figure: str
    type: str
    role: str
    footnote: int | None
    as_written: str
    section: str


@dataclass(frozen=True)
class Register:
    """The documents of one report."""

    documents: Mapping[str, Document]
    citations: tuple[Citation, ...]
    announcements: Mapping[str, Announcement]
    """By the code of the figure that states the count."""

    def cited_for(self, role: str) -> tuple[Document, ...]:
        """The documents cited in a role, in order."""
        cited = sorted(
            (citation for citation in self.citations if citation.role == role),
            key=lambda citation: (citation.footnote or 0, citation.order),
        )
        return tuple(self.documents[citation.document] for citation in cited)

    def announced_by(self, figure: str) -> tuple[Document, ...]:
        """The documents that a figure's sentence lists, of the announced type where there are such."""
        announcement = self.announcements.get(figure)
        if announcement is None:
            return ()
        listed = self.cited_for(announcement.role)
        return tuple(document for document in listed if document.type == announcement.type) or listed


def read_register(documents: TextFile, citations: TextFile, announcements: TextFile) -> tuple[Register, list[Problem]]:
    """Read the three tables; what could be read comes back beside the problems."""
    registered = parse_table(documents, _DOCUMENT_COLUMNS)
    # A faulty register is not blamed on the citations of it.
    ids = (
        cells.text
        if registered.problems
        else cells.one_of((row["id"] for row in registered.rows), "an id of documents.csv")
    )
    cited = parse_table(citations, {"document": ids, **_CITATION_COLUMNS})
    announced = parse_table(announcements, _ANNOUNCEMENT_COLUMNS)
    register = Register(
        {row["id"]: Document(**row.cells, source=SourceCell(row.file, row.number, "date")) for row in registered.rows},
        tuple(Citation(**row.cells, source=SourceCell(row.file, row.number, "date_as_written")) for row in cited.rows),
        {row["figure"]: Announcement(**row.cells) for row in announced.rows},
    )
    return register, list(_problems(registered, cited, announced))


def _problems(registered: ParsedTable, cited: ParsedTable, announced: ParsedTable) -> Iterator[Problem]:
    for table in (registered, cited, announced):
        yield from table.problems
    yield from repeated(registered.rows, "id")
    yield from repeated(cited.rows, "document", "role")
    yield from repeated(announced.rows, "figure")


_DOCUMENT_COLUMNS = {
    "id": cells.required_text,
    "type": cells.required_text,
    "number": cells.text,
    "date": cells.day,
    "issuer": cells.text,
    "title": cells.text,
}
_CITATION_COLUMNS = {
    "role": cells.one_of(role_labels(), "a role of cchc_lib/inputs/roles.csv"),
    "section": cells.one_of(section_names(), "a section of the report (cchc_lib/report/outline.py)"),
    "footnote": cells.optional(cells.order),
    "order": cells.order,
    "date_as_written": cells.text,
}
_ANNOUNCEMENT_COLUMNS = {
    "figure": cells.one_of(figure_definitions()),
    "type": cells.required_text,
    "role": cells.one_of(role_labels(), "a role of cchc_lib/inputs/roles.csv"),
    "footnote": cells.optional(cells.order),
    "as_written": cells.text,
    "section": cells.one_of(section_names(), "a section of the report (cchc_lib/report/outline.py)"),
}
