"""What a broken sentence looks like."""

import re

from cchc_lib.report.model.blocks import Prose, Summary
from cchc_lib.report.rendering.media import text_of
from cchc_lib.report.ward_report import WardReport

BROKEN = re.compile(
    r"None|\{|\}|\[|\]|  |\s[,.;:]|\(\s*\)|,\s*,|,\s*\.|:\s*[.,;]|;\s*\.|\.\.(?!\.)|\(\s*,"
    r"|\b(gồm|và|là|với|trong đó)\s*[,;]"
)
"""`gồm, và` is a sentence that has lost a part."""


def paragraphs(report: WardReport) -> dict[str, str]:
    """Every paragraph of a report by its id, in words."""
    found = {}
    for group in report._sections.values():
        for block in group.blocks:
            if isinstance(block, Prose):
                found |= {each.id: text_of(list(map(vars, each.runs))) for each in block.paragraphs}
    return found


def lines(report: WardReport) -> dict[str, str]:
    """The same, with the lines of the summary."""
    summary: Summary = report.summary()
    points = (*summary.strengths, *summary.concerns)
    return paragraphs(report) | {f"summary.{at}": text_of(list(map(vars, runs))) for at, runs in enumerate(points)}


def broken(report: WardReport) -> dict[str, str]:
    """The lines that do not read as sentences: gaps, stray marks, a small letter first, no full stop."""
    return {
        place: line
        for place, line in lines(report).items()
        if BROKEN.search(line) or not line[:1].isupper() or line[-1:] not in (".", ":")
    }
