"""The recipes: how a report is made, readable from top to bottom."""

import csv
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import nbformat

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.catalogue import exporter, format_names
from cchc_lib.indicators.catalogue import indicator_units, indicators
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.project import DATA_VARIABLE, PARAMS_VARIABLE, Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.quantities.figures import Ratio, State
from cchc_lib.quantities.printing import full_text, machine_text
from cchc_lib.record.seal import NOTEBOOK_MARK, sealed
from cchc_lib.report.blocks import BLOCK_TYPE
from cchc_lib.runner.normal_form import notebook_text
from cchc_lib.runner.papermill_run import Surroundings, run_notebook
from cchc_lib.verification.files import Verified, verify_file
from cchc_lib.verification.recompute import Discrepancy
from cchc_lib.verification.record_file import Record

NOTEBOOK = "ward_report.ipynb"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class ReportJob:
    """One report to be made."""

    ward: str
    period: str
    formats: tuple[str, ...] = ("html",)
    out: Path | None = None
    """The folder for reports; the project's build/reports if none."""


def make_report(project: Project, job: ReportJob, progress: Progress = lambda _: None) -> Path:
    """Make one report and put it in place whole.

    Returns:
        The folder with report.ipynb, the formats asked for, indicators.csv and record.json.

    Raises:
        UserError: arguments or input files are at fault; nothing is written.
        ReportFailed: a cell of the notebook failed, or the result is not what was asked for.
    """
    if not job.formats:
        raise UserError(f"No format is named; there are: {', '.join(format_names())}.")
    exports = {name: exporter(name) for name in job.formats}
    progress("reading and checking the data")
    results = compute(load_inputs(project, job.ward, job.period, indicator_units()))
    progress(_coverage(results))
    progress(_told(results))
    place = _place(project, job, results)
    with _private_folder(place) as folder:
        progress("running the notebook")
        notebook = _run(project, results, folder / "report.ipynb")
        record = _record_of(notebook)
        _assert_asked_for(record, results)
        for name, export in exports.items():
            progress(f"writing {name.upper()}")
            (folder / f"report.{name}").write_bytes(export(notebook))
        (folder / "record.json").write_text(_json(record), encoding="utf-8")
        write_indicators(results, folder / "indicators.csv")
    return place


def check_ward(project: Project, ward: str, period: str) -> tuple[Results, tuple[Finding, ...]]:
    """Audit one ward's data for one period.

    Raises:
        UserError: arguments or input files are at fault, so that there is nothing to judge.
    """
    results = compute(load_inputs(project, ward, period, indicator_units()))
    return results, audit(results)


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


def _changed_inputs(project: Project, record: Record) -> Iterator[Discrepancy]:
    """Files that are not those which the report was made from."""
    for name, stated in record.files.items():
        folder = (project.data if name.startswith("wards/") else project.params).resolve()
        if "\0" in name or not (place := (folder / name).resolve()).is_relative_to(folder) or not place.is_file():
            yield Discrepancy(name, "no such file", f"sha256 {stated[:12]}…")
        elif (found := sha256(place.read_bytes()).hexdigest()) != stated:
            yield Discrepancy(name, f"sha256 {found[:12]}…", f"sha256 {stated[:12]}…")


def _other_bytes(project: Project, path: Path, record: Record) -> Iterator[Discrepancy]:
    """A difference if the same report built anew is another file."""
    formats = (path.suffix[1:],) if path.suffix[1:] in format_names() else ("html",)
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        job = ReportJob(record.ward.slug, record.period.name, formats, Path(folder))
        built = make_report(project, job)
        name = "record.json" if path.suffix == ".json" else f"report{path.suffix}"
        if (built / name).read_bytes() != path.read_bytes():
            yield Discrepancy(path.name, "other bytes", "the bytes of the report built from this data")


def _told(results: Results) -> str:
    findings = audit(results)
    counted = Counter(finding.severity.value for finding in findings)
    known = sum(finding.acknowledged is not None for finding in findings)
    named = ", ".join(f"{counted[each]} {each}{'s' if counted[each] != 1 else ''}" for each in Severity)
    command = f"cchc check {results.inputs.slug} {results.inputs.period.name}"
    return f"the audit found {named}; {known} acknowledged; see: {command}"


def _coverage(results: Results) -> str:
    figures = results.inputs.figures.values()
    stated = sum(figure.state is not State.NOT_GIVEN for figure in figures)
    return f"{stated} of {len(figures)} figures given; the report says where one is missing"


def _place(project: Project, job: ReportJob, results: Results) -> Path:
    reports = job.out or project.build / "reports"
    return reports.resolve() / results.inputs.slug / results.inputs.period.name


def _run(project: Project, results: Results, output: Path) -> nbformat.NotebookNode:
    parameters = {"ward": results.inputs.slug, "period": results.inputs.period.name}
    # The folders go by the environment, so that no path of this machine enters the notebook.
    environment = {DATA_VARIABLE: str(project.data), PARAMS_VARIABLE: str(project.params)}
    notebook = project.notebooks / NOTEBOOK
    executed = run_notebook(notebook, parameters, Surroundings(project.root, environment))
    executed.metadata[NOTEBOOK_MARK] = ""
    output.write_text(sealed(notebook_text(executed)), encoding="utf-8")
    return executed


def _record_of(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            block = output.get("data", {}).get(BLOCK_TYPE, {})
            if block.get("kind") == "record":
                return dict(block["record"])
    raise ReportFailed(f"{NOTEBOOK} shows no record; its last cell should be `report.record()`.")


def _assert_asked_for(record: dict[str, Any], results: Results) -> None:
    made = record["ward"]["slug"], record["period"]["name"], record["files"]
    asked = results.inputs.slug, results.inputs.period.name, dict(results.inputs.hashes)
    if made != asked:
        raise ReportFailed(f"The notebook reports {made[:2]} where {asked[:2]} was asked for, or its files changed.")


def _json(record: dict[str, Any]) -> str:
    """A record with a line for each of its parts and, within these, for each number, file and place."""
    return _object(((name, _lines(part)) for name, part in record.items()), "") + "\n"


def _lines(part: Any) -> str:
    if isinstance(part, dict) and part:
        return _object(((name, _compact(each)) for name, each in part.items()), " ")
    return _compact(part)


def _object(members: Iterable[tuple[str, str]], indent: str) -> str:
    lines = (f"{indent}{_compact(name)}: {text}" for name, text in members)
    return "{\n" + ",\n".join(lines) + "\n}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_indicators(results: Results, path: Path) -> None:
    """Every indicator with its value, parts, formula and target, as CSV."""
    rounding = results.inputs.settings.rounding
    rows = [
        {
            "code": code,
            "section": indicators()[code].section,
            "label": value.label,
            "unit": value.unit.name,
            "state": value.state.value,
            "value": machine_text(value, rounding),
            "text": full_text(value, rounding).replace("\u00a0", " "),
            **_parts(results, code),
            "formula": value.quantity.formula(),
        }
        for code, value in ((code, results[code]) for code in indicators())
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def _parts(results: Results, code: str) -> dict[str, str | None]:
    quantity = results[code].quantity
    parts = (quantity.numerator.number, quantity.denominator.number) if isinstance(quantity, Ratio) else (None, None)
    return {
        name: None if part is None else str(part)
        for name, part in zip(("numerator", "denominator"), parts, strict=True)
    }


@contextmanager
def _private_folder(place: Path) -> Iterator[Path]:
    """A folder beside its place, put there whole when all went well and removed when not."""
    if place.exists() and not place.is_dir():
        raise UserError(f"The report cannot be written to {place}: there is a file of this name.")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    except OSError as error:
        raise UserError(f"The report cannot be written to {place}: {error.strerror}.") from error
    try:
        yield folder
        folder.chmod(0o755)
        _swap(folder, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            place.parent.rmdir()  # Where it is left empty: nothing was written.


def _swap(new: Path, place: Path) -> None:
    """Move the old folder aside and the new one in; another run may be doing the same."""
    for attempt in count():
        aside = new.with_name(f"{new.name}.old{attempt}")
        with suppress(FileNotFoundError):
            place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            if not place.exists():
                raise
        shutil.rmtree(aside, ignore_errors=True)
        if not new.exists():
            return
