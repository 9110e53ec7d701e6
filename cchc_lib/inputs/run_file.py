"""A run file of params/runs/: the reports that a batch makes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.file_formats.text_files import read_text
from cchc_lib.file_formats.yaml_files import YamlModel, parse_yaml
from cchc_lib.inputs.project import local_place


class RunFile(YamlModel):
    """The content of a run file."""

    wards: list[str] | str
    """Slugs, codes or names of wards, or `all` for every ward that has the period."""
    periods: list[str] = Field(min_length=1)
    """Names of periods."""
    formats: list[str] = Field(default=["html"], min_length=1)
    """Names of the formats of the reports."""
    outline: str = ""
    """The name of the outline of the reports; empty for the wards' own."""
    workers: int | None = Field(default=None, ge=1, le=256)
    """The number of processes; by default one for each core."""
    data: Annotated[str, AfterValidator(local_place)] = ""
    """The data folder, relative to the project's root, or an address; empty for the project's own."""
    out: Annotated[str, AfterValidator(local_place)] = ""
    """The folder for reports, relative to the project's root, or an address; empty for build/reports."""
    cell_seconds: float = Field(default=120.0, gt=0)
    """The time limit of one notebook cell, in seconds."""
    report_seconds: float = Field(default=600.0, gt=0)
    """The time limit of one report, in seconds."""
    memory_mb: int | None = Field(default=None, ge=200)
    """The memory limit of one report, in megabytes; None for no limit."""


@dataclass(frozen=True)
class BatchRun:
    """A run file with its name."""

    name: str
    """The file's name without its suffix."""
    file: RunFile

    @property
    def wards(self) -> tuple[str, ...]:
        """The wards as the file names them, or `all` alone."""
        wards = self.file.wards
        return (wards,) if isinstance(wards, str) else tuple(wards)


def read_run(path: Path) -> BatchRun:
    """Read and validate a run file.

    Raises:
        UserError: the file is missing.
        InputErrors: the file has faults; the error lists all of them.
    """
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.yaml"))) or "none"
        raise UserError(f"There is no run file {path}; beside it: {others}.")
    parsed = parse_yaml(read_text(path.parent, path.name), RunFile)
    if parsed.model is None:
        raise InputErrors(parsed.problems)
    return BatchRun(path.stem, parsed.model)
