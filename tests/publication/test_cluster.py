"""A batch on a cluster: a real scheduler and real workers on loopback, of which one is killed in the middle."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import gethostname

import psutil
import pytest

from tests.support.batch_project import BatchProject, outcome_counts, unfinished_files, wait_for
from tests.support.checkout import PERIOD
from tests.support.servers import Bucket, Cluster, kill

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path)
    try:
        cluster.begin()
        yield cluster
    finally:
        cluster.end()


def test_the_reports_are_all_there_once_with_the_bytes_of_a_local_run_though_a_worker_is_killed(
    batch_project: BatchProject, cluster: Cluster, tmp_path: Path
) -> None:
    batch_project.add_cell("import time\ntime.sleep(1)")
    batch_project.batch("--out", tmp_path / "local")
    workers = [cluster.add_worker(batch_project.root) for _ in range(2)]
    batch = batch_project.start("--scheduler", cluster.scheduler, "--force")
    wait_for(lambda: len(list(batch_project.reports.glob("*/*/report.html"))) >= 1)
    victim = next(worker for worker in workers if makers_of(worker))
    kill(victim)
    out, err = batch.communicate(timeout=120)
    assert batch.returncode == 0, out + err
    assert "4 made, 0 cached, 0 failed" in out
    assert batch_project.contents() == batch_project.contents(tmp_path / "local")
    assert unfinished_files(batch_project.reports) == []
    assert outcome_counts(batch_project.batch("--scheduler", cluster.scheduler)) == (0, 4, 0)


def makers_of(worker: subprocess.Popen[str]) -> list[int]:
    """The processes below a worker that make reports."""
    found = []
    for each in psutil.Process(worker.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # The child of a report may end while it is looked at.
            found += [each.pid] if "cchc_lib.publication.batch.report_worker" in each.cmdline() else []
    return found


def test_workers_need_no_shared_disk(
    batch_project: BatchProject, cluster: Cluster, bucket: Bucket, tmp_path: Path
) -> None:
    batch_project.batch()
    local = batch_project.contents()
    bucket.upload(batch_project.root / "data")
    elsewhere = BatchProject(tmp_path / "elsewhere")
    for name in ("notebooks", "params"):
        shutil.copytree(batch_project.root / name, elsewhere.root / name)
    cluster.add_worker(elsewhere.root)
    options = "--data", f"{bucket.address}/data", "--out", f"{bucket.address}/reports"
    result = batch_project.batch("--scheduler", cluster.scheduler, *options)
    assert outcome_counts(result) == (4, 0, 0), result.stdout + result.stderr
    assert bucket.contents("reports") == local


def test_a_worker_with_other_contents_makes_nothing_and_says_what_differs(
    batch_project: BatchProject, cluster: Cluster, tmp_path: Path
) -> None:
    elsewhere = BatchProject(tmp_path / "elsewhere")
    shutil.copytree(batch_project.root, elsewhere.root)
    elsewhere.add_cell("1 + 1")
    elsewhere.edit("c", "figures.csv", "procedures.visits,9.875,", "procedures.visits,9.876,")
    cluster.add_worker(elsewhere.root)
    result = batch_project.batch("--scheduler", cluster.scheduler)
    assert result.returncode == 1
    assert outcome_counts(result) == (0, 0, 4)
    assert f"c {PERIOD}: on the worker {gethostname()}: {elsewhere.root} has other contents" in result.stdout
    assert f"notebook, wards/c/{PERIOD}/figures.csv" in result.stdout


def test_a_cell_that_fails_on_a_worker_is_told_and_kept_here(batch_project: BatchProject, cluster: Cluster) -> None:
    batch_project.add_cell("import os, signal\nif ward == 'b':\n    os.kill(os.getpid(), signal.SIGKILL)")
    cluster.add_worker(batch_project.root)
    result = batch_project.batch("--scheduler", cluster.scheduler)
    assert outcome_counts(result) == (3, 0, 1), result.stdout + result.stderr
    assert f"b {PERIOD}: Cell 5 failed: its process was ended by SIGKILL" in result.stdout
    assert (batch_project.root / "build" / "failed" / "b" / PERIOD / "report.ipynb").is_file()


def test_an_interrupted_batch_ends_at_once_and_the_next_goes_on(
    batch_project: BatchProject, cluster: Cluster, tmp_path: Path
) -> None:
    hold = tmp_path / "hold"
    hold.touch()
    built = str(batch_project.reports / "*" / "*" / "report.html")
    # The third report at the earliest, and the last one at the latest, waits here: workers choose the order themselves.
    waiting = f"while os.path.exists({str(hold)!r}) and len(glob.glob({built!r})) >= 2:\n    time.sleep(0.1)"
    batch_project.add_cell(f"import glob, os, time\n{waiting}")
    cluster.add_worker(batch_project.root)
    batch = batch_project.start("--scheduler", cluster.scheduler)
    wait_for(lambda: len(list(batch_project.reports.glob("*/*/report.html"))) >= 2)
    batch.send_signal(signal.SIGINT)
    hold.unlink()  # An interrupt that a callback of dask swallows is raised again with the next report.
    out, err = batch.communicate(timeout=120)
    assert batch.returncode == 130, out + err
    assert "Traceback" not in err
    made, cached, failed = outcome_counts(batch_project.batch("--scheduler", cluster.scheduler))
    assert (made + cached, failed) == (4, 0)
    assert cached >= 1


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:1", "xyz://somewhere"])
def test_a_scheduler_that_does_not_answer_is_told_without_a_traceback(
    batch_project: BatchProject, scheduler: str
) -> None:
    result = batch_project.batch("--scheduler", scheduler)
    assert result.returncode == 2
    assert f"The cluster at {scheduler} cannot be used" in result.stderr
    assert "Traceback" not in result.stderr
