"""Costs of a cluster: the same reports are built by a local batch, by dask workers, and with an object store."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import boto3
import yaml

from benchmarks.many_wards import BIN, PERIOD, copy_wards, run_file
from tests.support.servers import Bucket, Cluster, object_store, variables

FEW, MANY = 19, 57
"""Reports of the two batches from which a cost is computed."""
ROUNDS, WORKERS = 3, 2
COUNTRY = 3321
"""Communes and wards since 01/7/2025 (data/reference/units.csv)."""
MACHINES = (2, 8, 32, 128)
"""Numbers of workers for which the cost of the whole country is computed."""


@dataclass(frozen=True)
class Cost:
    """Seconds of a batch by two workers: a fixed part, and a part for each report."""

    startup: float
    per_report: float

    def of(self, reports: int, workers: int) -> float:
        """Return the seconds of a batch by other workers that are each as fast as the measured ones."""
        return self.startup + reports * self.per_report * WORKERS / workers


def seconds(root: Path, wards: int, formats: Sequence[str], options: Sequence[object]) -> float:
    """Return the seconds of a whole batch."""
    run = run_file(root, wards)
    request = {**yaml.safe_load(run.read_text(encoding="utf-8")), "formats": list(formats)}
    run.write_text(yaml.safe_dump(request), encoding="utf-8")
    command = [str(part) for part in (BIN / "cchc", "batch", run, "--force", *options)]
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return time.perf_counter() - start


def cost(root: Path, formats: Sequence[str], options: Sequence[object]) -> Cost:
    """Return the cost of a kind of batch, computed from a small and a larger one."""
    few, many = (median(seconds(root, wards, formats, options) for _ in range(ROUNDS)) for wards in (FEW, MANY))
    per_report = (many - few) / (MANY - FEW)
    return Cost(few - FEW * per_report, per_report)


def costs(root: Path, bucket: Bucket) -> dict[str, Cost]:
    """Return the cost of each kind of batch.

    The workers of the cluster have already built reports, as they have in all batches of a day except its first.
    """
    cluster = Cluster(root)
    stored = ("--data", f"{bucket.address}/data", "--out", f"{bucket.address}/reports")
    here: tuple[object, ...] = ("--workers", WORKERS)
    try:
        cluster.begin()
        for _ in range(WORKERS):
            cluster.add_worker(root)
        there = ("--scheduler", cluster.scheduler)
        every = ("html", "pdf", "docx")
        return {
            "local": cost(root, ("html",), here),
            "local, every format": cost(root, every, here),
            "local, store": cost(root, ("html",), (*here, *stored)),
            "cluster": cost(root, ("html",), there),
            "cluster, store": cost(root, ("html",), (*there, *stored)),
            "cluster, store, every format": cost(root, every, (*there, *stored)),
        }
    finally:
        cluster.end()


def main() -> None:
    """Measure, print the results, and add them to build/bench.json."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="cchc-cluster-") as folder, object_store() as endpoint:
        os.environ.update(variables(endpoint))
        root = copy_wards(Path(folder), MANY)
        bucket = Bucket("cchc", boto3.client("s3"))
        bucket.client.create_bucket(Bucket=bucket.name)
        bucket.upload(root / "data")
        by_kind = costs(root, bucket)
        sizes = {name: len(content) for name, content in bucket.contents(f"reports/w0001/{PERIOD}").items()}
    print_results(by_kind, sizes)
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    plain = {name: {"startup": cost.startup, "a_report": cost.per_report} for name, cost in by_kind.items()}
    target.write_text(json.dumps({**before, "cluster": plain, "bytes": sizes}, indent=1) + "\n", encoding="utf-8")


def print_results(by_kind: Mapping[str, Cost], sizes: Mapping[str, int]) -> None:
    """Print the tables that docs/scale.md quotes."""
    print(f"batches of {FEW} and {MANY} reports, {WORKERS} workers on one machine, medians of {ROUNDS}")
    print(f"then {COUNTRY:,} reports, minutes computed for these numbers of workers")
    print(f"  {'':30} {'startup s':>9} {'per report':>10}" + "".join(f"{workers:>8}" for workers in MACHINES))
    for name, cost in by_kind.items():
        minutes = "".join(f"{cost.of(COUNTRY, workers) / 60:8.1f}" for workers in MACHINES)
        print(f"  {name:30} {cost.startup:9.2f} {cost.per_report:10.3f}{minutes}")
    print(f"kB of a report: {', '.join(f'{name} {size / 1000:.0f}' for name, size in sizes.items())}")
    print(f"GB of {COUNTRY:,}: {COUNTRY * sum(sizes.values()) / 1e9:.1f}")


if __name__ == "__main__":
    main()
