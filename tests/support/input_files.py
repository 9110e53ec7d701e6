"""The input files of one report, copied so that a test may make them faulty."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from tests.support.checkout import PERIOD

OF_THE_WARD = ("ward.yaml",)
PARAMETERS = ("defaults.yaml", "targets.yaml")


@dataclass(frozen=True)
class InputFiles:
    """The files of one report; each is called by its own name alone, as `figures.csv`."""

    root: Path

    @property
    def project(self) -> Project:
        """The project that the files belong to."""
        return Project(self.root, self.root / "data", self.root / "params")

    def path_in_messages(self, name: str) -> str:
        """Return the path by which messages name a file; it can be opened from the current folder."""
        return str(self.path(name))

    def recorded(self, name: str) -> str:
        """Return the path by which records name a file, relative to the data or params folder."""
        return str(self.path(name).relative_to(self.root / ("params" if name in PARAMETERS else "data")))

    def path(self, name: str) -> Path:
        """Return where a file is."""
        if name in PARAMETERS:
            return self.root / "params" / name
        ward = self.root / "data" / "wards" / "luu-kiem"
        return ward / name if name in OF_THE_WARD else ward / PERIOD / name

    def read(self, name: str) -> str:
        """Return a file's text."""
        return self.path(name).read_bytes().decode("utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Replace a file's content."""
        self.path(name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace a text that occurs in a file exactly once; return its row."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def append(self, name: str, line: str) -> int:
        """Add a line at the end of a file; return its row."""
        text = self.read(name)
        self.write(name, f"{text}{line}\n")
        return text.count("\n") + 1

    def change(self, name: str, key: str, **cells: str) -> int:
        """Change cells of the first row of a table whose first cell is `key`; return its row."""
        lines = self.read(name).split("\n")
        row = next(row for row, line in enumerate(lines, start=1) if line.startswith(f"{key},"))
        header, old = next(csv.reader([lines[0]])), next(csv.reader([lines[row - 1]]))
        changed = io.StringIO()
        csv.writer(changed, lineterminator="").writerow((dict(zip(header, old, strict=True)) | cells).values())
        self.write(name, "\n".join((*lines[: row - 1], changed.getvalue(), *lines[row:])))
        return row

    def say(self, sentence: str, passage: str = "next.finance") -> int:
        """Add a sentence to a passage of content.yaml that is a list; return its row."""
        return self.edit("content.yaml", f"  {passage}:\n", f"  {passage}:\n    - {sentence}\n") + 1

    def load(self, ward: str = "luu-kiem", period: str = PERIOD) -> ReportInputs:
        """Load the files; raise InputErrors if they are faulty."""
        return load_inputs(self.project, ward, period)

    def problems(self, period: str = PERIOD) -> tuple[Problem, ...]:
        """Return the problems that loading reports; none if it succeeds."""
        try:
            self.load(period=period)
        except InputErrors as errors:
            return errors.problems
        return ()

    def problem(self) -> Problem:
        """Return the only problem that loading reports."""
        (only,) = self.problems()
        return only
