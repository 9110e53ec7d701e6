"""A batch: the same bytes whatever the way, one ward's failure stops nobody, and what is there is not made again."""

import os
import pty
import random
import re
import resource
import shutil
import signal
import subprocess
import termios
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from cchc_lib.cli.batch_console import BatchConsole
from cchc_lib.exporters.catalogue import format_names
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.run_file import read_run
from cchc_lib.publication.batch.batch_plan import BatchRequest, plan_batch
from cchc_lib.publication.batch.batch_progress import BatchProgress
from tests.support.batch_project import WARDS, BatchProject, outcome_counts, unfinished_files, wait_for
from tests.support.checkout import CCHC, PERIOD


@pytest.mark.slow
def test_the_bytes_are_those_of_single_reports_whatever_the_workers_and_the_place(
    batch_project: BatchProject, tmp_path: Path, foreign_locale: None
) -> None:
    assert outcome_counts(batch_project.batch()) == (4, 0, 0)
    assert outcome_counts(batch_project.batch("--workers", 1, "--force", "--out", tmp_path / "one")) == (4, 0, 0)
    single = [CCHC, "report", "c", PERIOD, "--out", str(tmp_path / "single")]
    home = {name: value for name, value in os.environ.items() if name not in ("TZ", "LC_ALL", "LANG")}
    subprocess.run(single, cwd=batch_project.root, check=True, capture_output=True, env=home)
    contents = batch_project.contents()
    assert batch_project.contents(tmp_path / "one") == contents
    assert batch_project.contents(tmp_path / "single" / "c") == batch_project.contents(batch_project.reports / "c")


@pytest.mark.slow
def test_a_batch_makes_every_format_as_single_reports_do(batch_project: BatchProject, tmp_path: Path) -> None:
    formats = list(format_names())
    assert outcome_counts(batch_project.batch(formats=formats)) == (4, 0, 0)
    batch_project.run("report", "b", PERIOD, "--format", ",".join(formats), "--out", tmp_path)
    assert batch_project.contents(tmp_path / "b") == batch_project.contents(batch_project.reports / "b")


@pytest.mark.slow
def test_the_manifest_lists_every_file_with_its_hash_and_inputs(batch_project: BatchProject) -> None:
    batch_project.batch()
    reports = batch_project.manifest()["reports"]
    assert [report["ward"] for report in reports] == list(WARDS)
    listed = {name: digest for report in reports for name, digest in report["outputs"].items()}
    found = {
        name: sha256(content).hexdigest()
        for name, content in batch_project.contents().items()
        if name != "manifest.json"
    }
    assert listed == found
    figures = batch_project.root / "data" / "wards" / "a" / PERIOD / "figures.csv"
    assert reports[0]["inputs"][f"wards/a/{PERIOD}/figures.csv"] == sha256(figures.read_bytes()).hexdigest()


@pytest.mark.slow
def test_what_is_there_is_not_made_again_and_one_changed_figure_makes_one_report(batch_project: BatchProject) -> None:
    batch_project.batch()
    before = batch_project.contents()
    assert outcome_counts(batch_project.batch()) == (0, 4, 0)
    batch_project.edit("b", "figures.csv", "procedures.visits,9.875,", "procedures.visits,9.876,")
    again = batch_project.batch("--explain")
    assert outcome_counts(again) == (1, 3, 0)
    assert f"b {PERIOD}: wards/b/{PERIOD}/figures.csv" in again.stderr
    changed = {
        name.partition("/")[0] for name, content in batch_project.contents().items() if before.get(name) != content
    }
    assert changed == {"b", "manifest.json"}
    assert outcome_counts(batch_project.batch("--force")) == (4, 0, 0)


@pytest.mark.slow
def test_a_built_file_that_was_removed_is_made_again_and_an_edited_one_stays(batch_project: BatchProject) -> None:
    batch_project.batch()
    before = batch_project.contents()
    (batch_project.reports / "a" / PERIOD / "report.html").write_text("edited", encoding="utf-8")
    (batch_project.reports / "b" / PERIOD / "record.json").unlink()
    (batch_project.reports / "c" / PERIOD / "stray.txt").touch()
    os.utime(batch_project.reports / "d" / PERIOD / "report.html")
    assert outcome_counts(batch_project.batch()) == (1, 2, 1)
    after = {**before, f"a/{PERIOD}/report.html": b"edited", f"c/{PERIOD}/stray.txt": b""}
    reports = {name: content for name, content in batch_project.contents().items() if name != "manifest.json"}
    assert reports == {name: content for name, content in after.items() if name != "manifest.json"}


@pytest.mark.slow
def test_a_link_in_the_place_of_a_report_is_replaced_and_what_it_leads_to_is_left_alone(
    batch_project: BatchProject, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").touch()
    (batch_project.reports / "a").mkdir(parents=True)
    (batch_project.reports / "a" / PERIOD).symlink_to(tmp_path / "mine")
    assert outcome_counts(batch_project.batch(wards=["a"])) == (1, 0, 0)
    assert (tmp_path / "mine" / "notes.txt").exists()
    assert (batch_project.reports / "a" / PERIOD / "report.html").is_file()
    assert unfinished_files(batch_project.reports) == []


@pytest.mark.slow
def test_a_report_made_elsewhere_is_copied(batch_project: BatchProject, tmp_path: Path) -> None:
    batch_project.batch()
    assert outcome_counts(batch_project.batch("--out", tmp_path / "other")) == (0, 4, 0)
    assert batch_project.contents(tmp_path / "other") == batch_project.contents()


@pytest.mark.slow
def test_another_notebook_or_other_formats_are_another_report(batch_project: BatchProject) -> None:
    batch_project.batch()
    batch_project.add_cell("1 + 1")
    assert "notebook" in batch_project.batch("--explain").stderr
    assert outcome_counts(batch_project.batch(formats=["html", "docx"])) == (4, 0, 0)


BREAKS = {
    "raises": ("raise ValueError('hỏng')", "Cell 5 failed: ValueError: hỏng"),
    "never ends": ("while True:\n    pass", "Cell 5 failed: the cell did not end within 20 s"),
    "ends its process": ("import os\nos._exit(7)", "Cell 5 failed: its process ended by itself with exit code 7"),
    "eats memory": ("x = [bytearray(10**8) for _ in range(10**4)]", "Cell 5 failed: MemoryError"),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", BREAKS)
def test_a_notebook_that_fails_fails_alone_and_is_kept(batch_project: BatchProject, way: str) -> None:
    code, reason = BREAKS[way]
    indented = code.replace("\n", "\n    ")
    batch_project.add_cell(f"if ward == 'b':\n    {indented}")
    # Long enough for the other reports' cells on a machine that is busy with something else.
    limits = {"cell_seconds": 20 if way == "never ends" else 120, "memory_mb": 2000}
    result = batch_project.batch(**limits)
    assert result.returncode == 1
    assert outcome_counts(result) == (3, 0, 1)
    assert f"b {PERIOD}: {reason}" in result.stdout
    kept = batch_project.root / "build" / "failed" / "b" / PERIOD / "report.ipynb"
    assert f"kept: {kept.relative_to(batch_project.root)}" in result.stdout
    assert '"output_type": "error"' in kept.read_text(encoding="utf-8")
    assert 'ward = \\"b\\"' in kept.read_text(encoding="utf-8")
    assert not (batch_project.reports / "b").exists()
    assert outcome_counts(batch_project.batch(**limits)) == (0, 3, 1)


@pytest.mark.slow
def test_a_report_that_takes_too_long_as_a_whole_is_ended(batch_project: BatchProject) -> None:
    batch_project.add_cell("import time\nif ward == 'b':\n    time.sleep(60)")
    result = batch_project.batch(report_seconds=30)
    assert outcome_counts(result) == (3, 0, 1)
    assert "the report did not end within 30 s" in result.stdout


@pytest.mark.slow
def test_an_input_that_vanished_or_is_faulty_fails_its_ward_alone(batch_project: BatchProject) -> None:
    (batch_project.root / "data" / "wards" / "a" / PERIOD / "claims.csv").unlink()
    batch_project.edit("c", "figures.csv", "procedures.visits,9.875,", "procedures.visits,98.8,")
    result = batch_project.batch()
    assert outcome_counts(result) == (2, 0, 2)
    assert "claims.csv" in result.stdout
    assert "98.8" in result.stdout


@pytest.mark.slow
def test_a_full_disk_fails_reports_clearly_and_leaves_nothing_half_written(batch_project: BatchProject) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    command = [CCHC, "batch", batch_project.run_file()]
    result = subprocess.run(
        command, cwd=batch_project.root, capture_output=True, text=True, check=False, preexec_fn=small_files
    )
    assert outcome_counts(result) == (0, 0, 4)
    assert "File too large" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert [name for name in batch_project.contents() if name != "manifest.json"] == []
    assert unfinished_files(batch_project.reports) == []


@pytest.mark.slow
def test_an_output_folder_that_cannot_be_written_is_told_once_for_all_wards_without_a_traceback(
    batch_project: BatchProject,
) -> None:
    result = batch_project.batch("--out", "/proc/reports")
    assert result.returncode == 1
    assert outcome_counts(result) == (0, 0, 4)
    assert "all 4: The report cannot be written to /proc/reports/WARD/PERIOD" in result.stdout
    assert all(f"  {ward} {PERIOD}\n" in result.stdout for ward in WARDS)
    assert "No manifest: /proc/reports/manifest.json cannot be written" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.slow
def test_a_file_address_is_the_folder_that_it_names(batch_project: BatchProject, tmp_path: Path) -> None:
    shutil.copytree(batch_project.root / "data" / "wards" / "a", tmp_path / "data" / "wards" / "a")
    data, out = (tmp_path / "data").as_uri(), (tmp_path / "new" / "out").as_uri()
    assert outcome_counts(batch_project.batch("--data", data, "--out", out)) == (1, 0, 0)
    assert outcome_counts(batch_project.batch(data=data, out=out)) == (0, 1, 0)
    assert (tmp_path / "new" / "out" / "a" / PERIOD / "report.html").is_file()
    assert "expected a folder" in batch_project.batch("--out", "file://elsewhere/out").stderr


@pytest.mark.slow
def test_a_simulated_report_never_replaces_one_of_a_wards_own_figures(
    batch_project: BatchProject, tmp_path: Path
) -> None:
    batch_project.batch(wards=["a"])
    own = batch_project.contents()
    batch_project.edit("a", "content.yaml", "origin: reconstruction", "origin: simulated")
    assert outcome_counts(batch_project.batch("--out", tmp_path / "simulated", wards=["a"])) == (1, 0, 0)
    refused = batch_project.batch(wards=["a"])
    assert outcome_counts(refused) == (0, 0, 1)
    assert "simulated ones never replace them; name another place" in refused.stdout
    assert batch_project.run("report", "a", PERIOD).returncode == 2
    kept = {name: content for name, content in batch_project.contents().items() if name != "manifest.json"}
    assert kept.items() <= own.items()
    assert {Path(name).name for name in kept} == {
        "SHA256SUMS",
        "indicators.csv",
        "record.json",
        "report.html",
        "report.ipynb",
    }
    batch_project.edit("a", "content.yaml", "origin: simulated", "origin: reconstruction")
    assert outcome_counts(batch_project.batch("--out", tmp_path / "simulated", wards=["a"])) == (0, 1, 0)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ward": ["a"]}, "did you mean 'wards'?"),
        ({"wards": ["aa"], "formats": ["htlm"]}, "did you mean 'html'?"),
        ({"wards": ["a"], "periods": ["2025"]}, "not a period"),
        ({"workers": "two"}, "workers"),
        ({"wards": ["a", "b"], "periods": ["2026-Q1"]}, "no data for the period '2026-Q1'"),
    ],
)
def test_a_faulty_run_file_is_refused_before_anything_is_made(
    batch_project: BatchProject, changes: dict[str, object], told: str
) -> None:
    result = batch_project.batch(**changes)
    assert result.returncode == 2
    assert told in result.stderr, result.stderr
    assert not batch_project.reports.exists()


def test_a_name_of_a_period_means_the_days_of_each_wards_calendar(batch_project: BatchProject) -> None:
    root = batch_project.root
    (root / "params" / "periods" / "hai-phong.yaml").write_text(
        "authority: Hải Phòng\nsource: Công văn mẫu\ndate: 2026-01-05\nperiods:\n  M: {from: 15/M-1, to: 14/M}\n",
        encoding="utf-8",
    )
    wards = root / "data" / "wards"
    (wards / "a" / PERIOD).rename(wards / "a" / "2026-02-15_2026-03-14")
    (wards / "b" / PERIOD).rename(wards / "b" / "2026-03-01_2026-03-31")
    with (wards / "b" / "ward.yaml").open("a", encoding="utf-8") as file:
        file.write("authority: Hà Nội\n")
    run = read_run(batch_project.run_file(wards=["a", "b"], periods=["2026-M03"]))
    plan = plan_batch(BatchRequest(Project(root, root / "data", root / "params"), run))
    assert [(job.ward, job.period) for job in plan.jobs] == [
        ("a", "2026-02-15_2026-03-14"),
        ("b", "2026-03-01_2026-03-31"),
    ]


@pytest.mark.slow
def test_the_data_folder_of_the_command_goes_before_that_of_the_run_file(
    batch_project: BatchProject, tmp_path: Path
) -> None:
    named, elsewhere = tmp_path / "named", tmp_path / "elsewhere"
    for folder, ward in ((named, "a"), (elsewhere, "b")):
        shutil.copytree(batch_project.root / "data" / "wards" / ward, folder / "wards" / ward)
    assert outcome_counts(batch_project.batch(data=str(named))) == (1, 0, 0)
    assert outcome_counts(batch_project.batch("--data", elsewhere, data=str(named))) == (1, 0, 0)
    assert sorted(path.name for path in batch_project.reports.iterdir() if path.is_dir()) == ["a", "b"]


@pytest.mark.slow
def test_on_a_terminal_one_line_is_written_over_and_never_wraps(batch_project: BatchProject) -> None:
    said = pty_output([CCHC, "batch", batch_project.run_file(wards=["a", "b"])], batch_project.root, columns=40)
    lines = said.split("\r\x1b[K")[1:]
    assert len(lines) == 3
    assert all(len(line.splitlines()[0]) < 40 for line in lines)


def pty_output(command: list[object], folder: Path, columns: int) -> str:
    """What a command writes on a terminal that is so many columns wide."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    with subprocess.Popen(command, cwd=folder, stderr=theirs, stdout=subprocess.DEVNULL) as process:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # A terminal whose other end was closed is read with an error.
            while chunk := os.read(ours, 4096):
                said += chunk
    os.close(ours)
    assert process.returncode == 0
    return said.decode()


@pytest.mark.slow
def test_shards_make_every_report_once_and_their_manifests_join(batch_project: BatchProject) -> None:
    for part in range(1, 6):  # The fifth shard of four reports has none, and writes its manifest all the same.
        batch_project.batch("--shard", f"{part}/5")
    parts = sorted(str(path) for path in batch_project.reports.glob("manifest-*"))
    assert len(parts) == 5
    joined = batch_project.reports / "manifest.json"
    without = batch_project.run("merge", *parts[::2], "--out", joined)
    assert without.returncode == 2
    assert "The manifest of shard 2/5, 4/5 is missing" in without.stderr
    assert not joined.exists()
    assert "4 reports, 0 failed" in batch_project.run("merge", *parts, "--out", joined).stdout
    text = joined.read_text(encoding="utf-8")
    assert outcome_counts(batch_project.batch()) == (0, 4, 0)
    assert joined.read_text(encoding="utf-8") == text
    assert "I/N" in batch_project.batch("--shard", "4/3").stderr


@pytest.mark.slow
def test_the_joined_manifest_says_which_reports_failed(batch_project: BatchProject) -> None:
    batch_project.edit("c", "figures.csv", "procedures.visits,9.875,", "procedures.visits,98.8,")
    for part in (1, 2):
        batch_project.batch("--shard", f"{part}/2")
    parts = sorted(batch_project.reports.glob("manifest-*"))
    joined = batch_project.run("merge", *parts, "--out", batch_project.reports / "manifest.json")
    assert joined.returncode == 1
    assert f"c/{PERIOD} could not be made" in joined.stdout
    text = (batch_project.reports / "manifest.json").read_text(encoding="utf-8")
    assert batch_project.manifest()["failed"] == [f"c/{PERIOD}"]
    batch_project.batch()
    assert (batch_project.reports / "manifest.json").read_text(encoding="utf-8") == text


@pytest.mark.slow
def test_two_batches_at_once_end_with_the_same_reports(batch_project: BatchProject) -> None:
    first, second = batch_project.start(), batch_project.start()
    for process in (first, second):
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    contents = batch_project.contents()
    assert unfinished_files(batch_project.reports) == []
    assert outcome_counts(batch_project.batch()) == (0, 4, 0)
    batch_project.batch("--force")
    assert batch_project.contents() == contents


@pytest.mark.slow
def test_an_interrupted_batch_leaves_nothing_half_written_and_the_next_goes_on(batch_project: BatchProject) -> None:
    batch_project.add_cell("import time\ntime.sleep(0.5)")
    process = batch_project.start(workers=1)
    wait_for(lambda: len(list(batch_project.reports.glob("*/*/report.html"))) >= 2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130, out + err
    assert "Traceback" not in err
    assert re.search(r"cchc: interrupted; at least [1-3] of 4 reports are in build/reports", err), err
    assert "nothing was written" not in err
    assert unfinished_files(batch_project.reports) == []
    made, cached, failed = outcome_counts(batch_project.batch())
    assert (made + cached, failed) == (4, 0)
    assert cached >= 1


def test_an_interrupt_that_was_swallowed_ends_the_batch_with_the_next_report() -> None:
    with pytest.raises(KeyboardInterrupt), BatchConsole() as console:
        console.show(BatchProgress(2))
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        console.show(BatchProgress(2, built=1))
        pytest.fail("the batch went on")


def test_an_interrupt_that_was_swallowed_behind_the_last_report_is_not_lost() -> None:
    with pytest.raises(KeyboardInterrupt), BatchConsole(), suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)


def test_after_a_batch_signals_are_handled_as_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with BatchConsole():
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] != before
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.slow
def test_whatever_is_killed_and_when_the_next_run_completes_the_same_set(
    batch_project: BatchProject, tmp_path: Path
) -> None:
    batch_project.batch("--out", tmp_path / "whole")
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(6):
        process = batch_project.start()
        time.sleep(chance.uniform(0.8, 2.5))
        victims = [process.pid, *children_of(process.pid)]
        victim = chance.choice(victims)
        if process.poll() is None:
            os.kill(victim, signal.SIGKILL)
        process.communicate(timeout=60)
        for name, content in batch_project.contents().items():
            if name.count("/") == 2 and not any(part.startswith(".") for part in name.split("/")):
                assert content == (tmp_path / "whole" / name).read_bytes(), name
    made, cached, failed = outcome_counts(batch_project.batch())
    assert (made + cached, failed) == (4, 0)
    assert batch_project.contents() == batch_project.contents(tmp_path / "whole")
    assert unfinished_files(batch_project.reports) == []


def children_of(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []
