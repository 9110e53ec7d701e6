"""A ward beside its earlier periods: rises and falls only beyond chance, other units never compared."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_lib.catalogue.definitions import Direction
from cchc_lib.errors import InputErrors
from cchc_lib.indicators.results import compute
from cchc_lib.indicators.trends import Trend, Verdict
from cchc_lib.inputs.periods import ComparisonBasis
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import input_files, load_inputs
from cchc_lib.inputs.scenario_lookup import unnamed_scenario
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.ward_report import WardReport
from cchc_lib.scenarios.baseline_comparison import compare
from tests.support.checkout import ROOT

SLUG = "bach-long-vi"
Report = Callable[[str], WardReport]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A simulated ward with one period; tests add others beside it."""
    shutil.copytree(ROOT / "tests" / "data", tmp_path / "data")
    return Project(ROOT, tmp_path / "data", ROOT / "params")


def add(project: Project, period: str, *changes: tuple[str, str]) -> None:
    """A further period with the figures of the first, but for lines that are changed, and without the form."""
    wards = project.data / "wards" / SLUG
    shutil.copytree(wards / "2026-Q1", wards / period)
    path = wards / period / "figures.csv"
    path.with_name("cases.csv").unlink(missing_ok=True)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def report(project: Project, period: str) -> WardReport:
    return WardReport(compute(load_inputs(project, SLUG, period)))


def said(report: WardReport) -> str:
    prose = (block for block in report.earlier().blocks if isinstance(block, Prose))
    lines = ("".join(run.text for run in paragraph.runs) for block in prose for paragraph in block.paragraphs)
    return " ".join(lines).replace("\u00a0", " ")


def rows(report: WardReport) -> dict[str, list[str]]:
    tables = (block for block in report.earlier().blocks if isinstance(block, Table))
    lines = [["".join(run.text for run in cell.runs) for cell in row] for table in tables for row in table.rows]
    return {line[0]: [text.replace("\u00a0", " ") for text in line[1:]] for line in lines}


def test_a_ward_without_earlier_periods_says_nothing_of_them(luu_kiem: WardReport) -> None:
    assert luu_kiem.earlier().blocks == ()
    assert luu_kiem.results.inputs.comparison_periods == ()


def figure(project: Project, code: str) -> str:
    """The value of a figure in the file, as it is written there."""
    lines = (project.data / "wards" / SLUG / "2026-Q1" / "figures.csv").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{code},"))


@pytest.fixture
def moved(project: Project) -> WardReport:
    """Receipt online falls from all cases to five of six."""
    online, direct = (figure(project, f"procedures.received_{way}") for way in ("online", "direct"))
    add(project, "2026-Q3", (online, online.replace(",96,", ",80,", 1)), (direct, direct.replace(",0,", ",16,", 1)))
    return report(project, "2026-Q3")


def test_files_of_earlier_periods_are_inputs_with_their_hashes(project: Project) -> None:
    add(project, "2026-Q3")
    names = {name for _, name in input_files(project, SLUG, "2026-Q3")}
    earlier = {f"wards/{SLUG}/2026-Q1/{name}" for name in ("figures.csv", "content.yaml", "cases.csv")}
    assert earlier <= names
    assert earlier <= set(report(project, "2026-Q3").results.inputs.hashes)
    assert not any("2026-Q3" in name for _, name in input_files(project, SLUG, "2026-Q1"))


def test_the_period_before_is_the_last_that_ended_before_this_one_began(project: Project) -> None:
    for period in ("2025-07-01_2025-10-20", "2026-H1", "2026-Q3"):
        add(project, period)
    for period, before in (("2026-Q3", "2026-H1"), ("2026-H1", "2025-07-01_2025-10-20")):
        found = {each.basis: each.period.name for each in report(project, period).results.inputs.comparison_periods}
        assert found == {ComparisonBasis.PREVIOUS: before}


def test_the_same_days_a_year_before_are_compared_too(project: Project) -> None:
    for period in ("2025-09-15_2025-12-14", "2026-09-15_2026-12-14"):
        add(project, period)
    made = report(project, "2026-09-15_2026-12-14")
    found = {each.basis: each.period.name for each in made.results.inputs.comparison_periods}
    assert found == {ComparisonBasis.PREVIOUS: "2026-Q1", ComparisonBasis.YEAR_BEFORE: "2025-09-15_2025-12-14"}
    assert "So với cùng kỳ năm trước (quý IV năm 2025)" in said(made)


def test_figures_of_the_units_before_july_2025_are_never_compared(project: Project) -> None:
    for period in ("2025-Q3", "2026-Q3"):
        add(project, period)
    made = report(project, "2026-Q3")
    assert [each.period.name for each in made.results.inputs.comparison_periods] == ["2026-Q1"]
    assert "Cùng kỳ năm trước (từ ngày 15/6/2025 đến ngày 14/9/2025): không so sánh được" in said(made)


def test_made_up_figures_are_never_compared_with_a_wards_own(project: Project) -> None:
    add(project, "2026-Q3")
    content = project.data / "wards" / SLUG / "2026-Q1" / "content.yaml"
    content.write_text(content.read_text(encoding="utf-8").replace("simulated", "ward"), encoding="utf-8")
    assert report(project, "2026-Q3").results.inputs.comparison_periods == ()


def test_faults_of_an_earlier_period_are_told(project: Project) -> None:
    add(project, "2026-Q3")
    path = project.data / "wards" / SLUG / "2026-Q1" / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",96,", ",viele,"), encoding="utf-8")
    with pytest.raises(InputErrors, match=r"2026-Q1/figures\.csv"):
        report(project, "2026-Q3")


def test_a_change_beyond_chance_is_a_rise_or_a_fall(moved: WardReport) -> None:
    told = rows(moved)["Tỷ lệ hồ sơ tiếp nhận trực tuyến"]
    assert told == ["100% (96,15–100%)", "83,33% (74,63–89,47%)", "giảm 16,67 điểm phần trăm"]
    assert "Chuyển biến chưa tốt: tỷ lệ hồ sơ tiếp nhận trực tuyến (giảm 16,67 điểm phần trăm)" in said(moved)
    code = "procedures.online_rate.previous_change"
    assert moved.results[code].quantity.formula().startswith("(procedures.received_online.previous ÷ ")


def test_a_change_that_chance_may_bring_about_is_neither_rise_nor_fall(project: Project) -> None:
    tasks = figure(project, "city_tasks.on_time")
    total = figure(project, "city_tasks.total")
    add(project, "2026-Q3", (tasks, tasks.replace(",4,", ",5,")), (total, total.replace(",4,", ",6,")))
    made = report(project, "2026-Q3")
    before, after, change = rows(made)["Tỷ lệ hoàn thành nhiệm vụ thành phố giao"]
    assert before == "100% (51,01–100%)"
    assert after == "83,33% (43,65–96,99%)"
    assert change == "−16,67 điểm phần trăm, trong mức dao động"
    assert "tỷ lệ hoàn thành nhiệm vụ thành phố giao" not in said(made)


def test_counts_of_periods_of_other_lengths_are_not_compared(project: Project) -> None:
    add(project, "2026-Q3")
    add(project, "2026-12-15_2027-06-14")
    assert "procedures.received.previous" in report(project, "2026-Q3").results.values
    longer = report(project, "2026-12-15_2027-06-14")
    assert "procedures.received.previous" not in longer.results.values
    assert "Không so sánh số lượng" in longer.earlier().blocks[-1].remark


def test_a_scenario_moves_the_change_too_and_lists_it_once(moved: WardReport) -> None:
    scenario = unnamed_scenario(["procedures.visits=300"])
    compared = compare(moved.results.inputs, scenario)
    assert "procedures.visits_per_case" in {shift.after.code for shift in compared.dependent_values}
    assert not any("previous" in shift.after.code for shift in compared.dependent_values)


def test_what_is_alike_when_printed_is_unchanged(luu_kiem: WardReport) -> None:
    value = luu_kiem.results["procedures.online_rate"]
    assert Trend(value, value, Direction.HIGHER, Rounding.HALF_UP).verdict is Verdict.UNCHANGED


def remarks(report: WardReport) -> str:
    return " ".join(block.remark for block in report.earlier().blocks if isinstance(block, Table))


def test_the_worse_half_of_a_whole_is_told_where_the_better_half_is_not_known(project: Project) -> None:
    online, direct = (figure(project, f"procedures.received_{way}") for way in ("online", "direct"))
    add(project, "2026-Q3", (f"{online}\n", ""), (direct, direct.replace(",0,", ",16,", 1)))
    made = report(project, "2026-Q3")
    assert rows(made)["Tỷ lệ hồ sơ tiếp nhận trực tiếp"][2] == "tăng 16,67 điểm phần trăm"
    assert "Chỉ có số liệu ở một trong hai kỳ, không so sánh được: tỷ lệ hồ sơ tiếp nhận trực tuyến" in remarks(made)


def test_of_both_halves_of_a_whole_the_better_one_is_told(moved: WardReport) -> None:
    assert "Tỷ lệ hồ sơ tiếp nhận trực tiếp" not in rows(moved)


def test_rates_that_happen_to_add_up_to_one_are_no_halves(project: Project) -> None:
    resolved = int(figure(project, "procedures.resolved").split(",")[1])
    received, visits = (int(figure(project, f"procedures.{name}").split(",")[1]) for name in ("received", "visits"))
    line = figure(project, "procedures.visits")
    add(project, "2026-Q3", (line, line.replace(f",{visits},", f",{received - resolved},", 1)))
    assert "Số lượt tiếp, hướng dẫn trên một hồ sơ" in rows(report(project, "2026-Q3"))


def test_a_count_is_neither_better_nor_worse(project: Project) -> None:
    total, tasks = figure(project, "city_tasks.total"), figure(project, "city_tasks.on_time")
    add(project, "2026-Q3", (tasks, tasks.replace(",4,", ",2,")), (total, total.replace(",4,", ",2,")))
    made = report(project, "2026-Q3")
    assert rows(made)["Số nhiệm vụ thành phố giao đã hoàn thành"][2] == "giảm 2 nhiệm vụ"
    assert "số nhiệm vụ thành phố giao đã hoàn thành" not in said(made)


def test_of_fewer_than_five_nothing_is_concluded(project: Project) -> None:
    total, tasks = figure(project, "city_tasks.total"), figure(project, "city_tasks.on_time")
    add(project, "2026-Q3", (tasks, tasks.replace(",4,", ",0,")), (total, total))
    change = rows(report(project, "2026-Q3"))["Tỷ lệ hoàn thành nhiệm vụ thành phố giao"][2]
    assert change == "−100 điểm phần trăm, trong mức dao động"


def test_what_grows_with_the_days_of_the_year_is_compared_between_periods_as_long(project: Project) -> None:
    tasks = figure(project, "plan_tasks.completed")
    completed = int(tasks.split(",")[1])
    change = (tasks, tasks.replace(f",{completed},", f",{completed - 1},", 1))
    add(project, "2026-Q3", change)
    add(project, "2026-12-15_2027-06-14", change)
    label = "Tỷ lệ hoàn thành nhiệm vụ trong kế hoạch CCHC"
    assert label in rows(report(project, "2026-Q3"))
    assert label not in rows(report(project, "2026-12-15_2027-06-14"))


def test_a_period_that_is_both_is_compared_once(project: Project) -> None:
    for period in ("2026-Y", "2027-Y"):
        add(project, period)
    found = [each.basis for each in report(project, "2027-Y").results.inputs.comparison_periods]
    assert found == [ComparisonBasis.PREVIOUS]


def test_a_period_before_of_other_units_is_named_as_not_comparable(project: Project) -> None:
    add(project, "2025-Q3")
    made = report(project, "2026-Q1")
    assert said(made).startswith("Kỳ trước (từ ngày 15/6/2025 đến ngày 14/9/2025): không so sánh được, vì trước ngày")
    assert "2025-Q3" in " ".join(name for _, name in input_files(project, SLUG, "2026-Q1"))


def test_a_difference_that_does_not_look_like_one_is_explained(project: Project) -> None:
    """3 of 58 are 5,17%, 3 of 56 are 5,36%: apart by 0,18 points, though what is printed is apart by 0,19."""
    online, total = (figure(project, f"payments.{name}") for name in ("online", "total"))
    first = project.data / "wards" / SLUG / "2026-Q1" / "figures.csv"
    three, many = (restated(online, 3), restated(total, 58))
    first.write_text(first.read_text(encoding="utf-8").replace(online, three).replace(total, many), encoding="utf-8")
    add(project, "2026-Q3", (many, restated(total, 56)))
    made = report(project, "2026-Q3")
    before, after, change = rows(made)["Tỷ lệ giao dịch thanh toán trực tuyến"]
    assert (before[:5], after[:5], change) == ("5,17%", "5,36%", "+0,18 điểm phần trăm, trong mức dao động")
    assert "Thay đổi tính trên số chưa làm tròn" in remarks(made)


def test_a_difference_of_truncated_rates_is_explained(project: Project, tmp_path: Path) -> None:
    """1000 of 1007 are 99,30%, 1003 of 1007 are 99,60%, both cut off; they are apart by 0,29 points, cut off too."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    defaults = tmp_path / "params" / "defaults.yaml"
    text = defaults.read_text(encoding="utf-8")
    assert "rounding: half_up" in text
    defaults.write_text(text.replace("rounding: half_up", "rounding: truncate"), encoding="utf-8")
    online, total = (figure(project, f"payments.{name}") for name in ("online", "total"))
    first = project.data / "wards" / SLUG / "2026-Q1" / "figures.csv"
    text = first.read_text(encoding="utf-8")
    first.write_text(
        text.replace(online, restated(online, 1000)).replace(total, restated(total, 1007)), encoding="utf-8"
    )
    add(project, "2026-Q3", (restated(online, 1000), restated(online, 1003)))
    made = report(replace(project, params=tmp_path / "params"), "2026-Q3")
    assert rows(made)["Tỷ lệ giao dịch thanh toán trực tuyến"] == [
        "99,30%",
        "99,60%",
        "+0,29 điểm phần trăm, trong mức dao động",
    ]
    assert "Thay đổi tính trên số chưa làm tròn" in remarks(made)


def restated(line: str, value: int) -> str:
    code, _, *rest = line.split(",")
    return ",".join((code, str(value), *rest))
