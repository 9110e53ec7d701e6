"""Citations of documents of the register, and lists of them."""

from collections.abc import Iterable
from itertools import zip_longest

from cchc_lib.inputs.tables.register import Document
from cchc_lib.quantities.dates import format_date
from cchc_lib.report.model.runs import Cited, Text, TextRun

_LONGEST_WITHOUT_TITLE = 60
"""The length in characters up to which a citation is taken to have no title."""


def full_citation(document: Document, own_issuers: tuple[str, ...]) -> str:
    """Return type, number, date, issuer and title of a document: the form of the first citation (NĐ 30/2020/NĐ-CP).

    Args:
        document: the document.
        own_issuers: the names of the ward's own bodies, which are not repeated as issuers.
    """
    day = f"ngày {format_date(document.date)}" if document.date else ""
    if not document.number:
        return " ".join(filter(None, (document.title, day)))
    issuer = f"của {document.issuer}" if document.issuer and document.issuer not in own_issuers else ""
    return " ".join(filter(None, (document.short_citation, day, issuer, document.title)))


def joined_citations(citations: Iterable[Cited]) -> tuple[TextRun, ...]:
    """Return several citations as a list: `A, B và C`, or `A; B; C` if one of them is long."""
    cited = tuple(citations)
    # Titles hold commas and «và», so that only semicolons keep the documents apart.
    has_title = any(len(citation.text) > _LONGEST_WITHOUT_TITLE for citation in cited)
    separators = ("; " if has_title else ", ",) * (len(cited) - 2) + ("; " if has_title else " và ",)
    pairs = zip_longest(cited, map(Text, separators[: len(cited) - 1]))
    return tuple(run for pair in pairs for run in pair if run)
