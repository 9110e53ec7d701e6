"""Reads HTML that an analyst's cell shows, for example a DataFrame, as nodes of a document."""

from collections.abc import Iterator

from bs4 import BeautifulSoup

from cchc_lib.exporters.document.html_tables import read_table
from cchc_lib.report.model.document_nodes import DocumentNode, DocumentParagraph, ProseNode
from cchc_lib.report.model.runs import Text

_BLOCKS = ["p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"]
"""The elements after which a new line begins."""


def holds_table(html: str) -> bool:
    """Return whether HTML contains a table."""
    return "<table" in html.lower()


def html_nodes(html: str) -> Iterator[DocumentNode]:
    """Yield the text of a fragment and then its tables. A table within a cell is read as text of the cell."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["script", "style"]):
        hidden.decompose()
    # The tables are taken out, so that what remains is the text around them.
    tables = [element.extract() for element in soup("table") if not element.find_parent("table")]
    yield from _text_nodes(soup)
    yield from (table for table in map(read_table, tables) if table.columns)


def _text_nodes(soup: BeautifulSoup) -> Iterator[ProseNode]:
    for block in soup(_BLOCKS):
        block.append("\n")
    lines = [" ".join(line.split()) for line in soup.get_text().split("\n") if line.strip()]
    if lines:
        yield ProseNode(tuple(DocumentParagraph((Text(line),)) for line in lines))
