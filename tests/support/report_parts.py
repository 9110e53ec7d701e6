"""The smallest parts of a report that can change alone: paragraphs, rows of tables, charts, cards."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc_lib.catalogue.outline import outline
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.model.runs import printed_numbers
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.ward_report import WardReport


@dataclass(frozen=True)
class ReportPart:
    """A part as a reader sees it, and what its numbers are computed from."""

    content: str
    """JSON of all that the part shows."""
    codes: frozenset[str]
    """Codes of the numbers that it prints."""
    figures: frozenset[str]
    """Codes of the stated figures behind these numbers."""


def paragraphs_and_rows(report: WardReport) -> dict[str, ReportPart]:
    """Return all paragraphs and rows of tables by name: `paragraph:<id>`, `row:<table>:<index>`."""
    return {name: _part(report, content) for name, content in _paragraphs_and_rows(report)}


def report_parts(report: WardReport) -> dict[str, ReportPart]:
    """Return every part of a report: paragraphs, rows, charts, cards of the summary, and all other blocks as wholes."""
    parts = [*_paragraphs_and_rows(report), *_other_parts(report)]
    return {name: _part(report, content) for name, content in parts}


def _paragraphs_and_rows(report: WardReport) -> Iterator[tuple[str, Any]]:
    prose = (block for section in outline() for block in report.section(section.id).blocks if isinstance(block, Prose))
    for block in prose:
        yield from ((f"paragraph:{paragraph.id}", vars(paragraph)) for paragraph in block.paragraphs)
    for table in tables():
        rows = report.table(table).json()["rows"]
        yield from ((f"row:{table}:{index}", row) for index, row in enumerate(rows))


def _other_parts(report: WardReport) -> Iterator[tuple[str, Any]]:
    for block in report.blocks():
        semantic = block.json()
        match semantic["kind"]:
            case "chart":
                yield f"chart:{semantic['id']}", [semantic, block.svg()]
            case "summary":
                yield from ((f"card:{card['label']}", card) for card in semantic["cards"])
            case "group" | "table":
                pass
            case kind:
                yield kind, semantic


def _part(report: WardReport, content: Any) -> ReportPart:
    text = json.dumps(content, default=vars, sort_keys=True, ensure_ascii=False)
    codes = frozenset(number["code"] for number in printed_numbers(json.loads(text)))
    figures = frozenset(figure.code for code in codes for figure in report.results[code].quantity.figures())
    return ReportPart(text, codes, figures)
