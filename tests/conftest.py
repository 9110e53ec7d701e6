"""Fixtures that the tests of several folders share."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

from cchc_lib.exporters.catalogue import format_names
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from cchc_lib.inputs.settings import EmptyParts
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import CCHC, PERIOD, ROOT
from tests.support.editable_project import EditableProject
from tests.support.reports import ONLINE_SCENARIO, build_scenario_report, with_empty_parts
from tests.support.shared_builds import shared_build

# `make test` tries fewer examples of each property; `make slow` tries all of them.
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", deadline=None)


@pytest.fixture
def editable_project(tmp_path: Path) -> EditableProject:
    for name in ("data", "params"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return EditableProject(tmp_path)


@pytest.fixture(scope="session")
def luu_kiem_inputs() -> ReportInputs:
    return load_inputs(Project(ROOT, ROOT / "data", ROOT / "params"), "luu-kiem", PERIOD)


@pytest.fixture(scope="session")
def luu_kiem(luu_kiem_inputs: ReportInputs) -> WardReport:
    return WardReport(compute(luu_kiem_inputs))


@pytest.fixture(scope="session")
def luu_kiem_with_forms() -> WardReport:
    """The report of Lưu Kiếm with every form of the params folder."""
    project = Project(ROOT, ROOT / "data", ROOT / "params")
    return WardReport(compute(load_inputs(project, "luu-kiem", PERIOD, "kem-bieu-mau")))


@pytest.fixture(scope="session")
def bach_long_vi_inputs() -> ReportInputs:
    """A small simulated ward: nothing overdue, no petitions, no budget, whole sections without data."""
    project = Project(ROOT, ROOT / "tests" / "data", ROOT / "params")
    return load_inputs(project, "bach-long-vi", "2026-Q1")


@pytest.fixture(scope="session")
def bach_long_vi(bach_long_vi_inputs: ReportInputs) -> WardReport:
    """The report of that ward in full, which says wherever something is missing."""
    return WardReport(compute(with_empty_parts(bach_long_vi_inputs, EmptyParts.KEEP)))


@pytest.fixture(scope="session")
def short_report(bach_long_vi_inputs: ReportInputs) -> WardReport:
    """The report of that ward as its settings make it: short, since the ward gives a quarter of the figures."""
    return WardReport(compute(bach_long_vi_inputs))


@pytest.fixture(scope="session")
def built_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lưu Kiếm report in every format, as `cchc report` makes it."""

    def build(out: Path) -> None:
        command = [CCHC, "report", "luu-kiem", PERIOD, "--format", ",".join(format_names()), "--out", out]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    return shared_build(tmp_path_factory, "ward-report", build) / "luu-kiem" / PERIOD


@pytest.fixture(scope="session")
def report_with_forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lưu Kiếm report with every form, as a page."""

    def build(out: Path) -> None:
        command = [CCHC, "report", "luu-kiem", PERIOD, "--outline", "kem-bieu-mau", "--out", out]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    return shared_build(tmp_path_factory, "report-with-forms", build) / "luu-kiem" / PERIOD


@pytest.fixture(scope="session")
def scenario_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lưu Kiếm report under a scenario, in every format, as `cchc report --scenario` makes it."""

    def build(folder: Path) -> None:
        (folder / "online.yaml").write_text(ONLINE_SCENARIO, encoding="utf-8")
        build_scenario_report(folder / "online.yaml", folder / "out", ",".join(format_names()))

    return shared_build(tmp_path_factory, "scenario-report", build) / "out" / "online" / "luu-kiem" / PERIOD


@pytest.fixture(scope="session")
def simulated_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the reports of three simulated wards for two periods, in every format, and their overviews."""

    def build(root: Path) -> None:
        for name in ("notebooks", "params"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
        (root / "params" / "runs" / "site.yaml").write_text(
            "wards: all\nperiods: [2026-Q1, 2026-Q3]\nformats: [html, pdf, docx]\ndata: made-up\n", encoding="utf-8"
        )
        simulate = ["simulate", "--seed", "3", "--wards", "3", "--periods", "2026-Q1,2026-Q3", "--out", "made-up"]
        overviews = (
            ["city", "31", period, "--data", "made-up", "--format", "html,pdf"] for period in ("2026-Q1", "2026-Q3")
        )
        for command in (simulate, ["batch", "params/runs/site.yaml"], *overviews):
            subprocess.run([CCHC, *command], cwd=root, check=True, capture_output=True)

    return shared_build(tmp_path_factory, "simulated-reports", build)


@pytest.fixture(scope="session")
def published_site(simulated_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the simulated reports."""

    def build(root: Path) -> None:
        shutil.copytree(simulated_reports, root / "project", symlinks=True)
        subprocess.run([CCHC, "site"], cwd=root / "project", check=True, capture_output=True)

    return shared_build(tmp_path_factory, "published-site", build) / "project" / "build" / "site"
