"""Running a batch: plan the reports, take unchanged ones from the cache, build the others, write the manifest."""

import json
import socket
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

from cchc_lib.errors import UserError
from cchc_lib.publication.batch.batch_plan import BatchPlan, BatchRequest, plan_batch
from cchc_lib.publication.batch.batch_progress import BatchProgress, Explain, ReportProgress
from cchc_lib.publication.batch.manifest import Manifest, manifest_entry, manifest_name
from cchc_lib.publication.batch.outcome import Executor, JobResult
from cchc_lib.publication.batch.report_cache import ReportCache
from cchc_lib.publication.batch.report_key import ReportKey, key_of
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.report_job import ReportJob


def run_batch(
    request: BatchRequest, executor: Executor, report_progress: ReportProgress, explain: Explain = lambda _: None
) -> BatchProgress:
    """Build the reports of a run file and return the final progress. A report that fails stops no other.

    Args:
        request: the run file, the project and the options.
        executor: builds the reports that are not cached.
        report_progress: is called with the progress before the first report and after each.
        explain: is called with the reason why a report is built, for each report that is.

    Raises:
        UserError: the run file names a ward, a period or a format that does not exist.
    """
    started = monotonic()
    plan = plan_batch(request)
    cache = ReportCache(plan.project.build / "cache")
    keys = {job: key_of(plan.project, job) for job in plan.jobs}
    reports = {} if request.options.force else _cached_reports(plan, cache, keys)
    progress = BatchProgress(
        len(plan.jobs),
        cached=len(reports),
        seconds=monotonic() - started,
        location=plan.store.location(""),
    )
    report_progress(progress)
    pending = {job: key for job, key in keys.items() if job not in reports}
    for job, key in pending.items():
        explain(f"{job.ward} {job.period}: {_reason_to_build(plan, cache, job, key)}")
    for result in executor(plan, pending) if pending else ():
        if isinstance(result.outcome, BuiltDocument):
            reports[result.job] = result.outcome
            cache.keep(result.job, keys[result.job], result.outcome)
        progress = progress.after(result, monotonic() - started)
        _log(plan, result)
        report_progress(progress)
    return replace(progress, manifest_problem=_write_manifest(plan, reports))


def _cached_reports(
    plan: BatchPlan, cache: ReportCache, keys: Mapping[ReportJob, ReportKey]
) -> dict[ReportJob, BuiltDocument]:
    store = plan.store
    fingerprints = store.fingerprints([job.name for job in keys])
    found = {job: cache.find(job, key, store, fingerprints.get(job.name, {})) for job, key in keys.items()}
    return {job: report for job, report in found.items() if report}


def _reason_to_build(plan: BatchPlan, cache: ReportCache, job: ReportJob, key: ReportKey) -> str:
    if plan.request.options.force:
        return "forced"
    latest = cache.latest(job)
    if latest is None:
        return "was not made before"
    if changes := key.changes_since(latest.key):
        return ", ".join(changes)
    location = plan.store.location(job.name)
    if latest.report.location == location:
        return "its files are gone or were edited"
    return f"was not made in {location} before"


def _log(plan: BatchPlan, result: JobResult) -> None:
    """Append one JSON line with host and duration to `build/logs/<run>.jsonl`.

    It is kept out of the manifest, so that the manifest is the same for every run.
    """
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "host": socket.gethostname(),
        "report": f"{result.job.ward} {result.job.period}",
        "state": "made" if isinstance(result.outcome, BuiltDocument) else "failed",
        "seconds": round(result.seconds, 3),
    }
    path = plan.project.build / "logs" / f"{plan.request.run.name}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error


def _write_manifest(plan: BatchPlan, reports: Mapping[ReportJob, BuiltDocument]) -> str:
    """Write the manifest, or return why it cannot be written: that must not hide the outcome of the reports.

    A shard without reports writes one as well, since merging needs the manifest of every shard.
    """
    shard = plan.request.options.shard
    manifest = Manifest(
        shard=shard,
        failed=tuple(sorted(job.name for job in plan.jobs if job not in reports)),
        reports=tuple(manifest_entry(job, reports[job]) for job in plan.jobs if job in reports),
    )
    try:
        plan.store.write(manifest_name(shard), manifest.text())
    except UserError as error:
        return str(error)
    return ""
