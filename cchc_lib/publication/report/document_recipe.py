"""The recipe by which every document is built, whether of a ward or of a city."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.catalogue import FORMATS, Export, exported_parts, exporter, standing_formats
from cchc_lib.inputs.project import Project
from cchc_lib.publication.report.build_progress import Progress, Step
from cchc_lib.publication.report.built_document import BuiltDocument, describe_artifacts
from cchc_lib.publication.report.edited_files import SUMS, checksums, copies_to_keep
from cchc_lib.publication.report.notebook_run import NotebookRun, run_project_notebook, shown_record
from cchc_lib.publication.report.replacement import check_replacement
from cchc_lib.publication.storage.output_store import OutputStore
from cchc_lib.record.content_hash import with_text_hash
from cchc_lib.record.file_format import record_text
from cchc_lib.record.graph_nodes import ScenarioNode
from cchc_lib.record.model import Record
from cchc_lib.runner.normal_form import notebook_text
from cchc_lib.runner.papermill_run import ExecutionOptions


@dataclass(frozen=True)
class DocumentSource:
    """What a document is made from. The notebook reads the same data again, and its record has to agree."""

    slug: str
    """The ward or the city."""
    period: str
    hashes: Mapping[str, str]
    """The SHA-256 of each input file by path."""
    notice: str
    """The notice of origin that the document prints."""
    scenario: ScenarioNode | None = None


@dataclass(frozen=True)
class DocumentPlan:
    """A document to be built; its data have been read and checked."""

    source: DocumentSource
    run: NotebookRun
    store: OutputStore
    name: str
    """The document's folder in the store."""
    stem: str
    """The name of its files without suffix."""
    exports: Mapping[str, Export]
    """The export function of each format."""
    further_files: Mapping[str, bytes]
    """Files beside the notebook, the record and the exports, by name."""
    steps: tuple[str, ...] = ()
    """Progress messages before the notebook runs."""
    closing_step: Callable[[Record], Step] | None = None
    """A function that returns the progress message after the notebook has run; None for no message."""
    replaces: bool = False
    """Whether files that were edited after the last build are replaced, and kept under other names."""


def build_document(
    project: Project, plan: DocumentPlan, progress: Progress, options: ExecutionOptions
) -> BuiltDocument:
    """Build a document and write it to its store as a whole.

    Every format that an earlier build left there is made again, so that no file is older than the others.

    Args:
        project: the folders.
        plan: the document.
        progress: is called with each step.
        options: how the cells of the notebook run.

    Raises:
        UserError: the document may not be written, or cannot be; or files that were edited would be lost.
        ReportFailed: a cell of the notebook failed, or the notebook used other data than the plan.
    """
    plan.store.remove_unfinished([plan.name])
    check_replacement(plan.store, plan.name, plan.source.notice)
    copies_to_keep(plan.store, plan.name, {}, replaces=plan.replaces)
    for step in plan.steps:
        progress(step)
    notebook = run_project_notebook(project, plan.run, options)
    record = shown_record(notebook, plan.run.notebook.name)
    _check_source(record, plan.source)
    if plan.closing_step:
        progress(plan.closing_step(record))
    files = _made_files(plan, notebook, record, progress)
    for name in _left_parts(plan, files):
        progress(f"{name} is of an earlier build, which had this form; delete it if nobody needs it")
    # Read again, since a person may have edited a file while the notebook ran.
    kept = copies_to_keep(plan.store, plan.name, files, replaces=plan.replaces)
    fingerprints = plan.store.write_all(plan.name, {**kept, **files})
    for name in kept:
        progress(f"{name} holds what was edited after the last build")
    return BuiltDocument(
        location=plan.store.location(plan.name),
        inputs=dict(plan.source.hashes),
        notice=plan.source.notice,
        artifacts=describe_artifacts(files, fingerprints),
    )


def _made_files(plan: DocumentPlan, notebook: NotebookNode, record: Record, progress: Progress) -> dict[str, bytes]:
    """Return every file of a document by name, with their hashes in one more file."""
    files = {
        f"{plan.stem}.ipynb": with_text_hash(notebook_text(notebook)).encode(),
        "record.json": record_text(record).encode(),
        **plan.further_files,
    }
    for name, export in _all_exports(plan).items():
        progress(f"writing {name.upper()}")
        files[f"{plan.stem}.{name}"] = export(notebook)
        files |= {f"{plan.stem}.{part}.{name}": made for part, made in exported_parts(name, notebook).items()}
    return {**files, SUMS: checksums(files)}


def _all_exports(plan: DocumentPlan) -> dict[str, Export]:
    """Return the export functions of the formats that are asked for, and of those that an earlier build left."""
    standing = standing_formats(plan.stem, plan.store.file_names(plan.name))
    return {**plan.exports, **{name: exporter(name) for name in standing if name not in plan.exports}}


def _left_parts(plan: DocumentPlan, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the files of forms that an earlier build left and this one does not have, sorted."""
    suffixes = tuple(f".{name}" for name, declared in FORMATS.items() if declared.has_parts)
    parts = (name for name in plan.store.file_names(plan.name) if name.startswith(f"{plan.stem}."))
    return tuple(sorted(name for name in parts if name.endswith(suffixes) and name not in files))


def _check_source(record: Record, source: DocumentSource) -> None:
    shown = DocumentSource(record.subject.slug, record.period.name, record.hashes, record.notice, record.scenario)
    if shown != source:
        raise ReportFailed(
            f"The notebook reports {shown.slug} {shown.period} where {source.slug} {source.period} was asked for, "
            "or the input files changed while it ran; run the command again."
        )
