"""Milliseconds of one change in the what-if panel, which computes, draws and writes again all that it shows."""

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from cchc_lib.notebook import open_what_if

ROUNDS = 10


def change(slider: Any, step: int) -> float:
    """Move a slider by a step and return how many milliseconds the panel takes."""
    started = perf_counter()
    slider.value += step
    return 1000 * (perf_counter() - started)


def main(target: Path, ward: str, period: str) -> None:
    """Measure, print the results, and add them to build/bench.json."""
    what_if = open_what_if(ward, period)
    what_if.panel()
    sliders = list(what_if.controls.sliders.values())
    taken = [change(slider, 1 if number % 2 else -1) for number in range(ROUNDS) for slider in sliders]
    measured = {"what_if_ms": {"median": round(median(taken), 1), "worst": round(max(taken), 1), "changes": len(taken)}}
    print(f"what-if: a change takes {median(taken):.0f} ms, the slowest of {len(taken)} {max(taken):.0f} ms")
    known = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    target.write_text(json.dumps(known | measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
