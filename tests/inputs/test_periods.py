"""The periods of a ward: found by any name, and compared with earlier ones."""

import shutil
from pathlib import Path

from cchc_lib.inputs.periods import ComparisonBasis, comparison_periods, stored_period, ward_periods
from cchc_lib.quantities.dates import Period
from tests.support.input_files import PERIOD, InputFiles

LATER = "2025-10-21_2025-12-31"


def add_period(files: InputFiles, name: str) -> Path:
    folder = files.path("figures.csv").parent
    return Path(shutil.copytree(folder, folder.with_name(name)))


def test_the_periods_of_a_ward_are_its_folders(files: InputFiles) -> None:
    add_period(files, LATER)
    assert ward_periods(files.project, "luu-kiem") == (PERIOD, LATER)
    assert ward_periods(files.project, "nowhere") == ()


def test_a_period_is_stored_under_any_of_its_names(files: InputFiles) -> None:
    add_period(files, "2026-Q1")
    days = Period.parse("2026-Q1")
    by_days = Period(f"{days.start}_{days.end}", days.start, days.end)
    assert stored_period(files.project, "luu-kiem", by_days) == days
    assert stored_period(files.project, "luu-kiem", Period.parse("2026-Q3")) is None


def test_a_folder_that_is_no_period_is_compared_with_nothing(files: InputFiles) -> None:
    add_period(files, "notes")
    later = Period.parse(LATER)
    assert comparison_periods(files.project, "luu-kiem", later) == {ComparisonBasis.PREVIOUS: Period.parse(PERIOD)}


def test_an_earlier_period_without_its_content_is_a_problem_of_that_file(files: InputFiles) -> None:
    add_period(files, LATER)
    files.path("content.yaml").unlink()
    (problem,) = files.problems(period=LATER)
    assert (problem.file, problem.found) == (files.path_in_messages("content.yaml"), "no such file")
