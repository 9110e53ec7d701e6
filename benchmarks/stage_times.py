"""The time of each stage of a report in one warm process: the least that a batch could take for it.

`python -m benchmarks.stage_times PERIOD WARD...` runs in a project's folder and prints, for each ward, the seconds of
all stages on a line.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise
from time import perf_counter

from cchc_lib.exporters.html import export
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project, find_project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.publication.batch.warm_up import notebook_of_blocks
from cchc_lib.report.ward_report import WardReport

STAGES = ("reading and computing", "charts", "tables and prose", "record", "forms for the notebook", "the page")
"""The stages in the order in which their times are printed."""


def stage_times(project: Project, ward: str, period: str) -> list[float]:
    """Return the seconds of each of the `STAGES` of one report."""
    times = [perf_counter()]
    results = compute(load_inputs(project, ward, period))
    times.append(perf_counter())
    report = WardReport(results)
    report.chart("documents")  # The first chart draws all of them.
    times.append(perf_counter())
    report.blocks()
    times.append(perf_counter())
    report.record()
    times.append(perf_counter())
    notebook = notebook_of_blocks(report)
    times.append(perf_counter())
    export(notebook)
    times.append(perf_counter())
    return [end - start for start, end in pairwise(times)]


def main(period: str, wards: Sequence[str]) -> None:
    """Print the seconds of the stages of each ward."""
    project = find_project()
    for ward in wards:
        print(*stage_times(project, ward, period))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
