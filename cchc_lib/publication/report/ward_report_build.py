"""Building the report of one ward for one period."""

from pathlib import Path

from cchc_lib.errors import UserError
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from cchc_lib.inputs.report_outline import STANDARD
from cchc_lib.publication.report.build_progress import Progress, audit_summary, ignore_progress
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.document_recipe import DocumentPlan, DocumentSource, build_document
from cchc_lib.publication.report.indicator_table import indicator_table
from cchc_lib.publication.report.notebook_run import NotebookRun, exporters_of, ward_parameters
from cchc_lib.publication.report.report_job import WARD_NOTEBOOK, ReportJob, reports_of, scenario_suffix, scenarios_of
from cchc_lib.publication.storage.output_store import OutputStore
from cchc_lib.publication.storage.store_location import store_at
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value_key import Aspect
from cchc_lib.record.ward_record import scenario_node
from cchc_lib.runner.papermill_run import IN_CHILD_PROCESS, ExecutionOptions
from cchc_lib.scenarios.baseline_comparison import compare


def build_report(
    project: Project, job: ReportJob, progress: Progress = ignore_progress, options: ExecutionOptions = IN_CHILD_PROCESS
) -> BuiltDocument:
    """Build the report of a ward and write it to its store as a whole.

    The data are read here and again by the notebook: faulty data are reported before a process is started for the
    notebook, and the comparison of both shows that the notebook used the data that were asked for.

    Args:
        project: the folders.
        job: the report.
        progress: is called with each step.
        options: how the cells of the notebook run.

    Raises:
        UserError: arguments or input files are at fault; nothing is written.
        ReportFailed: a cell of the notebook failed, or the notebook used other data.
    """
    exports = exporters_of(job.formats)
    progress("reading and checking the data")
    inputs = load_inputs(project, job.ward, job.period, job.outline)
    results = compare(inputs, job.scenario).results if job.scenario else compute(inputs)
    inputs = results.inputs
    store, name = _destination(project, job, results)
    source = DocumentSource(
        inputs.slug,
        inputs.period.name,
        dict(inputs.hashes),
        inputs.content.document.origin.notice,
        scenario_node(inputs.scenario) if inputs.scenario else None,
    )
    plan = DocumentPlan(
        source,
        notebook_run(project, job, inputs),
        store,
        name,
        job.stem,
        exports,
        {f"indicators{scenario_suffix(job.scenario)}.csv": indicator_table(results).encode()},
        _steps(results),
        audit_summary,
        job.replaces,
    )
    return build_document(project, plan, progress, options)


def notebook_run(project: Project, job: ReportJob, inputs: ReportInputs) -> NotebookRun:
    """Return the notebook of a report with its parameters.

    Raises:
        UserError: the job names a notebook that does not exist.
    """
    notebook = Path(job.notebook) if job.notebook else project.notebooks / WARD_NOTEBOOK
    if not notebook.is_file():
        raise UserError(f"There is no notebook {notebook}; name a copy of notebooks/{WARD_NOTEBOOK}.", "notebook")
    parameters = ward_parameters(inputs.slug, inputs.period.name, job.scenario)
    # The ward's own outline applies where none is named.
    is_named = inputs.outline.name != (inputs.ward.outline or STANDARD)
    return NotebookRun(notebook, parameters, job.scenario, inputs.outline, is_named)


def _destination(project: Project, job: ReportJob, results: Results) -> tuple[OutputStore, str]:
    """Return the store and the report's name there.

    The reports of scenarios and variants never lie among the wards' reports, which they would replace.
    """
    inputs = results.inputs
    name = f"{inputs.slug}/{inputs.period.name}"
    reports, usual = project.build / "reports", reports_of(project, inputs.outline.name, inputs.ward.outline)
    if (job.scenario or usual != reports) and job.out and Path(job.out).resolve().is_relative_to(reports.resolve()):
        kind = "scenario" if job.scenario else "variant"
        raise UserError(
            f"The report of a {kind} is never written among the reports in {reports.resolve()}; name another place.",
            "out",
        )
    if not job.scenario:
        return store_at(job.out or usual), name
    scenarios = scenarios_of(project, inputs.outline.name, inputs.ward.outline)
    return store_at(job.out or scenarios), f"{job.scenario.name}/{name}"


def _steps(results: Results) -> tuple[str, ...]:
    stated = {code for code, figure in results.inputs.figures.items() if figure.state is not State.NOT_GIVEN}
    # Few wards state the other figures, so that nobody misses them.
    expected = {code for code, definition in results.inputs.catalogue.figures.items() if definition.is_expected}
    changed = sum(value.key.aspect is Aspect.BASELINE for value in results.values.values())
    return (
        f"{len(stated)} of {len(stated | expected)} figures given; the report says where one is missing",
        *([f"the scenario changes {changed or 'none'} of this ward's numbers"] if results.inputs.scenario else []),
        "running the notebook",
    )
