"""A copy of the Lưu Kiếm data and of the parameters, which a test may change."""

import shutil
from pathlib import Path

import pytest

from tests.support.checkout import ROOT
from tests.support.input_files import InputFiles


@pytest.fixture
def files(tmp_path: Path) -> InputFiles:
    shutil.copytree(ROOT / "data" / "wards" / "luu-kiem", tmp_path / "data" / "wards" / "luu-kiem")
    shutil.copytree(ROOT / "params", tmp_path / "params")
    return InputFiles(tmp_path)
