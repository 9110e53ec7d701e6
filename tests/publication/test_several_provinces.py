"""Wards of several provinces in one folder: those of one name stay apart, and each is worded by its own province."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from cchc_lib.city.members import load_city
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.report.ward_report import WardReport
from cchc_lib.simulation.data_folder import SimulationPlan, simulate
from cchc_lib.simulation.simulated_units import COUNTRY, simulated_units
from tests.support.checkout import CCHC, ROOT
from tests.support.shared_builds import shared_build

PERIOD = "2026-Q1"
LABELS = {
    "tan-hung-ca-mau": "Xã Tân Hưng, tỉnh Cà Mau",
    "tan-hung-dong-nai": "Xã Tân Hưng, tỉnh Đồng Nai",
    "tan-hung-hai-phong": "Phường Tân Hưng, thành phố Hải Phòng",
    "luu-kiem": "Phường Lưu Kiếm",
}
"""The names on the site by the folders of the wards."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with Tân Hưng of three provinces, and another ward."""

    def build(folder: Path) -> None:
        project = Project(ROOT, ROOT / "data", ROOT / "params")
        every = simulated_units(project, [COUNTRY], [PERIOD])
        chosen = tuple(unit for unit in every if unit.slug in LABELS)
        simulate(SimulationPlan(chosen, seed=11), folder / "data")

    return shared_build(tmp_path_factory, "several-provinces-data", build) / "data"


@pytest.fixture(scope="session")
def built(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the reports of these wards, made in two shards, their overviews and the site."""

    def build(root: Path) -> None:
        for name in ("notebooks", "params"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
        shutil.copytree(data, root / "made-up")
        run = f"wards: all\nperiods: [{PERIOD}]\ndata: made-up\n"
        (root / "params" / "runs" / "site.yaml").write_text(run, encoding="utf-8")
        manifests = [f"build/reports/manifest-{part}-of-2.json" for part in (1, 2)]
        batch = ("batch", "params/runs/site.yaml", "--shard")
        overviews = (("city", name, PERIOD, "--data", "made-up", "--format", "html") for name in ("dong-nai", "31"))
        merge = ("merge", *manifests, "--out", "build/reports/manifest.json")
        for command in ((*batch, "1/2"), (*batch, "2/2"), merge, *overviews, ("site",)):
            subprocess.run([CCHC, *command], cwd=root, check=True, capture_output=True)

    return shared_build(tmp_path_factory, "several-provinces", build) / "build"


def read(data: Path, ward: str) -> WardReport:
    return WardReport(compute(load_inputs(Project(ROOT, data, ROOT / "params"), ward, PERIOD)))


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_a_ward_of_a_tinh_never_reads_thanh_pho_where_its_province_is_meant(data: Path) -> None:
    record = read(data, "tan-hung-dong-nai").record().record
    text = record.model_dump_json(by_alias=True)
    assert not re.search(r"thành phố|Hải Phòng|\{province\}", text, re.IGNORECASE)
    assert "Nhiệm vụ tỉnh giao" in text
    assert "Hệ thống của tỉnh" in text
    assert "Với tỉnh" in text


def test_a_ward_of_a_thanh_pho_reads_as_before(data: Path) -> None:
    text = read(data, "tan-hung-hai-phong").record().record.model_dump_json(by_alias=True)
    assert "Nhiệm vụ thành phố giao" in text
    assert "Với thành phố" in text
    assert "{province}" not in text


def test_no_ward_is_judged_by_the_decision_of_another_province(data: Path) -> None:
    for ward, is_bound in (("tan-hung-hai-phong", True), ("tan-hung-dong-nai", False), ("tan-hung-ca-mau", False)):
        sources = [target.source for target in read(data, ward).results.inputs.targets]
        assert any("Hải Phòng" in source for source in sources) == is_bound, ward


def test_an_overview_holds_the_wards_of_its_province_alone(data: Path) -> None:
    project = Project(ROOT, data, ROOT / "params")
    for city, slugs in (("dong-nai", ["tan-hung-dong-nai"]), ("Hải Phòng", ["tan-hung-hai-phong", "luu-kiem"])):
        assert [ward.inputs.slug for ward in load_city(project, city, PERIOD).wards] == slugs


@pytest.mark.slow
def test_a_merged_manifest_names_each_ward_once(built: Path) -> None:
    manifest = json.loads((built / "reports" / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(report["ward"] for report in manifest["reports"]) == sorted(LABELS)


@pytest.mark.slow
def test_wards_of_one_name_have_pages_of_their_own_that_name_the_province(built: Path) -> None:
    for slug, label in LABELS.items():
        assert soup(built / "site" / "don-vi" / slug / "index.html").h1.text == label
        assert (built / "site" / "don-vi" / slug / PERIOD / "report.html").is_file()


@pytest.mark.slow
def test_lists_of_wards_name_the_province_where_a_name_is_shared(built: Path) -> None:
    for page in ("don-vi", f"ky/{PERIOD}", "chi-tieu/procedures-on_time_rate"):
        links = soup(built / "site" / page / "index.html").select("li a[href*='index.html'], th a[href*='index.html']")
        named = {link.text for link in links}
        assert set(LABELS.values()) <= named, page
        assert not {"Xã Tân Hưng", "Phường Tân Hưng"} & named, page


@pytest.mark.slow
def test_search_comparison_and_feed_name_the_province_where_a_name_is_shared(built: Path) -> None:
    index = json.loads((built / "site" / "tim-kiem.json").read_text(encoding="utf-8"))
    names = {slug: label[0].lower() + label[1:] for slug, label in LABELS.items()}
    assert {slug: name for name, _, slug in index} == names
    page = soup(built / "site" / "so-sanh" / PERIOD / "index.html")
    compared = json.loads(page.find(id="so-lieu").string)["wards"]
    assert {slug: ward[0] for slug, ward in compared.items()} == names
    feed = (built / "site" / "feed.xml").read_text(encoding="utf-8")
    assert all(label in feed for label in LABELS.values())
    assert len(set(re.findall(r"<id>([^<]*)</id>", feed))) == 1 + len(LABELS)


@pytest.mark.slow
def test_a_site_of_provinces_of_both_kinds_names_both(built: Path) -> None:
    front = soup(built / "site" / "index.html")
    assert "Tổng quan tỉnh, thành phố" in [heading.text for heading in front.find_all("h2")]
    assert {"Tổng quan tỉnh Đồng Nai", "Tổng quan thành phố Hải Phòng"} <= {link.text for link in front.find_all("a")}
    label = soup(built / "site" / "chi-tieu" / "city_tasks-completed_rate" / "index.html").h1.text
    assert label == "Tỷ lệ hoàn thành nhiệm vụ tỉnh, thành phố giao"
