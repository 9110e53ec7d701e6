"""The manifest of a batch: every file that it made, with what it was made from; nothing of when or where."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import cchc_lib
from cchc_lib.errors import UserError
from cchc_lib.publication.folders import write_whole
from cchc_lib.publication.jobs import MadeReport, ReportJob

MANIFEST = "manifest.json"


def manifest_entry(job: ReportJob, made: MadeReport) -> dict[str, Any]:
    """One report of a manifest."""
    return {
        "ward": job.ward,
        "period": job.period,
        "parameters": {"ward": job.ward, "period": job.period, "formats": sorted(job.formats)},
        **({"notice": made.notice} if made.notice else {}),
        "inputs": dict(sorted(made.inputs.items())),
        "outputs": {f"{job.name}/{name}": output.sha256 for name, output in sorted(made.outputs.items())},
    }


def manifest_text(reports: Iterable[Mapping[str, Any]]) -> str:
    """A manifest, in the order of wards and periods."""
    ordered = sorted(reports, key=lambda each: (each["ward"], each["period"]))
    return json.dumps({"library": cchc_lib.__version__, "reports": ordered}, ensure_ascii=False, indent=1) + "\n"


def merge(paths: Iterable[Path], target: Path) -> int:
    """Join the manifests of shards, and say how many reports they hold.

    Raises:
        UserError: a file is no manifest, or two state the same report differently.
    """
    joined: dict[tuple[str, str], Mapping[str, Any]] = {}
    for path in paths:
        for report in _reports(path):
            name = report["ward"], report["period"]
            if joined.setdefault(name, report) != report:
                raise UserError(f"{path} states {' '.join(name)} otherwise than an earlier manifest; make it anew.")
    write_whole(target, manifest_text(joined.values()))
    return len(joined)


def _reports(path: Path) -> list[dict[str, Any]]:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        reports = [report for report in plain["reports"] if report["ward"] and report["period"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is no manifest of a batch ({type(error).__name__}).") from error
    if plain.get("library") != cchc_lib.__version__:
        raise UserError(f"{path} was made by cchc {plain.get('library')}; this is {cchc_lib.__version__}.")
    return reports
