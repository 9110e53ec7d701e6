"""The key of a report: the hashes of everything that can change its bytes."""

import json
import sys
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import input_files
from cchc_lib.publication.environment_hashes import library_hash, packages_hash
from cchc_lib.publication.report.report_job import WARD_NOTEBOOK, ReportJob


class ReportKey(BaseModel):
    """Everything that can change a report, as hashes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notebook: str
    parameters: str
    library: str
    python: str
    """The version of Python and the platform, in words."""
    packages: str
    inputs: dict[str, str]
    """The SHA-256 of each input file by path; empty for a file that does not exist."""

    @property
    def digest(self) -> str:
        """One hash of the whole key."""
        return sha256(json.dumps(self.model_dump(), sort_keys=True).encode()).hexdigest()

    def changes_since(self, older: "ReportKey") -> tuple[str, ...]:
        """Return the names of the parts and input files that differ from an older key."""
        parts = (name for name in _PARTS if getattr(self, name) != getattr(older, name))
        paths = {**older.inputs, **self.inputs}
        return (*parts, *(path for path in paths if self.inputs.get(path) != older.inputs.get(path)))


_PARTS = tuple(name for name in ReportKey.model_fields if name != "inputs")


def key_of(project: Project, job: ReportJob) -> ReportKey:
    """Return the key of a report; ward and period have to be written as in the data folder."""
    parameters = json.dumps([job.ward, job.period, sorted(job.formats), job.outline])
    return ReportKey(
        notebook=_hash_of(project.notebooks / WARD_NOTEBOOK),
        parameters=sha256(parameters.encode()).hexdigest(),
        library=library_hash(),
        python=f"{sys.version} {sys.platform}",
        packages=packages_hash(),
        inputs={
            name: _hash_of(folder / name) for folder, name in input_files(project, job.ward, job.period, job.outline)
        },
    )


def _hash_of(path: Path) -> str:
    """Return the hash of a file; empty if there is none, which building the report will say better."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
