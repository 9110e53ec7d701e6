"""The cache of a batch: which reports were built from what, and where they lie.

It holds no report's content; that lies in the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from cchc_lib.exporters.catalogue import standing_formats
from cchc_lib.publication.batch.report_key import ReportKey
from cchc_lib.publication.report.built_document import BuiltDocument, describe_artifacts
from cchc_lib.publication.report.edited_files import files_to_lose
from cchc_lib.publication.report.replacement import may_replace
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.publication.storage.cached_model import read_cached, write_cached
from cchc_lib.publication.storage.output_store import Fingerprints, OutputStore


class CachedReport(BaseModel):
    """A report that was built, with the key it was built from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: ReportKey
    report: BuiltDocument


@dataclass(frozen=True)
class ReportCache:
    """Cached reports in a folder, one file for each key."""

    folder: Path

    def find(self, job: ReportJob, key: ReportKey, store: OutputStore, found: Fingerprints) -> BuiltDocument | None:
        """Return the report with this key if it lies in the store unchanged; None otherwise.

        A report that was built into another folder is copied into the store.

        Args:
            job: the report.
            key: what it has to be built from.
            store: the store that it has to lie in.
            found: the fingerprints of all files in the report's folder now.
        """
        cached = read_cached(self._path(job, key), CachedReport)
        if cached is None:
            return None
        report, location = cached.report, store.location(job.name)
        if not set(standing_formats(job.stem, found)) <= set(standing_formats(job.stem, report.artifacts)):
            return None  # A file of a further format would be older than the others.
        if report.location == location and report.fingerprints.items() <= found.items():
            return report
        files = store.copies_from(report.location, report.artifacts)
        is_free = may_replace(store, job.name, report.notice) and not files_to_lose(store, job.name, files)
        if not _are_files_of(report, files) or not is_free:
            return None
        copy = report.model_copy(
            update={
                "location": location,
                "artifacts": describe_artifacts(files, store.write_all(job.name, files)),
            }
        )
        self.keep(job, key, copy)
        return copy

    def keep(self, job: ReportJob, key: ReportKey, report: BuiltDocument) -> None:
        """Remember a report that lies in its store, unless its inputs changed after the key was computed."""
        if report.inputs == key.inputs:
            write_cached(self._path(job, key), CachedReport(key=key, report=report))

    def latest(self, job: ReportJob) -> CachedReport | None:
        """Return the report of the same ward and period that was built last."""
        paths = sorted((self.folder / job.ward / job.period).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        return read_cached(paths[-1], CachedReport) if paths else None

    def _path(self, job: ReportJob, key: ReportKey) -> Path:
        return self.folder / job.ward / job.period / f"{key.digest}.json"


def _are_files_of(report: BuiltDocument, files: Mapping[str, bytes]) -> bool:
    built = {name: artifact.sha256 for name, artifact in report.artifacts.items()}
    return built == {name: sha256(content).hexdigest() for name, content in files.items()}
