"""A scenario that tests share."""

import subprocess
from pathlib import Path

import pytest
from conftest import CCHC, PERIOD, ROOT

from cchc_lib.exporters.catalogue import format_names

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
