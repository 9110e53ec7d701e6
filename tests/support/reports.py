"""Reports built for a test: with changed figures in memory, or under a scenario by the command."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.settings import EmptyParts
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import Figure
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import CCHC, PERIOD, ROOT

ONLINE_SCENARIO = """\
title: Thêm 300 hồ sơ nộp trực tuyến
why: Thử xem tỷ lệ đổi ra sao.
changes:
  - {figure: procedures.received_online, add: 300}
  - {figure: procedures.city_system, set: 100}
  - {target: procedures.online_rate, set: 76}
balance: procedures.received_direct
"""


def with_figures(inputs: ReportInputs, changed: Mapping[str, Figure | None]) -> WardReport:
    """Return the report of the same inputs with some figures changed, or removed where None."""
    stated = {code: figure for code, figure in inputs.figures.items() if figure.source}
    kept = {code: figure for code, figure in {**stated, **changed}.items() if figure is not None}
    return WardReport(compute(inputs.with_table(FIGURES_TABLE, Figures(kept, inputs.catalogue.figures))))


def with_empty_parts(inputs: ReportInputs, chosen: EmptyParts) -> ReportInputs:
    """Return the same inputs with another setting of what becomes of parts without content."""
    return replace(inputs, settings=inputs.settings.model_copy(update={"empty_parts": chosen}))


def build_scenario_report(scenario: Path, out: Path, formats: str = "html") -> None:
    """Build the Lưu Kiếm report under a scenario into a folder."""
    options = ["--scenario", str(scenario), "--format", formats, "--out", str(out)]
    result = subprocess.run([CCHC, "report", "luu-kiem", PERIOD, *options], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
