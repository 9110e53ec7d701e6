"""Where things lie: the project's folders, a ward by its slug or code, a period by any of its names."""

from datetime import date
from pathlib import Path

import pytest

from cchc_lib.errors import UserError
from cchc_lib.inputs.periods import find_period
from cchc_lib.inputs.project import DATA_VARIABLE, PARAMS_VARIABLE, Project, find_project
from cchc_lib.inputs.ward_folders import find_ward
from cchc_lib.inputs.ward_folders import ward_names as all_wards
from cchc_lib.quantities.dates import Period
from tests.support.checkout import PERIOD, ROOT
from tests.support.input_files import InputFiles


@pytest.fixture
def empty_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, with its root as the current folder."""
    for name in ("notebooks", "params", "data"):
        (tmp_path / name).mkdir()
    for name in (DATA_VARIABLE, PARAMS_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_project_is_found_from_its_root(empty_project: Path) -> None:
    assert find_project() == Project(empty_project, empty_project / "data", empty_project / "params")


def test_the_project_is_found_from_a_folder_within(empty_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_project / "docs" / "deep").mkdir(parents=True)
    monkeypatch.chdir(empty_project / "docs" / "deep")
    assert find_project().root == empty_project


def test_a_folder_in_no_project_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="lies in no project"):
        find_project()


def test_data_and_parameters_may_lie_elsewhere(empty_project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    project = find_project(str(elsewhere), str(elsewhere))
    assert (project.data, project.params) == (elsewhere, elsewhere)


def test_the_environment_may_say_where_data_and_parameters_lie(
    empty_project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, params = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("params")
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    monkeypatch.setenv(PARAMS_VARIABLE, str(params))
    assert (find_project().data, find_project().params) == (data, params)


def test_what_is_asked_for_goes_before_the_environment(
    empty_project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(empty_project / "nowhere"))
    asked = tmp_path_factory.mktemp("asked")
    assert find_project(str(asked)).data == asked


def test_a_data_folder_that_is_not_there_is_refused_by_its_name(empty_project: Path) -> None:
    with pytest.raises(UserError, match="There is no folder nowhere"):
        find_project("nowhere")


def test_what_is_built_and_the_notebooks_lie_below_the_root(empty_project: Path) -> None:
    project = find_project()
    assert (project.build, project.notebooks) == (empty_project / "build", empty_project / "notebooks")


def test_the_wards_are_those_with_a_ward_file(files: InputFiles) -> None:
    (files.root / "data" / "wards" / "empty").mkdir()
    assert all_wards(files.project) == ("luu-kiem",)


@pytest.mark.parametrize("name", ["luu-kiem", "11488", "Lưu Kiếm", "phường Lưu Kiếm"])
def test_a_ward_is_found_by_its_slug_its_code_and_its_name(files: InputFiles, name: str) -> None:
    assert find_ward(files.project, name) == "luu-kiem"


def test_another_ward_is_found_in_another_data_folder() -> None:
    project = Project(ROOT, ROOT / "tests" / "data", ROOT / "params")
    assert find_ward(project, "11948") == "bach-long-vi"


def test_wards_of_several_provinces_with_one_name_are_told_apart_by_slug_and_code(tmp_path: Path) -> None:
    names = {
        "tan-hung-tay-ninh": ("25567", "Tân Hưng"),
        "tan-hung-ca-mau": ("32244", "Tân Hưng"),
        "tan-hung": ("1", "A"),
    }
    for slug, (code, name) in names.items():
        folder = tmp_path / "wards" / slug
        folder.mkdir(parents=True)
        (folder / "ward.yaml").write_text(f'code: "{code}"\nname: {name}\nkind: xã\n', encoding="utf-8")
    project = Project(ROOT, tmp_path, ROOT / "params")
    assert find_ward(project, "32244") == find_ward(project, "tan-hung-ca-mau") == "tan-hung-ca-mau"
    assert find_ward(project, "tan-hung") == "tan-hung"
    expected = r"Several wards have the name 'Tân Hưng': tan-hung-ca-mau \(32244\), tan-hung-tay-ninh \(25567\); name"
    with pytest.raises(UserError, match=expected):
        find_ward(project, "Tân Hưng")


def test_an_unknown_ward_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    with pytest.raises(UserError, match=r"There is no ward 'luu-kim' .*did you mean 'luu-kiem'\?"):
        find_ward(files.project, "luu-kim")


@pytest.mark.parametrize("name", ["", "zzzzzz", "99999", "../wards/luu-kiem"])
def test_a_ward_like_no_other_is_refused_with_those_there_are(files: InputFiles, name: str) -> None:
    with pytest.raises(UserError, match="luu-kiem"):
        find_ward(files.project, name)


@pytest.mark.parametrize("ward", ["", "- a\n", "code: [\n", "name: a\n", "? [a]\n: b\n"])
def test_a_broken_ward_file_does_not_keep_other_wards_from_being_found(files: InputFiles, ward: str) -> None:
    other = files.root / "data" / "wards" / "khac"
    other.mkdir()
    (other / "ward.yaml").write_text(ward, encoding="utf-8")
    assert find_ward(files.project, "11488") == "luu-kiem"


def test_a_period_is_found_by_the_name_of_its_folder(files: InputFiles) -> None:
    assert find_period(files.project, "luu-kiem", PERIOD) == Period(PERIOD, date(2025, 7, 1), date(2025, 10, 20))


@pytest.mark.parametrize("folder", ["2026-Q1", "2025-12-15_2026-03-14"])
@pytest.mark.parametrize("name", ["2026-Q1", "2025-12-15_2026-03-14"])
def test_a_period_is_found_by_either_of_its_names(files: InputFiles, folder: str, name: str) -> None:
    (files.root / "data" / "wards" / "luu-kiem" / folder).mkdir()
    period = find_period(files.project, "luu-kiem", name)
    assert (period.name, period.start, period.end) == (folder, date(2025, 12, 15), date(2026, 3, 14))


def test_a_period_without_data_is_refused_with_those_there_are(files: InputFiles) -> None:
    with pytest.raises(UserError, match=f"has no data for the period '2026-Q1'; it has: {PERIOD}"):
        find_period(files.project, "luu-kiem", "2026-Q1")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025-10-20_2025-07-01", "ends on or after the day it begins"),
        ("2025-02-30_2025-10-20", "two days that exist"),
        ("nonsense", "FROM_TO such as"),
    ],
)
def test_what_is_no_period_is_refused_with_what_was_expected(files: InputFiles, name: str, expected: str) -> None:
    with pytest.raises(UserError, match=f"'{name}' is not a period; expected .*{expected}"):
        find_period(files.project, "luu-kiem", name)
