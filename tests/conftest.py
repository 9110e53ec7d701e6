"""Named wards and places that the tests share."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cchc_lib.exporters.catalogue import format_names
from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from cchc_lib.inputs.stated import Figures
from cchc_lib.quantities.figures import Figure
from cchc_lib.report.ward_report import WardReport

ROOT = Path(__file__).parents[1]
PERIOD = "2025-07-01_2025-10-20"
WARD_FOLDER = f"wards/luu-kiem/{PERIOD}"
CCHC = Path(sys.executable).with_name("cchc")


@dataclass(frozen=True)
class Workshop:
    """A copy of data/ and params/ that a test may spoil."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(ROOT, self.root / "data", self.root / "params")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file of the Lưu Kiếm period, once."""
        path = self.root / "data" / WARD_FOLDER / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def report(self) -> WardReport:
        return WardReport(compute(load_inputs(self.project, "luu-kiem", PERIOD, indicator_units())))


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    for name in ("data", "params"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Workshop(tmp_path)


@pytest.fixture(scope="session")
def luu_kiem_inputs() -> ReportInputs:
    return load_inputs(Project(ROOT, ROOT / "data", ROOT / "params"), "luu-kiem", PERIOD, indicator_units())


@pytest.fixture(scope="session")
def luu_kiem(luu_kiem_inputs: ReportInputs) -> WardReport:
    return WardReport(compute(luu_kiem_inputs))


@pytest.fixture(scope="session")
def bach_long_vi() -> WardReport:
    """A small simulated ward: nothing overdue, no petitions, no budget, whole sections without data."""
    project = Project(ROOT, ROOT / "tests" / "data", ROOT / "params")
    return WardReport(compute(load_inputs(project, "bach-long-vi", "2026-Q1", indicator_units())))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lưu Kiếm report in every format, as `cchc report` makes it."""
    out = tmp_path_factory.mktemp("reports")
    command = [CCHC, "report", "luu-kiem", PERIOD, "--format", ",".join(format_names()), "--out", out]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out / "luu-kiem" / PERIOD


def program(name: str, package: str) -> str:
    """The path of a program that slow tests read documents with."""
    found = shutil.which(name)
    assert found, f"{name} is missing: install Debian's {package}, as .ci/run does"
    return found


def with_figures(inputs: ReportInputs, changed: Mapping[str, Figure | None]) -> WardReport:
    """The report of the same inputs with some figures changed, or taken out where None."""
    stated = {code: figure for code, figure in inputs.figures.items() if figure.source}
    kept = {code: figure for code, figure in {**stated, **changed}.items() if figure is not None}
    return WardReport(compute(replace(inputs, figures=Figures(kept))))


ONLINE = """\
title: Thêm 300 hồ sơ nộp trực tuyến
why: Thử xem tỷ lệ đổi ra sao.
changes:
  - {figure: procedures.received_online, add: 300}
  - {figure: procedures.city_system, set: 100}
  - {target: procedures.online_rate, set: 76}
balance: procedures.received_direct
"""


@pytest.fixture(scope="session")
def assumed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lưu Kiếm report under a scenario, in every format, as `cchc report --scenario` makes it."""
    folder = tmp_path_factory.mktemp("scenario")
    (folder / "online.yaml").write_text(ONLINE, encoding="utf-8")
    made(folder / "online.yaml", folder / "out", ",".join(format_names()))
    return folder / "out" / "online" / "luu-kiem" / PERIOD


def made(scenario: Path, out: Path, formats: str = "html") -> None:
    """Make the Lưu Kiếm report under a scenario."""
    options = ["--scenario", str(scenario), "--format", formats, "--out", str(out)]
    result = subprocess.run([CCHC, "report", "luu-kiem", PERIOD, *options], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the reports of three simulated wards for two periods, in every format, and their overviews."""
    root = tmp_path_factory.mktemp("site")
    for name in ("notebooks", "params"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    (root / "params" / "runs" / "site.yaml").write_text(
        "wards: all\nperiods: [2026-Q1, 2026-Q3]\nformats: [html, pdf, docx]\ndata: made-up\n", encoding="utf-8"
    )
    made_up = ["simulate", "--seed", "3", "--wards", "3", "--periods", "2026-Q1,2026-Q3", "--out", "made-up"]
    overviews = (
        ["city", "31", period, "--data", "made-up", "--format", "html,pdf"] for period in ("2026-Q1", "2026-Q3")
    )
    for command in (made_up, ["batch", "params/runs/site.yaml"], *overviews):
        subprocess.run([CCHC, *command], cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture(scope="session")
def published(reports: Path) -> Path:
    """Their site."""
    subprocess.run([CCHC, "site"], cwd=reports, check=True, capture_output=True)
    return reports / "build" / "site"
