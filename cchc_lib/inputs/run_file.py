"""A run file: which reports a batch makes, from params/runs/."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.inputs.formats.text_files import read_text
from cchc_lib.inputs.formats.yaml_files import YamlModel, parse_yaml
from cchc_lib.inputs.project import local_place

ALL = "all"
"""Every ward that has the period."""


class RunFile(YamlModel):
    """What a run file says."""

    wards: list[str] | str
    periods: list[str] = Field(min_length=1)
    formats: list[str] = Field(default=["html"], min_length=1)
    workers: int | None = Field(default=None, ge=1, le=256)
    data: Annotated[str, AfterValidator(local_place)] = ""
    """Another data folder, from the project's root, or an address."""
    out: Annotated[str, AfterValidator(local_place)] = ""
    """Another folder for reports, from the project's root, or an address."""
    cell_seconds: float = Field(default=120.0, gt=0)
    report_seconds: float = Field(default=600.0, gt=0)
    memory_mb: int | None = Field(default=None, ge=200)


@dataclass(frozen=True)
class BatchRun:
    """A run file with its name."""

    name: str
    file: RunFile

    @property
    def wards(self) -> tuple[str, ...]:
        """The wards that it names, as it names them."""
        wards = self.file.wards
        return (wards,) if isinstance(wards, str) else tuple(wards)


def read_run(path: Path) -> BatchRun:
    """Read and validate a run file.

    Raises:
        UserError: there is none of this name.
        InputErrors: its faults, all at once.
    """
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.yaml"))) or "none"
        raise UserError(f"There is no run file {path}; beside it: {others}.")
    parsed = parse_yaml(read_text(path.parent, path.name), RunFile)
    if parsed.model is None:
        raise InputErrors(parsed.problems)
    return BatchRun(path.stem, parsed.model)
