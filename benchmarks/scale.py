"""Time and memory of a batch of a thousand reports: neither may grow from the first reports to the last."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

import yaml

from benchmarks.many_wards import BIN, ROOT, copy_wards

WARDS = 100
PERIODS = tuple(f"{year}-{kind}" for year in (2026, 2027) for kind in ("Q1", "H1", "Q3", "Y"))
PERIODS += ("2028-Q1", "2028-H1")
HUNDRED = 100
"""Reports at the start and at the end that are compared."""


def memory_of(process: int) -> int:
    """Return the resident memory of a process in kB; 0 after it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def main() -> None:
    """Measure, print the results, and add them to build/bench.json."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="cchc-scale-") as folder:
        root = copy_wards(Path(folder), 0)
        (root / "data").mkdir(exist_ok=True)
        simulated = root / "build" / "simulated"
        options = ("--seed", "1", "--wards", str(WARDS), "--periods", ",".join(PERIODS), "--out", str(simulated))
        subprocess.run([BIN / "cchc", "simulate", *options], cwd=ROOT, check=True, capture_output=True)
        run = root / "params" / "runs" / "scale.yaml"
        run.write_text(
            yaml.safe_dump({"wards": "all", "periods": list(PERIODS), "formats": ["html"]}), encoding="utf-8"
        )
        start, memory = time.perf_counter(), []
        command = [str(BIN / "cchc"), "batch", str(run), "--workers", "2", "--data", str(simulated)]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as batch:
            while batch.poll() is None:
                memory.append(memory_of(batch.pid))
                time.sleep(0.25)
            output = batch.stdout.read() if batch.stdout else ""
        took = time.perf_counter() - start
        log = (root / "build" / "logs" / "scale.jsonl").read_text(encoding="utf-8").splitlines()
    print_and_keep(output, took, [json.loads(line)["seconds"] for line in log], memory, target)


def print_and_keep(output: str, took: float, seconds: list[float], memory: list[int], target: Path) -> None:
    """Print the results and add them to build/bench.json.

    Args:
        output: what the batch printed.
        took: seconds of the whole batch.
        seconds: seconds of each report in its worker.
        memory: resident memory of the batch in kB, measured again and again.
        target: build/bench.json.
    """
    first, last = mean(seconds[:HUNDRED]), mean(seconds[-HUNDRED:])
    working = [kilobytes for kilobytes in memory if kilobytes][8:-8]  # Without startup and end.
    kept = {
        "reports": len(seconds),
        "seconds": took,
        "seconds_a_report": took / len(seconds),
        "first_hundred": first,
        "last_hundred": last,
        "memory_mb": {
            "start": working[0] / 1000,
            "middle": working[len(working) // 2] / 1000,
            "end": working[-1] / 1000,
        },
    }
    print(output.strip())
    print(f"{took / len(seconds):.3f} s per report")
    print(f"in its worker: {first:.3f} s, first hundred; {last:.3f} s, last ({100 * (last / first - 1):+.1f}%)")
    print(f"memory of the batch in MB: {kept['memory_mb']}")
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    target.write_text(json.dumps({**before, "scale": kept}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
