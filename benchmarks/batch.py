"""How many times faster than papermill in a loop: every way in turn, round after round, same notebook, same page."""

import gc
import json
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

ROUNDS = 3
REPORTS = 57
"""Reports of a measured batch, half a city; its startup is shared by as many."""
CITY = 114

NOTEBOOK = "notebooks/ward_report.ipynb"
TEMPLATES = ROOT / "cchc_lib" / "report" / "templates"
TO_HTML = ("--to", "html", "--template", "cchc", f"--TemplateExporter.extra_template_basedirs={TEMPLATES}")

DRIVER = """
import sys, time
from papermill import execute_notebook
from nbconvert import HTMLExporter
from traitlets.config import Config
config = Config({"TemplateExporter": {"extra_template_basedirs": [sys.argv[1]]}})
exporter = HTMLExporter(config=config, template_name="cchc")
for ward in sys.argv[3:]:
    start = time.perf_counter()
    parameters = {"ward": ward, "period": sys.argv[2]}
    made = execute_notebook("notebooks/ward_report.ipynb", "build/api.ipynb", parameters, progress_bar=False)
    exporter.from_notebook_node(made)
    print(time.perf_counter() - start)
"""

FLOOR = """
import sys, time
from cchc_lib.exporters.html import export
from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import find_project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.publication.batch.warm_up import shown
from cchc_lib.report.ward_report import WardReport
project = find_project()
clock = time.perf_counter
for ward in sys.argv[2:]:
    marks = [clock()]
    results = compute(load_inputs(project, ward, sys.argv[1], indicator_units())); marks.append(clock())
    report = WardReport(results); report.chart("documents"); marks.append(clock())
    report.blocks(); marks.append(clock())
    report.record(); marks.append(clock())
    notebook = shown(report); marks.append(clock())
    export(notebook); marks.append(clock())
    print(*(after - before for before, after in zip(marks, marks[1:])))
"""
STAGES = ("reading and computing", "charts", "tables and prose", "record", "forms for the notebook", "the page")


def run(root: Path, *command: object) -> str:
    """Run a command to its good end and give what it printed."""
    return subprocess.run([str(part) for part in command], cwd=root, check=True, capture_output=True, text=True).stdout


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plain(root: Path) -> float:
    """The loop that everybody writes: one command to run the notebook, one to convert it."""
    parameters = ("-p", "ward", "w0001", "-p", "period", PERIOD)

    def loop() -> None:
        run(root, BIN / "papermill", NOTEBOOK, "build/plain.ipynb", *parameters)
        run(root, BIN / "jupyter", "nbconvert", *TO_HTML, "build/plain.ipynb")

    return seconds(loop)


def measured(root: Path) -> dict[str, list[float]]:
    """Seconds per report of each way, a value a round."""
    found: dict[str, list[float]] = defaultdict(list)
    some = run_file(root, REPORTS)
    wards = [f"w{at:04d}" for at in range(1, 11)]
    for _ in range(ROUNDS):
        found["plain"].append(plain(root))
        api = run(root, BIN / "python", "-c", DRIVER, TEMPLATES, PERIOD, *wards[:3]).split()
        found["api"].append(median(map(float, api)))
        for workers, name in ((1, "one_worker"), (2, "two_workers")):
            batch = (BIN / "cchc", "batch", some, "--workers", workers, "--force")
            found[name].append(seconds(partial(run, root, *batch)) / REPORTS)
        lines = [line.split() for line in run(root, BIN / "python", "-c", FLOOR, PERIOD, *wards).splitlines()[1:]]
        stages = [median(float(line[at]) for line in lines) for at in range(len(STAGES))]
        found["floor"].append(sum(stages))
        for stage, value in zip(STAGES, stages, strict=True):
            found[f"floor: {stage}"].append(value)
        found["cold"].append(seconds(lambda: run(root, BIN / "cchc", "report", "w0001", PERIOD)))
    return dict(found)


def rebuilt(root: Path) -> dict[str, float]:
    """A city's reports made, and made again with nothing changed and with one figure changed."""
    city = (BIN / "cchc", "batch", run_file(root, CITY), "--workers", 2)
    full = seconds(lambda: run(root, *city, "--force"))
    again = seconds(lambda: run(root, *city))
    figures = root / "data" / "wards" / "w0002" / PERIOD / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("9.875", "9.876", 1), encoding="utf-8")
    one = seconds(lambda: run(root, *city))
    return {"full": full, "unchanged": again, "one_changed": one}


def main() -> None:
    """Measure, print, and add to build/bench.json."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as folder:
        root = copy_wards(Path(folder), CITY)
        (root / "build").mkdir()
        gc.disable()
        found = {name: median(values) for name, values in measured(root).items()}
        city = rebuilt(root)
    ratios = {
        **{name: found["plain"] / found[name] for name in ("api", "one_worker", "two_workers", "cold")},
        "floor": found["one_worker"] / found["floor"],
        "rebuild": city["unchanged"] / city["full"],
    }
    print_all(found, city, ratios)
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    after = {**before, "ratios": ratios, "seconds": {**found, **city}}
    target.write_text(json.dumps(after, indent=1) + "\n", encoding="utf-8")


def print_all(found: dict[str, float], city: dict[str, float], ratios: dict[str, float]) -> None:
    """The figures as a person reads them."""
    print(f"seconds a report, medians of {ROUNDS} interleaved rounds; batches of {REPORTS}, their startup included")
    for name in ("plain", "api", "cold", "one_worker", "two_workers", "floor"):
        times = f"{found['plain'] / found[name]:8.1f} ×"
        print(f"  {name:12} {found[name]:8.3f}{times}")
    print(f"one worker over the floor: {ratios['floor']:.2f}; the floor consists of")
    for stage in STAGES:
        print(f"  {stage:24} {found[f'floor: {stage}']:8.3f}")
    rest = found["one_worker"] - found["floor"]
    print(f"  beyond it: fork, shell, papermill, files, startup {rest:.3f}")
    print(f"{CITY} wards, two workers: {city['full']:.1f} s; unchanged {city['unchanged']:.2f} s "
          f"({100 * ratios['rebuild']:.1f}%); one figure changed {city['one_changed']:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()
