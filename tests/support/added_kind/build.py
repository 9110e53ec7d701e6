"""Build a report with a block of an added kind in every format: `build.py FOLDER`."""

import sys
from pathlib import Path

import nbformat

from cchc_lib.exporters.catalogue import exporter
from cchc_lib.notebook import open_report
from cchc_lib.report.sections.sentences import SentenceRenderer
from tests.support.added_kind.milestones import Milestone, Milestones
from tests.support.notebooks import block_cell, notebook


def build(folder: Path) -> None:
    """Write the report as a notebook and a page, and a short document of the block as PDF and Word."""
    report = open_report("luu-kiem", "2025-07-01_2025-10-20")
    number = SentenceRenderer(report.results).number("procedures.received", "number")
    added = Milestones("moc", "Các mốc trong kỳ", (Milestone("Hồ sơ tiếp nhận", number),))
    blocks = (*report.blocks(), added, report.record(added))
    executed = notebook(*map(block_cell, blocks))
    nbformat.write(executed, folder / "report.ipynb")
    (folder / "report.html").write_bytes(exporter("html")(executed))
    document = notebook(*map(block_cell, (report.letterhead(), added, report.closing())))
    for name in ("pdf", "docx"):
        (folder / f"report.{name}").write_bytes(exporter(name)(document))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
