"""A document that was built: where it lies, and what it was built from."""

from collections.abc import Mapping
from hashlib import sha256

from pydantic import BaseModel, ConfigDict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Artifact(_Frozen):
    """One file of a document."""

    sha256: str
    size: int
    """In bytes."""
    fingerprint: str
    """A text that changes when the file does, and that the store gives without reading the file."""


class BuiltDocument(_Frozen):
    """A ward's report or a city's overview in its store."""

    location: str
    """The folder or address that holds the files."""
    inputs: dict[str, str]
    """The SHA-256 of each input file by path."""
    notice: str
    """The notice of origin that the document prints; empty for a ward's own figures."""
    artifacts: dict[str, Artifact]
    """The notebook, the formats, the tables and the record, by file name."""

    @property
    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each file by name."""
        return {name: artifact.fingerprint for name, artifact in self.artifacts.items()}


def describe_artifacts(files: Mapping[str, bytes], fingerprints: Mapping[str, str]) -> dict[str, Artifact]:
    """Return the description of written files, sorted by name.

    Args:
        files: the content of each file by name.
        fingerprints: the fingerprints that the store returned for them.
    """
    return {
        name: Artifact(sha256=sha256(content).hexdigest(), size=len(content), fingerprint=fingerprints.get(name, ""))
        for name, content in sorted(files.items())
    }
