"""The arrangement of a document on paper: its body, and the appendices that take tables and charts out of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from cchc_lib.exporters.document.document_list import DocumentList
from cchc_lib.exporters.document.figure_list import figure_list
from cchc_lib.exporters.document.references import (
    Destination,
    NumberedReference,
    destination_of,
    is_wide,
    reference_sentence,
    references,
)
from cchc_lib.quantities.numbers import roman
from cchc_lib.report.model.document_nodes import (
    AppendixNode,
    ChartNode,
    DocumentNode,
    DocumentParagraph,
    HeadingNode,
    Placement,
    ProseNode,
    TableNode,
)
from cchc_lib.report.model.runs import DocumentRun, Number, Text
from cchc_lib.report.rendering.block_html import fixed_words


@dataclass(frozen=True)
class Appendix:
    """A part behind the signature, with the name by which the text refers to it."""

    name: str
    title: str
    nodes: tuple[DocumentNode, ...]
    landscape: bool = False
    """Whether its pages are wide."""


@dataclass(frozen=True)
class Arrangement:
    """A document as it is printed on paper."""

    body: tuple[DocumentNode, ...]
    appendices: tuple[Appendix, ...]


def arranged(nodes: Sequence[DocumentNode]) -> Arrangement:
    """Return the body and the appendices of a document.

    What goes to an appendix leaves a reference in its section. Tables with lines for the list of figures become one
    list, and each wide table an appendix of landscape pages.

    Args:
        nodes: the nodes in reading order; an `AppendixNode` begins an appendix of all that follows.
    """
    shown = [node for node in nodes if not _is_left_out(node)]
    end = next((at for at, node in enumerate(shown) if isinstance(node, AppendixNode)), len(shown))
    moved, documents = (*_of_moved(shown[:end]),), DocumentList.of(shown[:end])
    of_documents = [Appendix("", fixed_words()["documents"], (documents.table(),))] if documents.documents else []
    unnamed = (*moved, *of_documents, *_of_ending(shown[end:]))
    names = _names(len(unnamed))
    appendices = (replace(appendix, name=name) for appendix, name in zip(unnamed, names, strict=True))
    referred = zip(shown[:end], references(shown[:end], names), strict=True)
    on_paper = (node for section in _sections(referred) for node in _with_references(section))
    body = (documents.replacing_notes(node, names[len(moved)]) if of_documents else node for node in on_paper)
    return Arrangement(tuple(map(_on_paper, _without_gaps(body))), tuple(map(_appendix_on_paper, appendices)))


def _appendix_on_paper(appendix: Appendix) -> Appendix:
    return replace(appendix, nodes=tuple(map(_on_paper, appendix.nodes)))


def _on_paper(node: DocumentNode) -> DocumentNode:
    """Return a node with the numbers of its sentences as they are printed on paper."""
    if not isinstance(node, ProseNode):
        return node
    paragraphs = (replace(each, runs=tuple(map(_run_on_paper, each.runs))) for each in node.paragraphs)
    return replace(node, paragraphs=tuple(paragraphs))


def _run_on_paper(run: DocumentRun) -> DocumentRun:
    return replace(run, text=run.paper) if isinstance(run, Number) and run.paper else run


def _is_left_out(node: DocumentNode) -> bool:
    match node:
        case TableNode(place=Placement.PAGE) | ChartNode(place=Placement.PAGE):
            return True
        case TableNode(place=Placement.APPENDIX, rows=()):
            return True
        case _:
            return False


def _names(count: int) -> tuple[str, ...]:
    """Return the names of appendices: `Phụ lục` for a single one, otherwise `Phụ lục I`, `Phụ lục II` and so on."""
    word = fixed_words()["appendix"]
    return (word,) if count == 1 else tuple(f"{word} {roman(at)}" for at in range(1, count + 1))


def _of_moved(nodes: Iterable[DocumentNode]) -> Iterator[Appendix]:
    """Yield the appendices of what is moved from the body, in the order in which `references` names them."""
    tables = [node for node in nodes if isinstance(node, TableNode)]
    listed = [table for table in tables if destination_of(table) is Destination.LISTED]
    unlisted = [table for table in tables if destination_of(table) is Destination.UNLISTED]
    if listed or unlisted:
        yield Appendix("", fixed_words()["figures"], (*([figure_list(listed)] if listed else []), *unlisted))
    if charts := tuple(node for node in nodes if destination_of(node) is Destination.CHART):
        yield Appendix("", fixed_words()["charts"], charts)
    for table in tables:
        if destination_of(table) is Destination.WIDE:
            yield Appendix("", table.caption, (replace(table, caption=""),), landscape=True)


def _of_ending(nodes: Sequence[DocumentNode]) -> Iterator[Appendix]:
    heads = [(at, node) for at, node in enumerate(nodes) if isinstance(node, AppendixNode)]
    ends = [at for at, _ in heads[1:]] + [len(nodes)]
    for (start, head), end in zip(heads, ends, strict=False):
        within = nodes[start + 1 : end]
        untitled = (replace(node, caption="") if _says(node, head.title) else node for node in within)
        yield Appendix("", head.title, tuple(untitled), head.landscape or any(map(is_wide, within)))


def _says(node: DocumentNode, title: str) -> TypeGuard[TableNode]:
    """Return whether a node is a table with the title of its appendix, which is not printed twice."""
    return isinstance(node, TableNode) and node.caption == title


_Referred = tuple[DocumentNode, NumberedReference | None]
"""A node with the reference to it."""


def _sections(nodes: Iterable[_Referred]) -> Iterator[list[_Referred]]:
    """Yield the nodes from each heading up to the next one."""
    section: list[_Referred] = []
    for node, reference in nodes:
        if isinstance(node, HeadingNode) and section:
            yield section
            section = []
        section.append((node, reference))
    yield section


def _with_references(section: Sequence[_Referred]) -> Iterator[DocumentNode]:
    """Yield what stays of a section, with its references before the first table or chart."""
    found = [reference for _, reference in section if reference]
    for node, reference in section:
        if found and reference is found[0]:
            yield ProseNode((DocumentParagraph((Text(reference_sentence(found)),)),))
        if reference is None or reference.destination.stays:
            yield node


def _without_gaps(nodes: Iterable[DocumentNode]) -> Iterator[DocumentNode]:
    """Yield the nodes with headings at most one level below the heading before, as PDF/UA requires."""
    level = numbered = 0
    for node in nodes:
        if isinstance(node, HeadingNode):
            # A heading that an analyst adds is within the section that it follows.
            own = node.level if node.number else max(node.level, numbered)
            level = min(own, level + 1)
            numbered = level if node.number else numbered
            yield replace(node, level=level)
        else:
            yield node
