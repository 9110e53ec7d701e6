"""Verifying a built file, by itself or against its data."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cchc_lib.exporters.catalogue import format_names
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_file import parse_scenario
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.publication.report.overview_recipe import STEM, CityJob, make_city
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.publication.report.ward_report_recipe import make_report
from cchc_lib.record.model import Record, ScenarioNode
from cchc_lib.verification.files import Verified, verify_file
from cchc_lib.verification.recompute import Discrepancy

PROOF = "This proves the arithmetic, not where the figures come from."
PROOF_WITH_DATA = "This proves the arithmetic, and that the report follows from this data."


def verify(path: Path, project: Project | None = None) -> Verified:
    """Verify a built file; with a project, also against its data: input hashes, and a report built anew.

    Raises:
        UserError: the file carries no record of cchc.
    """
    verified = verify_file(path)
    if project is None:
        return verified
    changed = tuple(_changed_inputs(project, verified.record))
    again = () if changed or verified.differences else tuple(_other_bytes(project, path, verified.record))
    return replace(verified, differences=(*verified.differences, *changed, *again))


def _scenario(project: Project, assumed: ScenarioNode | None) -> Scenario | None:
    """The scenario of a record, as the command that made the report had it."""
    if not assumed:
        return None
    if assumed.settings:
        return find_scenario(project, assumed.settings)
    return parse_scenario(assumed.name, TextFile(f"{assumed.name}.yaml", assumed.file))


def _changed_inputs(project: Project, record: Record) -> Iterator[Discrepancy]:
    """Files that are not those which the report was made from."""
    for name, stated in record.hashes.items():
        folder = (project.data if name.startswith("wards/") else project.params).resolve()
        place = _inside(folder, name)
        if place is None:
            yield Discrepancy(name, "no such file", f"sha256 {stated[:12]}…")
        elif (found := sha256(place.read_bytes()).hexdigest()) != stated:
            yield Discrepancy(name, f"sha256 {found[:12]}…", f"sha256 {stated[:12]}…")


def _inside(folder: Path, name: str) -> Path | None:
    """The file of a name within a folder; none if it is elsewhere, or is no file."""
    try:
        place = (folder / name).resolve()
        return place if place.is_relative_to(folder) and place.is_file() else None
    except (OSError, ValueError):
        return None


def _other_bytes(project: Project, path: Path, record: Record) -> Iterator[Discrepancy]:
    """A difference if the same report built anew is another file."""
    formats = (path.suffix[1:],) if path.suffix[1:] in format_names() else ("html",)
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        built, name = _again(project, record, formats, folder)
        file = built / ("record.json" if path.suffix == ".json" else f"{name}.{path.suffix[1:]}")
        if file.read_bytes() != path.read_bytes():
            yield Discrepancy(path.name, "other bytes", "the bytes of the report built from this data")


def _again(project: Project, record: Record, formats: tuple[str, ...], folder: str) -> tuple[Path, str]:
    """The folder of the same report or overview, made anew, and what its files are called."""
    if record.subject.kind == "city":
        overview = CityJob(record.subject.slug, record.period.name, formats, record.ranked_by, folder)
        return Path(make_city(project, overview).place), STEM
    job = ReportJob(record.subject.slug, record.period.name, formats, folder, _scenario(project, record.scenario))
    return Path(make_report(project, job).place), job.file_name("")[:-1]
