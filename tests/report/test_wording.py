"""Tests of the Vietnamese wording: natural phrases, one spelling, nothing said twice."""

import re
from dataclasses import replace

import pytest

from cchc_lib.catalogue.outline import outline
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario_lookup import unnamed_scenario
from cchc_lib.quantities.figures import Qualifier
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.table_block import text_cell
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.sections.scenario_effects import build_scenario_effects
from cchc_lib.report.ward_report import WardReport
from cchc_lib.scenarios.baseline_comparison import compare
from cchc_lib.verification.recompute import recomputed
from tests.support.checkout import ROOT
from tests.support.reports import with_figures
from tests.support.sentences import lines

ZERO_SAID_TWICE = re.compile(r"\b[Kk]hông[^.;]*\([^)]*\b0\b")
SOURCES = (
    "cchc_lib/report/**/*.jinja",
    "cchc_lib/report/**/*.py",
    "cchc_lib/inputs/*.csv",
    "data/wards/**/content.yaml",
)


def all_lines(report: WardReport) -> str:
    return "\n".join(lines(report).values()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "phrase",
    [
        "Có 38 hồ sơ giải quyết quá hạn (0,43%).",
        "Còn 10 chỉ tiêu công chức chưa sử dụng (15,38%).",
        "Trong kỳ tiếp nhận 3 PAKN, đã giải quyết 3 (đạt 100%), không có PAKN tồn đọng.",
        "Tính trên quy mô dân số, bình quân 178,7 hồ sơ/1.000 dân.",
        "tổng số 103 lượt với 61 vụ việc; không có đoàn đông người.",
    ],
)
def test_the_report_says_it_naturally(luu_kiem: WardReport, phrase: str) -> None:
    assert phrase in all_lines(luu_kiem)


def test_a_zero_is_not_said_twice(luu_kiem: WardReport) -> None:
    assert ZERO_SAID_TWICE.findall(all_lines(luu_kiem)) == []


def test_the_wards_own_report_does_not_speak_of_the_ward_as_of_another(luu_kiem: WardReport) -> None:
    assert "giải trình của phường" not in all_lines(luu_kiem)


@pytest.mark.parametrize("other", ["cổng thông tin điện tử", "Cổng thông tin điện tử", "hỉ đạo điều hành"])
def test_a_name_has_one_spelling(other: str) -> None:
    files = [path for pattern in SOURCES for path in ROOT.glob(pattern)]
    assert len(files) > len(outline())
    assert [path.name for path in files if other in path.read_text(encoding="utf-8")] == []


def test_a_setting_is_told_by_the_label_of_its_figure(luu_kiem_inputs: ReportInputs) -> None:
    scenario = unnamed_scenario(["procedures.received_online=6.697"], ["procedures.received_direct"])
    comparison = compare(luu_kiem_inputs, scenario)
    blocks = build_scenario_effects(comparison).blocks
    (prose,) = (block for block in blocks if isinstance(block, Prose))
    label = comparison.results["procedures.received_online"].label
    assert line_text(prose.paragraphs[0].runs).replace("\u00a0", " ") == f"Đặt «{label}» là 6.697 hồ sơ."


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ("Sở Nội vụ", "Sở Nội vụ thành phố Hải Phòng"),
        ("Sở Nội vụ thành phố Hải Phòng", "Sở Nội vụ thành phố Hải Phòng"),
        ("UBND thành phố", "UBND thành phố"),
    ],
)
def test_a_department_is_named_with_its_province(luu_kiem_inputs: ReportInputs, stated: str, printed: str) -> None:
    settings = luu_kiem_inputs.settings.model_copy(update={"recipient": stated})
    report = with_figures(replace(luu_kiem_inputs, settings=settings), {"heading.recipient": None})
    assert line_text(report.letterhead().recipient) == printed


def test_a_table_whose_unit_stands_in_another_column_keeps_the_qualifier(luu_kiem_inputs: ReportInputs) -> None:
    stated = luu_kiem_inputs.figures["digital.portal_items"]
    report = with_figures(luu_kiem_inputs, {stated.code: replace(stated, qualifier=Qualifier.MORE_THAN)})
    row = next(row for row in report.table("equipment").rows if row[1] == text_cell("tin bài"))
    assert line_text(row[2].runs) == "hơn\u00a099"
    assert [*recomputed(report.record().record)] == []
