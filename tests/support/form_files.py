"""Files of forms and outlines in a copy of the project's parameters."""

from dataclasses import dataclass

from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import PERIOD
from tests.support.editable_project import EditableProject


@dataclass(frozen=True)
class VariantProject:
    """A copy of the project to which a test adds forms and outlines."""

    copy: EditableProject

    def add_form(self, name: str, head: str, lines: str) -> None:
        """Write the two files of a form."""
        self._write(f"forms/{name}.yaml", head)
        self._write(f"forms/{name}.csv", lines)

    def add_outline(self, name: str, text: str) -> None:
        """Write the file of an outline."""
        self._write(f"outlines/{name}.yaml", text)

    def report(self, outline: str) -> WardReport:
        """Return the Lưu Kiếm report by an outline."""
        return WardReport(compute(load_inputs(self.copy.project, "luu-kiem", PERIOD, outline)))

    def _write(self, name: str, text: str) -> None:
        (self.copy.project.params / name).write_text(text, encoding="utf-8")
