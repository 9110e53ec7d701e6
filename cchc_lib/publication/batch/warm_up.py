"""Preparing a process for its children: templates are compiled, fonts are measured and modules are loaded once.

A child that is forked afterwards shares all this with its parent and starts at once.
"""

import nbformat

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.exporters.catalogue import FORMATS, exporter
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.publication.report.ward_report_build import notebook_run
from cchc_lib.publication.storage.store_location import store_at
from cchc_lib.report.ward_report import WardReport
from cchc_lib.runner.papermill_run import prepared_notebook


def warm_up(project: Project, job: ReportJob) -> None:
    """Make the blocks and formats of a report once, and discard them.

    Faults of the data are ignored: building the report will state them.
    """
    try:
        inputs = load_inputs(project, job.ward, job.period, job.outline)
        report, run = WardReport(compute(inputs)), notebook_run(project, job, inputs)
        prepared_notebook(run.notebook, run.parameters)
    except (UserError, InputErrors):
        return
    store_at(job.out or project.build / "reports").prepare()
    notebook = notebook_of_blocks(report)
    for name in job.formats:
        export = exporter(name)  # Loads the libraries of every format, also of those that are not exported here.
        if not FORMATS[name].starts_threads:  # A process with threads cannot be forked safely.
            export(notebook)


def notebook_of_blocks(report: WardReport) -> nbformat.NotebookNode:
    """Return a notebook that shows every block of a report, as if it had been run."""
    bundles = [block._repr_mimebundle_() for block in (*report.blocks(), report.record())]
    outputs = [{"output_type": "display_data", "data": bundle, "metadata": {}} for bundle in bundles]
    cells = [{"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]} for output in outputs]
    notebook: nbformat.NotebookNode = nbformat.from_dict({"cells": cells, "metadata": {}})
    return notebook
