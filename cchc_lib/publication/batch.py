"""Many reports: planned, looked up, made in children, remembered, told of."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from time import monotonic
from types import ModuleType

from cchc_lib.errors import UserError
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.inputs.run_file import ALL, BatchRun
from cchc_lib.inputs.ward_folders import find_ward, ward_names
from cchc_lib.publication.addresses import fetched
from cchc_lib.publication.cache import Cache, Key, key_of
from cchc_lib.publication.jobs import BatchOptions, Failure, MadeReport, ReportJob
from cchc_lib.publication.manifest import Manifest, manifest_entry, manifest_name
from cchc_lib.publication.shelves import Shelf, shelf_at
from cchc_lib.quantities.dates import Period


@dataclass(frozen=True)
class Standing:
    """How far a batch is."""

    total: int
    made: int = 0
    cached: int = 0
    failures: tuple[Failure, ...] = ()
    last: str = ""
    """What was just settled."""
    seconds: float = 0.0
    place: str = ""
    """Where the reports are put."""
    manifest_fault: str = ""
    """Why the manifest could not be written."""

    @property
    def settled(self) -> int:
        """Reports of which it is known what became of them."""
        return self.made + self.cached + len(self.failures)

    def after(self, job: ReportJob, outcome: MadeReport | Failure) -> "Standing":
        """The standing once a report was made or failed."""
        last = replace(self, last=f"{job.ward} {job.period}")
        if isinstance(outcome, Failure):
            return replace(last, failures=(*self.failures, outcome))
        return replace(last, made=self.made + 1)


Tell = Callable[[Standing], None]
Explain = Callable[[str], None]


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
        from cchc_lib.publication.making import make_all  # noqa: PLC0415 - papermill and matplotlib, for which a batch that is all cached need not wait

        yield from make_all(project, run, options, list(jobs))


def plan(project: Project, run: BatchRun, options: BatchOptions) -> tuple[Project, tuple[ReportJob, ...]]:
    """The jobs of a run file, in the order of wards and periods, and the folders that they work on.

    Raises:
        UserError: a ward, a period or a format is not there; all are told at once.
    """
    project = replace(project, data=_data_folder(project, run, options))
    formats = tuple(dict.fromkeys(run.file.formats))
    pairs, faults = _pairs(project, run)
    faults += [str(fault) for fault in map(_format_fault, formats) if fault]
    if faults or not pairs:
        told = "\n".join(faults) or "no ward of the data folder has such a period"
        raise UserError(f"{run.name}.yaml: {told}")
    part, parts = options.shard
    jobs = [ReportJob(ward, period, formats, _out(project, run, options)) for ward, period in sorted(pairs)]
    return project, tuple(job for at, job in enumerate(jobs) if at % parts == part - 1)


def _cluster() -> ModuleType:
    try:
        return import_module("cchc_lib.publication.cluster")
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        raise UserError("--scheduler needs dask.distributed; install it with: pip install 'cchc[cluster]'") from error


def data_of(run: BatchRun, options: BatchOptions) -> str:
    """The data folder or address of a batch, as it is named; the project's own if none is."""
    return options.data or run.file.data


def _data_folder(project: Project, run: BatchRun, options: BatchOptions) -> Path:
    data = data_of(run, options)
    if options.data or not data:
        return project.data
    if is_address(data):
        return fetched(project.root, data)
    folder = (project.root / data).resolve()
    if not folder.is_dir():
        raise UserError(f"{run.name}.yaml: there is no data folder {folder}.")
    return folder


def _out(project: Project, run: BatchRun, options: BatchOptions) -> str:
    """Where the reports go; a run file's folder is meant from the project's root."""
    if options.out or not run.file.out or is_address(run.file.out):
        return options.out or run.file.out
    return str(project.root / run.file.out)


def _pairs(project: Project, run: BatchRun) -> tuple[set[tuple[str, str]], list[str]]:
    """Wards with their periods, by the names of their folders, and what is not there."""
    pairs: set[tuple[str, str]] = set()
    faults: list[str] = []
    everything = run.wards == (ALL,)
    wards = list(ward_names(project)) if everything else []
    for name in () if everything else run.wards:
        try:
            wards.append(find_ward(project, name))
        except UserError as error:
            faults.append(str(error))
    for name in run.file.periods:
        try:
            names = (name, *Period.parse(name).names)
        except ValueError as error:
            faults.append(f"'{name}' is not a period; expected {error}.")
            continue
        for ward in wards:
            folder = project.data / "wards" / ward
            there = next((each for each in names if (folder / each).is_dir()), None)
            if there:
                pairs.add((ward, there))
            elif not everything:
                faults.append(f"Ward '{ward}' has no data for the period '{name}'.")
    return pairs, faults


def _format_fault(name: str) -> UserError | None:
    try:
        exporter(name)
    except UserError as error:
        return error
    return None


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
