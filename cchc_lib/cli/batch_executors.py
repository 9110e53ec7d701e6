"""The choice of the executor of a batch.

The modules of the executors are imported when reports have to be built: they load papermill, matplotlib and dask, for
which a batch that finds all reports in the cache need not wait.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from cchc_lib.errors import UserError
from cchc_lib.publication.batch.batch_plan import BatchPlan
from cchc_lib.publication.batch.outcome import Executor, JobResult
from cchc_lib.publication.batch.report_key import ReportKey
from cchc_lib.publication.report.report_job import ReportJob


def executor_for(scheduler: str) -> Executor:
    """Return the executor of a dask cluster, or that of this machine if no scheduler is named."""
    return partial(_run_on_cluster, scheduler) if scheduler else _run_locally


def _run_locally(plan: BatchPlan, jobs: Mapping[ReportJob, ReportKey]) -> Iterator[JobResult]:
    from cchc_lib.publication.batch.local_executor import run_jobs

    yield from run_jobs(plan, jobs)


def _run_on_cluster(scheduler: str, plan: BatchPlan, jobs: Mapping[ReportJob, ReportKey]) -> Iterator[JobResult]:
    try:
        from cchc_lib.publication.batch.cluster_executor import run_on_cluster
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        message = "A cluster needs dask.distributed; install it with: pip install 'cchc[cluster]'"
        raise UserError(message, "scheduler") from error
    yield from run_on_cluster(scheduler, plan, jobs)
