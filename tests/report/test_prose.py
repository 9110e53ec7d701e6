"""Sentences: no number is typed, phrases follow the data, nothing breaks when something is missing."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_lib.indicators.results import compute
from cchc_lib.inputs.catalogue import figure_definitions, passage_definitions
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import State
from cchc_lib.report.model.blocks import printed_numbers
from cchc_lib.report.outline import OUTLINE
from cchc_lib.report.sections import templated_prose as prose
from cchc_lib.report.ward_report import WardReport
from tests.support.reports import with_figures
from tests.support.sentences import broken, paragraphs

TEMPLATES = sorted((Path(prose.__file__).parent / "prose").glob("*.jinja"))
LOGIC = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{[^}]*\}|^(::|>>).*$", re.MULTILINE)
INSTITUTIONS = re.compile(
    "Trung tâm Phục vụ hành chính công|Trung tâm Sự nghiệp công|Cổng Dịch vụ công( quốc gia)?|Phó Chủ tịch|Chủ tịch|"
    "Cơ sở dữ liệu quốc gia|Hệ thống thông tin|Hệ thống một cửa điện tử|Ban Chỉ huy quân sự|Ủy ban nhân dân|"
    "Hội đồng nhân dân|Sở Tài chính|Fanpage|UBND|HĐND|TTHC|QPPL|PAKN|CCHC"
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_digit_is_typed_into_a_template(template: Path) -> None:
    words = LOGIC.sub("", template.read_text(encoding="utf-8"))
    assert not re.findall(r"\d+", words)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_proper_name_is_typed_into_a_template(template: Path) -> None:
    words = INSTITUTIONS.sub("", LOGIC.sub("", template.read_text(encoding="utf-8")))
    within = re.findall(r"(?<![.:\n\[])(?<![.:] )(?<!^)\b[A-ZĐ][\wÀ-ỹ]*", words.replace("\n", "\n\n").strip())
    assert [name for name in within if not re.search(rf"(^|[\n.:\[])\s*{name}", words)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_template_belongs_to_a_section(template: Path) -> None:
    assert template.stem in {section.id for section in OUTLINE}


def test_the_report_has_no_broken_sentence(luu_kiem: WardReport) -> None:
    assert broken(luu_kiem) == {}


def test_a_ward_without_whole_sections_has_no_broken_sentence(bach_long_vi: WardReport) -> None:
    assert broken(bach_long_vi) == {}


@pytest.mark.parametrize("code", sorted(figure_definitions()))
def test_a_figure_taken_out_leaves_no_broken_sentence(luu_kiem_inputs: ReportInputs, code: str) -> None:
    assert broken(with_figures(luu_kiem_inputs, {code: None})) == {}


@pytest.mark.parametrize("code", sorted(figure_definitions()))
def test_a_figure_taken_out_is_said_to_be_missing_where_it_stood(luu_kiem: WardReport, code: str) -> None:
    before = luu_kiem
    after = with_figures(luu_kiem.results.inputs, {code: None})
    stood = [number for block in before.blocks() for number in printed_numbers(block.json()) if number["code"] == code]
    missing = [number for block in after.blocks() for number in printed_numbers(block.json()) if number["code"] == code]
    words = "chưa có số liệu" if figure_definitions()[code].unit.kind.numeric else "chưa có thông tin"
    assert all(number["text"] in ("chưa có số liệu", words) for number in missing)
    said = any(words in line for line in set(paragraphs(after).values()) - set(paragraphs(before).values()))
    assert not stood or missing or said or code in GIVES_WAY


GIVES_WAY = {"heading.recipient"}
"""Figures with something else to print in their place: the recipient of defaults.yaml."""


@pytest.mark.parametrize("state", [State.NONE_ARISEN, State.NOT_GIVEN])
@pytest.mark.parametrize("code", sorted(code for code in figure_definitions() if "heading" not in code))
def test_any_state_of_a_figure_reads_well(luu_kiem_inputs: ReportInputs, code: str, state: State) -> None:
    figure = replace(luu_kiem_inputs.figures[code], value=None, stated_as=state)
    assert broken(with_figures(luu_kiem_inputs, {code: figure})) == {}


@pytest.mark.parametrize("code", sorted(code for code, each in figure_definitions().items() if each.unit.kind.numeric))
@pytest.mark.parametrize("value", [0, 1])
def test_none_and_one_read_well(luu_kiem_inputs: ReportInputs, code: str, value: int) -> None:
    figure = replace(luu_kiem_inputs.figures[code], value=Decimal(value), stated_as=State.STATED)
    assert broken(with_figures(luu_kiem_inputs, {code: figure})) == {}


@pytest.mark.parametrize("section", sorted({each.section for each in figure_definitions().values()}))
def test_a_section_taken_out_leaves_no_broken_sentence(luu_kiem_inputs: ReportInputs, section: str) -> None:
    gone = {each.code: None for each in figure_definitions().values() if each.section == section}
    report = without_prose(with_figures(luu_kiem_inputs, gone).results.inputs, section)
    assert broken(report) == {}


def test_a_report_without_anything_reads_well(luu_kiem_inputs: ReportInputs) -> None:
    content = luu_kiem_inputs.content.model_copy(update={"passages": {}})
    register = replace(luu_kiem_inputs.register, citations=(), announcements={})
    nothing = replace(luu_kiem_inputs, figures=Figures({}), content=content, register=register, claims={}, targets=())
    report = WardReport(compute(nothing))
    assert broken(report) == {}
    assert [table for table in map(report.table, TABLE_IDS) if table.rows] == []


TABLE_IDS = ("tasks", "reception", "legal_documents", "staff", "budget", "services", "case_results", "targets")


def without_prose(inputs: ReportInputs, section: str) -> WardReport:
    """The report without the local prose and the citations of one section."""
    known = passage_definitions()
    passages = {code: text for code, text in inputs.content.passages.items() if known[code].section != section}
    citations = tuple(each for each in inputs.register.citations if each.section != section)
    content = inputs.content.model_copy(update={"passages": passages})
    return WardReport(compute(replace(inputs, content=content, register=replace(inputs.register, citations=citations))))


def test_a_document_is_cited_in_full_only_the_first_time(luu_kiem: WardReport) -> None:
    text = " ".join(paragraphs(luu_kiem).values())
    assert text.count("Nghị định số 154/2025/NĐ-CP của Chính phủ") == 1
    assert text.count("Nghị định số 154/2025/NĐ-CP") == 2


def test_phrases_follow_the_data(bach_long_vi: WardReport) -> None:
    said = paragraphs(bach_long_vi)
    assert said["procedures.overdue"] == "Hồ sơ giải quyết quá hạn: không có."
    assert said["petitions.matters"] == "Giải quyết kiến nghị, phản ánh: trong kỳ không phát sinh đơn."
    assert said["quota.vacancy"] == "Chỉ tiêu công chức được giao đã sử dụng hết."
    assert said["budget.local_revenue"] == "Tổng thu ngân sách địa phương ước đạt: chưa có số liệu."


def test_nothing_overdue_is_a_strength(bach_long_vi: WardReport) -> None:
    assert any(
        "Không có hồ sơ giải quyết quá hạn." in run.text for runs in bach_long_vi.summary().strengths for run in runs
    )
