"""Lines about the build of a document."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from cchc_lib.inputs.project import Project
from cchc_lib.publication.report.build_progress import AuditSummary, Progress, Step
from cchc_lib.publication.report.built_document import BuiltDocument

_NAME = "cchc"
"""The name of the command."""


def step_printer(project: Project) -> Progress:
    """Return a function that prints each step of a build to stderr.

    Steps are plain lines: a spinner would be a thread, and a process with threads cannot be forked safely.
    """

    def print_step(step: Step) -> None:
        hint = _check_hint(project, step) if isinstance(step, AuditSummary) and not step.is_scenario else ""
        typer.echo(f"… {step}{hint}", err=True)

    return print_step


def _check_hint(project: Project, summary: AuditSummary) -> str:
    """Return the command that lists the findings."""
    folders = {"data": project.data, "params": project.params}
    options = "".join(f" --{name} {path}" for name, path in folders.items() if path != project.root / name)
    return f"; see: {called_command()} check {summary.ward} {summary.period}{options}"


def called_command() -> str:
    """Return `cchc` as it can be typed here: its name if the shell finds it, otherwise the path it was called by."""
    called = sys.argv[0]
    return _NAME if Path(called).name != _NAME or shutil.which(_NAME) else relative_to_here(called)


def document_lines(title: str, document: BuiltDocument) -> Iterator[str]:
    """Yield the location of a document, and the name and size of each file."""
    yield f"{title}: {relative_to_here(document.location)}/"
    width = max(map(len, document.artifacts))
    for name, artifact in document.artifacts.items():
        yield f"  {name:{width}} {artifact.size / 1000:8.0f} kB"


def relative_to_here(location: str) -> str:
    """Return a folder relative to the current one if it lies below it; an address unchanged."""
    return location.removeprefix(f"{Path.cwd()}/")
