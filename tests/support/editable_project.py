"""A copy of the project's data and parameters that a test may change."""

from dataclasses import dataclass
from pathlib import Path

from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import PERIOD, ROOT, WARD_FOLDER


@dataclass(frozen=True)
class EditableProject:
    """The copy's folder and what tests do with it."""

    root: Path

    @property
    def project(self) -> Project:
        """The project with the copy as its data and parameters."""
        return Project(ROOT, self.root / "data", self.root / "params")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that occurs exactly once in a file of the Lưu Kiếm period."""
        path = self.root / "data" / WARD_FOLDER / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def report(self) -> WardReport:
        """Return the Lưu Kiếm report of the copy as it is now."""
        return WardReport(compute(load_inputs(self.project, "luu-kiem", PERIOD)))
