"""The command's exit codes, messages and files."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.cli.entry_point import app, run
from cchc_lib.exporters.catalogue import format_names
from tests.support.checkout import CCHC, PERIOD, ROOT, WARD_FOLDER
from tests.support.editable_project import EditableProject

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cchc(tmp_path: Path) -> Command:
    """Runs `cchc` in the project; what it builds goes to a folder of the test's own."""

    def command(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"COLUMNS": "200"}
        words = [str(CCHC), *map(str, arguments)]
        return subprocess.run(words, cwd=cwd, capture_output=True, text=True, env=environment, check=False)

    return command


def test_a_report_is_its_notebook_its_formats_and_two_tables(built_report: Path) -> None:
    formats = {f"report.{name}" for name in format_names()}
    further = {"indicators.csv", "record.json", "report.ipynb", "SHA256SUMS"}
    assert {path.name for path in built_report.iterdir()} == further | formats


@pytest.mark.slow
def test_a_later_run_with_fewer_formats_makes_the_others_again(cchc: Command, tmp_path: Path) -> None:
    place = tmp_path / "luu-kiem" / PERIOD
    assert cchc("report", "luu-kiem", PERIOD, "--format", "pdf", "--out", tmp_path).returncode == 0
    os.utime(place / "report.pdf", (0, 0))
    assert cchc("report", "luu-kiem", PERIOD, "--out", tmp_path).returncode == 0
    assert (place / "report.html").exists()
    assert (place / "report.pdf").stat().st_mtime > 0


@pytest.mark.slow
def test_a_ward_may_be_named_by_its_code(cchc: Command, tmp_path: Path) -> None:
    result = cchc("report", "11488", PERIOD, "--out", tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "luu-kiem" / PERIOD / "report.html").exists()
    assert "Report: " in result.stdout


@pytest.mark.slow
def test_an_official_period_and_another_data_folder(cchc: Command, tmp_path: Path) -> None:
    result = cchc("report", "bach-long-vi", "2025-12-15_2026-03-14", "--data", "tests/data", "--out", tmp_path)
    assert result.returncode == 0, result.stderr
    assert "DỮ LIỆU MÔ PHỎNG" in (tmp_path / "bach-long-vi" / "2026-Q1" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("luu-kim", PERIOD), "did you mean 'luu-kiem'?"),
        (("luu-kiem", "2025-Q9"), "is not a period"),
        (("luu-kiem", "2026-Q1"), f"it has: {PERIOD}"),
        (("luu-kiem", "2025-02-30_2025-03-01"), "two days that exist"),
        (("luu-kiem", PERIOD, "--format", "htm"), "did you mean 'html'?"),
        (("luu-kiem", PERIOD, "--data", "nowhere"), "There is no folder"),
    ],
)
def test_a_wrong_argument_ends_with_two_and_one_message(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    hint: str,
) -> None:
    """In this process, since nothing but the start of another would differ."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["cchc", "report", *arguments, "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2
    assert hint in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_faulty_files_end_with_two_tell_all_and_write_nothing(cchc: Command, editable_project: EditableProject) -> None:
    editable_project.edit("figures.csv", "procedures.received,8.823,", "procedures.recieved,88.23,")
    editable_project.edit("figures.csv", "payments.total,4.907,giao dịch", "payments.total,many,giao dịch")
    editable_project.edit(
        "content.yaml",
        "Còn để phát sinh {procedures.resolved_overdue} giải quyết quá hạn.",
        "Còn để phát sinh 38 hồ sơ quá hạn.",
    )
    out = editable_project.root / "out"
    result = cchc("report", "luu-kiem", PERIOD, "--data", editable_project.root / "data", "--out", out)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    rows = (editable_project.root / "data" / WARD_FOLDER / "figures.csv").read_text(encoding="utf-8").split("\n")
    row = next(number for number, line in enumerate(rows, start=1) if line.startswith("payments.total"))
    for told in ("did you mean 'procedures.received'?", "many", "the number 38", f"row {row}, column value"):
        assert told in result.stderr
    assert not out.exists()


def test_outside_a_project_the_command_says_so(cchc: Command, tmp_path: Path) -> None:
    result = cchc("report", "luu-kiem", PERIOD, cwd=tmp_path)
    assert result.returncode == 2
    assert "lies in no project" in result.stderr


@pytest.mark.slow
def test_a_failed_report_leaves_the_old_one_in_place(cchc: Command, editable_project: EditableProject) -> None:
    out = editable_project.root / "out"
    arguments = ("report", "luu-kiem", PERIOD, "--data", editable_project.root / "data", "--out", out)
    assert cchc(*arguments).returncode == 0
    before = (out / "luu-kiem" / PERIOD / "report.html").read_bytes()
    editable_project.edit("figures.csv", "procedures.received,8.823,", "procedures.received,98.8,")
    assert cchc(*arguments).returncode == 2
    assert (out / "luu-kiem" / PERIOD / "report.html").read_bytes() == before
    assert [path.name for path in (out / "luu-kiem").iterdir()] == [PERIOD]


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(built_report: Path, editable_project: EditableProject) -> None:
    environment = os.environ | {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    out = editable_project.root / "elsewhere"
    command = [
        CCHC,
        "report",
        "luu-kiem",
        PERIOD,
        "--data",
        editable_project.root / "data",
        "--params",
        editable_project.root / "params",
        "--out",
        out,
        "--format",
        ",".join(format_names()),
    ]
    subprocess.run(command, cwd=ROOT / "notebooks", env=environment, check=True, capture_output=True)
    for path in sorted(built_report.iterdir()):
        assert (out / "luu-kiem" / PERIOD / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_path_of_the_machine_enters_a_file(built_report: Path) -> None:
    assert [path.name for path in built_report.iterdir() if str(ROOT).encode() in path.read_bytes()] == []


def test_the_table_of_indicators_holds_every_indicator(built_report: Path) -> None:
    table = pd.read_csv(built_report / "indicators.csv", dtype=str).set_index("code")
    assert list(table.index) == list(national_catalogue().indicators)
    rate = table.loc["procedures.on_time_rate"]
    assert (rate["numerator"], rate["denominator"], rate["value"], rate["text"]) == ("8747", "8785", "99.57", "99,57%")


def test_the_record_leads_from_a_number_to_its_cells(built_report: Path) -> None:
    record = json.loads((built_report / "record.json").read_text(encoding="utf-8"))
    rate = record["numbers"]["procedures.online_rate"]
    assert rate["formula"] == {"op": "÷", "operands": ["procedures.received_online", "procedures.received"]}
    figure = record["figures"]["procedures.received_online"]
    file = record["files"][figure["file"]]
    content = (ROOT / "data" / file["path"]).read_bytes()
    assert content.decode().split("\n")[figure["row"] - 1].startswith("procedures.received_online,6.397")
    assert file["sha256"] == sha256(content).hexdigest()


def test_the_catalogue_is_printed_for_people_and_machines(cchc: Command) -> None:
    assert "procedures.on_time_rate" in cchc("indicators").stdout
    rows = json.loads(cchc("indicators", "--json").stdout)
    assert [row["code"] for row in rows] == list(national_catalogue().indicators)


def test_the_catalogue_without_a_ward_names_provinces_of_both_kinds_and_with_one_its_own(cchc: Command) -> None:
    def label(*options: str) -> str:
        rows = json.loads(cchc("indicators", "--json", *options).stdout)
        return next(row["label"] for row in rows if row["code"] == "city_tasks.on_time_rate")

    assert "nhiệm vụ tỉnh, thành phố giao" in label()
    assert "nhiệm vụ thành phố giao" in label("--ward", "luu-kiem")


def test_the_command_does_not_import_the_slow_module_that_it_leaves_out() -> None:
    script = "import sys; from cchc_lib.__main__ import main; sys.argv = ['cchc', 'indicators', '--json']\n"
    script += "try:\n    main()\nfinally:\n    print('rfc3987_syntax' in sys.modules, file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert json.loads(result.stdout)
    assert result.stderr.split() == ["False"]


def test_help_lists_every_command_and_explains_each_option_of_it(cchc: Command) -> None:
    commands = typer.main.get_command(app).commands
    listed = cchc("--help").stdout
    assert {"batch", "check", "city", "indicators", "report", "site", "verify"} <= set(commands)
    for name, command in commands.items():
        assert re.search(rf"\b{name}\b", listed), name
        assert command.help and command.help.split("\n")[0].endswith("."), name
        parameters = [each for each in command.params if each.name != "help"]
        assert [f"{name} {each.name}" for each in parameters if not getattr(each, "help", None)] == []
    assert ", ".join(format_names()) in cchc("report", "--help").stdout


def test_the_help_of_each_command_is_printed_in_full() -> None:
    for name, command in typer.main.get_command(app).commands.items():
        result = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"})
        assert result.exit_code == 0, name
        assert all(option in result.stdout for each in command.params for option in each.opts if "-" in option), name


@pytest.mark.slow
def test_three_reports_at_once_do_not_meet(tmp_path: Path) -> None:
    places = [tmp_path / "one", tmp_path / "one", tmp_path / "two"]
    commands = [[CCHC, "report", "luu-kiem", PERIOD, "--out", place] for place in places]
    running = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE) for command in commands
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    one, two = (tmp_path / name / "luu-kiem" / PERIOD / "report.html" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert [path.name for path in (tmp_path / "one" / "luu-kiem").iterdir()] == [PERIOD]


@pytest.mark.slow
@pytest.mark.parametrize("out", ["/proc/nowhere", "README.md"])
def test_a_place_that_cannot_be_written_is_told(cchc: Command, out: str) -> None:
    result = cchc("report", "luu-kiem", PERIOD, "--out", out)
    assert (result.returncode, "cannot be written" in result.stderr, "Traceback" in result.stderr) == (2, True, False)
