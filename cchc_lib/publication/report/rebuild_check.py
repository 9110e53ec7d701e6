"""Verification of a built file against its data: the input files' hashes, and a document built again from them."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cchc_lib.exporters.catalogue import format_names
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_file import parse_scenario
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.overview_build import OVERVIEW_STEM, build_overview
from cchc_lib.publication.report.report_job import OverviewJob, ReportJob
from cchc_lib.publication.report.ward_report_build import build_report
from cchc_lib.record.graph_nodes import ScenarioNode
from cchc_lib.record.model import Record
from cchc_lib.verification.files import Verified, verify_file
from cchc_lib.verification.recompute import Discrepancy


def verify(path: Path, project: Project | None = None) -> Verified:
    """Verify a built file by itself and, if a project is given, against the project's data.

    The document is built again only if all input files have the hashes that its record states.

    Raises:
        UserError: the file cannot be read, or carries no record.
    """
    verified = verify_file(path)
    if project is None:
        return verified
    changed = tuple(_input_differences(project, verified.record))
    rebuilt = () if changed or verified.differences else tuple(_byte_differences(project, path, verified.record))
    return replace(verified, differences=(*verified.differences, *changed, *rebuilt))


def _input_differences(project: Project, record: Record) -> Iterator[Discrepancy]:
    for name, stated in record.hashes.items():
        path = _path_inside(project.folder_of(name), name)
        if path is None:
            yield Discrepancy(name, "no such file", f"sha256 {stated[:12]}…")
        elif (found := sha256(path.read_bytes()).hexdigest()) != stated:
            yield Discrepancy(name, f"sha256 {found[:12]}…", f"sha256 {stated[:12]}…")


def _path_inside(folder: Path, name: str) -> Path | None:
    """Return the file of this name, or None if there is no such file within the folder.

    The name comes from an untrusted record: it may lead out of the folder, or be no file name at all.
    """
    try:
        path = (folder.resolve() / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None


def _byte_differences(project: Project, path: Path, record: Record) -> Iterator[Discrepancy]:
    suffix = path.suffix[1:]
    formats = (suffix,) if suffix in format_names() else ("html",)
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        document, stem = _build_again(project, record, formats, folder)
        rebuilt = Path(document.location) / ("record.json" if suffix == "json" else f"{stem}.{suffix}")
        if rebuilt.read_bytes() != path.read_bytes():
            yield Discrepancy(path.name, "other bytes", "the bytes of the report built from this data")


def _build_again(project: Project, record: Record, formats: tuple[str, ...], folder: str) -> tuple[BuiltDocument, str]:
    """Return the document of a record, built again in another folder, and the stem of its files."""
    slug, period = record.subject.slug, record.period.name
    if record.subject.kind == "city":
        overview = OverviewJob(slug, period, formats, record.ranked_by, folder)
        return build_overview(project, overview).document, OVERVIEW_STEM
    job = ReportJob(slug, period, formats, folder, _scenario(project, record.scenario), record.outline)
    return build_report(project, job), job.stem


def _scenario(project: Project, node: ScenarioNode | None) -> Scenario | None:
    """Return the scenario of a record as it was given when the report was built."""
    if not node:
        return None
    if node.settings:
        return find_scenario(project, node.settings)
    return parse_scenario(node.name, TextFile(f"{node.name}.yaml", node.file))
