"""What a cluster costs: the same reports by a local batch, by dask workers, and from and to an object store."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import boto3
import yaml
from servers import Bucket, Cluster, object_store, variables
from yard import BIN, PERIOD, make_yard, run_file

WARDS, ROUNDS, WORKERS = 57, 3, 2


def seconds(root: Path, environment: Mapping[str, str], *options: object, formats: str = "html") -> float:
    """The time of a whole batch."""
    run = run_file(root, WARDS)
    asked = {**yaml.safe_load(run.read_text(encoding="utf-8")), "formats": formats.split(",")}
    run.write_text(yaml.safe_dump(asked), encoding="utf-8")
    command = [str(part) for part in (BIN / "cchc", "batch", run, "--force", *options)]
    start = time.perf_counter()
    subprocess.run(command, cwd=root, env={**os.environ, **environment}, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure, print, and add to build/bench.json."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="cchc-cluster-") as folder, object_store() as endpoint:
        root, environment = make_yard(Path(folder), WARDS), variables(endpoint)
        os.environ.update(environment)
        bucket = Bucket("cchc", boto3.client("s3"))
        bucket.client.create_bucket(Bucket=bucket.name)
        bucket.upload(root / "data")
        cluster = Cluster(root)
        try:
            cluster.begin()
            for _ in range(WORKERS):
                cluster.add_worker(root)
            here, there = ("--workers", WORKERS), ("--scheduler", cluster.scheduler)
            stored = ("--data", f"{bucket.address}/data", "--out", f"{bucket.address}/reports")
            ways = {"local": here, "local, store": (*here, *stored), "cluster": there, "cluster, store": there + stored}
            times = {name: [seconds(root, environment, *way) for _ in range(ROUNDS)] for name, way in ways.items()}
            times["local, html pdf docx"] = [seconds(root, environment, *here, formats="html,pdf,docx")]
        finally:
            cluster.end()
        sizes = {path.name: path.stat().st_size for path in (root / "build" / "reports" / "w0001" / PERIOD).iterdir()}
    found = {name: median(each) / WARDS for name, each in times.items()}
    print(f"seconds a report, {WARDS} reports, {WORKERS} workers, startup included, medians of {ROUNDS}")
    for name, each in found.items():
        print(f"  {name:22} {each:.3f}")
    print(f"bytes of a report: {sizes}")
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    kept = {**before, "cluster": {"seconds_a_report": found, "bytes": sizes}}
    target.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
