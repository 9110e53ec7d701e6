"""Seconds that each format takes to export an executed notebook, in a warm process."""

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import nbformat
import pypdf

from cchc_lib.exporters.catalogue import exporter, format_names
from cchc_lib.verification.files import verify_file

ROUNDS = 7


def variants(notebook: nbformat.NotebookNode, count: int) -> Iterator[nbformat.NotebookNode]:
    """Yield copies of a report that differ in a word, so that no layout is taken from a cache."""
    text = nbformat.writes(notebook)
    for number in range(count):
        yield nbformat.reads(text.replace("UBND", f"UB{number:02d}ND"), 4)


def measure_formats(notebook: nbformat.NotebookNode) -> dict[str, dict[str, Any]]:
    """Return seconds and bytes of each format: of the first export, with its imports, and the median of later ones."""
    by_format: dict[str, dict[str, Any]] = {}
    cold, *reports = variants(notebook, ROUNDS + 1)
    for name in format_names():
        start = perf_counter()
        exporter(name)(cold)
        by_format[name] = {"first": perf_counter() - start, "warm": []}
    for report in reports:
        for name in format_names():
            start = perf_counter()
            content = exporter(name)(report)
            by_format[name]["warm"].append(perf_counter() - start)
            by_format[name]["bytes"] = len(content)
            if name == "pdf":
                by_format[name]["pages"] = len(pypdf.PdfReader(BytesIO(content)).pages)
    return {name: {**measured, "warm": median(measured["warm"])} for name, measured in by_format.items()}


def main() -> None:
    """Measure, print the results, and add them to build/bench.json."""
    source, target = map(Path, sys.argv[1:])
    by_format = measure_formats(nbformat.read(source, 4))
    print(f"format   first s   warm s (median of {ROUNDS})   kB   pages")
    for name, measured in by_format.items():
        pages = measured.get("pages", "")
        print(f"{name:6} {measured['first']:9.2f} {measured['warm']:9.3f} {measured['bytes'] / 1000:20.0f} {pages:>7}")
    per_page = by_format["pdf"]["warm"] / by_format["pdf"]["pages"]
    print(f"a PDF of 15 pages: {15 * per_page:.2f} s (at most 0.30)")
    page = source.with_suffix(".html")
    verify_file(page)
    start = perf_counter()
    numbers = verify_file(page).numbers
    verifying = perf_counter() - start
    print(f"verifying a page of {numbers} numbers: {verifying:.2f} s (at most 1)")
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    measured_all = {**before, "formats": by_format, "verify": {"numbers": numbers, "warm": verifying}}
    target.write_text(json.dumps(measured_all, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
