"""What a process does once so that no child of it does it anew: templates compiled, fonts measured, modules loaded."""

import nbformat

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.publication.report.report_job import NOTEBOOK, ReportJob
from cchc_lib.publication.report.ward_report_recipe import parameters_of
from cchc_lib.publication.storage.remote_access import load_store
from cchc_lib.report.ward_report import WardReport
from cchc_lib.runner.papermill_run import prepared_notebook

WITHOUT_THREADS = ("html",)
"""Formats whose libraries start no threads, after which a process is not forked; typst, which sets PDF and draws for
DOCX, does.
"""


def rehearse(project: Project, job: ReportJob) -> None:
    """Make a report's blocks and formats once and throw them away; faults are left to be told by the job itself."""
    try:
        report = WardReport(compute(load_inputs(project, job.ward, job.period, indicator_units())))
        prepared_notebook(project.notebooks / NOTEBOOK, parameters_of(job.ward, job.period))
    except (UserError, InputErrors):
        return
    if is_address(job.out):
        load_store(job.out)
    notebook = shown(report)
    for name in job.formats:
        export = exporter(name)  # Its libraries are loaded in any case.
        if name in WITHOUT_THREADS:
            export(notebook)


def shown(report: WardReport) -> nbformat.NotebookNode:
    """A notebook that shows every block, without having been run."""
    bundles = [block._repr_mimebundle_() for block in (*report.blocks(), report.record())]
    outputs = [{"output_type": "display_data", "data": bundle, "metadata": {}} for bundle in bundles]
    cells = [{"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]} for output in outputs]
    notebook: nbformat.NotebookNode = nbformat.from_dict({"cells": cells, "metadata": {}})
    return notebook
