"""A process without threads that makes the reports that a dask worker orders, each in a child of its own.

Started as `python -m cchc_lib.publication.batch.report_worker FD`; it ends when the other end of the connection does.
"""

import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.inputs.project import Project, find_project, is_address
from cchc_lib.publication.batch.local_executor import Broken, task_of
from cchc_lib.publication.batch.report_cache import Key, key_of
from cchc_lib.publication.batch.warm_up import rehearse
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.publication.storage.remote_access import load_store
from cchc_lib.publication.storage.remote_data import fetch
from cchc_lib.runner.child_process import run_in_child
from cchc_lib.runner.failures import RunnerError
from cchc_lib.runner.resource_limits import ResourceLimits
from cchc_lib.runner.worker_pool import TaskResult, run_tasks


@dataclass(frozen=True)
class Order:
    """A report for another process, maybe on another machine, to make."""

    job: ReportJob
    key: Key
    """What it has to be made of, to the byte."""
    out: str
    """The folder or address for reports."""
    data: str
    """The data folder or address; the project's own if none."""
    params: str
    limits: ResourceLimits

    @property
    def placed(self) -> ReportJob:
        """The job with its place."""
        return replace(self.job, out=self.out)


def serve(connection: Connection) -> None:
    """Make what is ordered until nobody orders any more."""
    rehearsed = False
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            order: Order = connection.recv()
            connection.send(_answer(order, first=not rehearsed))
            rehearsed = True


def _answer(order: Order, *, first: bool) -> TaskResult | Broken:
    try:
        with _project(order) as project:
            _assert_the_same(project, order)
            if first:
                rehearse(project, order.placed)
                gc.freeze()
            with closing(run_tasks([task_of(project, order.placed)], 1, order.limits)) as ends:
                return next(ends)
    except (UserError, ReportFailed, RunnerError) as error:
        return Broken(f"on the worker {gethostname()}: {error}")
    except Exception:  # Told where the batch is followed, not on this machine.
        return Broken(f"on the worker {gethostname()}, a fault of cchc itself:\n{traceback.format_exc()}")


@contextmanager
def _project(order: Order) -> Iterator[Project]:
    """The project around this process's folder, with the data of the order."""
    if not is_address(order.data):
        yield find_project(order.data, order.params)
        return
    load_store(order.data)
    ward, period = order.job.ward, order.job.period
    with TemporaryDirectory(prefix="cchc-") as folder:
        run_in_child(fetch, order.data, Path(folder), (f"wards/{ward}/{period}", f"wards/{ward}/ward.yaml"))
        yield find_project(folder, order.params)


def _assert_the_same(project: Project, order: Order) -> None:
    """Two machines make the same bytes only of the same things."""
    others = order.key.changes_since(key_of(project, order.job))
    if others:
        raise UserError(
            f"{project.root} has other contents than the batch: {', '.join(others)}; "
            "bring its project and environment to the same state"
        )


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
