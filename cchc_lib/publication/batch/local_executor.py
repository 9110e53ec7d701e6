"""The executor of one machine: each report is built in a child of this process."""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import nbformat

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.run_file import BatchRun
from cchc_lib.publication.batch.batch_plan import BatchPlan
from cchc_lib.publication.batch.outcome import Failure, JobResult
from cchc_lib.publication.batch.report_key import ReportKey
from cchc_lib.publication.batch.warm_up import warm_up
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.notebook_run import ward_parameters
from cchc_lib.publication.report.report_job import WARD_NOTEBOOK, ReportJob
from cchc_lib.publication.report.ward_report_build import build_report
from cchc_lib.runner.failures import NotebookFailed, RunnerError
from cchc_lib.runner.normal_form import in_normal_form, notebook_text
from cchc_lib.runner.outcomes import TimedOut, WorkerDied, WorkerRaised, WorkerReturned
from cchc_lib.runner.papermill_run import ExecutionOptions, prepared_notebook
from cchc_lib.runner.resource_limits import ResourceLimits
from cchc_lib.runner.worker_pool import Task, TaskResult, run_tasks

_WARM_UP_FROM = 3
"""The number of reports from which on the warm-up saves more time than it takes."""


@dataclass(frozen=True)
class WorkerError:
    """The error of a process that could not build a report."""

    reason: str
    notebook: str = ""
    """The text of the notebook with the outputs until the error; empty if there is none."""


def run_jobs(plan: BatchPlan, jobs: Mapping[ReportJob, ReportKey]) -> Iterator[JobResult]:
    """Build reports, several at once, and yield each result as soon as it is known.

    Closing the iterator ends the processes that still run.
    """
    names = [job.name for job in jobs]
    plan.store.remove_unfinished(names)
    if len(jobs) >= _WARM_UP_FROM:
        warm_up(plan.project, next(iter(jobs)))
    # Frozen objects keep their memory pages untouched by the garbage collector, so that children share these pages
    # with this process and do not copy them.
    gc.collect()
    gc.freeze()
    run = plan.request.run
    workers = plan.request.options.workers or run.file.workers or os.cpu_count() or 1
    tasks = (build_task(plan.project, job) for job in jobs)
    try:
        with closing(run_tasks(tasks, workers, limits_of(run))) as ends:
            for ended in ends:
                yield JobResult(ended.task.name, outcome_of(plan.project, ended), ended.seconds)
    finally:
        gc.unfreeze()
        plan.store.remove_unfinished(names)


def limits_of(run: BatchRun) -> ResourceLimits:
    """Return the limits that a run file sets for each report."""
    memory = run.file.memory_mb * 10**6 if run.file.memory_mb else None
    return ResourceLimits(run.file.cell_seconds, run.file.report_seconds, memory)


def build_task(project: Project, job: ReportJob) -> Task:
    """Return the task of building one report in a child."""
    return Task(job, _build_in_child, (project, job))


def _build_in_child(connection: Connection, project: Project, job: ReportJob) -> BuiltDocument | WorkerError:
    """Build a report; the index of each cell is sent to the parent when the cell begins."""
    try:
        return build_report(project, job, options=ExecutionOptions(in_this_process=True, on_cell_start=connection.send))
    except NotebookFailed as error:
        return WorkerError(str(error), notebook_text(error.notebook))
    except (UserError, ReportFailed, RunnerError) as error:
        return WorkerError(str(error))
    except OSError as error:
        return WorkerError(f"{error.strerror}: {error.filename}" if error.filename else str(error))


def outcome_of(project: Project, ended: TaskResult) -> BuiltDocument | Failure:
    """Return the outcome of a task that ended, and keep the notebook of a report that failed."""
    job: ReportJob = ended.task.name
    match ended.outcome:
        case WorkerReturned(BuiltDocument() as report):
            return report
        case WorkerReturned(WorkerError(reason, notebook)):
            return Failure(job, reason, _keep_notebook(project, job, notebook) if notebook else None)
        case WorkerRaised(_, traceback):
            return Failure(job, f"a fault of cchc itself:\n{traceback}")
        case TimedOut(seconds, whole):
            limited = "the report" if whole else "the cell"
            return _failure_in_cell(project, ended, f"{limited} did not end within {seconds:g} s")
        case WorkerDied() as died:
            return _failure_in_cell(project, ended, str(died))
        case other:
            return Failure(job, f"a fault of cchc itself: {other}")


def _failure_in_cell(project: Project, ended: TaskResult, reason: str) -> Failure:
    """Return the failure of a process that ended within a cell.

    The process left no outputs; the kept notebook holds the reason as the output of that cell.
    """
    job: ReportJob = ended.task.name
    if not isinstance(ended.last_message, int):
        return Failure(job, reason)
    notebook = prepared_notebook(project.notebooks / WARD_NOTEBOOK, ward_parameters(job.ward, job.period))
    error = nbformat.v4.new_output("error", ename="Ended", evalue=reason, traceback=[reason])
    notebook.cells[ended.last_message].outputs = [error]
    kept = _keep_notebook(project, job, notebook_text(in_normal_form(notebook)))
    return Failure(job, f"Cell {ended.last_message + 1} failed: {reason}", kept)


def _keep_notebook(project: Project, job: ReportJob, notebook: str) -> Path:
    path = project.build / "failed" / job.ward / job.period / "report.ipynb"
    write_atomically(path, notebook)
    return path
