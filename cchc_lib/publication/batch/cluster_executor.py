"""The executor of a dask.distributed cluster: what the batch's own process does, and what a dask worker does.

A dask worker has threads and cannot fork safely. Each of its threads therefore uses a report worker: a process that
loads everything once and forks a child for each report (`report_worker.py`).
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from multiprocessing import Pipe
from queue import Empty, SimpleQueue
from typing import Any

import distributed

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.publication.batch.batch_plan import BatchPlan
from cchc_lib.publication.batch.local_executor import WorkerError, limits_of, outcome_of
from cchc_lib.publication.batch.outcome import Failure, JobResult
from cchc_lib.publication.batch.report_key import ReportKey
from cchc_lib.publication.batch.work_request import WorkRequest
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.runner.child_process import ONE_THREAD
from cchc_lib.runner.worker_pool import TaskResult

_TIMEOUT_SECONDS = 10
"""The time to wait for a scheduler, and then for its first worker."""
_PLUGIN = "cchc-report-workers"


def run_on_cluster(scheduler: str, plan: BatchPlan, jobs: Mapping[ReportJob, ReportKey]) -> Iterator[JobResult]:
    """Build reports on a cluster and yield each result as soon as it is known.

    The cluster gives the report of a worker that dies to another worker.

    Args:
        scheduler: the address of the scheduler, such as tcp://host:8786.
        plan: the batch.
        jobs: the reports to build, each with its key.

    Raises:
        UserError: no scheduler answers at the address, or it has no worker.
    """
    plan.store.remove_unfinished([job.name for job in jobs])
    with _connect(scheduler) as client:
        client.register_plugin(ReportWorkerPlugin(), name=_PLUGIN)
        requests = [_work_request(plan, job, key) for job, key in jobs.items()]
        futures = {
            client.submit(_build_on_worker, request, pure=False): job
            for job, request in zip(jobs, requests, strict=True)
        }
        try:
            for future in distributed.as_completed(futures):
                yield _result(plan, futures[future], future)
                future.release()
        finally:
            client.cancel(list(futures))


def _connect(scheduler: str) -> Any:
    try:
        client = distributed.Client(scheduler, timeout=_TIMEOUT_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(
            f"The cluster at {scheduler} cannot be used: {error}. Start one with `dask scheduler`, see docs/scale.md."
        ) from error
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT_SECONDS)
    except TimeoutError as error:
        client.close()
        raise UserError(
            f"The cluster at {scheduler} has no worker; start one in a clone with `dask worker {scheduler}`."
        ) from error
    return client


def _work_request(plan: BatchPlan, job: ReportJob, key: ReportKey) -> WorkRequest:
    """Return the request for a report; default folders are left empty, since a worker has its own project."""
    project = plan.project
    default = Project(project.root, project.root / "data", project.root / "params")
    data = plan.request.data
    if not is_address(data):
        data = "" if project.data == default.data else str(project.data)
    params = "" if project.params == default.params else str(project.params)
    return WorkRequest(replace(job, out=plan.store.location("")), key, data, params, limits_of(plan.request.run))


def _result(plan: BatchPlan, job: ReportJob, future: Any) -> JobResult:
    try:
        answer: TaskResult | WorkerError = future.result()
    except Exception as error:  # Anything that keeps a worker from answering: it died too often, or has no cchc.
        return JobResult(job, Failure(job, f"no worker could make it: {type(error).__name__}: {error}"))
    if isinstance(answer, WorkerError):
        return JobResult(job, Failure(job, answer.reason))
    outcome = outcome_of(plan.project, answer)
    if isinstance(outcome, BuiltDocument) and not _is_here(plan, job):
        reason = f"its worker wrote it to {outcome.location}, which is not on this machine; write to an address"
        outcome = Failure(job, reason)
    return JobResult(job, outcome, answer.seconds)


def _is_here(plan: BatchPlan, job: ReportJob) -> bool:
    """Return whether this machine can read a report; a worker may have written it to another disk."""
    return plan.store.is_shared or bool(plan.store.fingerprints([job.name]).get(job.name))


def _build_on_worker(request: WorkRequest) -> TaskResult | WorkerError:
    """Run on a dask worker: build a report in one of its report workers."""
    plugin: Any = distributed.get_worker().plugins[_PLUGIN]
    answer: TaskResult | WorkerError = plugin.build(request)
    return answer


class ReportWorkerPlugin(distributed.WorkerPlugin):
    """The idle report workers of a dask worker."""

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - dask's signature
        """Start with no report worker."""
        self._idle: SimpleQueue[ReportWorker] = SimpleQueue()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - dask's signature
        """End the idle report workers; a busy one ends when this process does, since its connection breaks."""
        while not self._idle.empty():
            self._idle.get().end()

    def build(self, request: WorkRequest) -> TaskResult | WorkerError:
        """Build a report in an idle report worker, or in a new one.

        Raises:
            EOFError: the report worker ended.
        """
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = ReportWorker()
        try:
            answer = worker.build(request)
        except BaseException:
            worker.end()
            raise
        self._idle.put(worker)
        return answer


class ReportWorker:
    """A process that builds one report after another."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        command = [sys.executable, "-m", "cchc_lib.publication.batch.report_worker", str(theirs.fileno())]
        # In a new session, since an interrupt at the dask worker's terminal is for the dask worker to handle.
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter and this package
            command,
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            env=os.environ | ONE_THREAD,
            start_new_session=True,
        )
        theirs.close()

    def build(self, request: WorkRequest) -> TaskResult | WorkerError:
        """Build a report.

        Raises:
            EOFError: the process ended.
        """
        self._connection.send(request)
        answer: TaskResult | WorkerError = self._connection.recv()
        return answer

    def end(self) -> None:
        """End the process, and with it the report that it builds."""
        self._connection.close()
        self._process.kill()
        self._process.wait()
