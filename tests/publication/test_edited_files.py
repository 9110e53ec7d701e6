"""What an office edited or signed survives every later build."""

import hashlib
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_lib.errors import UserError
from cchc_lib.publication.report.edited_files import SUMS, checksums, copies_to_keep, edited_files
from cchc_lib.publication.storage.local_store import LocalStore
from tests.support.batch_project import BatchProject, outcome_counts
from tests.support.checkout import PERIOD

NAME = "luu-kiem/2026-Q1"
BUILT = {"report.pdf": b"built", "report.docx": b"word", "record.json": b"{}"}
NEW = {"report.pdf": b"new", "report.docx": b"new", "record.json": b"{}"}
TODAY = date.today().isoformat()


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    built = LocalStore(tmp_path)
    built.write_all(NAME, {**BUILT, SUMS: checksums(BUILT)})
    return built


def test_the_hashes_are_in_the_form_of_sha256sum(store: LocalStore) -> None:
    lines = (store.folder / NAME / SUMS).read_text(encoding="utf-8").splitlines()
    assert lines == [f"{hashlib.sha256(BUILT[name]).hexdigest()}  {name}" for name in sorted(BUILT)]
    command = ["sha256sum", "--check", "--quiet", SUMS]
    assert subprocess.run(command, cwd=store.folder / NAME, check=False).returncode == 0


def test_files_as_they_were_built_and_files_of_others_are_not_edited(store: LocalStore) -> None:
    (store.folder / NAME / "report-ky.pdf").write_bytes(b"signed under another name")
    (store.folder / NAME / "report.docx").unlink()
    assert edited_files(store, NAME) == {}
    assert copies_to_keep(store, NAME, NEW, replaces=False) == {}


def test_an_edited_file_stops_a_build_and_is_named_with_its_way_out(store: LocalStore) -> None:
    (store.folder / NAME / "report.pdf").write_bytes(b"signed")
    with pytest.raises(UserError, match=rf"report\.pdf changed .* nothing was written.*report\.{TODAY}\.pdf"):
        copies_to_keep(store, NAME, NEW, replaces=False)


def test_a_build_that_replaces_it_keeps_it_under_a_name_that_no_other_file_has(store: LocalStore) -> None:
    (store.folder / NAME / "report.pdf").write_bytes(b"signed")
    assert copies_to_keep(store, NAME, NEW, replaces=True) == {f"report.{TODAY}.pdf": b"signed"}
    (store.folder / NAME / f"report.{TODAY}.pdf").write_bytes(b"an earlier copy")
    assert copies_to_keep(store, NAME, NEW, replaces=True) == {f"report.{TODAY}-2.pdf": b"signed"}


def test_hashes_are_read_in_every_form_of_sha256sum(store: LocalStore) -> None:
    text = (store.folder / NAME / SUMS).read_text(encoding="utf-8")
    (store.folder / NAME / "report.pdf").write_bytes(b"signed")
    for other in (
        text.replace("  ", " *"),
        text.replace("  ", "  ./"),
        text.upper().replace("REPORT.PDF", "report.pdf"),
    ):
        (store.folder / NAME / SUMS).write_text(other, encoding="utf-8")
        assert edited_files(store, NAME) == {"report.pdf": b"signed"}


def test_a_file_that_no_build_made_is_not_overwritten_by_one_of_its_name(store: LocalStore) -> None:
    for text in ("", "no hashes", "00  ../other\n", "\xff"):
        (store.folder / NAME / SUMS).write_text(text, encoding="latin-1")
        with pytest.raises(UserError, match=r"report\.docx, report\.pdf changed"):
            copies_to_keep(store, NAME, NEW, replaces=False)
        assert f"report.{TODAY}.pdf" in copies_to_keep(store, NAME, NEW, replaces=True)


def test_a_file_that_a_build_makes_again_as_it_is_there_is_not_lost(store: LocalStore) -> None:
    (store.folder / NAME / SUMS).unlink()
    assert copies_to_keep(store, NAME, BUILT, replaces=False) == {}


@pytest.mark.slow
def test_the_command_writes_nothing_over_an_edited_file_unless_it_is_told_to(batch_project: BatchProject) -> None:
    command = ("report", "a", PERIOD, "--format", "docx")
    assert batch_project.run(*command).returncode == 0
    folder = batch_project.reports / "a" / PERIOD
    (folder / "report.docx").write_bytes(b"edited by hand")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    refused = batch_project.run(*command)
    assert refused.returncode == 2
    assert "report.docx changed after the last build" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert batch_project.run(*command, "--replace").returncode == 0
    assert (folder / f"report.{TODAY}.docx").read_bytes() == b"edited by hand"
    assert (folder / "report.docx").read_bytes()[:2] == b"PK"


@pytest.mark.slow
def test_a_batch_goes_on_around_an_edited_file_and_lists_it(batch_project: BatchProject) -> None:
    assert outcome_counts(batch_project.batch()) == (4, 0, 0)
    page = next(batch_project.reports.glob("*/*/report.html"))
    page.write_text("edited", encoding="utf-8")
    result = batch_project.batch("--force")
    assert result.returncode == 1
    assert outcome_counts(result) == (3, 0, 1)
    assert "report.html changed after the last build" in result.stdout
    assert page.read_text(encoding="utf-8") == "edited"
    assert outcome_counts(batch_project.batch("--replace")) == (1, 3, 0)
    assert page.with_name(f"report.{TODAY}.html").read_text(encoding="utf-8") == "edited"
