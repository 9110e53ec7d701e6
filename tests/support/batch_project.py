"""A project of a few small wards that a test may change, and the batch command in it."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbformat.v4 import new_code_cell

from tests.support.checkout import CCHC, PERIOD

WARDS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class BatchProject:
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


def outcome_counts(result: subprocess.CompletedProcess[str]) -> tuple[int, int, int]:
    """Reports made, cached and failed."""
    found = re.search(r"(\d+) made, (\d+) cached, (\d+) failed in", result.stdout)
    assert found, result.stdout + result.stderr
    made, cached, failed = map(int, found.groups())
    return made, cached, failed


def unfinished_files(folder: Path) -> list[Path]:
    """What a report that was not finished would leave behind."""
    return [path for path in folder.rglob("*") if path.name.startswith(".")]


def wait_for(happened: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
