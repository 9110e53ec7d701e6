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
    """The project's folder and what tests do in it."""

    root: Path

    @property
    def reports(self) -> Path:
        """Folder that batches put their reports in."""
        return self.root / "build" / "reports"

    def run_file(self, **changes: Any) -> Path:
        """Write the run file of all wards, with some keys changed, and return its path."""
        path = self.root / "params" / "runs" / "run.yaml"
        path.parent.mkdir(exist_ok=True)
        asked = {"wards": "all", "periods": [PERIOD], "formats": ["html"], "workers": 2, **changes}
        path.write_text(yaml.safe_dump(asked), encoding="utf-8")
        return path

    def batch(self, *options: object, **changes: Any) -> subprocess.CompletedProcess[str]:
        """Run `cchc batch` and wait until it ends; `changes` are keys of its run file."""
        return self.run("batch", self.run_file(**changes), *options)

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run `cchc` in the project and wait until it ends."""
        command = [str(CCHC), *map(str, arguments)]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def start(self, *options: object, **changes: Any) -> subprocess.Popen[str]:
        """Start `cchc batch` in a new process group and return at once."""
        return subprocess.Popen(
            [str(CCHC), "batch", str(self.run_file(**changes)), *map(str, options)],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def add_cell(self, code: str) -> None:
        """Add a cell behind the notebook's parameters, where it runs in every report."""
        path = self.root / "notebooks" / "ward_report.ipynb"
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(3, new_code_cell(code, id="added"))
        nbformat.write(notebook, path)

    def edit(self, ward: str, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file of a ward's period."""
        path = self.root / "data" / "wards" / ward / PERIOD / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def contents(self, folder: Path | None = None) -> Mapping[str, bytes]:
        """Return every file below a folder, the reports by default, by its path within it."""
        top = folder or self.reports
        return {str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}

    def manifest(self) -> dict[str, Any]:
        """Return the batch's manifest."""
        return dict(json.loads((self.reports / "manifest.json").read_text(encoding="utf-8")))


def outcome_counts(result: subprocess.CompletedProcess[str]) -> tuple[int, int, int]:
    """Return how many reports a batch has built, taken from the cache and failed to build."""
    found = re.search(r"(\d+) made, (\d+) cached, (\d+) failed in", result.stdout)
    assert found, result.stdout + result.stderr
    made, cached, failed = map(int, found.groups())
    return made, cached, failed


def unfinished_files(folder: Path) -> list[Path]:
    """Return the temporary files and folders that an unfinished report would leave behind."""
    return [path for path in folder.rglob("*") if path.name.startswith(".")]


def wait_for(happened: Callable[[], bool], seconds: float = 120) -> None:
    """Return once something has happened, or when so many seconds are over."""
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
