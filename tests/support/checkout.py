"""The project's folder that the tests run in, the period that it reports on, and its command."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PERIOD = "2025-07-01_2025-10-20"
WARD_FOLDER = f"wards/luu-kiem/{PERIOD}"
"""Folder of Lưu Kiếm's figures for the period, below `data/`."""
CCHC = Path(sys.executable).with_name("cchc")
"""The installed command."""


def installed_program(name: str, package: str) -> str:
    """Return the path of a program that slow tests read documents with; fail where it is not installed."""
    path = shutil.which(name)
    assert path, f"{name} is missing: install Debian's {package}, as .ci/run does"
    return path
