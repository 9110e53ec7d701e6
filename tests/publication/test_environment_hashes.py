"""The hashes of library and packages, by which a cached report is recognised."""

import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from tests.support.checkout import ROOT

PROGRAM = "from cchc_lib.publication.environment_hashes import packages_hash; print(packages_hash())"


def packages_hash(*folders: Path) -> str:
    program = f"import sys; sys.path += {[str(folder) for folder in folders]!r}; {PROGRAM}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def package(folder: Path, version: str, readme: str = "") -> Path:
    metadata = folder / "example.dist-info" / "METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_text(f"Metadata-Version: 2.1\nName: example\nVersion: {version}\n\n{readme}", encoding="utf-8")
    return folder


def test_another_version_of_a_package_wherever_it_lies_is_another_environment(tmp_path: Path) -> None:
    one, other = package(tmp_path / "one", "1.0"), package(tmp_path / "other", "2.0")
    same = package(tmp_path / "same", "1.0", readme="Version: 3.0")
    assert packages_hash(one) == packages_hash(same)
    assert len({packages_hash(), packages_hash(one), packages_hash(other)}) == 3


def test_every_installed_distribution_states_name_and_version() -> None:
    assert all(found.name and found.version for found in distributions())
