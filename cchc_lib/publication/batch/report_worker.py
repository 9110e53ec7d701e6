"""A process without threads that builds the reports a dask worker asks for, each in a separate child.

A dask worker has threads and cannot fork safely, so it starts this process: `python -m
cchc_lib.publication.batch.report_worker FD`. The process ends when the other end of the connection is closed.
"""

import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.inputs.project import Project, find_project, is_address
from cchc_lib.publication.batch.local_executor import WorkerError, build_task
from cchc_lib.publication.batch.report_key import key_of
from cchc_lib.publication.batch.warm_up import warm_up
from cchc_lib.publication.batch.work_request import WorkRequest
from cchc_lib.publication.storage.remote_access import load_filesystem
from cchc_lib.publication.storage.remote_data import download_in_child
from cchc_lib.runner.child_process import run_in_child
from cchc_lib.runner.failures import RunnerError
from cchc_lib.runner.worker_pool import TaskResult, run_tasks


def serve(connection: Connection) -> None:
    """Answer requests until the connection is closed."""
    warm = False
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            request: WorkRequest = connection.recv()
            connection.send(_answer(request, warm=warm))
            warm = True


def _answer(request: WorkRequest, *, warm: bool) -> TaskResult | WorkerError:
    """Build the report of a request; the first one warms the process up."""
    try:
        with _project(request) as project:
            _check_key(project, request)
            if not warm:
                warm_up(project, request.job)
                gc.freeze()  # As in the local executor: children share the memory of this process.
            with closing(run_tasks([build_task(project, request.job)], 1, request.limits)) as ends:
                return next(ends)
    except (UserError, ReportFailed, RunnerError) as error:
        return WorkerError(f"on the worker {gethostname()}: {error}")
    except Exception:  # The person who runs the batch has to see the fault, and cannot see this machine's terminal.
        return WorkerError(f"on the worker {gethostname()}, a fault of cchc itself:\n{traceback.format_exc()}")


@contextmanager
def _project(request: WorkRequest) -> Iterator[Project]:
    """Return the project of this process's folder, with the data of the request."""
    if not is_address(request.data):
        yield find_project(request.data, request.params)
        return
    load_filesystem(request.data)
    with TemporaryDirectory(prefix="cchc-") as folder:
        # The whole folder of the ward: its catalogue, and the periods that the report is compared with.
        run_in_child(download_in_child, request.data, Path(folder), (f"wards/{request.job.ward}",))
        yield find_project(folder, request.params)


def _check_key(project: Project, request: WorkRequest) -> None:
    """Check that this machine has the same inputs, library and environment: only then are the bytes the same."""
    if differences := request.key.changes_since(key_of(project, request.job)):
        raise UserError(
            f"{project.root} has other contents than the batch: {', '.join(differences)}; "
            "bring its project and environment to the same state"
        )


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
