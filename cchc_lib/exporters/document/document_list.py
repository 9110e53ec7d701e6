"""The list of documents (Danh mục văn bản), which takes the footnotes that would fill much of a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeGuard

from cchc_lib.report.model.document_nodes import DocumentNode, ProseNode, TableCell, TableNode
from cchc_lib.report.model.runs import DocumentRun, Note, NotedDocument, Text
from cchc_lib.report.rendering.block_html import fixed_words

_LONGEST_FOOTNOTE = 320
"""The letters of a footnote at most, about three of its lines; the documents of a longer one go to the list."""
_WIDTHS = (1.1, 4.6, 2.4, 0.0)
"""The widths of the columns in centimetres; the titles take the rest."""


@dataclass(frozen=True)
class DocumentList:
    """The documents of long footnotes, each numbered once."""

    documents: tuple[NotedDocument, ...]

    @classmethod
    def of(cls, nodes: Iterable[DocumentNode]) -> "DocumentList":
        """Return the documents of all long footnotes of a document, in reading order."""
        prose = (node for node in nodes if isinstance(node, ProseNode))
        runs = (run for node in prose for paragraph in node.paragraphs for run in paragraph.runs)
        noted = (document for run in runs if _is_long(run) for document in run.documents)
        return cls(tuple({document.document: document for document in noted}.values()))

    def table(self) -> TableNode:
        """Return the documents as a table without a caption."""
        words = fixed_words()
        columns = ("column_ordinal", "column_symbol", "column_day", "column_title")
        rows = tuple(
            tuple(
                TableCell((Text(text),))
                for text in (str(at), document.symbol or document.text, document.day, document.title)
            )
            for at, document in enumerate(self.documents, start=1)
        )
        return TableNode("", tuple(words[name] for name in columns), rows, widths=_WIDTHS)

    def replacing_notes(self, node: DocumentNode, appendix: str) -> DocumentNode:
        """Return a node in which references to the list replace its long footnotes."""
        if not (self.documents and isinstance(node, ProseNode)):
            return node
        paragraphs = (
            replace(paragraph, runs=tuple(self._replaced(run, appendix) for run in paragraph.runs))
            for paragraph in node.paragraphs
        )
        return replace(node, paragraphs=tuple(paragraphs))

    def _replaced(self, run: DocumentRun, appendix: str) -> DocumentRun:
        if not _is_long(run):
            return run
        order = [document.document for document in self.documents]
        numbers = sorted({order.index(document.document) + 1 for document in run.documents})
        return Text(f" ({fixed_words()['item']} {', '.join(_ranges(numbers))} {appendix})")


def _is_long(run: DocumentRun) -> TypeGuard[Note]:
    return isinstance(run, Note) and sum(len(document.text) for document in run.documents) > _LONGEST_FOOTNOTE


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Yield ascending numbers with those that follow each other as a range: `1–3`, `7`."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [number for _, number in group]
        yield f"{first}–{rest[-1]}" if rest else str(first)
