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
from conftest import PERIOD
from servers import Bucket, Cluster, kill

from .conftest import Yard
from .test_batch import remains, settled, wait_for


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path)
    try:
        cluster.begin()
        yield cluster
    finally:
        cluster.end()


def test_the_reports_are_all_there_once_with_the_bytes_of_a_local_run_though_a_worker_is_killed(
    yard: Yard, cluster: Cluster, tmp_path: Path
) -> None:
    yard.add_cell("import time\ntime.sleep(1)")
    yard.batch("--out", tmp_path / "local")
    workers = [cluster.add_worker(yard.root) for _ in range(2)]
    batch = yard.start("--scheduler", cluster.scheduler, "--force")
    wait_for(lambda: len(list(yard.reports.glob("*/*/report.html"))) >= 1)
    victim = next(worker for worker in workers if makers_of(worker))
    kill(victim)
    out, err = batch.communicate(timeout=120)
    assert batch.returncode == 0, out + err
    assert "4 made, 0 cached, 0 failed" in out
    assert yard.contents() == yard.contents(tmp_path / "local")
    assert remains(yard.reports) == []
    assert settled(yard.batch("--scheduler", cluster.scheduler)) == (0, 4, 0)


def makers_of(worker: subprocess.Popen[str]) -> list[int]:
    """The processes below a worker that make reports."""
    found = []
    for each in psutil.Process(worker.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # The child of a report may end while it is looked at.
            found += [each.pid] if "cchc_lib.publication.maker" in each.cmdline() else []
    return found


def test_workers_need_no_shared_disk(yard: Yard, cluster: Cluster, bucket: Bucket, tmp_path: Path) -> None:
    yard.batch()
    local = yard.contents()
    bucket.upload(yard.root / "data")
    elsewhere = Yard(tmp_path / "elsewhere")
    for name in ("notebooks", "params"):
        shutil.copytree(yard.root / name, elsewhere.root / name)
    cluster.add_worker(elsewhere.root)
    options = "--data", f"{bucket.address}/data", "--out", f"{bucket.address}/reports"
    result = yard.batch("--scheduler", cluster.scheduler, *options)
    assert settled(result) == (4, 0, 0), result.stdout + result.stderr
    assert bucket.contents("reports") == local


def test_a_worker_with_other_contents_makes_nothing_and_says_what_differs(
    yard: Yard, cluster: Cluster, tmp_path: Path
) -> None:
    elsewhere = Yard(tmp_path / "elsewhere")
    shutil.copytree(yard.root, elsewhere.root)
    elsewhere.add_cell("1 + 1")
    elsewhere.edit("c", "figures.csv", "procedures.visits,9.875,", "procedures.visits,9.876,")
    cluster.add_worker(elsewhere.root)
    result = yard.batch("--scheduler", cluster.scheduler)
    assert result.returncode == 1
    assert settled(result) == (0, 0, 4)
    assert f"c {PERIOD}: on the worker {gethostname()}: {elsewhere.root} has other contents" in result.stdout
    assert f"notebook, wards/c/{PERIOD}/figures.csv" in result.stdout


def test_a_cell_that_fails_on_a_worker_is_told_and_kept_here(yard: Yard, cluster: Cluster) -> None:
    yard.add_cell("import os, signal\nif ward == 'b':\n    os.kill(os.getpid(), signal.SIGKILL)")
    cluster.add_worker(yard.root)
    result = yard.batch("--scheduler", cluster.scheduler)
    assert settled(result) == (3, 0, 1), result.stdout + result.stderr
    assert f"b {PERIOD}: Cell 5 failed: its process was ended by SIGKILL" in result.stdout
    assert (yard.root / "build" / "failed" / "b" / PERIOD / "report.ipynb").is_file()


def test_an_interrupted_batch_ends_at_once_and_the_next_goes_on(yard: Yard, cluster: Cluster) -> None:
    yard.add_cell("import time\ntime.sleep(1)")
    cluster.add_worker(yard.root)
    batch = yard.start("--scheduler", cluster.scheduler)
    wait_for(lambda: len(list(yard.reports.glob("*/*/report.html"))) >= 2)
    batch.send_signal(signal.SIGINT)
    out, err = batch.communicate(timeout=20)
    assert batch.returncode == 130, out + err
    assert "Traceback" not in err
    made, cached, failed = settled(yard.batch("--scheduler", cluster.scheduler))
    assert (made + cached, failed) == (4, 0)
    assert cached >= 1


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:1", "xyz://somewhere"])
def test_a_scheduler_that_does_not_answer_is_told_without_a_traceback(yard: Yard, scheduler: str) -> None:
    result = yard.batch("--scheduler", scheduler)
    assert result.returncode == 2
    assert f"The cluster at {scheduler} cannot be used" in result.stderr
    assert "Traceback" not in result.stderr
