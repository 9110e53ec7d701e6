"""Making the reports of a batch, each in a child of this process."""

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import nbformat

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.run_file import BatchRun
from cchc_lib.publication.batch.batch_options import BatchOptions
from cchc_lib.publication.batch.batch_progress import Failure
from cchc_lib.publication.batch.warm_up import rehearse
from cchc_lib.publication.report.report_job import NOTEBOOK, MadeReport, ReportJob
from cchc_lib.publication.report.ward_report_recipe import make_report, parameters_of
from cchc_lib.publication.storage.store_location import shelf_at
from cchc_lib.runner.failures import NotebookFailed, RunnerError
from cchc_lib.runner.normal_form import in_normal_form, notebook_text
from cchc_lib.runner.outcomes import TimedOut, WorkerDied, WorkerRaised, WorkerReturned
from cchc_lib.runner.papermill_run import ExecutionOptions, prepared_notebook
from cchc_lib.runner.resource_limits import ResourceLimits
from cchc_lib.runner.worker_pool import Task, TaskResult, run_tasks

_FEW = 2
"""Reports for which nothing is rehearsed."""


def make_all(
    project: Project, run: BatchRun, options: BatchOptions, jobs: list[ReportJob]
) -> Iterator[tuple[ReportJob, MadeReport | Failure, float]]:
    """Each job with what became of it and the seconds that it took."""
    shelf, names = shelf_at(project, jobs[0].out), [job.name for job in jobs]
    shelf.clear(names)
    if len(jobs) > _FEW:
        rehearse(project, jobs[0])
    gc.collect()
    gc.freeze()  # So that no child copies a page of memory only to count references anew.
    workers = options.workers or run.file.workers or os.cpu_count() or 1
    try:
        with closing(run_tasks((task_of(project, job) for job in jobs), workers, limits_of(run))) as ends:
            for result in ends:
                yield result.task.name, outcome_of(project, result), result.seconds
    finally:
        gc.unfreeze()
        shelf.clear(names)


def limits_of(run: BatchRun) -> ResourceLimits:
    """What a run file allows each report."""
    memory = run.file.memory_mb * 10**6 if run.file.memory_mb else None
    return ResourceLimits(run.file.cell_seconds, run.file.report_seconds, memory)


def task_of(project: Project, job: ReportJob) -> Task:
    """The making of a report, to be done in a child."""
    return Task(job, _make_one, (project, job))


@dataclass(frozen=True)
class Broken:
    """What is told of a report that could not be made."""

    reason: str
    notebook: str = ""


def _make_one(connection: Connection, project: Project, job: ReportJob) -> MadeReport | Broken:
    """What a child does: one report; it says the index of each cell that begins."""
    try:
        return make_report(project, job, options=ExecutionOptions(in_this_process=True, on_cell_start=connection.send))
    except NotebookFailed as error:
        return Broken(str(error), notebook_text(error.notebook))
    except (UserError, ReportFailed, RunnerError) as error:
        return Broken(str(error))
    except OSError as error:
        return Broken(f"{error.strerror}: {error.filename}" if error.filename else str(error))


def outcome_of(project: Project, result: TaskResult) -> MadeReport | Failure:
    """What became of a report; what is left of its notebook is kept."""
    job: ReportJob = result.task.name
    match result.outcome:
        case WorkerReturned(MadeReport() as made):
            return made
        case WorkerReturned(Broken(reason, notebook)):
            return Failure(job, reason, _kept(project, job, notebook))
        case WorkerRaised(_, traceback):
            return Failure(job, f"a fault of cchc itself:\n{traceback}")
        case TimedOut(seconds, whole):
            what = "the report" if whole else "the cell"
            return _ended_in_cell(project, result, f"{what} did not end within {seconds:g} s")
        case WorkerDied() as died:
            return _ended_in_cell(project, result, str(died))
        case other:
            return Failure(job, f"a fault of cchc itself: {other}")


def _ended_in_cell(project: Project, result: TaskResult, reason: str) -> Failure:
    """A report whose process ended; its notebook is kept with the reason in the cell that it was in."""
    job: ReportJob = result.task.name
    if not isinstance(result.last_message, int):
        return Failure(job, reason)
    notebook = prepared_notebook(project.notebooks / NOTEBOOK, parameters_of(job.ward, job.period))
    error = nbformat.v4.new_output("error", ename="Ended", evalue=reason, traceback=[reason])
    notebook.cells[result.last_message].outputs = [error]
    kept = _kept(project, job, notebook_text(in_normal_form(notebook)))
    return Failure(job, f"Cell {result.last_message + 1} failed: {reason}", kept)


def _kept(project: Project, job: ReportJob, notebook: str) -> Path | None:
    if not notebook:
        return None
    path = project.build / "failed" / job.ward / job.period / "report.ipynb"
    write_atomically(path, notebook)
    return path
