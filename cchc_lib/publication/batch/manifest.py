"""The manifest of a batch: every file that it made, with what it was made from; nothing of when or where."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import cchc_lib
from cchc_lib.errors import UserError
from cchc_lib.publication.report.report_job import MadeReport, ReportJob

WHOLE = (1, 1)
"""The part that a batch is which was not split."""


@dataclass(frozen=True)
class Manifest:
    """What a batch, or a part of it, made."""

    reports: tuple[Mapping[str, Any], ...]
    failed: tuple[str, ...] = ()
    """The reports that could not be made."""
    shard: tuple[int, int] = WHOLE
    """Which part of how many."""
    name: str = field(default="", compare=False)
    """Where it was read, to tell of it."""

    def text(self) -> str:
        """The manifest as a file, in the order of wards and periods."""
        plain: dict[str, Any] = {
            "library": cchc_lib.__version__,
            **({} if self.shard == WHOLE else {"shard": list(self.shard)}),
            **({"failed": sorted(self.failed)} if self.failed else {}),
            "reports": sorted(self.reports, key=_ward_and_period),
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _ward_and_period(report: Mapping[str, Any]) -> tuple[str, str]:
    return report["ward"], report["period"]


def manifest_name(shard: tuple[int, int]) -> str:
    """How a batch's manifest is called among its reports."""
    part, parts = shard
    return "manifest.json" if shard == WHOLE else f"manifest-{part}-of-{parts}.json"


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


def read_manifest(name: str, content: bytes) -> Manifest:
    """A manifest from its file.

    Raises:
        UserError: it is none, or another version's.
    """
    try:
        plain = json.loads(content)
        reports = tuple(report for report in plain["reports"] if report["ward"] and report["period"])
        part, parts = map(int, plain.get("shard", WHOLE))
        manifest = Manifest(reports, tuple(map(str, plain.get("failed", ()))), (part, parts), name)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{name} is no manifest of a batch; name those that `cchc batch --shard` wrote.") from error
    if plain.get("library") != cchc_lib.__version__:
        raise UserError(f"{name} was made by cchc {plain.get('library')}; this is {cchc_lib.__version__}.")
    return manifest


def merged(manifests: Iterable[Manifest]) -> Manifest:
    """The manifests of all shards of a batch as the one that the whole batch would have written.

    Raises:
        UserError: a shard is missing, or two manifests state the same report differently.
    """
    parts = tuple(manifests)
    _assert_complete(parts)
    joined: dict[tuple[str, str], Mapping[str, Any]] = {}
    for manifest in parts:
        for report in manifest.reports:
            name = _ward_and_period(report)
            if joined.setdefault(name, report) != report:
                told = f"{manifest.name} states {' '.join(name)} otherwise than an earlier manifest; make it anew."
                raise UserError(told)
    failed = set(chain.from_iterable(manifest.failed for manifest in parts))
    return Manifest(tuple(joined.values()), tuple(failed - {"/".join(name) for name in joined}))


def _assert_complete(manifests: Iterable[Manifest]) -> None:
    """Of each number of parts that occurs, all parts are there."""
    there = {manifest.shard for manifest in manifests}
    for parts in sorted({parts for _, parts in there}):
        missing = [f"{part}/{parts}" for part in range(1, parts + 1) if (part, parts) not in there]
        if missing:
            made = f"cchc batch … --shard {missing[0]}"
            raise UserError(
                f"The manifest of shard {', '.join(missing)} is missing; make it with `{made}`, or name it."
            )
