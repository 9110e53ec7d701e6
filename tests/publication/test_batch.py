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
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import CCHC, PERIOD

from cchc_lib.exporters.catalogue import format_names
from cchc_lib.publication.batch import Standing
from cchc_lib.publication.batch_console import BatchConsole

from .conftest import WARDS, Yard


def settled(result: subprocess.CompletedProcess[str]) -> tuple[int, int, int]:
    """Reports made, cached and failed."""
    found = re.search(r"(\d+) made, (\d+) cached, (\d+) failed in", result.stdout)
    assert found, result.stdout + result.stderr
    made, cached, failed = map(int, found.groups())
    return made, cached, failed


def remains(folder: Path) -> list[Path]:
    """What a report that was not finished would leave behind."""
    return [path for path in folder.rglob("*") if path.name.startswith(".")]


def test_the_bytes_are_those_of_single_reports_whatever_the_workers_and_the_place(
    yard: Yard, tmp_path: Path, away: None
) -> None:
    assert settled(yard.batch()) == (4, 0, 0)
    assert settled(yard.batch("--workers", 1, "--force", "--out", tmp_path / "one")) == (4, 0, 0)
    single = [CCHC, "report", "c", PERIOD, "--out", str(tmp_path / "single")]
    home = {name: value for name, value in os.environ.items() if name not in ("TZ", "LC_ALL", "LANG")}
    subprocess.run(single, cwd=yard.root, check=True, capture_output=True, env=home)
    contents = yard.contents()
    assert yard.contents(tmp_path / "one") == contents
    assert yard.contents(tmp_path / "single" / "c") == yard.contents(yard.reports / "c")


def test_a_batch_makes_every_format_as_single_reports_do(yard: Yard, tmp_path: Path) -> None:
    formats = list(format_names())
    assert settled(yard.batch(formats=formats)) == (4, 0, 0)
    yard.run("report", "b", PERIOD, "--format", ",".join(formats), "--out", tmp_path)
    assert yard.contents(tmp_path / "b") == yard.contents(yard.reports / "b")


def test_the_manifest_lists_every_file_with_its_hash_and_inputs(yard: Yard) -> None:
    yard.batch()
    reports = yard.manifest()["reports"]
    assert [report["ward"] for report in reports] == list(WARDS)
    listed = {name: digest for report in reports for name, digest in report["outputs"].items()}
    found = {name: sha256(content).hexdigest() for name, content in yard.contents().items() if name != "manifest.json"}
    assert listed == found
    figures = yard.root / "data" / "wards" / "a" / PERIOD / "figures.csv"
    assert reports[0]["inputs"][f"wards/a/{PERIOD}/figures.csv"] == sha256(figures.read_bytes()).hexdigest()


def test_what_is_there_is_not_made_again_and_one_changed_figure_makes_one_report(yard: Yard) -> None:
    yard.batch()
    before = yard.contents()
    assert settled(yard.batch()) == (0, 4, 0)
    yard.edit("b", "figures.csv", "procedures.visits,9.875,", "procedures.visits,9.876,")
    again = yard.batch("--explain")
    assert settled(again) == (1, 3, 0)
    assert f"b {PERIOD}: wards/b/{PERIOD}/figures.csv" in again.stderr
    changed = {name.partition("/")[0] for name, content in yard.contents().items() if before.get(name) != content}
    assert changed == {"b", "manifest.json"}
    assert settled(yard.batch("--force")) == (4, 0, 0)


def test_a_built_file_that_was_edited_or_removed_is_made_again(yard: Yard) -> None:
    yard.batch()
    before = yard.contents()
    (yard.reports / "a" / PERIOD / "report.html").write_text("edited", encoding="utf-8")
    (yard.reports / "b" / PERIOD / "record.json").unlink()
    (yard.reports / "c" / PERIOD / "stray.txt").touch()
    os.utime(yard.reports / "d" / PERIOD / "report.html")
    assert settled(yard.batch()) == (3, 1, 0)
    assert yard.contents() == before


def test_a_link_in_the_place_of_a_report_is_replaced_and_what_it_leads_to_is_left_alone(
    yard: Yard, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").touch()
    (yard.reports / "a").mkdir(parents=True)
    (yard.reports / "a" / PERIOD).symlink_to(tmp_path / "mine")
    assert settled(yard.batch(wards=["a"])) == (1, 0, 0)
    assert (tmp_path / "mine" / "notes.txt").exists()
    assert (yard.reports / "a" / PERIOD / "report.html").is_file()
    assert remains(yard.reports) == []


def test_a_report_made_elsewhere_is_copied(yard: Yard, tmp_path: Path) -> None:
    yard.batch()
    assert settled(yard.batch("--out", tmp_path / "other")) == (0, 4, 0)
    assert yard.contents(tmp_path / "other") == yard.contents()


def test_another_notebook_or_other_formats_are_another_report(yard: Yard) -> None:
    yard.batch()
    yard.add_cell("1 + 1")
    assert "notebook" in yard.batch("--explain").stderr
    assert settled(yard.batch(formats=["html", "docx"])) == (4, 0, 0)


BREAKS = {
    "raises": ("raise ValueError('hỏng')", "Cell 5 failed: ValueError: hỏng"),
    "never ends": ("while True:\n    pass", "Cell 5 failed: the cell did not end within 8 s"),
    "ends its process": ("import os\nos._exit(7)", "Cell 5 failed: its process ended by itself with exit code 7"),
    "eats memory": ("x = [bytearray(10**8) for _ in range(10**4)]", "Cell 5 failed: MemoryError"),
}


@pytest.mark.parametrize("way", BREAKS)
def test_a_notebook_that_fails_fails_alone_and_is_kept(yard: Yard, way: str) -> None:
    code, reason = BREAKS[way]
    indented = code.replace("\n", "\n    ")
    yard.add_cell(f"if ward == 'b':\n    {indented}")
    # Long enough for the other reports' cells on a machine that is busy with something else.
    limits = {"cell_seconds": 8 if way == "never ends" else 20, "memory_mb": 2000}
    result = yard.batch(**limits)
    assert result.returncode == 1
    assert settled(result) == (3, 0, 1)
    assert f"b {PERIOD}: {reason}" in result.stdout
    kept = yard.root / "build" / "failed" / "b" / PERIOD / "report.ipynb"
    assert f"kept: {kept.relative_to(yard.root)}" in result.stdout
    assert '"output_type": "error"' in kept.read_text(encoding="utf-8")
    assert 'ward = \\"b\\"' in kept.read_text(encoding="utf-8")
    assert not (yard.reports / "b").exists()
    assert settled(yard.batch(**limits)) == (0, 3, 1)


def test_a_report_that_takes_too_long_as_a_whole_is_ended(yard: Yard) -> None:
    yard.add_cell("import time\nif ward == 'b':\n    time.sleep(60)")
    result = yard.batch(report_seconds=15)
    assert settled(result) == (3, 0, 1)
    assert "the report did not end within 15 s" in result.stdout


def test_an_input_that_vanished_or_is_faulty_fails_its_ward_alone(yard: Yard) -> None:
    (yard.root / "data" / "wards" / "a" / PERIOD / "claims.csv").unlink()
    yard.edit("c", "figures.csv", "procedures.visits,9.875,", "procedures.visits,98.8,")
    result = yard.batch()
    assert settled(result) == (2, 0, 2)
    assert "claims.csv" in result.stdout
    assert "98.8" in result.stdout


def test_a_full_disk_fails_reports_clearly_and_leaves_nothing_half_written(yard: Yard) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    command = [CCHC, "batch", yard.run_file()]
    result = subprocess.run(command, cwd=yard.root, capture_output=True, text=True, check=False, preexec_fn=small_files)
    assert settled(result) == (0, 0, 4)
    assert "File too large" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert [name for name in yard.contents() if name != "manifest.json"] == []
    assert remains(yard.reports) == []


def test_an_output_folder_that_cannot_be_written_is_told_once_for_all_wards_without_a_traceback(yard: Yard) -> None:
    result = yard.batch("--out", "/proc/reports")
    assert result.returncode == 1
    assert settled(result) == (0, 0, 4)
    assert "all 4: The report cannot be written to /proc/reports/WARD/PERIOD" in result.stdout
    assert all(f"  {ward} {PERIOD}\n" in result.stdout for ward in WARDS)
    assert "No manifest: /proc/reports/manifest.json cannot be written" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_a_file_address_is_the_folder_that_it_names(yard: Yard, tmp_path: Path) -> None:
    shutil.copytree(yard.root / "data" / "wards" / "a", tmp_path / "data" / "wards" / "a")
    data, out = (tmp_path / "data").as_uri(), (tmp_path / "new" / "out").as_uri()
    assert settled(yard.batch("--data", data, "--out", out)) == (1, 0, 0)
    assert settled(yard.batch(data=data, out=out)) == (0, 1, 0)
    assert (tmp_path / "new" / "out" / "a" / PERIOD / "report.html").is_file()
    assert "expected a folder" in yard.batch("--out", "file://elsewhere/out").stderr


def test_a_simulated_report_never_replaces_one_of_a_wards_own_figures(yard: Yard, tmp_path: Path) -> None:
    yard.batch(wards=["a"])
    own = yard.contents()
    yard.edit("a", "content.yaml", "origin: reconstruction", "origin: simulated")
    assert settled(yard.batch("--out", tmp_path / "simulated", wards=["a"])) == (1, 0, 0)
    refused = yard.batch(wards=["a"])
    assert settled(refused) == (0, 0, 1)
    assert "which a simulated one does not replace; name another place" in refused.stdout
    assert yard.run("report", "a", PERIOD).returncode == 2
    kept = {name: content for name, content in yard.contents().items() if name != "manifest.json"}
    assert kept.items() <= own.items()
    assert len(kept) == 4
    yard.edit("a", "content.yaml", "origin: simulated", "origin: reconstruction")
    assert settled(yard.batch("--out", tmp_path / "simulated", wards=["a"])) == (0, 1, 0)


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
    yard: Yard, changes: dict[str, object], told: str
) -> None:
    result = yard.batch(**changes)
    assert result.returncode == 2
    assert told in result.stderr, result.stderr
    assert not yard.reports.exists()


def test_the_data_folder_of_the_command_goes_before_that_of_the_run_file(yard: Yard, tmp_path: Path) -> None:
    named, elsewhere = tmp_path / "named", tmp_path / "elsewhere"
    for folder, ward in ((named, "a"), (elsewhere, "b")):
        shutil.copytree(yard.root / "data" / "wards" / ward, folder / "wards" / ward)
    assert settled(yard.batch(data=str(named))) == (1, 0, 0)
    assert settled(yard.batch("--data", elsewhere, data=str(named))) == (1, 0, 0)
    assert sorted(path.name for path in yard.reports.iterdir() if path.is_dir()) == ["a", "b"]


def test_on_a_terminal_one_line_is_written_over_and_never_wraps(yard: Yard) -> None:
    said = pty_output([CCHC, "batch", yard.run_file(wards=["a", "b"])], yard.root, columns=40)
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


def test_shards_make_every_report_once_and_their_manifests_join(yard: Yard) -> None:
    for part in (1, 2, 3):
        yard.batch("--shard", f"{part}/3")
    parts = sorted(str(path) for path in yard.reports.glob("manifest-*"))
    assert len(parts) == 3
    joined = yard.reports / "manifest.json"
    without = yard.run("merge", *parts[::2], "--out", joined)
    assert without.returncode == 2
    assert "The manifest of shard 2/3 is missing" in without.stderr
    assert not joined.exists()
    assert "4 reports, 0 failed" in yard.run("merge", *parts, "--out", joined).stdout
    text = joined.read_text(encoding="utf-8")
    assert settled(yard.batch()) == (0, 4, 0)
    assert joined.read_text(encoding="utf-8") == text
    assert "I/N" in yard.batch("--shard", "4/3").stderr


def test_the_joined_manifest_says_which_reports_failed(yard: Yard) -> None:
    yard.edit("c", "figures.csv", "procedures.visits,9.875,", "procedures.visits,98.8,")
    for part in (1, 2):
        yard.batch("--shard", f"{part}/2")
    parts = sorted(yard.reports.glob("manifest-*"))
    joined = yard.run("merge", *parts, "--out", yard.reports / "manifest.json")
    assert joined.returncode == 1
    assert f"c/{PERIOD} could not be made" in joined.stdout
    text = (yard.reports / "manifest.json").read_text(encoding="utf-8")
    assert yard.manifest()["failed"] == [f"c/{PERIOD}"]
    yard.batch()
    assert (yard.reports / "manifest.json").read_text(encoding="utf-8") == text


def test_two_batches_at_once_end_with_the_same_reports(yard: Yard) -> None:
    first, second = yard.start(), yard.start()
    for process in (first, second):
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    contents = yard.contents()
    assert remains(yard.reports) == []
    assert settled(yard.batch()) == (0, 4, 0)
    yard.batch("--force")
    assert yard.contents() == contents


def test_an_interrupted_batch_leaves_nothing_half_written_and_the_next_goes_on(yard: Yard) -> None:
    yard.add_cell("import time\ntime.sleep(0.5)")
    process = yard.start(workers=1)
    wait_for(lambda: len(list(yard.reports.glob("*/*/report.html"))) >= 2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130, out + err
    assert "Traceback" not in err
    assert remains(yard.reports) == []
    made, cached, failed = settled(yard.batch())
    assert (made + cached, failed) == (4, 0)
    assert cached >= 1


def test_an_interrupt_that_was_swallowed_ends_the_batch_with_the_next_report() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    try:
        with BatchConsole() as console:
            console.tell(Standing(2))
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGTERM)
            with pytest.raises(KeyboardInterrupt):
                console.tell(Standing(2, made=1))
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


@pytest.mark.slow
def test_whatever_is_killed_and_when_the_next_run_completes_the_same_set(yard: Yard, tmp_path: Path) -> None:
    yard.batch("--out", tmp_path / "whole")
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(6):
        process = yard.start()
        time.sleep(chance.uniform(0.8, 2.5))
        victims = [process.pid, *children_of(process.pid)]
        victim = chance.choice(victims)
        if process.poll() is None:
            os.kill(victim, signal.SIGKILL)
        process.communicate(timeout=60)
        for name, content in yard.contents().items():
            if name.count("/") == 2 and not any(part.startswith(".") for part in name.split("/")):
                assert content == (tmp_path / "whole" / name).read_bytes(), name
    made, cached, failed = settled(yard.batch())
    assert (made + cached, failed) == (4, 0)
    assert yard.contents() == yard.contents(tmp_path / "whole")
    assert remains(yard.reports) == []


def children_of(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def wait_for(happened: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
