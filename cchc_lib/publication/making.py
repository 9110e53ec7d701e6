"""Making the reports of a batch, each in a child of this process."""

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import nbformat

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.run_file import Run
from cchc_lib.publication.folders import remove_remains, write_whole
from cchc_lib.publication.jobs import NOTEBOOK, BatchOptions, Failure, MadeReport, ReportJob, place_of
from cchc_lib.publication.rehearsal import rehearse
from cchc_lib.publication.report import make_report, parameters_of
from cchc_lib.runner.children import Died, Done, Raised
from cchc_lib.runner.limits import Limits
from cchc_lib.runner.normal_form import in_normal_form, notebook_text
from cchc_lib.runner.papermill_run import Conditions, NotebookFailed, prepared_notebook
from cchc_lib.runner.pool import Ended, Overdue, Task, run_all

_FEW = 2
"""Reports for which nothing is rehearsed."""


def make_all(
    project: Project, run: Run, options: BatchOptions, jobs: list[ReportJob]
) -> Iterator[tuple[ReportJob, MadeReport | Failure, float]]:
    """Each job with what became of it and the seconds that it took."""
    places = [place_of(project, job, job.ward, job.period) for job in jobs]
    for place in places:
        remove_remains(place)
    if len(jobs) > _FEW:
        rehearse(project, jobs[0])
    gc.collect()
    gc.freeze()  # So that no child copies a page of memory only to count references anew.
    file = run.file
    memory = file.memory_mb * 10**6 if file.memory_mb else None
    limits = Limits(file.cell_seconds, file.report_seconds, memory)
    tasks = (Task(job, _make_one, (project, job)) for job in jobs)
    workers = options.workers or file.workers or os.cpu_count() or 1
    try:
        with closing(run_all(tasks, workers, limits)) as ends:
            for ended in ends:
                yield ended.task.name, _outcome(project, ended), ended.seconds
    finally:
        gc.unfreeze()
        for place in places:
            remove_remains(place)


@dataclass(frozen=True)
class _Broken:
    """What a child tells of a report that it could not make."""

    reason: str
    notebook: str = ""


def _make_one(connection: Connection, project: Project, job: ReportJob) -> MadeReport | _Broken:
    """What a child does: one report; it says the index of each cell that begins."""
    try:
        return make_report(project, job, conditions=Conditions(disposable=True, begun=connection.send))
    except NotebookFailed as error:
        return _Broken(str(error), notebook_text(error.notebook))
    except (UserError, ReportFailed) as error:
        return _Broken(str(error))
    except OSError as error:
        return _Broken(f"{error.strerror}: {error.filename}" if error.filename else str(error))


def _outcome(project: Project, ended: Ended) -> MadeReport | Failure:
    job: ReportJob = ended.task.name
    match ended.end:
        case Done(MadeReport() as made):
            return made
        case Done(_Broken(reason, notebook)):
            return Failure(job, reason, _kept(project, job, notebook))
        case Raised(_, traceback):
            return Failure(job, f"a fault of cchc itself:\n{traceback}")
        case Overdue(seconds, whole):
            what = "the report" if whole else "the cell"
            return _ended_in_cell(project, ended, f"{what} did not end within {seconds:g} s")
        case Died() as died:
            return _ended_in_cell(project, ended, str(died))
        case other:
            return Failure(job, f"a fault of cchc itself: {other}")


def _ended_in_cell(project: Project, ended: Ended, reason: str) -> Failure:
    """A report whose process ended; its notebook is kept with the reason in the cell that it was in."""
    job: ReportJob = ended.task.name
    if not isinstance(ended.said, int):
        return Failure(job, reason)
    notebook = prepared_notebook(project.notebooks / NOTEBOOK, parameters_of(job.ward, job.period))
    error = nbformat.v4.new_output("error", ename="Ended", evalue=reason, traceback=[reason])
    notebook.cells[ended.said].outputs = [error]
    kept = _kept(project, job, notebook_text(in_normal_form(notebook)))
    return Failure(job, f"Cell {ended.said + 1} failed: {reason}", kept)


def _kept(project: Project, job: ReportJob, notebook: str) -> Path | None:
    if not notebook:
        return None
    path = project.build / "failed" / job.ward / job.period / "report.ipynb"
    write_whole(path, notebook)
    return path
