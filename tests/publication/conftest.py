"""A project of a few small wards that a test may spoil, the batch command in it, and an object store."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import nbformat
import pytest
import yaml
from conftest import CCHC, PERIOD, ROOT
from nbformat.v4 import new_code_cell
from servers import Bucket, answers, object_store, variables

WARDS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Yard:
    """A project's folder with a run file for all its wards."""

    root: Path

    @property
    def reports(self) -> Path:
        return self.root / "build" / "reports"

    def run_file(self, **changes: Any) -> Path:
        """The run file with some keys of its own."""
        path = self.root / "params" / "runs" / "run.yaml"
        path.parent.mkdir(exist_ok=True)
        asked = {"wards": "all", "periods": [PERIOD], "formats": ["html"], "workers": 2, **changes}
        path.write_text(yaml.safe_dump(asked), encoding="utf-8")
        return path

    def batch(self, *options: object, **changes: Any) -> subprocess.CompletedProcess[str]:
        """Run `cchc batch` to its end."""
        return self.run("batch", self.run_file(**changes), *options)

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run `cchc` to its end."""
        command = [CCHC, *map(str, arguments)]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def start(self, *options: object, **changes: Any) -> subprocess.Popen[str]:
        """Start `cchc batch`, in a group of its own."""
        command = [CCHC, "batch", self.run_file(**changes), *map(str, options)]
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
        return subprocess.Popen(command, cwd=self.root, **quiet)

    def add_cell(self, code: str) -> None:
        """A cell more at the notebook's start, behind its parameters; it runs in every report."""
        path = self.root / "notebooks" / "ward_report.ipynb"
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(3, new_code_cell(code, id="added"))
        nbformat.write(notebook, path)

    def edit(self, ward: str, name: str, old: str, new: str) -> None:
        path = self.root / "data" / "wards" / ward / PERIOD / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def contents(self, folder: Path | None = None) -> Mapping[str, bytes]:
        """Every file below a folder, by its name within it."""
        top = folder or self.reports
        return {str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}

    def manifest(self) -> dict[str, Any]:
        return dict(json.loads((self.reports / "manifest.json").read_text(encoding="utf-8")))


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    root = tmp_path / "project"
    for name in ("notebooks", "params"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("runs"))
    for ward in WARDS:
        source = ROOT / "data" / "wards" / "luu-kiem"
        shutil.copytree(source, root / "data" / "wards" / ward)
        place = root / "data" / "wards" / ward / "ward.yaml"
        place.write_text(place.read_text(encoding="utf-8").replace("Lưu Kiếm", f"Kiếm {ward}"), encoding="utf-8")
    return Yard(root)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another time zone and another language of the system."""
    for name, value in {"TZ": "America/Lima", "LC_ALL": "C", "LANG": "C"}.items():
        monkeypatch.setitem(os.environ, name, value)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An object store's server."""
    with object_store() as address:
        yield address


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """An empty bucket, and the environment in which commands reach it."""
    assert answers(f"{endpoint}/moto-api/reset", "POST")
    for name, value in variables(endpoint).items():
        monkeypatch.setitem(os.environ, name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="cchc")
    return Bucket("cchc", client)
