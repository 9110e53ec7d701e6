"""What a cluster costs: the same reports by a local batch, by dask workers, and from and to an object store."""

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
ROUNDS, WORKERS = 3, 2
COUNTRY = 3321
"""Communes and wards since 01/7/2025 (data/reference/units.csv)."""
MACHINES = (2, 8, 32, 128)
"""Workers for which a country's cost is worked out."""


@dataclass(frozen=True)
class Cost:
    """Seconds of a batch by two workers: what it takes in any case, and what each report adds."""

    startup: float
    a_report: float

    def of(self, reports: int, workers: int) -> float:
        """Seconds of a batch by more workers, if each is as fast as one of these."""
        return self.startup + reports * self.a_report * WORKERS / workers


def seconds(root: Path, wards: int, formats: Sequence[str], options: Sequence[object]) -> float:
    """The time of a whole batch."""
    run = run_file(root, wards)
    asked = {**yaml.safe_load(run.read_text(encoding="utf-8")), "formats": list(formats)}
    run.write_text(yaml.safe_dump(asked), encoding="utf-8")
    command = [str(part) for part in (BIN / "cchc", "batch", run, "--force", *options)]
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return time.perf_counter() - start


def cost(root: Path, formats: Sequence[str], options: Sequence[object]) -> Cost:
    """From a small and a larger batch."""
    few, many = (median(seconds(root, wards, formats, options) for _ in range(ROUNDS)) for wards in (FEW, MANY))
    a_report = (many - few) / (MANY - FEW)
    return Cost(few - FEW * a_report, a_report)


def costs(root: Path, bucket: Bucket) -> dict[str, Cost]:
    """Each way in turn; the makers of the cluster are warm, as they are in all but a day's first batch."""
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
    """Measure, print, and add to build/bench.json."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="cchc-cluster-") as folder, object_store() as endpoint:
        os.environ.update(variables(endpoint))
        root = copy_wards(Path(folder), MANY)
        bucket = Bucket("cchc", boto3.client("s3"))
        bucket.client.create_bucket(Bucket=bucket.name)
        bucket.upload(root / "data")
        found = costs(root, bucket)
        sizes = {name: len(content) for name, content in bucket.contents(f"reports/w0001/{PERIOD}").items()}
    print_all(found, sizes)
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    plain = {name: {"startup": each.startup, "a_report": each.a_report} for name, each in found.items()}
    target.write_text(json.dumps({**before, "cluster": plain, "bytes": sizes}, indent=1) + "\n", encoding="utf-8")


def print_all(found: Mapping[str, Cost], sizes: Mapping[str, int]) -> None:
    """The figures as docs/scale.md tells them."""
    print(f"batches of {FEW} and {MANY} reports, {WORKERS} workers on one machine, medians of {ROUNDS}")
    print(f"then {COUNTRY:,} reports, worked out in minutes, for so many workers")
    print(f"  {'':30} {'startup s':>9} {'a report s':>10}" + "".join(f"{workers:>8}" for workers in MACHINES))
    for name, each in found.items():
        minutes = "".join(f"{each.of(COUNTRY, workers) / 60:8.1f}" for workers in MACHINES)
        print(f"  {name:30} {each.startup:9.2f} {each.a_report:10.3f}{minutes}")
    print(f"kB of a report: {', '.join(f'{name} {size / 1000:.0f}' for name, size in sizes.items())}")
    print(f"GB of {COUNTRY:,}: {COUNTRY * sum(sizes.values()) / 1e9:.1f}")


if __name__ == "__main__":
    main()
