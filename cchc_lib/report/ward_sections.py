"""The sections of a ward's report: headings, prose, and what an authority or the ward adds."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from cchc_lib.catalogue.outline import LAST, Section, numbered
from cchc_lib.indicators.results import Results
from cchc_lib.report.added_sections import added_blocks
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.model.block import Block
from cchc_lib.report.sections.sentences import SentenceRenderer
from cchc_lib.report.sections.short_form import MISSING, filled_sections, list_of_missing
from cchc_lib.report.sections.templated_prose import has_prose, write_section


def build_sections(
    results: Results, with_blocks: Collection[str], further: Mapping[str, Table], *, leaves_out: bool = False
) -> Mapping[str, BlockGroup]:
    """Build the heading and the prose of every section, by the names of sections.

    Args:
        results: the ward's results.
        with_blocks: the names of the sections in which the notebook shows a table, a chart or the comparison.
        further: the tables that stand below the prose of a section, by its name.
        leaves_out: whether sections without content are left out, and a list at the end names what is missing.
    """
    in_words = results.inputs.catalogue.in_words
    outline = tuple(replace(each, title=in_words(each.title)) for each in results.inputs.outline.sections)
    # All sections are written in the order of the outline, since a document is cited in full only the first time.
    renderer = SentenceRenderer(results, leaves_out=leaves_out)
    contents: dict[str, tuple[Block, ...]] = {}
    for section in outline:
        contents[section.id], renderer = _content(section.id, further.get(section.id), renderer)
    filled = {name for name, blocks in contents.items() if blocks} | set(with_blocks)
    shown = filled_sections(outline, filled) if leaves_out else outline
    missing = list_of_missing(outline, {each.id for each in shown}, renderer) if leaves_out else None
    with_heading = (each for each in (*shown, *([MISSING] if missing else [])) if each.level)
    headings = {each.id: (_heading(each),) for each in numbered(with_heading)}
    sections = {name: BlockGroup((*headings.get(name, ()), *blocks)) for name, blocks in contents.items()}
    if missing:
        sections[LAST] = BlockGroup((*headings[MISSING.id], missing, *sections[LAST].blocks))
    return sections


def _heading(section: Section) -> Heading:
    return Heading(section.id, section.level, section.number, section.title)


def _content(
    name: str, further: Table | None, renderer: SentenceRenderer
) -> tuple[tuple[Block, ...], SentenceRenderer]:
    """Return the blocks below the heading of a section, and the renderer for the next section."""
    blocks: list[Block] = []
    results = renderer.results
    if has_prose(name, results):
        prose, renderer = write_section(name, renderer)
        blocks += [prose] if prose.paragraphs else []
    blocks += [further] if further else []
    if added := results.inputs.outline.added.get(name):
        written, renderer = added_blocks(added, renderer)
        blocks += written
    return tuple(blocks), renderer
