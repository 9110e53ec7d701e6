"""How long each format takes from an executed notebook, in a warm process."""

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
    """The same report with other words each time, so that nothing is laid out from memory."""
    text = nbformat.writes(notebook)
    for at in range(count):
        yield nbformat.reads(text.replace("UBND", f"UB{at:02d}ND"), 4)


def measured(notebook: nbformat.NotebookNode) -> dict[str, dict[str, Any]]:
    """Seconds and bytes of each format: the first time, with its imports, and the median of later ones."""
    found: dict[str, dict[str, Any]] = {}
    cold, *reports = variants(notebook, ROUNDS + 1)
    for name in format_names():
        start = perf_counter()
        exporter(name)(cold)
        found[name] = {"first": perf_counter() - start, "warm": []}
    for report in reports:
        for name in format_names():
            start = perf_counter()
            content = exporter(name)(report)
            found[name]["warm"].append(perf_counter() - start)
            found[name]["bytes"] = len(content)
            if name == "pdf":
                found[name]["pages"] = len(pypdf.PdfReader(BytesIO(content)).pages)
    return {name: {**each, "warm": median(each["warm"])} for name, each in found.items()}


def main() -> None:
    """Print the table and write it to build/bench.json."""
    source, target = map(Path, sys.argv[1:])
    found = measured(nbformat.read(source, 4))
    print(f"format   first s   warm s (median of {ROUNDS})   kB   pages")
    for name, each in found.items():
        pages = each.get("pages", "")
        print(f"{name:6} {each['first']:9.2f} {each['warm']:9.3f} {each['bytes'] / 1000:20.0f} {pages:>7}")
    per_page = found["pdf"]["warm"] / found["pdf"]["pages"]
    print(f"a PDF of 15 pages: {15 * per_page:.2f} s (at most 0.30)")
    page = source.with_suffix(".html")
    verify_file(page)
    start = perf_counter()
    numbers = verify_file(page).numbers
    verifying = perf_counter() - start
    print(f"verifying a page of {numbers} numbers: {verifying:.2f} s (at most 1)")
    before = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    measured_all = {**before, "formats": found, "verify": {"numbers": numbers, "warm": verifying}}
    target.write_text(json.dumps(measured_all, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
