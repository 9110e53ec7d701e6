"""The sections that an outline adds: the ward's own prose, and a table of codes."""

from dataclasses import replace

from cchc_lib.inputs.report_outline import AddedSection
from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.sections.sentences import SentenceRenderer
from cchc_lib.report.sections.templated_prose import write_passage
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, build_table
from cchc_lib.report.tables.rows import labelled_rows


def added_blocks(section: AddedSection, renderer: SentenceRenderer) -> tuple[list[Block], SentenceRenderer]:
    """Return the blocks below the heading of an added section.

    Args:
        section: the section.
        renderer: the renderer, which knows the documents that earlier sections cited.

    Returns:
        The blocks, and the renderer for the next section.
    """
    blocks: list[Block] = []
    results = renderer.results
    if passage := results.inputs.content.sections.get(section.id):
        prose, renderer = write_passage(section.id, passage, renderer)
        blocks.append(prose)
    if section.codes:
        rows = labelled_rows(*section.codes)
        table = TableDeclaration(f"muc-{section.id}", section.id, section.caption, COUNT_COLUMNS, rows)
        blocks.append(build_table(replace(table, place=Placement.BODY), results))
    return blocks, renderer
