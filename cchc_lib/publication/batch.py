"""Many reports: planned, looked up, made in children, remembered, told of."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from cchc_lib.errors import UserError
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.inputs.project import Project, find_ward, ward_names
from cchc_lib.inputs.run_file import ALL, Run
from cchc_lib.publication.cache import Cache, Key, key_of
from cchc_lib.publication.folders import write_whole
from cchc_lib.publication.jobs import BatchOptions, Failure, MadeReport, ReportJob, place_of
from cchc_lib.publication.manifest import MANIFEST, manifest_entry, manifest_text
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
    project: Project, run: Run, options: BatchOptions, tell: Tell, explain: Explain = lambda _: None
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
    cache = Cache(project.build / "cache")
    keys = {job: key_of(project, job) for job in jobs}
    made = {} if options.force else _taken(project, cache, keys)
    standing = Standing(len(jobs), cached=len(made), seconds=monotonic() - started)
    tell(standing)
    wanted = [job for job in jobs if job not in made]
    for job in wanted:
        explain(f"{job.ward} {job.period}: {_why(cache, job, keys[job], forced=options.force)}")
    for job, outcome, seconds in _made(project, run, options, wanted):
        if isinstance(outcome, MadeReport):
            made[job] = outcome
            _remember(cache, job, keys[job], outcome)
        standing = replace(standing.after(job, outcome), seconds=monotonic() - started)
        _log(project, run, standing.last, "made" if job in made else "failed", seconds)
        tell(standing)
    _write_manifest(project, jobs, made, options)
    return standing


def _taken(project: Project, cache: Cache, keys: Mapping[ReportJob, Key]) -> dict[ReportJob, MadeReport]:
    """The reports that were made already."""
    entries = {job: cache.find(job, key, place_of(project, job, job.ward, job.period)) for job, key in keys.items()}
    return {job: entry.made for job, entry in entries.items() if entry}


def _remember(cache: Cache, job: ReportJob, key: Key, made: MadeReport) -> None:
    """Keep a report in the cache, unless its inputs changed after its key was made."""
    if dict(made.inputs) == key.inputs:
        cache.keep(job, key, made)


def _made(
    project: Project, run: Run, options: BatchOptions, jobs: list[ReportJob]
) -> Iterator[tuple[ReportJob, MadeReport | Failure, float]]:
    if jobs:
        from cchc_lib.publication.making import make_all  # noqa: PLC0415 - papermill, matplotlib: only if they are used

        yield from make_all(project, run, options, jobs)


def plan(project: Project, run: Run, options: BatchOptions) -> tuple[Project, tuple[ReportJob, ...]]:
    """The jobs of a run file, in the order of wards and periods, and the folders that they work on.

    Raises:
        UserError: a ward, a period or a format is not there; all are told at once.
    """
    if run.file.data and not options.data:
        data = project.root / run.file.data
        if not data.is_dir():
            raise UserError(f"{run.name}.yaml: there is no data folder {data}.")
        project = replace(project, data=data.resolve())
    out = options.out or (project.root / run.file.out if run.file.out else None)
    formats = tuple(dict.fromkeys(run.file.formats))
    pairs, faults = _pairs(project, run)
    faults += [str(fault) for fault in map(_format_fault, formats) if fault]
    if faults or not pairs:
        told = "\n".join(faults) or "no ward of the data folder has such a period"
        raise UserError(f"{run.name}.yaml: {told}")
    part, parts = options.shard
    jobs = [ReportJob(ward, period, formats, out) for ward, period in sorted(pairs)]
    return project, tuple(job for at, job in enumerate(jobs) if at % parts == part - 1)


def _pairs(project: Project, run: Run) -> tuple[set[tuple[str, str]], list[str]]:
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


def _why(cache: Cache, job: ReportJob, key: Key, *, forced: bool) -> str:
    latest = cache.latest(job)
    if forced:
        return "forced"
    if latest is None:
        return "was not made before"
    return ", ".join(key.changes_since(latest.key)) or "its files are gone or were edited"


def _write_manifest(
    project: Project, jobs: Iterable[ReportJob], made: dict[ReportJob, MadeReport], options: BatchOptions
) -> None:
    part, parts = options.shard
    name = MANIFEST if parts == 1 else f"manifest-{part}-of-{parts}.json"
    for folder in {place_of(project, job, job.ward, job.period).parents[1] for job in jobs}:
        write_whole(folder / name, manifest_text(manifest_entry(job, made[job]) for job in jobs if job in made))


def _log(project: Project, run: Run, report: str, state: str, seconds: float) -> None:
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
