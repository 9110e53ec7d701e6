"""Speed of a batch, compared with papermill in a loop: all ways build the same page, in rounds that alternate them."""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.many_wards import BIN, PERIOD, ROOT, copy_wards, run_file
from benchmarks.stage_times import STAGES
from cchc_lib.report.rendering.block_html import TEMPLATES

ROUNDS = 3
REPORTS = 57
"""Reports of a measured batch, half of a city. They share the time in which the batch starts."""
CITY = 114
"""Wards of a city."""

NOTEBOOK = "notebooks/ward_report.ipynb"
TO_HTML = ("--to", "html", "--template", "cchc", f"--TemplateExporter.extra_template_basedirs={TEMPLATES}")


def run(root: Path, *command: object) -> str:
    """Run a command in a project's folder and return its standard output.

    Raises:
        CalledProcessError: the command failed.
    """
    # The project is a copy without code: modules of this checkout are found by PYTHONPATH.
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout


def seconds(work: Callable[[], object]) -> float:
    """Return how many seconds a function takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def build_with_commands(root: Path) -> None:
    """Build a report with the usual two commands: one runs the notebook, one converts it."""
    parameters = ("-p", "ward", "w0001", "-p", "period", PERIOD)
    run(root, BIN / "papermill", NOTEBOOK, "build/plain.ipynb", *parameters)
    run(root, BIN / "jupyter", "nbconvert", *TO_HTML, "build/plain.ipynb")


def measure_ways(root: Path) -> dict[str, list[float]]:
    """Return the seconds per report of each way to build it, one value for each round."""
    times: dict[str, list[float]] = defaultdict(list)
    runs = run_file(root, REPORTS)
    wards = [f"w{number:04d}" for number in range(1, 11)]
    python = (BIN / "python", "-m")
    for _ in range(ROUNDS):
        times["plain"].append(seconds(partial(build_with_commands, root)))
        loop = run(root, *python, "benchmarks.papermill_loop", TEMPLATES, PERIOD, *wards[:3]).split()
        times["api"].append(median(map(float, loop)))
        for workers, name in ((1, "one_worker"), (2, "two_workers")):
            batch = (BIN / "cchc", "batch", runs, "--workers", workers, "--force")
            times[name].append(seconds(partial(run, root, *batch)) / REPORTS)
        # The first ward only warms the process up.
        lines = run(root, *python, "benchmarks.stage_times", PERIOD, *wards).splitlines()[1:]
        stages = [median(map(float, column)) for column in zip(*(line.split() for line in lines), strict=True)]
        times["floor"].append(sum(stages))
        for stage, value in zip(STAGES, stages, strict=True):
            times[f"floor: {stage}"].append(value)
        times["cold"].append(seconds(partial(run, root, BIN / "cchc", "report", "w0001", PERIOD)))
    return dict(times)


def measure_rebuilds(root: Path) -> dict[str, float]:
    """Return the seconds of a city's batch: in full, with nothing changed, and with one figure changed."""
    city = (BIN / "cchc", "batch", run_file(root, CITY), "--workers", 2)
    full = seconds(lambda: run(root, *city, "--force"))
    unchanged = seconds(lambda: run(root, *city))
    figures = root / "data" / "wards" / "w0002" / PERIOD / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("9.875", "9.876", 1), encoding="utf-8")
    one_changed = seconds(lambda: run(root, *city))
    return {"full": full, "unchanged": unchanged, "one_changed": one_changed}


def main() -> None:
    """Measure, print the results, and add them to build/bench.json."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as folder:
        root = copy_wards(Path(folder), CITY)
        (root / "build").mkdir()
        gc.disable()
        times = {name: median(values) for name, values in measure_ways(root).items()}
        city = measure_rebuilds(root)
    ratios = {
        **{name: times["plain"] / times[name] for name in ("api", "one_worker", "two_workers", "cold")},
        "floor": times["one_worker"] / times["floor"],
        "rebuild": city["unchanged"] / city["full"],
    }
    print_results(times, city, ratios)
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    after = {**before, "ratios": ratios, "seconds": {**times, **city}}
    target.write_text(json.dumps(after, indent=1) + "\n", encoding="utf-8")


def print_results(times: dict[str, float], city: dict[str, float], ratios: dict[str, float]) -> None:
    """Print the seconds per report, the stages of a report, and the seconds of a city's batches."""
    print(f"seconds per report, medians of {ROUNDS} interleaved rounds; batches of {REPORTS}, their startup included")
    for name in ("plain", "api", "cold", "one_worker", "two_workers", "floor"):
        print(f"  {name:12} {times[name]:8.3f}{times['plain'] / times[name]:8.1f} ×")
    print(f"one worker divided by the floor: {ratios['floor']:.2f}; the floor consists of")
    for stage in STAGES:
        print(f"  {stage:24} {times[f'floor: {stage}']:8.3f}")
    rest = times["one_worker"] - times["floor"]
    print(f"  beyond it: fork, shell, papermill, files, startup {rest:.3f}")
    print(f"{CITY} wards, two workers: {city['full']:.1f} s; unchanged {city['unchanged']:.2f} s "
          f"({100 * ratios['rebuild']:.1f}%); one figure changed {city['one_changed']:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()
