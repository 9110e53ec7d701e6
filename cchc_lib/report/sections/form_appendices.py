"""Forms filled from a ward's results, as appendices of its report."""

from dataclasses import replace

from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.scores import score_codes
from cchc_lib.inputs.forms import GROUP_SEPARATOR, DeclaredForm, FormLine, Layout
from cchc_lib.inputs.tables.case_counts import TOTAL, count_code
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.printing import STATE_WORDS
from cchc_lib.report.blocks.appendix_block import AppendixHead
from cchc_lib.report.blocks.form_block import Form
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table, header_cell, number_cell, text_cell
from cchc_lib.report.model.runs import Text
from cchc_lib.report.sections.document_frame import is_internal
from cchc_lib.report.sections.sentences import SentenceRenderer

_MISSING = number_cell(Text(STATE_WORDS[State.NOT_GIVEN]))
_EMPTY = number_cell(Text(""))
_USUAL_COLUMNS = {
    Layout.ROWS: ("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"),
    Layout.COLUMNS: ("Đơn vị",),
    Layout.FIELDS: ("Lĩnh vực",),
    Layout.SCORES: ("STT", "Tiêu chí", "Điểm tối đa", "Kết quả", "Điểm tự chấm", "Điểm mất", "Tài liệu kiểm chứng"),
}
"""The names of the columns; of a form of columns, that of the first one, which names its lines."""


def form_appendix(form: DeclaredForm, results: Results) -> BlockGroup:
    """Return a form under its heading; an internal report also lists what has to be asked for."""
    filled = build_form(form, results)
    heading = AppendixHead(f"bieu-{form.name}", form.head.title)
    if not (filled.wanted and is_internal(results)):
        return BlockGroup((heading, filled))
    text = f"Chưa có số liệu, cần bổ sung: {'; '.join(filled.wanted)}."
    wanted = Paragraph(f"bieu-{form.name}.can-bo-sung", Style.BODY, (Text(text),))
    return BlockGroup((heading, filled, Prose(f"bieu-{form.name}", (wanted,))))


def build_form(form: DeclaredForm, results: Results) -> Form:
    """Fill a form from a ward's results. Lines are kept in any case; cells say that a figure is missing."""
    names = tuple(form.head.columns) or _USUAL_COLUMNS[form.head.layout]
    renderer = SentenceRenderer(results)
    turned: tuple[tuple[str, ...], ...] = ()
    match form.head.layout:
        case Layout.ROWS:
            columns, rows = names, tuple(_row(line, renderer) for line in form.lines)
        case Layout.SCORES:
            columns, rows = names, _score_rows(form, renderer)
        case _:
            columns, rows = _turned(form, renderer)
            turned = _turned_head(form, names[0])
    remark = " ".join(filter(None, (form.head.source, form.head.check_with)))
    table = Table(f"bieu-{form.name}", "forms", form.head.title, columns, rows, remark)
    return Form(form.name, form.head.title, table, wanted_lines(form, results), turned)


def wanted_lines(form: DeclaredForm, results: Results) -> tuple[str, ...]:
    """Return the lines of a form that have no figure, each by its number and wording."""
    return tuple(
        " ".join(filter(None, (line.number, line.label)))
        for line in form.lines
        if not line.is_heading and _is_wanted(line, form, results)
    )


def _is_wanted(line: FormLine, form: DeclaredForm, results: Results) -> bool:
    codes = _codes_of_lines(line, form, results)
    return not codes or all(not code or results[code].state is State.NOT_GIVEN for code in codes)


def _row(line: FormLine, renderer: SentenceRenderer) -> tuple[Cell, ...]:
    number, label, note = text_cell(line.number), header_cell(line.label), text_cell(line.note)
    if line.is_heading:
        return number, label, text_cell(""), _EMPTY, note
    unit = line.unit or renderer.results[line.code].unit.name
    return number, label, text_cell(unit), _number(line.code, renderer), note


def _number(code: str, renderer: SentenceRenderer) -> Cell:
    return number_cell(*renderer.number_with_baseline(code, "number")) if code else _MISSING


def _score_rows(form: DeclaredForm, renderer: SentenceRenderer) -> tuple[tuple[Cell, ...], ...]:
    rows = [_score_row(form, line, renderer) for line in form.lines]
    totals = score_codes(form)
    if totals.most not in renderer.results.values:
        return tuple(rows)
    most, points, lost = (_number(code, renderer) for code in (totals.most, totals.points, totals.lost))
    label = header_cell("Cộng các tiêu chí đã có số liệu")
    return (*rows, (text_cell(""), label, most, _EMPTY, points, lost, text_cell("")))


def _score_row(form: DeclaredForm, line: FormLine, renderer: SentenceRenderer) -> tuple[Cell, ...]:
    number, label = text_cell(line.number), header_cell(line.label)
    if line.scoring is None:
        return number, label, _EMPTY, _EMPTY, _EMPTY, _EMPTY, text_cell(line.note)
    codes = score_codes(form, line)
    result = number_cell(*renderer.number_with_baseline(line.code)) if line.code else _MISSING
    most, points, lost = (_number(code, renderer) for code in (codes.most, codes.points, codes.lost))
    return number, label, most, result, points, lost, _evidence(line.scoring.evidence or line.note, renderer)


def _evidence(markup: str, renderer: SentenceRenderer) -> Cell:
    """Return the documents that prove the points, by type and number alone, since the report cites them in full."""
    short = replace(renderer, cited=frozenset(renderer.results.inputs.register.documents))
    return Cell(short.sentence(markup, optional_parts=False))


def _turned(form: DeclaredForm, renderer: SentenceRenderer) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    results = renderer.results
    rows = tuple(
        (
            text_cell(line.number),
            header_cell(line.label),
            *(_number(code, renderer) for code in _codes_of_lines(line, form, results)),
        )
        for line in form.lines
    )
    return ("Cột", "Nội dung", *(name for _, name in _lines(form, results))), rows


def _lines(form: DeclaredForm, results: Results) -> tuple[tuple[str, str], ...]:
    """Return the lines of a form of columns: the code and the name of each field, or the unit alone."""
    if form.head.layout is not Layout.FIELDS:
        return (("", first_upper(results.inputs.ward.full_name)),)
    if not results.inputs.cases:
        return ((TOTAL, "Tổng số"),)
    return (*((field.code, first_upper(field.name)) for field in case_fields(results.inputs)), (TOTAL, "Tổng số"))


def _codes_of_lines(line: FormLine, form: DeclaredForm, results: Results) -> tuple[str, ...]:
    """Return the code of a form's line or column for each line of the form; empty where there is none."""
    if form.head.layout is not Layout.FIELDS:
        return (line.code,)
    counted = (count_code(field, line.case_column) if line.case_column else "" for field, _ in _lines(form, results))
    codes = tuple(code if code in results.values else "" for code in counted)
    # What a ward states for all fields together stands in the line of totals.
    return (*codes[:-1], line.code or codes[-1])


def _turned_head(form: DeclaredForm, first: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the head in the form's own layout: groups above columns, then the numbers of columns."""
    paths = [tuple(line.label.split(GROUP_SEPARATOR)) for line in form.lines]
    depth = max(map(len, paths), default=1)
    levels = zip(*((*path, *path[-1:] * (depth - len(path))) for path in paths), strict=True)
    numbers = tuple(line.number for line in form.lines)
    return (*((first, *level) for level in levels), *([("", *numbers)] if any(numbers) else []))
