"""The reports of a batch on a dask.distributed cluster: what the batch's own process does, and what a dask worker does.

A dask worker has threads, so it forks nothing itself: each of its threads has a maker, a process of its own that loads
everything once and forks a child for each report (`maker.py`).
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import distributed

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.inputs.run_file import BatchRun
from cchc_lib.publication.batch.batch_options import BatchOptions
from cchc_lib.publication.batch.batch_plan import data_of
from cchc_lib.publication.batch.batch_progress import Failure
from cchc_lib.publication.batch.local_executor import Broken, limits_of, outcome_of
from cchc_lib.publication.batch.report_cache import Key
from cchc_lib.publication.batch.report_worker import Order
from cchc_lib.publication.report.report_job import MadeReport, ReportJob
from cchc_lib.publication.storage.output_store import Shelf
from cchc_lib.publication.storage.store_location import shelf_at
from cchc_lib.runner.child_process import ONE_THREAD
from cchc_lib.runner.worker_pool import TaskResult

_PATIENCE = 10
"""Seconds to wait for a scheduler, and then for its first worker."""
_MAKERS = "cchc-makers"


def make_on_cluster(
    project: Project, run: BatchRun, options: BatchOptions, jobs: Mapping[ReportJob, Key]
) -> Iterator[tuple[ReportJob, MadeReport | Failure, float]]:
    """Each job with what became of it and the seconds that it took; a report of a worker that dies goes to another.

    Raises:
        UserError: no scheduler answers at the address, or it has no worker.
    """
    shelf = shelf_at(project, next(iter(jobs)).out)
    shelf.clear([job.name for job in jobs])
    with _client(options.scheduler) as client:
        client.register_plugin(Makers(), name=_MAKERS)
        orders = [_order(project, run, options, job, key) for job, key in jobs.items()]
        futures = {client.submit(_make, order, pure=False): order.job for order in orders}
        try:
            for future in distributed.as_completed(futures):
                job = futures[future]
                yield job, *_outcome(project, shelf, job, future)
                future.release()
        finally:
            client.cancel(list(futures))


def _client(scheduler: str) -> Any:
    try:
        client = distributed.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        told = (
            f"The cluster at {scheduler} cannot be used: {error}. Start one with `dask scheduler`, see docs/scale.md."
        )
        raise UserError(told) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        client.close()
        told = f"The cluster at {scheduler} has no worker; start one in a clone with `dask worker {scheduler}`."
        raise UserError(told) from error
    return client


def _order(project: Project, run: BatchRun, options: BatchOptions, job: ReportJob, key: Key) -> Order:
    """What a worker must know; the project's own folders are those of the worker's own project."""
    own = Project(project.root, project.root / "data", project.root / "params")
    data = data_of(run, options)
    if not is_address(data):
        data = "" if project.data == own.data else str(project.data)
    params = "" if project.params == own.params else str(project.params)
    place = job.out if is_address(job.out) else str(Path(job.out or project.build / "reports").resolve())
    return Order(job, key, place, data, params, limits_of(run))


def _outcome(project: Project, shelf: Shelf, job: ReportJob, future: Any) -> tuple[MadeReport | Failure, float]:
    try:
        answer: TaskResult | Broken = future.result()
    except Exception as error:  # Whatever kept a worker from answering: it died too often, or has no cchc.
        return Failure(job, f"no worker could make it: {type(error).__name__}: {error}"), 0.0
    if isinstance(answer, Broken):
        return Failure(job, answer.reason), 0.0
    outcome = outcome_of(project, answer)
    if isinstance(outcome, MadeReport) and not is_address(job.out) and shelf.stamps([job.name])[job.name] == {}:
        reason = f"its worker put it at {outcome.place}, which is not there; name an address with --out"
        outcome = Failure(job, reason)
    return outcome, answer.seconds


def _make(order: Order) -> TaskResult | Broken:
    """What is done on a worker."""
    makers: Any = distributed.get_worker().plugins[_MAKERS]
    answer: TaskResult | Broken = makers.make(order)
    return answer


class Makers(distributed.WorkerPlugin):
    """The makers of a worker that wait for an order."""

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - dask's signature
        """Begin with none."""
        self._idle: SimpleQueue[Maker] = SimpleQueue()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - dask's signature
        """End those that wait; one that is at work ends when nobody hears it."""
        while not self._idle.empty():
            self._idle.get().end()

    def make(self, order: Order) -> TaskResult | Broken:
        """Have a report made."""
        try:
            maker = self._idle.get_nowait()
        except Empty:
            maker = Maker()
        try:
            answer = maker.make(order)
        except BaseException:
            maker.end()
            raise
        self._idle.put(maker)
        return answer


class Maker:
    """A process that makes one report after another."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        command = [sys.executable, "-m", "cchc_lib.publication.batch.report_worker", str(theirs.fileno())]
        # A session of its own: an interrupt at the worker's terminal is the worker's to heed.
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter and package
            command,
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            env=os.environ | ONE_THREAD,
            start_new_session=True,
        )
        theirs.close()

    def make(self, order: Order) -> TaskResult | Broken:
        """Have a report made; EOFError where the process ended."""
        self._connection.send(order)
        answer: TaskResult | Broken = self._connection.recv()
        return answer

    def end(self) -> None:
        """End the process, and with it the report that it makes."""
        self._connection.close()
        self._process.kill()
        self._process.wait()
