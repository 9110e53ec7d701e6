"""The overview of a city: outliers, ranks and changes, and that verification computes all of it again."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.city.city_values import CityValues, ranking_indicator, ward_key
from cchc_lib.city.members import load_city
from cchc_lib.city.outliers import OUTLIER_RULES, outliers
from cchc_lib.errors import InputErrors, UserError
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.project import Project
from cchc_lib.quantities.figures import State
from cchc_lib.record.content_hash import FIELD, content_hash_of
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.city.overview import CHARTS, SECTIONS, CityOverview
from cchc_lib.report.model.runs import Number, line_text
from cchc_lib.simulation.data_folder import SimulationPlan, simulate
from cchc_lib.simulation.simulated_units import simulated_units
from cchc_lib.verification.recompute import recomputed
from tests.support.checkout import CCHC, ROOT
from tests.support.shared_builds import shared_build

Q1, Q3 = "2026-Q1", "2026-Q3"
WARDS = 24


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with many wards of one city, for two consecutive periods."""

    def build(folder: Path) -> None:
        project = Project(ROOT, ROOT / "data", ROOT / "params")
        units = simulated_units(project, ["hai-phong"], ("2026-H1", Q3), WARDS)
        simulate(SimulationPlan(units, seed=5), folder / "data")

    return shared_build(tmp_path_factory, "city", build) / "data"


@pytest.fixture
def project(simulated: Path, tmp_path: Path) -> Project:
    """Return a project with a copy of the data, which the test may change."""
    shutil.copytree(simulated, tmp_path / "data")
    return Project(ROOT, tmp_path / "data", ROOT / "params")


@pytest.fixture(scope="session")
def values(simulated: Path) -> CityValues:
    return CityValues(load_city(Project(ROOT, simulated, ROOT / "params"), "hai-phong", Q3))


@pytest.fixture(scope="session")
def overview(values: CityValues) -> CityOverview:
    return CityOverview(values, "procedures.on_time_rate")


def slugs(project: Project) -> list[str]:
    return sorted(path.parent.name for path in (project.data / "wards").glob("*/ward.yaml"))


def set_figures(project: Project, slug: str, **figures: int | None) -> None:
    """Replace figures on procedures in the data of a ward, and remove the form that states them too.

    None removes a figure. What few wards state, as the cases carried over, is removed as well: it belongs to the
    numbers before.
    """
    path = project.data / "wards" / slug / Q3 / "figures.csv"
    path.with_name("cases.csv").unlink(missing_ok=True)
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    known = national_catalogue().figures
    rows = [row for row in rows if row[0] not in known or known[row[0]].is_expected]
    for name, value in figures.items():
        row = next(row for row in rows if row[0] == f"procedures.{name}")
        rows.remove(row)
        if value is not None:
            rows.append([row[0], str(value), *row[2:6], "", *row[7:]])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def remove_claim(project: Project, slug: str, code: str) -> None:
    """Remove a rate that a ward printed, so that nothing is known of it where its parts are missing too."""
    path = project.data / "wards" / slug / Q3 / "claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(f"{code},")), encoding="utf-8")


def set_late_cases(project: Project, slug: str, count: int, of: int) -> None:
    set_figures(project, slug, received=of, resolved=of, resolved_on_time=of - count, resolved_overdue=count)


def outlier_rules_of(project: Project, slug: str) -> set[str]:
    city = CityValues(load_city(project, "hai-phong", Q3))
    return {outlier.rule.id for outlier in outliers(city) if outlier.ward.inputs.slug == slug}


def test_a_small_ward_with_one_late_case_is_no_outlier_and_one_with_sixty_is(project: Project) -> None:
    small, bad, *_ = slugs(project)
    set_late_cases(project, small, 1, of=12)
    set_late_cases(project, bad, 60, of=600)
    assert "late" in outlier_rules_of(project, bad)
    assert "late" not in outlier_rules_of(project, small)
    city = CityValues(load_city(project, "hai-phong", Q3))
    rates = {ward.inputs.slug: ward["procedures.overdue_rate"].number or 0 for ward in city.city.wards}
    assert rates[small] > 10 * (city["city.procedures.overdue_rate"].number or 0)


@pytest.mark.slow
def test_one_or_two_late_cases_make_no_outlier_even_if_no_other_case_is_late(project: Project) -> None:
    one, two, *others = slugs(project)
    for slug in others:
        set_late_cases(project, slug, 0, of=6000)
    set_late_cases(project, one, 1, of=1)
    set_late_cases(project, two, 2, of=2)
    assert not {"late", "lost"} & (outlier_rules_of(project, one) | outlier_rules_of(project, two))


def test_an_overview_can_be_made_without_any_resolved_case(project: Project) -> None:
    for slug in slugs(project):
        set_figures(project, slug, resolved=None, resolved_on_time=None, resolved_overdue=None)
    overview = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    assert overview.chart("funnel").svg() == ""
    assert f"Chưa có số liệu: {114} đơn vị" in overview.chart("map").alt
    assert overview.record().record.numbers


@pytest.mark.parametrize("keep", [1, 2])
def test_the_limits_are_drawn_for_one_ward_too(project: Project, keep: int) -> None:
    for slug in slugs(project)[keep:]:
        shutil.rmtree(project.data / "wards" / slug)
    for slug in slugs(project):
        set_late_cases(project, slug, 5, of=1000)
    drawn = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate").chart("funnel")
    assert drawn.svg().count("stroke-dasharray") > 20


def test_many_late_cases_make_a_small_ward_an_outlier(project: Project) -> None:
    small = slugs(project)[0]
    set_late_cases(project, small, 4, of=12)
    assert "late" in outlier_rules_of(project, small)


def test_a_target_that_was_met_and_is_missed_makes_an_outlier(project: Project) -> None:
    slug = slugs(project)[0]
    set_late_cases(project, slug, 100, of=1000)
    assert "lost" in outlier_rules_of(project, slug)


def test_a_value_far_from_the_others_makes_an_outlier_if_chance_does_not_explain_it(project: Project) -> None:
    few, many, *_ = slugs(project)
    set_figures(project, few, received=5, received_online=0, received_direct=5, resolved=5)
    set_figures(project, many, received=5000, received_online=0, received_direct=5000)
    city = CityValues(load_city(project, "hai-phong", Q3))
    far = {outlier.ward.inputs.slug: outlier for outlier in outliers(city) if outlier.rule.id == "far"}
    assert "procedures.online_rate" in far[many].codes["own"]
    assert far[many].words["way"] == "thấp"
    assert few not in far or "procedures.online_rate" not in far[few].codes["own"]


@pytest.mark.slow
def test_the_only_ward_with_another_value_is_an_outlier(project: Project) -> None:
    for slug in slugs(project):
        set_figures(project, slug, city_system=100)
    odd = slugs(project)[0]
    set_figures(project, odd, city_system=5)
    assert "far" in outlier_rules_of(project, odd)
    assert "far" not in outlier_rules_of(project, slugs(project)[1])


def test_unacknowledged_errors_make_an_outlier(project: Project) -> None:
    slug = slugs(project)[0]
    set_figures(project, slug, received_direct=0)
    assert "errors" in outlier_rules_of(project, slug)


def test_every_outlier_rule_fires_and_names_only_values_of_the_city(project: Project) -> None:
    few, bad, *_ = slugs(project)
    set_late_cases(project, bad, 100, of=1000)
    set_figures(project, few, received_direct=0, received_online=0)
    city = CityValues(load_city(project, "hai-phong", Q3))
    assert {outlier.rule.id for outlier in outliers(city)} == {rule.id for rule in OUTLIER_RULES}
    for outlier in outliers(city):
        assert set(outlier.codes.values()) <= city.values.keys()
        assert "{" not in outlier.rule.message.format(**dict.fromkeys([*outlier.codes, *outlier.words], ""))


def test_a_rate_that_cannot_be_true_is_marked_and_has_no_rank(project: Project) -> None:
    wrong, *_ = slugs(project)
    set_figures(project, wrong, resolved=100, resolved_on_time=120, resolved_overdue=0)
    overview = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    last = tables(overview.ranking())["city_ranking"].rows[-1]
    assert line_text(last[0].runs) == "–"
    assert line_text(last[2].runs) == "120% (cần kiểm tra)"
    ranks = [code for code in overview.values.values if code.endswith("procedures.on_time_rate.rank")]
    assert len(ranks) == WARDS - 1
    assert [*recomputed(overview.record().record)] == []


def test_equal_values_share_a_rank_and_a_missing_value_has_none(project: Project) -> None:
    first, second, third, *_ = slugs(project)
    for slug in (first, second):
        set_late_cases(project, slug, 0, of=1000)
    set_figures(project, third, resolved_on_time=None, resolved_overdue=None)
    remove_claim(project, third, "procedures.on_time_rate")
    city = CityValues(load_city(project, "hai-phong", Q3))
    places = {
        ward.inputs.slug: city[str(ward_key(ward, "procedures.on_time_rate.rank"))].number for ward in city.city.wards
    }
    assert (places[first], places[second], places[third]) == (1, 1, None)
    table = tables(CityOverview(city, "procedures.on_time_rate").ranking())["city_ranking"]
    assert ["".join(run.text for run in row[0].runs) for row in table.rows][:2] == ["1", "1"]
    assert "".join(run.text for run in table.rows[-1][0].runs) == "–"
    assert "chưa có số liệu" in "".join(run.text for run in table.rows[-1][2].runs)


def tables(group: BlockGroup) -> dict[str, Table]:
    return {block.id: block for block in group.blocks if isinstance(block, Table)}


def words(group: BlockGroup) -> str:
    prose = (block for block in group.blocks if isinstance(block, Prose))
    return " ".join("".join(run.text for run in paragraph.runs) for block in prose for paragraph in block.paragraphs)


def test_the_city_pools_cases_and_its_median_is_that_of_the_wards(values: CityValues) -> None:
    whole = values["city.procedures.on_time_rate"].number
    parts = [values.city.wards[at]["procedures.resolved_on_time"].number or 0 for at in range(WARDS)]
    wholes = [values.city.wards[at]["procedures.resolved"].number or 0 for at in range(WARDS)]
    assert whole == sum(parts) / sum(wholes)
    numbers = sorted(ward["procedures.on_time_rate"].number or 0 for ward in values.city.wards)
    middle = (numbers[WARDS // 2 - 1] + numbers[WARDS // 2]) / 2
    assert values["city.procedures.on_time_rate.median"].number == middle


def test_units_without_data_are_named_and_drawn_on_the_map(overview: CityOverview) -> None:
    city = overview.values.city
    assert len(city.units) == 114
    assert len(city.non_reporting) == 114 - WARDS
    assert f"{WARDS}/114 đơn vị của thành phố Hải Phòng" in words(overview.section("overview"))
    drawn = overview.chart("map")
    assert all(unit.name.split()[0] in drawn.svg() for unit in city.units)
    assert f"Chưa có số liệu: {114 - WARDS} đơn vị" in drawn.alt


@pytest.mark.slow
def test_the_heat_map_is_shaded_by_targets(project: Project) -> None:
    slug = slugs(project)[0]
    set_late_cases(project, slug, 60, of=1000)
    near = shades(project, slug)["procedures.on_time_rate"]
    set_late_cases(project, slug, 400, of=1000)
    far = shades(project, slug)["procedures.on_time_rate"]
    assert (near, far) == ("missed", "far")
    assert "met" in shades(project, slugs(project)[1]).values()


def shades(project: Project, slug: str) -> dict[str, str]:
    overview = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    city = overview.values.city
    at = next(at for at, ward in enumerate(city.wards) if ward.inputs.slug == slug)
    row = tables(overview.section("targets"))["city_targets"].rows[at]
    code = city.wards[at].inputs.ward.code
    numbers = ((run, cell.standing) for cell in row[1:] for run in cell.runs if isinstance(run, Number))
    return {number.code.removeprefix(f"w{code}."): standing for number, standing in numbers}


def test_changes_count_wards_and_pool_those_that_report_both_periods(overview: CityOverview, project: Project) -> None:
    table = tables(overview.section("changes"))["city_changes"]
    counted = [sum(int("".join(run.text for run in cell.runs)) for cell in row[4:]) for row in table.rows]
    assert all(count <= WARDS for count in counted)
    shutil.rmtree(project.data / "wards" / slugs(project)[0] / "2026-H1")
    fewer = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    assert f"{WARDS - 1} đơn vị có báo cáo của cả kỳ này" in words(fewer.section("changes"))


def test_both_periods_are_those_of_the_same_wards(project: Project) -> None:
    big, *others = slugs(project)
    before = project.data / "wards" / big / "2026-H1" / "figures.csv"
    shutil.copy(project.data / "wards" / big / Q3 / "figures.csv", before)
    set_figures(project, big, resolved=None, resolved_on_time=None, resolved_overdue=None)
    values = CityValues(load_city(project, "hai-phong", Q3))
    both = [ward for ward in values.city.wards if ward["procedures.on_time_rate"].number is not None]
    assert len(both) == len(others)
    codes = ("procedures.resolved_on_time", "procedures.resolved")
    now, then = (
        [sum(float(figures[code].number or 0) for figures in all_figures) for code in codes]
        for all_figures in (
            [ward.inputs.figures for ward in both],
            [ward.inputs.comparison_periods[0].figures for ward in both],
        )
    )
    paired = "city.procedures.on_time_rate.paired"
    assert float(values[paired].number or 0) == pytest.approx(now[0] / now[1])
    assert float(values[f"{paired}.previous"].number or 0) == pytest.approx(then[0] / then[1])


def test_a_change_of_the_city_within_noise_is_no_rise_or_fall(project: Project) -> None:
    for slug in slugs(project):
        for period, online in (("2026-H1", 950), (Q3, 951)):
            path = project.data / "wards" / slug / period / "figures.csv"
            lines = path.read_text(encoding="utf-8").splitlines()
            kept = [line for line in lines if not line.startswith("payments.")]
            row = "payments.{},{},giao dịch,stated,,,,giao dịch,II.II.2"
            path.write_text("\n".join([*kept, row.format("total", 1000), row.format("online", online), ""]), "utf-8")
    overview = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    rows = {row[0].runs[0].text: row for row in tables(overview.section("changes"))["city_changes"].rows}
    text = "".join(run.text for run in rows["Tỷ lệ giao dịch thanh toán trực tuyến"][3].runs)
    assert text.replace("\u00a0", " ") == "+0,10 điểm phần trăm, trong mức dao động"


def test_a_city_without_an_earlier_period_shows_no_changes(simulated: Path) -> None:
    first = CityValues(load_city(Project(ROOT, simulated, ROOT / "params"), "31", "2026-H1"))
    assert CityOverview(first, "procedures.on_time_rate").section("changes").blocks == ()


@pytest.mark.slow
def test_findings_are_counted_by_ward_and_by_rule(project: Project) -> None:
    slug = slugs(project)[0]
    clean = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    before = tables(clean.section("findings"))
    # Rates without parts are noted in every ward.
    assert len(before["city_rules"].rows) == 1
    set_figures(project, slug, received_direct=0)
    faulty = CityOverview(CityValues(load_city(project, "hai-phong", Q3)), "procedures.on_time_rate")
    after = tables(faulty.section("findings"))
    changed = [
        one
        for one, other in zip(before["city_findings"].rows, after["city_findings"].rows, strict=True)
        if one != other
    ]
    assert len(changed) == 1
    assert len(after["city_rules"].rows) > 1


def test_the_numbers_of_a_ward_come_from_its_files(overview: CityOverview) -> None:
    record = overview.record().record
    slug_of = {ward.inputs.ward.code: ward.inputs.slug for ward in overview.values.city.wards}
    named = 0
    for code, figure in record.figures.items():
        path = record.files[figure.file].path if figure.file else ""
        if path.startswith("wards/"):
            named += 1
            assert path.split("/")[1] == slug_of[code[1:6]]
    assert named > WARDS


def test_the_parts_of_the_notebook_are_all_that_an_overview_has(overview: CityOverview) -> None:
    notebook = json.loads((ROOT / "notebooks" / "city_overview.ipynb").read_text(encoding="utf-8"))
    source = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert {name for name in SECTIONS if f'overview.section("{name}")' in source} == set(SECTIONS)
    assert {name for name in CHARTS if f'overview.chart("{name}")' in source} == set(CHARTS)
    assert all(isinstance(overview.chart(name), Chart) for name in CHARTS)


@pytest.mark.parametrize("ask", [lambda overview: overview.section("fnnel"), lambda overview: overview.chart("mapp")])
def test_an_unknown_part_is_refused_with_the_closest_name(
    overview: CityOverview, ask: Callable[[CityOverview], object]
) -> None:
    with pytest.raises(UserError, match="did you mean"):
        ask(overview)


def test_analysts_get_a_table_of_all_wards(overview: CityOverview) -> None:
    table = overview.figures()
    assert len(table) == WARDS
    assert table["procedures.on_time_rate"].between(0, 100).all()


def test_the_faults_of_all_wards_are_reported_at_once(project: Project) -> None:
    for slug in slugs(project)[:2]:
        path = project.data / "wards" / slug / Q3 / "figures.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("procedures.received,", "procedures.recieved,", 1), encoding="utf-8")
    with pytest.raises(InputErrors) as raised:
        load_city(project, "hai-phong", Q3)
    assert all(slug in str(raised.value) for slug in slugs(project)[:2])


def test_a_named_period_of_a_city_has_the_days_of_its_calendar(project: Project, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "params", tmp_path / "params")
    (tmp_path / "params" / "periods" / "hai-phong.yaml").write_text(
        "authority: Hải Phòng\nsource: Công văn mẫu\ndate: 2026-01-05\nperiods:\n"
        '  S: {from: 15/6/Y, to: 14/9/Y, title: "mùa hè năm {year}"}\n',
        encoding="utf-8",
    )
    city = load_city(replace(project, params=tmp_path / "params"), "hai-phong", "2026-S")
    assert (city.period.start, city.period.end) == (date(2026, 6, 15), date(2026, 9, 14))
    assert {ward.inputs.period.name for ward in city.wards} == {Q3}


@pytest.mark.parametrize(
    ("city", "period", "why"),
    [
        ("hai-phongg", Q3, "There is no province 'hai-phongg'"),
        ("hai-phong", "2026-Y", "has data for the period '2026-Y'; there are: 2026-H1 \\(24\\), 2026-Q3 \\(24\\)"),
        ("ha-noi", Q3, "No ward of Hà Nội"),
        ("hai-phong", "2026-Q5", "is not a period"),
    ],
)
def test_an_unknown_city_or_period_is_refused(project: Project, city: str, period: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        load_city(project, city, period)


def test_a_ward_with_a_code_of_no_unit_of_the_city_is_refused(project: Project) -> None:
    path = project.data / "wards" / slugs(project)[0] / "ward.yaml"
    text = path.read_text(encoding="utf-8")
    code = next(line for line in text.splitlines() if line.startswith("code:"))
    path.write_text(text.replace(code, 'code: "99999"'), encoding="utf-8")
    with pytest.raises(UserError, match=r"No unit of Hải Phòng has the code of .* \(99999\)"):
        load_city(project, "hai-phong", Q3)


def test_wards_that_add_figures_of_their_own_are_compared_beside_those_that_do_not(values: CityValues) -> None:
    having = [ward for ward in values.city.wards if "local.solved_rate" in ward.inputs.catalogue.definitions]
    assert 0 < len(having) < WARDS
    assert len(values.samples["local.solved_rate"].numbers) == len(having)
    others = [ward for ward in values.city.wards if ward not in having]
    assert {ward["local.solved_rate"].state for ward in others} == {State.NOT_GIVEN}


def test_simulated_and_real_wards_are_not_compared(project: Project) -> None:
    content = project.data / "wards" / slugs(project)[0] / Q3 / "content.yaml"
    content.write_text(content.read_text(encoding="utf-8").replace("simulated", "ward"), encoding="utf-8")
    with pytest.raises(UserError, match="23 wards have made-up figures and 1 their own"):
        load_city(project, "hai-phong", Q3)


def test_two_wards_with_one_code_are_refused(project: Project) -> None:
    one, other, *_ = slugs(project)
    wards = project.data / "wards"
    shutil.copy(wards / one / "ward.yaml", wards / other / "ward.yaml")
    with pytest.raises(UserError, match=f"in ward.yaml: {one}, {other}"):
        load_city(project, "hai-phong", Q3)


@pytest.fixture(scope="session")
def built_overview(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the overview in every format, as `cchc city` makes it."""
    out = shared_build(tmp_path_factory, "overview", lambda folder: make(simulated, folder))
    return out / "hai-phong" / Q3


def make(data: Path, out: Path, *options: str) -> Path:
    command = [CCHC, "city", "hai-phong", Q3, "--data", data, "--out", out, "--format", "html,pdf,docx", *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out / "hai-phong" / Q3


def verify(path: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    command = [CCHC, "verify", path, *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "overview.html",
        "overview.ipynb",
        "record.json",
    ],
)
def test_verification_computes_every_number_of_an_overview_again(
    built_overview: Path, simulated: Path, name: str
) -> None:
    result = verify(built_overview / name, "--data", simulated)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "all hold" in result.stdout


def hashed_anew(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with the content hash that a forger would compute."""
    content = {name: value for name, value in record.items() if name != "@context"}
    return record | {FIELD: content_hash_of(content)}


@pytest.mark.slow
def test_a_forged_rank_is_found_even_with_a_correct_content_hash(built_overview: Path, tmp_path: Path) -> None:
    record = json.loads((built_overview / "record.json").read_text(encoding="utf-8"))
    ranks = [code for code in record["numbers"] if code.endswith("on_time_rate.rank")]
    entry = record["numbers"][ranks[0]]
    entry["value"] = str(int(entry["value"]) + 1)
    (tmp_path / "record.json").write_text(json.dumps(hashed_anew(record)), encoding="utf-8")
    result = verify(tmp_path / "record.json")
    assert result.returncode == 1
    assert f"{ranks[0]} (value)" in result.stdout


@pytest.mark.slow
def test_a_rank_in_the_wrong_order_is_found(built_overview: Path, tmp_path: Path) -> None:
    record = json.loads((built_overview / "record.json").read_text(encoding="utf-8"))
    ranks = {code: rank for code, rank in record["numbers"].items() if code.endswith("on_time_rate.rank")}
    code, entry = max(ranks.items(), key=lambda rank: int(rank[1]["value"]))
    entry["formula"]["op"] = "rank_lowest_first"
    entry |= {"value": "1", "text": ["1"]}
    (tmp_path / "record.json").write_text(json.dumps(hashed_anew(record)), encoding="utf-8")
    result = verify(tmp_path / "record.json")
    assert result.returncode == 1
    assert f"{code} (formula)" in result.stdout


@pytest.mark.slow
def test_the_same_data_make_the_same_bytes(built_overview: Path, simulated: Path, tmp_path: Path) -> None:
    again = make(simulated, tmp_path)
    assert {path.name for path in again.iterdir()} == {path.name for path in built_overview.iterdir()}
    for path in again.iterdir():
        assert path.read_bytes() == (built_overview / path.name).read_bytes(), path.name


@pytest.mark.slow
def test_an_overview_of_simulated_figures_says_so_in_every_format(built_overview: Path) -> None:
    page = BeautifulSoup((built_overview / "overview.html").read_text(encoding="utf-8"), "html.parser")
    assert page.title.text.startswith("DỮ LIỆU MÔ PHỎNG · Tổng quan")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert page.find(class_="mark") is not None
    assert page.find(class_="nation") is None


@pytest.mark.slow
def test_wards_can_be_ranked_by_another_indicator(simulated: Path, tmp_path: Path) -> None:
    place = make(simulated, tmp_path, "--rank-by", "procedures.visits_per_case")
    page = BeautifulSoup((place / "overview.html").read_text(encoding="utf-8"), "html.parser")
    assert "số lượt tiếp, hướng dẫn trên một hồ sơ" in page.find(id="bang-city_ranking").caption.text
    assert len(page.select("#bang-city_ranking thead th")) == 3


def test_wards_cannot_be_ranked_by_an_indicator_without_a_direction(simulated: Path, tmp_path: Path) -> None:
    neutral = [
        code for code, indicator in national_catalogue().indicators.items() if indicator.direction is Direction.NEUTRAL
    ]
    assert neutral
    result = ranked_by(neutral[0], simulated, tmp_path)
    assert (result.returncode, "indicator to rank by" in result.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
    for code in neutral:
        with pytest.raises(UserError, match="indicator to rank by"):
            ranking_indicator(national_catalogue(), code)


def test_an_unknown_indicator_to_rank_by_is_refused_with_the_closest_code(simulated: Path, tmp_path: Path) -> None:
    result = ranked_by("procedures.on_tme_rate", simulated, tmp_path)
    assert result.returncode == 2
    assert "did you mean 'procedures.on_time_rate'" in result.stderr
    assert not list(tmp_path.iterdir())


def ranked_by(code: str, data: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [CCHC, "city", "31", Q3, "--data", data, "--out", out, "--rank-by", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_lowest_value_has_rank_one_if_lower_is_better(values: CityValues) -> None:
    def of(ward: Results) -> tuple[float, int]:
        return float(ward["procedures.overdue_rate"].number or 0), int(
            values[str(ward_key(ward, "procedures.overdue_rate.rank"))].number or 0
        )

    pairs = sorted(map(of, values.city.wards))
    assert pairs[0][1] == 1
    assert [rank for _, rank in pairs] == sorted(rank for _, rank in pairs)
