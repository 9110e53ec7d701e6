"""Sentences: no number is typed, phrases follow the data, nothing breaks when something is missing."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.outline import outline
from cchc_lib.catalogue.prose_lists import passage_definitions
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE
from cchc_lib.inputs.tables.register import ANNOUNCEMENTS_TABLE, CITATIONS_TABLE
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import ROOT
from tests.support.report_parts import paragraphs_and_rows
from tests.support.reports import with_figures
from tests.support.sentences import broken_sentences, paragraphs

TEMPLATES = sorted((ROOT / "cchc_lib" / "report").rglob("prose/*.jinja"))
LOGIC = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{[^}]*\}|^(::|>>).*$", re.MULTILINE)
INSTITUTIONS = re.compile(
    "Trung tâm Phục vụ hành chính công|Trung tâm Sự nghiệp công|Cổng Dịch vụ công( quốc gia)?|Phó Chủ tịch|Chủ tịch|"
    "Cơ sở dữ liệu quốc gia|Hệ thống thông tin|Hệ thống một cửa điện tử|Ban Chỉ huy quân sự|Ủy ban nhân dân|"
    "Cổng Thông tin điện tử|Hội đồng nhân dân|Sở Tài chính|Fanpage|UBND|HĐND|TTHC|QPPL|PAKN|CCHC"
)


def words_of(template: Path) -> str:
    """Return what a template prints by itself: its text without logic and numbers."""
    return LOGIC.sub("", template.read_text(encoding="utf-8"))


def test_no_digit_is_typed_into_a_template() -> None:
    typed = {template.name: re.findall(r"\d+", words_of(template)) for template in TEMPLATES}
    assert {name: digits for name, digits in typed.items() if digits} == {}


def test_no_proper_name_is_typed_into_a_template() -> None:
    typed = {template.name: proper_names(INSTITUTIONS.sub("", words_of(template))) for template in TEMPLATES}
    assert {name: names for name, names in typed.items() if names} == {}


def proper_names(words: str) -> list[str]:
    """Return the words with a capital letter that do not begin a sentence."""
    within = re.findall(r"(?<![.:\n\[])(?<![.:] )(?<!^)\b[A-ZĐ][\wÀ-ỹ]*", words.replace("\n", "\n\n").strip())
    return [name for name in within if not re.search(rf"(^|[\n.:\[])\s*{name}", words)]


def test_the_counts_beside_a_rate_are_those_that_it_divides() -> None:
    pattern = re.compile(r"{([\w.]+)}\[ \({([\w.]+)\|number}/{([\w.]+)}\)")
    shown = [match for template in TEMPLATES for match in pattern.findall(template.read_text(encoding="utf-8"))]
    divided = {code: definition.formula.divided for code, definition in national_catalogue().indicators.items()}
    assert shown
    assert {rate: counts for rate, *counts in shown} == {rate: [*divided[rate]] for rate, *_ in shown}


def test_every_template_belongs_to_a_section() -> None:
    assert TEMPLATES
    assert {template.stem for template in TEMPLATES} <= {section.id for section in outline()}


def test_the_report_has_no_broken_sentence(luu_kiem: WardReport) -> None:
    assert broken_sentences(luu_kiem) == {}


def test_a_ward_without_whole_sections_has_no_broken_sentence(bach_long_vi: WardReport) -> None:
    assert broken_sentences(bach_long_vi) == {}


def broken_after(inputs: ReportInputs, changes: Iterable[tuple[str, Figure | None]]) -> dict[str, dict[str, str]]:
    """Return the broken sentences of each report that has one figure changed, by the figure's code."""
    found = {code: broken_sentences(with_figures(inputs, {code: figure})) for code, figure in changes}
    return {code: sentences for code, sentences in found.items() if sentences}


@pytest.fixture(scope="module")
def reports_without_a_figure(luu_kiem_inputs: ReportInputs) -> dict[str, WardReport]:
    """The Lưu Kiếm report without one of its figures, by the code of that figure."""
    return {code: with_figures(luu_kiem_inputs, {code: None}) for code in national_catalogue().figures}


@pytest.mark.slow
def test_a_figure_taken_out_leaves_no_broken_sentence(reports_without_a_figure: dict[str, WardReport]) -> None:
    found = {code: broken_sentences(report) for code, report in reports_without_a_figure.items()}
    assert {code: sentences for code, sentences in found.items() if sentences} == {}


@pytest.mark.slow
@pytest.mark.parametrize("state", [State.NONE_ARISEN, State.NOT_GIVEN])
def test_any_state_of_a_figure_reads_well(luu_kiem_inputs: ReportInputs, state: State) -> None:
    figures = luu_kiem_inputs.figures
    codes = [code for code in national_catalogue().figures if not code.startswith("heading.")]
    changes = ((code, replace(figures[code], value=None, stated_as=state)) for code in codes)
    assert broken_after(luu_kiem_inputs, changes) == {}


@pytest.mark.slow
@pytest.mark.parametrize("value", [0, 1])
def test_none_and_one_read_well(luu_kiem_inputs: ReportInputs, value: int) -> None:
    figures = luu_kiem_inputs.figures
    codes = [code for code, definition in national_catalogue().figures.items() if definition.unit.kind.is_numeric]
    changes = ((code, replace(figures[code], value=Decimal(value), stated_as=State.STATED)) for code in codes)
    assert broken_after(luu_kiem_inputs, changes) == {}


MISSING = re.compile("chưa có (số liệu|thông tin)|theo công bố")
"""The words where a number is missing, or where the printed rate is used since its figures are missing."""
SAID_ELSEWHERE = {
    ("procedures.resolved_overdue", "row:overdue_fields:5"): "the table of fields ends with its total, if it is known",
    **{
        (
            f"overdue.{field}",
            "paragraph:procedures.overdue",
        ): "the sentence lists the known fields, the table the others"
        for field in ("business", "certification", "civil_status", "land_construction", "social_protection")
    },
}
"""Numbers whose place does not say that they are missing, with the reason."""
SILENT = {
    **dict.fromkeys(
        (
            "reception.chair_people",
            "reception.chair_matters",
            "reception.regular_large_group_people",
            "reception.regular_large_group_matters",
        ),
        "without a visit or a group there is nobody to count, and the sentence says that there is none",
    ),
    "heading.number": "the letterhead leaves the number open, to be written by hand",
    "heading.period_from": "only the audit compares it with the period",
    "heading.period_to": "only the audit compares it with the period",
    "heading.recipient": "the letterhead prints the recipient of defaults.yaml instead",
}
"""Stated figures that no paragraph or row prints, with the reason."""


@pytest.mark.slow
def test_a_figure_taken_out_is_said_to_be_missing_wherever_it_stood(
    luu_kiem: WardReport, reports_without_a_figure: dict[str, WardReport]
) -> None:
    before = paragraphs_and_rows(luu_kiem)
    stated = (code for code, figure in luu_kiem.results.inputs.figures.items() if figure.source)
    unsaid = set()
    for code in stated:
        after = paragraphs_and_rows(reports_without_a_figure[code])
        said = {name for name, part in after.items() if MISSING.search(part.content)}
        stood = {name for name, part in before.items() if code in part.codes}
        unsaid |= {(code, name) for name in stood - said}
        if not stood and not any(before.get(name) != after[name] for name in said):
            unsaid.add((code, "nowhere"))
    assert unsaid == {*SAID_ELSEWHERE, *((code, "nowhere") for code in SILENT)}


def test_a_section_taken_out_leaves_no_broken_sentence(luu_kiem_inputs: ReportInputs) -> None:
    found = {}
    for section in {definition.section for definition in national_catalogue().figures.values()}:
        gone = {each.code: None for each in national_catalogue().figures.values() if each.section == section}
        report = without_prose(with_figures(luu_kiem_inputs, gone).results.inputs, section)
        found[section] = broken_sentences(report)
    assert {section: sentences for section, sentences in found.items() if sentences} == {}


def test_a_report_without_anything_reads_well(luu_kiem_inputs: ReportInputs) -> None:
    content = luu_kiem_inputs.content.model_copy(update={"passages": {}})
    nothing = replace(luu_kiem_inputs, content=content, targets=()).with_table(
        FIGURES_TABLE, Figures({}, national_catalogue().figures)
    )
    nothing = nothing.with_table(CLAIMS_TABLE, {}).with_table(CITATIONS_TABLE, ()).with_table(ANNOUNCEMENTS_TABLE, {})
    report = WardReport(compute(nothing))
    assert broken_sentences(report) == {}
    assert [table for table in map(report.table, TABLE_IDS) if table.rows] == []


TABLE_IDS = ("tasks", "reception", "legal_documents", "staff", "budget", "services", "case_results", "targets")


def without_prose(inputs: ReportInputs, section: str) -> WardReport:
    """The report without the local prose and the citations of one section."""
    known = passage_definitions()
    passages = {code: text for code, text in inputs.content.passages.items() if known[code].section != section}
    citations = tuple(each for each in inputs.register.citations if each.section != section)
    content = inputs.content.model_copy(update={"passages": passages})
    return WardReport(compute(replace(inputs, content=content).with_table(CITATIONS_TABLE, citations)))


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
