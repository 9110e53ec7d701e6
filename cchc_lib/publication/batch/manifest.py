"""The manifest of a batch: every file that it built, with what it was built from.

It does not say when or where the files were built, so that every way to build them gives the same manifest.
"""

import json

from pydantic import BaseModel, ConfigDict, ValidationError

import cchc_lib
from cchc_lib.errors import UserError
from cchc_lib.publication.batch.shard import WHOLE, Shard
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.report_job import ReportJob


class _ManifestPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ManifestParameters(_ManifestPart):
    """The parameters that a report was asked for with."""

    ward: str
    period: str
    formats: tuple[str, ...]


class ManifestEntry(_ManifestPart):
    """One report of a batch."""

    ward: str
    period: str
    parameters: ManifestParameters
    notice: str = ""
    """The notice of origin that the report prints."""
    inputs: dict[str, str]
    """The SHA-256 of each input file by path."""
    outputs: dict[str, str]
    """The SHA-256 of each file of the report, by its path below the folder of the reports."""

    @property
    def name(self) -> str:
        """The report's folder."""
        return f"{self.ward}/{self.period}"


class Manifest(_ManifestPart):
    """The reports of a batch, or of one shard of it."""

    library: str = cchc_lib.__version__
    shard: Shard = WHOLE
    failed: tuple[str, ...] = ()
    """The reports that could not be built, as `ward/period`."""
    reports: tuple[ManifestEntry, ...]

    def text(self) -> str:
        """Return the content of the manifest's file; reports are in the order of wards and periods."""
        data = {
            "library": self.library,
            **self.model_dump(mode="json", include={"shard", "failed"}, exclude_defaults=True),
            "reports": [entry.model_dump(mode="json", exclude_defaults=True) for entry in _ordered(self.reports)],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _ordered(entries: tuple[ManifestEntry, ...]) -> list[ManifestEntry]:
    return sorted(entries, key=lambda entry: (entry.ward, entry.period))


def manifest_name(shard: Shard) -> str:
    """Return the file name of a manifest, which lies beside the reports."""
    return "manifest.json" if shard == WHOLE else f"manifest-{shard.part}-of-{shard.parts}.json"


def manifest_entry(job: ReportJob, report: BuiltDocument) -> ManifestEntry:
    """Return the entry of a report that was built."""
    return ManifestEntry(
        ward=job.ward,
        period=job.period,
        parameters=ManifestParameters(ward=job.ward, period=job.period, formats=tuple(sorted(job.formats))),
        notice=report.notice,
        inputs=dict(sorted(report.inputs.items())),
        outputs={f"{job.name}/{name}": artifact.sha256 for name, artifact in sorted(report.artifacts.items())},
    )


def parse_manifest(location: str, content: bytes) -> Manifest:
    """Return the manifest that a file holds.

    Args:
        location: the file or address, for messages.
        content: the content of the file.

    Raises:
        UserError: the content is no manifest, or one of another version.
    """
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise UserError(
            f"{location} is no manifest of a batch; name the manifests that the shards of the batch wrote."
        ) from error
    if manifest.library != cchc_lib.__version__:
        raise UserError(f"{location} was written by cchc {manifest.library}; this is {cchc_lib.__version__}.")
    return manifest
