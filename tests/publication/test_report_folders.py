"""Tests of what happens to the other files of a folder when a document in it is built again."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_lib.errors import UserError
from cchc_lib.inputs.project import Project
from cchc_lib.publication.report.edited_files import SUMS
from cchc_lib.publication.report.report_job import reports_of, scenarios_of
from cchc_lib.publication.storage.atomic_folder import temporary_folder
from cchc_lib.publication.storage.local_store import LocalStore
from tests.support.batch_project import BatchProject, outcome_counts, unfinished_files
from tests.support.checkout import CCHC, PERIOD, ROOT

OLD = {"report.html": b"old page", "record.json": b"old record"}
NEW = {"report.html": b"new page", "record.json": b"new record"}
STEPS = ("os.rename", "os.remove", "os.rmdir")
"""The audit events of the steps by which a folder is replaced."""


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    store = LocalStore(tmp_path / "reports")
    store.write_all("a/period", OLD)
    folder = store.folder / "a" / "period"
    (folder / "số văn bản.xlsx").write_bytes(b"office")
    (folder / "bản ký").mkdir()
    (folder / "bản ký" / "signed.pdf").write_bytes(b"signed")
    (folder / "link").symlink_to("nowhere")
    return store


def test_files_folders_and_links_of_somebody_else_stay_when_a_document_is_written_again(store: LocalStore) -> None:
    assert store.write_all("a/period", NEW).keys() == NEW.keys()
    assert_new_beside_foreign(store)


def assert_new_beside_foreign(store: LocalStore) -> None:
    folder = store.folder / "a" / "period"
    assert {name: (folder / name).read_bytes() for name in NEW} == NEW
    assert (folder / "số văn bản.xlsx").read_bytes() == b"office"
    assert (folder / "bản ký" / "signed.pdf").read_bytes() == b"signed"
    assert (folder / "link").is_symlink()
    assert unfinished_files(store.folder) == []


def test_whichever_step_is_the_last_before_a_kill_the_next_run_has_all_files(store: LocalStore) -> None:
    exit_codes = set()
    for step in range(12):
        process = multiprocessing.get_context("fork").Process(target=_write_and_die, args=(store, step))
        process.start()
        process.join()
        exit_codes.add(process.exitcode)
        kept = [path.read_bytes() for path in store.folder.rglob("*") if path.is_file()]
        assert {b"office", b"signed"} <= set(kept)
        store.remove_unfinished(["a/period"])
        assert (store.folder / "a" / "period" / "record.json").read_bytes() in (b"old record", b"new record")
        store.write_all("a/period", NEW)
        assert_new_beside_foreign(store)
    assert exit_codes == {0, 9}  # The last steps come after the end of the replacement.


def _write_and_die(store: LocalStore, step: int) -> None:
    """Write the document again in a process that is killed before the step of this number."""
    left = iter(range(step))

    def die(event: str, _: tuple[object, ...]) -> None:
        if event in STEPS and next(left, None) is None:
            os._exit(9)

    sys.addaudithook(die)
    store.write_all("a/period", NEW)
    os._exit(0)


def test_two_processes_that_write_one_document_lose_no_file_of_somebody_else(store: LocalStore) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_write_often, args=(store,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert_new_beside_foreign(store)


def _write_often(store: LocalStore) -> None:
    for _ in range(100):
        store.write_all("a/period", NEW)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write to every folder")
def test_a_folder_that_cannot_be_moved_along_is_named_and_nothing_is_written(store: LocalStore) -> None:
    folder = store.folder / "a" / "period"
    (folder / "bản ký").chmod(0o555)
    with pytest.raises(UserError, match="bản ký is write-protected"):
        store.write_all("a/period", NEW)
    assert (folder / "report.html").read_bytes() == b"old page"


def test_a_folder_that_cannot_be_written_leaves_what_was_there(store: LocalStore) -> None:
    with pytest.raises(RuntimeError), temporary_folder(store.folder / "a" / "period") as fresh:
        (fresh / "report.html").write_bytes(b"half")
        raise RuntimeError
    assert (store.folder / "a" / "period" / "report.html").read_bytes() == b"old page"
    assert (store.folder / "a" / "period" / "bản ký" / "signed.pdf").is_file()


@pytest.mark.slow
def test_a_report_in_one_format_makes_the_formats_again_that_lie_there(tmp_path: Path) -> None:
    def report(formats: str) -> str:
        command = [CCHC, "report", "luu-kiem", PERIOD, "--out", tmp_path, "--format", formats]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout

    folder = tmp_path / "luu-kiem" / PERIOD
    report("docx,pdf")
    built = {path.name: path.read_bytes() for path in folder.iterdir()}
    os.utime(folder / "report.pdf", (0, 0))
    (folder / "report.docx.bak").write_bytes(b"mine")
    assert "report.pdf" in report("html")
    made = {name: (folder / name).read_bytes() for name in built if name != SUMS}
    assert made == {name: content for name, content in built.items() if name != SUMS}
    assert (folder / "report.pdf").stat().st_mtime > 0
    assert (folder / "report.html").is_file()
    assert (folder / "report.docx.bak").read_bytes() == b"mine"


@pytest.mark.slow
def test_a_batch_takes_no_report_from_the_cache_whose_further_formats_would_be_older(
    batch_project: BatchProject, tmp_path: Path
) -> None:
    batch_project.batch(wards=["a"])
    other = tmp_path / "other" / "a" / PERIOD
    pdf = ("report", "a", PERIOD, "--format", "pdf", "--out", tmp_path / "other")
    assert batch_project.run(*pdf).returncode == 0
    os.utime(other / "report.pdf", (0, 0))
    assert outcome_counts(batch_project.batch("--out", tmp_path / "other", wards=["a"])) == (1, 0, 0)
    assert (other / "report.pdf").stat().st_mtime > 0
    assert outcome_counts(batch_project.batch("--out", tmp_path / "other", wards=["a"])) == (0, 1, 0)


def test_a_scenario_under_another_outline_has_a_folder_by_itself() -> None:
    project = Project(ROOT, ROOT / "data", ROOT / "params")
    own, other, third = (scenarios_of(project, outline) for outline in ("", "kiem-tra", "kem-bieu-mau"))
    assert own == scenarios_of(project, "standard") == project.build / "scenarios"
    assert (other, third) == tuple(reports_of(project, name) / "scenarios" for name in ("kiem-tra", "kem-bieu-mau"))
    assert scenarios_of(project, "kiem-tra", own="kiem-tra") == own
