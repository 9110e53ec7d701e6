"""Finds sentences of a report that are broken."""

import re

from cchc_lib.catalogue.outline import outline
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.summary_block import Summary
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.ward_report import WardReport

BROKEN = re.compile(
    r"None|\{|\}|\[|\]|  |\s[,.;:]|\(\s*\)|,\s*,|,\s*\.|:\s*[.,;]|;\s*\.|\.\.(?!\.)|\(\s*,"
    r"|\b(gồm|và|là|với|trong đó)\s*[,;]"
)
"""`gồm, và` is a sentence that has lost a part."""


def paragraphs(report: WardReport) -> dict[str, str]:
    """Return the text of every paragraph of a report by its id."""
    prose = (block for section in outline() for block in report.section(section.id).blocks if isinstance(block, Prose))
    return {each.id: line_text(each.runs) for block in prose for each in block.paragraphs}


def lines(report: WardReport) -> dict[str, str]:
    """Return the text of every paragraph and of the lines of the summary."""
    summary: Summary = report.summary()
    points = (*summary.strengths, *summary.concerns)
    return paragraphs(report) | {f"summary.{at}": line_text(runs) for at, runs in enumerate(points)}


def broken_sentences(report: WardReport) -> dict[str, str]:
    """Return the lines that do not read as sentences: gaps, stray marks, a small letter first, no full stop."""
    return {
        place: line
        for place, line in lines(report).items()
        if BROKEN.search(line) or not line[:1].isupper() or line[-1:] not in (".", ":")
    }
