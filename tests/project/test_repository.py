"""The project's own files: environment, generated pages, catalogues."""

import re
import subprocess
import tomllib

import pytest
import yaml

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.outline import outline
from cchc_lib.catalogue.prose_lists import passage_definitions, role_labels
from tests.support.checkout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared() -> set[str]:
    project = PROJECT["project"]
    extras = [package for packages in project["optional-dependencies"].values() for package in packages]
    named = {*project["dependencies"], *extras} - {"cchc[cluster,docs,remote]"}
    return {re.sub(r"\[.*?\]", "", package) for package in named}


def test_conda_users_get_the_same_packages() -> None:
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *named, from_pypi = conda["dependencies"]
    packages = {package.replace(" ", "").replace("_", "-") for package in (*named, *from_pypi["pip"])}
    assert packages == {package.replace(" ", "") for package in declared()} | {
        f"python{PROJECT['project']['requires-python']}"
    }


def test_the_lock_holds_every_package_with_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    named = {re.split(r"[><=]", package)[0].lower() for package in declared()}
    assert named <= locked
    assert lock.count("==") <= lock.count("--hash=sha256:")
    assert not re.search(r"https?://|--index|--find-links|file:", lock)


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_a_readme_opens_with_a_picture_then_the_two_commands(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert text.count("\n") <= 90
    assert text.split("\n")[1].startswith("![")
    assert text.index("![") < text.index("make report") < text.index("make test")
    linked = re.findall(r"\]\(([^)#]+)\)", text)
    assert [name for name in linked if not (ROOT / name).exists()] == []


def test_the_data_readme_names_every_column() -> None:
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for table in (ROOT / "data" / "wards").glob("*/*/*.csv"):
        for column in table.read_text(encoding="utf-8").split("\n")[0].split(","):
            assert f"`{column}`" in page, (table.name, column)


def test_every_catalogued_section_is_in_the_outline() -> None:
    sections = {section.id for section in outline()}
    assert {each.section for each in national_catalogue().figures.values()} <= sections
    assert {each.section for each in passage_definitions().values()} <= sections
    assert {each.section for each in national_catalogue().indicators.values()} <= sections


def test_figures_and_indicators_share_no_code() -> None:
    assert not set(national_catalogue().figures) & set(national_catalogue().indicators)


def test_labels_stand_within_a_sentence() -> None:
    labels = [
        each.label for each in (*national_catalogue().figures.values(), *national_catalogue().indicators.values())
    ]
    assert [label for label in (*labels, *role_labels().values()) if ":" in label or label.endswith(".")] == []


def test_nothing_built_and_no_output_is_in_git() -> None:
    listed = subprocess.run(["git", "ls-files", "build"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert listed.split() in ([], ["build/README.md"])
