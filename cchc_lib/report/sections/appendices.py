"""The appendices of an internal report: what the audit found, and how each indicator was computed."""

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.messages import SEVERITY_WORDS, cells_by_file, render_finding
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.printing import operands_text
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.model.runs import Text
from cchc_lib.report.sections.document_frame import is_internal
from cchc_lib.report.sections.sentences import SentenceRenderer


def findings_appendix(results: Results) -> BlockGroup:
    """Every finding with its place and its repair or acknowledgement; nothing in an official report."""
    if not is_internal(results):
        return BlockGroup(())
    rows = tuple(
        (
            _words(SEVERITY_WORDS[finding.severity]),
            _head(told.message),
            _words("; ".join(told.locations)),
            _words(f"Đã ghi nhận: {told.acknowledged}" if told.acknowledged else told.repair),
        )
        for finding in audit(results)
        for told in (render_finding(finding, results),)
    )
    columns = ("Mức", "Nội dung", "Ở đâu", "Cách sửa")
    table = Table("findings", "findings", "Kết quả kiểm tra số liệu", columns, rows)
    return _appendix("phu-luc-kiem-tra", "Phụ lục nội bộ: kiểm tra số liệu", table)


def lineage_appendix(results: Results) -> BlockGroup:
    """Every indicator with numerator, denominator, formula and source; nothing in an official report."""
    if not is_internal(results):
        return BlockGroup(())
    rows = tuple(_lineage(results, code) for code in indicators())
    columns = ("Chỉ tiêu", "Tử số / mẫu số = kết quả", "Công thức", "Nguồn: tệp, dòng")
    table = Table("lineage", "lineage", "Cách tính các chỉ tiêu", columns, rows)
    return _appendix("phu-luc-nguon", "Phụ lục nội bộ: công thức và nguồn số liệu", table)


def _appendix(place: str, title: str, table: Table) -> BlockGroup:
    return BlockGroup((Heading(place, 1, "", title), table))


def _lineage(results: Results, code: str) -> tuple[Cell, ...]:
    value = results[code]
    shown = operands_text(value.quantity, results.inputs.settings.rounding)
    computed = (Text(f"{shown} = "),) if shown else ()
    return (
        _head(value.label),
        Cell((*computed, *SentenceRenderer(results).shown(code))),
        _words(value.quantity.formula()),
        _words("; ".join(cells_by_file(figure.source for figure in value.quantity.figures() if figure.source))),
    )


def _words(text: str) -> Cell:
    return Cell((Text(text),))


def _head(text: str) -> Cell:
    return Cell((Text(text),), header=True)
