"""The register of documents, the places that cite them, and the counts of them that the text announces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cchc_lib.catalogue.outline import section_names
from cchc_lib.catalogue.prose_lists import role_labels
from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.cells import CellParser
from cchc_lib.file_formats.csv_tables import ParsedTable
from cchc_lib.inputs.tables.declaration import Column, ContextualParser, InputTable, TableContext
from cchc_lib.inputs.tables.stated_figures import KNOWN_FIGURE
from cchc_lib.quantities.figures import SourceCell

_KNOWN_ROLE = ContextualParser(lambda _: cells.one_of(role_labels(), "a role of cchc_lib/catalogue/roles.csv"))
_KNOWN_SECTION = ContextualParser(
    lambda _: cells.one_of(section_names(), "a section of the report (cchc_lib/catalogue/outline.csv)")
)


@dataclass(frozen=True)
class Document:
    """A document of the register; number, date and title may be unknown."""

    id: str
    """The name by which tables and prose refer to the document."""
    type: str
    """The type as issued, such as `Quyết định`."""
    number: str
    """The number and symbol, such as `464/QĐ-UBND`; empty if unknown."""
    date: date | None
    """The day of issue; None if unknown."""
    issuer: str
    """The body that issued the document."""
    title: str
    """The subject (trích yếu); empty if unknown."""
    source: SourceCell | None = field(default=None, compare=False)
    """The cell of the date."""

    @property
    def short_citation(self) -> str:
        """Type and number, as a repeated citation gives them; the title of a document without a number."""
        return f"{self.type} số {self.number}" if self.number else self.title


@dataclass(frozen=True)
class Citation:
    """One place where the report as issued cites a document."""

    document: str
    """The id of the document."""
    role: str
    """What the document is cited for; citations of one role are printed in one sentence."""
    section: str
    """The section of the report that cites the document."""
    footnote: int | None
    """The number of the footnote; None if the text itself cites the document."""
    order: int
    """The position among the citations of the role, from 1."""
    date_as_written: str
    """The date as the citation gives it."""
    source: SourceCell | None = field(default=None, compare=False)
    """The cell of the date as written."""


@dataclass(frozen=True)
class Announcement:
    """A count of documents that the text announces, with the footnote that should list them."""

    figure: str
    """The code of the figure that states the count."""
    type: str
    """The type of the documents."""
    role: str
    """The role in which the documents are cited."""
    footnote: int | None
    """The number of the footnote that should list the documents."""
    as_written: str
    """The count as the ward wrote it."""
    section: str
    """The section of the report that announces the count."""


@dataclass(frozen=True)
class Register:
    """The documents of one report."""

    documents: Mapping[str, Document]
    """The documents by id."""
    citations: tuple[Citation, ...]
    """The places that cite documents."""
    announcements: Mapping[str, Announcement]
    """The announced counts by the code of the figure that states the count."""

    def cited_for(self, role: str) -> tuple[Document, ...]:
        """Return the documents that are cited in a role, in order."""
        cited = sorted(
            (citation for citation in self.citations if citation.role == role),
            key=lambda citation: (citation.footnote or 0, citation.order),
        )
        return tuple(self.documents[citation.document] for citation in cited)

    def announced_by(self, figure: str) -> tuple[Document, ...]:
        """Return the documents that a figure's sentence lists: those of the announced type, or all if none has it."""
        announcement = self.announcements.get(figure)
        if announcement is None:
            return ()
        listed = self.cited_for(announcement.role)
        return tuple(document for document in listed if document.type == announcement.type) or listed


def _build_documents(table: ParsedTable, _: TableContext) -> tuple[dict[str, Document], tuple[Problem, ...]]:
    documents = (Document(**row.cells, source=SourceCell(row.file, row.number, "date")) for row in table.rows)
    return {document.id: document for document in documents}, ()


def _build_citations(table: ParsedTable, _: TableContext) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    return tuple(
        Citation(**row.cells, source=SourceCell(row.file, row.number, "date_as_written")) for row in table.rows
    ), ()


def _build_announcements(table: ParsedTable, _: TableContext) -> tuple[dict[str, Announcement], tuple[Problem, ...]]:
    return {row["figure"]: Announcement(**row.cells) for row in table.rows}, ()


def _known_document(context: TableContext) -> CellParser:
    # Documents that could not be read would make every citation of them look wrong.
    if DOCUMENTS_TABLE.file_name in context.faulty:
        return cells.text
    documents = context.contents[DOCUMENTS_TABLE]
    return cells.one_of(documents, "an id of documents.csv")


DOCUMENTS_TABLE: InputTable[Mapping[str, Document]] = InputTable(
    file_name="documents.csv",
    summary="the register of documents",
    columns=(
        Column("id", "the name by which tables and prose refer to the document", cells.required_text),
        Column("type", "the type of the document, as issued", cells.required_text),
        Column("number", "the number and symbol, as issued; may be empty", cells.text),
        Column("date", "the day of issue; may be empty", cells.day),
        Column("issuer", "the body that issued it", cells.text),
        Column("title", "the subject, as issued; may be empty", cells.text),
    ),
    build=_build_documents,
    unique=(("id",),),
)
"""The table of documents, by id."""

CITATIONS_TABLE: InputTable[tuple[Citation, ...]] = InputTable(
    file_name="citations.csv",
    summary="the places that cite documents",
    columns=(
        Column("document", "the id of the document", ContextualParser(_known_document)),
        Column(
            "role",
            "what the document is cited for: a role of `cchc_lib/catalogue/roles.csv`; one role is one sentence",
            _KNOWN_ROLE,
        ),
        Column("section", "the section of the report", _KNOWN_SECTION),
        Column("footnote", "the number of the footnote in the source; may be empty", cells.optional(cells.ordinal)),
        Column("order", "the position within the footnote, from 1", cells.ordinal),
        Column("date_as_written", "the date as the citation gives it; may be empty", cells.text),
    ),
    build=_build_citations,
    unique=(("document", "role"),),
)
"""The table of citations."""

ANNOUNCEMENTS_TABLE: InputTable[Mapping[str, Announcement]] = InputTable(
    file_name="announcements.csv",
    summary="counts of documents that the text announces",
    columns=(
        Column("figure", "the code of the figure that states the count", KNOWN_FIGURE),
        Column("type", "the type of the announced documents", cells.required_text),
        Column("role", "the role of the sentence that cites them", _KNOWN_ROLE),
        Column("footnote", "the number of the footnote that lists them; may be empty", cells.optional(cells.ordinal)),
        Column("as_written", "the count as the ward wrote it; may be empty", cells.text),
        Column("section", "the section of the report", _KNOWN_SECTION),
    ),
    build=_build_announcements,
    unique=(("figure",),),
)
"""The table of announced counts, by the code of the figure that states the count."""
