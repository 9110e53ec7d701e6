"""Many reports: planned, looked up, made in children, remembered, told of."""

import json
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from time import monotonic
from types import ModuleType

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.run_file import BatchRun
from cchc_lib.publication.batch.batch_options import BatchOptions
from cchc_lib.publication.batch.batch_plan import plan
from cchc_lib.publication.batch.batch_progress import Explain, Failure, Standing, Tell
from cchc_lib.publication.batch.manifest import Manifest, manifest_entry, manifest_name
from cchc_lib.publication.batch.report_cache import Cache, Key, key_of
from cchc_lib.publication.report.report_job import MadeReport, ReportJob
from cchc_lib.publication.storage.output_store import Shelf
from cchc_lib.publication.storage.store_location import shelf_at


def make_batch(
    project: Project, run: BatchRun, options: BatchOptions, tell: Tell, explain: Explain = lambda _: None
) -> Standing:
    """Make the reports of a run file; what one of them meets stops no other.

    Args:
        project: the folders; the run file may name another data folder.
        run: what to make.
        options: what the command line adds.
        tell: is told how far the batch is, after each report.
        explain: is told of each report that is made why it is not taken from before.

    Raises:
        UserError: the run file names a ward, a period or a format that is not there.
    """
    started = monotonic()
    project, jobs = plan(project, run, options)
    shelf = shelf_at(project, jobs[0].out if jobs else "")
    cache = Cache(project.build / "cache")
    keys = {job: key_of(project, job) for job in jobs}
    made = {} if options.force else _taken(shelf, cache, keys)
    standing = Standing(len(jobs), cached=len(made), seconds=monotonic() - started, place=shelf.place(""))
    tell(standing)
    wanted = {job: key for job, key in keys.items() if job not in made}
    for job, key in wanted.items():
        why = "forced" if options.force else _why(cache, shelf, job, key)
        explain(f"{job.ward} {job.period}: {why}")
    for job, outcome, seconds in _made(project, run, options, wanted):
        if isinstance(outcome, MadeReport):
            made[job] = outcome
            _remember(cache, job, keys[job], outcome)
        standing = replace(standing.after(job, outcome), seconds=monotonic() - started)
        _log(project, run, standing.last, "made" if job in made else "failed", seconds)
        tell(standing)
    return replace(standing, manifest_fault=_write_manifest(shelf, options, jobs, made)) if jobs else standing


def _write_manifest(
    shelf: Shelf, options: BatchOptions, jobs: Iterable[ReportJob], made: Mapping[ReportJob, MadeReport]
) -> str:
    """Write the manifest, or say why it cannot be, which must not hide what became of the reports."""
    entries = tuple(manifest_entry(job, made[job]) for job in jobs if job in made)
    failed = tuple(job.name for job in jobs if job not in made)
    try:
        shelf.write(manifest_name(options.shard), Manifest(entries, failed, options.shard).text())
    except UserError as error:
        return str(error)
    return ""


def _taken(shelf: Shelf, cache: Cache, keys: Mapping[ReportJob, Key]) -> dict[ReportJob, MadeReport]:
    """The reports that were made already."""
    there = shelf.stamps([job.name for job in keys])
    found = {job: cache.find(job, key, shelf, there.get(job.name, {})) for job, key in keys.items()}
    return {job: made for job, made in found.items() if made}


def _remember(cache: Cache, job: ReportJob, key: Key, made: MadeReport) -> None:
    """Keep a report in the cache, unless its inputs changed after its key was made."""
    if dict(made.inputs) == key.inputs:
        cache.keep(job, key, made)


def _made(
    project: Project, run: BatchRun, options: BatchOptions, jobs: Mapping[ReportJob, Key]
) -> Iterator[tuple[ReportJob, MadeReport | Failure, float]]:
    if jobs and options.scheduler:
        yield from _cluster().make_on_cluster(project, run, options, jobs)
    elif jobs:
        from cchc_lib.publication.batch.local_executor import make_all  # noqa: PLC0415 - papermill and matplotlib, for which a batch that is all cached need not wait

        yield from make_all(project, run, options, list(jobs))


def _cluster() -> ModuleType:
    try:
        return import_module("cchc_lib.publication.batch.cluster_executor")
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        raise UserError("--scheduler needs dask.distributed; install it with: pip install 'cchc[cluster]'") from error


def _why(cache: Cache, shelf: Shelf, job: ReportJob, key: Key) -> str:
    latest = cache.latest(job)
    if latest is None:
        return "was not made before"
    if changes := key.changes_since(latest.key):
        return ", ".join(changes)
    place = shelf.place(job.name)
    return "its files are gone or were edited" if latest.made.place == place else f"was not made in {place} before"


def _log(project: Project, run: BatchRun, report: str, state: str, seconds: float) -> None:
    """Durations and hosts, which change from run to run, go to a log of their own."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "host": socket.gethostname(),
        "report": report,
        "state": state,
        "seconds": round(seconds, 3),
    }
    path = project.build / "logs" / f"{run.name}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error
