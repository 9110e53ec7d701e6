"""Facts about documents of the register that several families of rules use."""

from cchc_lib.indicators.results import Results
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.tables.register import Document
from cchc_lib.quantities.figures import SourceCell


def document_name(document: Document) -> str:
    """Return the name of a document in findings: type and number; if it has no number, its title or its type."""
    return document.short_citation or document.type


def is_issued_by_ward(document: Document, results: Results) -> bool:
    """Return whether the People's Committee of the ward or its chair issued the document."""
    # One name is written with either tone placement: «Ủy ban», «Uỷ ban».
    own = {slug_of(name) for name in results.inputs.ward.committee_names}
    return slug_of(document.issuer) in own


def register_cells(document: Document) -> tuple[SourceCell, ...]:
    """Return the cell of documents.csv that holds the date of the document; empty if the cell is not known."""
    return (document.source,) if document.source else ()
