"""Making one report, readable from top to bottom."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_lib.audit.declaration import Severity
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.project import SCENARIO_VARIABLE, Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_file import scenario_text
from cchc_lib.publication.report.indicator_table import indicators_text
from cchc_lib.publication.report.notebook_run import Execution, execute, exporters_of, record_of
from cchc_lib.publication.report.replacement import may_hold
from cchc_lib.publication.report.report_job import NOTEBOOK, MadeReport, Progress, ReportJob, mark_of, outputs_of
from cchc_lib.publication.storage.output_store import Shelf
from cchc_lib.publication.storage.store_location import shelf_at
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value_key import Aspect
from cchc_lib.record.content_hash import with_text_hash
from cchc_lib.record.file_format import record_text
from cchc_lib.record.model import Record
from cchc_lib.record.ward_record import scenario_node
from cchc_lib.runner.normal_form import notebook_text
from cchc_lib.runner.papermill_run import IN_CHILD_PROCESS, ExecutionOptions
from cchc_lib.scenarios.baseline_comparison import compare


def make_report(
    project: Project,
    job: ReportJob,
    progress: Progress = lambda _: None,
    options: ExecutionOptions = IN_CHILD_PROCESS,
) -> MadeReport:
    """Make one report and put it in place whole.

    Raises:
        UserError: arguments or input files are at fault; nothing is written.
        ReportFailed: a cell of the notebook failed, or the result is not what was asked for.
    """
    exports = exporters_of(job.formats)
    progress("reading and checking the data")
    results = _results(project, job)
    shelf, name = _place(project, job, results)
    notice = results.inputs.content.document.origin.notice
    _assert_free(shelf, name, notice)
    progress(_coverage(results))
    if job.scenario:
        progress(_moved(results))
    progress("running the notebook")
    scenario = job.scenario.parameter if job.scenario else ""
    parameters = parameters_of(results.inputs.slug, results.inputs.period.name, scenario)
    execution = Execution(NOTEBOOK, parameters, options)
    with _put_aside(job.scenario) as aside:
        notebook = execute(project, execution, aside)
    record = record_of(notebook, execution)
    _assert_asked_for(record, results)
    progress(_told(project, record))
    files = {
        job.file_name("ipynb"): with_text_hash(notebook_text(notebook)).encode(),
        "record.json": record_text(record).encode(),
        f"indicators{mark_of(job.scenario)}.csv": indicators_text(results).encode(),
    }
    for each, export in exports.items():
        progress(f"writing {each.upper()}")
        files[job.file_name(each)] = export(notebook)
    outputs = outputs_of(files, shelf.put(name, files))
    return MadeReport(shelf.place(name), results.inputs.hashes, notice, outputs)


def _results(project: Project, job: ReportJob) -> Results:
    inputs = load_inputs(project, job.ward, job.period, indicator_units())
    return compare(inputs, job.scenario).results if job.scenario else compute(inputs)


def _place(project: Project, job: ReportJob, results: Results) -> tuple[Shelf, str]:
    """The shelf and the report's name on it; a scenario's never lies among the reports."""
    name = f"{results.inputs.slug}/{results.inputs.period.name}"
    if not job.scenario:
        return shelf_at(project, job.out), name
    reports = (project.build / "reports").resolve()
    if job.out and Path(job.out).resolve().is_relative_to(reports):
        raise UserError(f"A scenario's report is never put among the reports in {reports}; name another --out.")
    return shelf_at(project, job.out or str(project.build / "scenarios")), f"{job.scenario.name}/{name}"


def _assert_free(shelf: Shelf, name: str, notice: str) -> None:
    if not may_hold(shelf, name, notice):
        raise UserError(
            f"{shelf.place(name)} holds a report of a ward's own figures, which a simulated one does not replace; "
            "name another place, such as --out build/simulated-reports."
        )


def _told(project: Project, record: Record) -> str:
    findings = record.findings
    counted = Counter(finding.severity for finding in findings)
    known = sum(finding.acknowledged is not None for finding in findings)
    named = ", ".join(f"{counted[each]} {each}{'s' if counted[each] != 1 else ''}" for each in Severity)
    others = {"data": project.data, "params": project.params}
    options = "".join(f" --{name} {path}" for name, path in others.items() if path != project.root / name)
    if record.scenario:
        return f"the audit found {named}; {known} acknowledged"
    command = f"cchc check {record.subject.slug} {record.period.name}{options}"
    return f"the audit found {named}; {known} acknowledged; see: {command}"


def _coverage(results: Results) -> str:
    figures = results.inputs.figures.values()
    stated = sum(figure.state is not State.NOT_GIVEN for figure in figures)
    return f"{stated} of {len(figures)} figures given; the report says where one is missing"


def _moved(results: Results) -> str:
    moved = sum(value.key.aspect is Aspect.BASELINE for value in results.values.values())
    return f"the scenario moves {moved or 'none'} of this ward's numbers"


@contextmanager
def _put_aside(scenario: Scenario | None) -> Iterator[dict[str, str]]:
    """Where the notebook finds a scenario that its parameter names, wherever its file lies."""
    if not scenario:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        path = Path(folder) / f"{scenario.name}.yaml"
        path.write_text(scenario_text(scenario), encoding="utf-8")
        yield {SCENARIO_VARIABLE: str(path)}


def parameters_of(ward: str, period: str, scenario: str = "") -> dict[str, str]:
    """The notebook's parameters for a report; those of one without a scenario are what a person would type."""
    return {"ward": ward, "period": period} | ({"scenario": scenario} if scenario else {})


def _assert_asked_for(record: Record, results: Results) -> None:
    inputs = results.inputs
    made = record.subject.slug, record.period.name, record.hashes, record.scenario
    scenario = scenario_node(inputs.scenario) if inputs.scenario else None
    asked = inputs.slug, inputs.period.name, dict(inputs.hashes), scenario
    if made != asked:
        raise ReportFailed(f"The notebook reports {made[:2]} where {asked[:2]} was asked for, or its files changed.")
