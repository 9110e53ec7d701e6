"""The appendices of an internal report: the findings of the audit, and how each indicator was computed."""

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding
from cchc_lib.audit.messages import SEVERITY_WORDS, cells_by_file, render_finding
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.printing import operands_text
from cchc_lib.report.blocks.appendix_block import AppendixHead
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table, header_cell, text_cell
from cchc_lib.report.model.runs import Text
from cchc_lib.report.sections.document_frame import is_internal
from cchc_lib.report.sections.sentences import SentenceRenderer


def findings_appendix(results: Results) -> BlockGroup:
    """Return every finding of the audit, its cells, and its repair or acknowledgement; empty in an official report."""
    if not is_internal(results):
        return BlockGroup(())
    rows = tuple(_finding_row(finding, results) for finding in audit(results))
    columns = ("Mức", "Nội dung", "Ở đâu", "Cách sửa")
    table = Table("findings", "findings", "Kết quả kiểm tra số liệu (dùng nội bộ)", columns, rows)
    return BlockGroup((AppendixHead("phu-luc-kiem-tra", table.caption, landscape=True), table))


def _finding_row(finding: Finding, results: Results) -> tuple[Cell, ...]:
    text = render_finding(finding, results)
    return (
        text_cell(SEVERITY_WORDS[finding.severity]),
        header_cell(text.message),
        text_cell("; ".join(text.locations)),
        text_cell(f"Đã ghi nhận: {text.acknowledged}" if text.acknowledged else text.repair),
    )


def lineage_appendix(results: Results) -> BlockGroup:
    """Return the operands, the formula and the cells of every indicator; empty in an official report."""
    if not is_internal(results):
        return BlockGroup(())
    rows = tuple(_indicator_row(code, results) for code in results.inputs.catalogue.indicators)
    columns = ("Chỉ tiêu", "Tử số / mẫu số = kết quả", "Công thức", "Nguồn: tệp, dòng")
    table = Table("lineage", "lineage", "Công thức và nguồn số liệu của các chỉ tiêu (dùng nội bộ)", columns, rows)
    return BlockGroup((AppendixHead("phu-luc-nguon", table.caption, landscape=True), table))


def _indicator_row(code: str, results: Results) -> tuple[Cell, ...]:
    value = results[code]
    operands = operands_text(value.quantity, results.inputs.settings.rounding)
    calculation = (Text(f"{operands} = "),) if operands else ()
    cells = cells_by_file(figure.source for figure in value.quantity.figures() if figure.source)
    return (
        header_cell(value.label),
        Cell((*calculation, *SentenceRenderer(results).number_with_baseline(code))),
        text_cell(value.quantity.formula()),
        text_cell("; ".join(cells)),
    )
