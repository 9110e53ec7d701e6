"""Notebooks that the exporters get."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from cchc_lib.report.ward_report import WardReport
from tests.support.notebooks import Notebook, OfficialNotebook, block_cell, notebook


@pytest.fixture(scope="session")
def official(luu_kiem: WardReport) -> Callable[..., Notebook]:
    return OfficialNotebook(luu_kiem)


@pytest.fixture(scope="session")
def executed(built_report: Path) -> Notebook:
    """The Lưu Kiếm notebook as it was run."""
    return nbformat.read(built_report / "report.ipynb", 4)


@pytest.fixture(scope="session")
def test_ward(bach_long_vi: WardReport) -> Notebook:
    """The simulated ward's report as a notebook: biểu II.06a is complete there."""
    cells = [block_cell(block) for block in bach_long_vi.blocks()]
    return notebook(*cells)
