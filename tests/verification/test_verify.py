"""A built report holds; one digit edited anywhere in it is found and named; what is not ours is refused, never run."""

import json
import os
import re
import string
import subprocess
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from cchc_lib.errors import UserError
from cchc_lib.record.content_hash import FIELD, NOTEBOOK_FIELD, content_hash_of, with_text_hash
from cchc_lib.verification.files import verify_file
from tests.support.checkout import CCHC, PERIOD, ROOT, WARD_FOLDER
from tests.support.editable_project import EditableProject

Edit = Callable[[str], str]


@pytest.fixture
def edited(built_report: Path, tmp_path: Path) -> Callable[[str, Edit], Path]:
    """A built file with an edit and a content hash computed anew, so that more than the hash has to find the edit."""

    def make(name: str, edit: Edit) -> Path:
        text = (built_report / name).read_text(encoding="utf-8")
        changed = edit(text)
        assert changed != text
        (tmp_path / name).write_text(with_text_hash(changed), encoding="utf-8")
        return tmp_path / name

    return make


def replacing(old: str, new: str, count: int = 1) -> Edit:
    return lambda text: text.replace(old, new, count)


def verify(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CCHC, "verify", *map(str, arguments)], capture_output=True, text=True, check=False, cwd="/")


@pytest.mark.parametrize("name", ["report.html", "report.ipynb", "record.json"])
def test_what_was_built_holds(built_report: Path, name: str) -> None:
    verified = verify_file(built_report / name)
    assert verified.numbers >= 250
    assert verified.differences == ()


def test_the_command_needs_no_project_and_says_what_it_proves(built_report: Path) -> None:
    result = verify(built_report / "report.html", built_report / "record.json")
    assert result.returncode == 0, result.stdout
    assert "all hold" in result.stdout
    assert "proves the arithmetic, not where the figures come from" in result.stdout


def places(html: str) -> list[int]:
    """Every digit from 0 to 9 that a reader of the page sees, by its position in the file."""
    body = html.index('<main id="noi-dung">'), html.index('<details class="code">')
    summary = html.index('class="summary"'), html.index('class="toc"')
    hidden = [m.span() for m in re.finditer(r'<span class="ordinal">.*?</span>|<sup class="note">.*?</sup>|↩', html)]
    tags = [m.span() for m in re.finditer(r"<[^>]*>", html)]
    shut = {at for start, end in (*hidden, *tags) for at in range(start, end)}
    return [
        at for start, end in (summary, body) for at in range(start, end) if html[at] in string.digits and at not in shut
    ]


def unnoticed(html: str, digits: Iterable[int], folder: Path) -> list[str]:
    """Return the surroundings of each digit that verification does not miss when another stands in its place."""
    page = folder / "report.html"
    passed = []
    for at in digits:
        other = str((int(html[at]) + 1) % 10)
        page.write_text(with_text_hash(html[:at] + other + html[at + 1 :]), encoding="utf-8")
        if not verify_file(page).differences:
            passed.append(html[at - 60 : at + 20])
    return passed


def test_a_digit_edited_in_any_part_of_a_page_is_found(built_report: Path, tmp_path: Path) -> None:
    html = (built_report / "report.html").read_text(encoding="utf-8")
    digits = places(html)
    assert len(digits) > 2000
    assert unnoticed(html, digits[:: len(digits) // 15], tmp_path) == []


@pytest.mark.slow
def test_a_digit_edited_in_any_number_of_a_page_is_found(built_report: Path, tmp_path: Path) -> None:
    """One digit of each number, the first of one and the last of the next, so that no place is left out."""
    html = (built_report / "report.html").read_text(encoding="utf-8")
    numbers = [list(run) for _, run in groupby(enumerate(places(html)), lambda pair: pair[1] - pair[0])]
    assert len(numbers) > 800
    assert unnoticed(html, (run[-(index % 2)][1] for index, run in enumerate(numbers)), tmp_path) == []


def test_an_edited_number_is_named_with_what_it_should_be(edited: Callable[[str, Edit], Path]) -> None:
    path = edited("report.html", replacing(">99,57%</data>", ">99,75%</data>"))
    told = [str(each) for each in verify_file(path).differences]
    assert any("on_time_rate" in each or "resolved_rate" in each for each in told), told
    assert any("99,75%" in each and "99,57%" in each for each in told), told
    result = verify(path)
    assert result.returncode == 1
    assert "discrepanc" in result.stdout


def test_a_removed_and_an_added_part_are_found(edited: Callable[[str, Edit], Path]) -> None:
    without = edited(
        "report.html", lambda html: re.sub(r'<p id="procedures.received">.*?</p>', "", html, flags=re.DOTALL)
    )
    assert any(each.place == "procedures.received" for each in verify_file(without).differences)
    more = edited(
        "report.html", replacing('<p id="procedures.received">', '<p>Thêm 12 hồ sơ.</p><p id="procedures.received">')
    )
    assert any("Thêm 12 hồ sơ" in str(each) for each in verify_file(more).differences)
    number = edited(
        "report.html",
        replacing('<p id="procedures.received">', '<p id="procedures.received"><data data-code="x.y">7</data>'),
    )
    assert any(each.place == "x.y" for each in verify_file(number).differences)


RECEIVED = '<p id="procedures.received">'
STRANGE: dict[str, Edit] = {
    "a new sentence dressed as a note mark": replacing(RECEIVED, f'<sup class="note">Thêm 12 hồ sơ</sup>{RECEIVED}'),
    "a part hidden by its attribute": replacing(RECEIVED, '<p hidden id="procedures.received">'),
    "a part hidden by a style": replacing(RECEIVED, '<p style="display:none" id="procedures.received">'),
    "a script of its own that was changed": replacing('"use strict";', '"use strict"; document.title = 1;'),
    "a script that is loaded": replacing("</body>", '<script src="https://example.org/x.js"></script></body>'),
    "a script": replacing("</main>", "<script>document.title = 1</script></main>"),
    "a second style sheet": replacing("</main>", "<style>p { display: none }</style></main>"),
    "a wider policy": replacing("default-src 'none'", "default-src *"),
    "a number in a part that browsers do not show": replacing(RECEIVED, f"<template>12</template>{RECEIVED}"),
    "a second part that nobody compares": replacing(
        RECEIVED, f'<details class="code" open><summary>12,34%</summary></details>{RECEIVED}'
    ),
    "another verdict on a target": lambda html: re.sub(r">(Đạt)(?=<)", ">Chưa đạt", html, count=1),
    "another signer": lambda html: re.sub(r'(class="signed strong">)[^<]*', r"\1Người khác", html, count=1),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_a_page_of_cchc_never_says_is_found(edited: Callable[[str, Edit], Path], name: str) -> None:
    assert verify_file(edited("report.html", STRANGE[name])).differences


BEYOND_THE_WORDS: dict[str, Edit] = {
    "a number moved to another column": lambda html: re.sub(
        r"(<td[^>]*>)(.+?</td>)\s*(<td[^>]*>)", r"\1\3\2", html, count=1
    ),
    "a contents entry of another wording": replacing("</span> Khái quát chung</a>", "</span> Khái quát</a>"),
    "a bar of another length": lambda html: re.sub(r'(<path[^>]* d=")', r"\1M 0 0 ", html, count=1),
    "another colour of a card": replacing('class="card', 'class="met card'),
    "numbers without their lineage": lambda html: re.sub(r"</?data[^>]*>", "", html),
    "a comment that a browser ends elsewhere": replacing(RECEIVED, f"<!-- --!><b>100%</b> -->{RECEIVED}"),
    "another title of the window": lambda html: re.sub(r"<title>[^<]*", "<title>100%", html, count=1),
}


@pytest.mark.parametrize("name", BEYOND_THE_WORDS)
def test_any_other_edit_of_a_page_breaks_its_seal(built_report: Path, tmp_path: Path, name: str) -> None:
    html = (built_report / "report.html").read_text(encoding="utf-8")
    changed = BEYOND_THE_WORDS[name](html)
    assert changed != html
    (tmp_path / "report.html").write_text(changed, encoding="utf-8")
    assert any("content hash" in each.place for each in verify_file(tmp_path / "report.html").differences)


def edit_a_form(notebook: dict[str, Any]) -> None:
    """Another text in the form that notebook viewers show."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    shown = next(output for output in outputs if "8.823" in "".join(output["data"].get("text/html", "")))
    shown["data"]["text/html"] = "".join(shown["data"]["text/html"]).replace("8.823", "8.824")


def add_a_cell(notebook: dict[str, Any]) -> None:
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "Tiếp nhận 9.000 hồ sơ.", "id": "x"})


def add_another_form(notebook: dict[str, Any]) -> None:
    output = next(output for cell in notebook["cells"] for output in cell.get("outputs", ()))
    output["data"]["application/javascript"] = "alert(1)"


@pytest.mark.parametrize("change", [edit_a_form, add_a_cell, add_another_form])
def test_what_a_notebook_shows_beside_its_blocks_is_found(
    edited: Callable[[str, Edit], Path], change: Callable[[dict[str, Any]], None]
) -> None:
    assert verify_file(edited("report.ipynb", forge(change))).differences


def swap_cells(notebook: dict[str, Any]) -> None:
    notebook["cells"][4:6] = notebook["cells"][5:3:-1]


def add_a_guide(notebook: dict[str, Any]) -> None:
    notebook["cells"].append({"cell_type": "raw", "metadata": {}, "source": "Tiếp nhận 9.000 hồ sơ.", "id": "x"})


def redraw(notebook: dict[str, Any]) -> None:
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", ()))
    chart = next(output for output in outputs if "image/svg+xml" in output["data"])
    chart["data"]["image/svg+xml"] = chart["data"]["image/svg+xml"].replace("</svg>", "<script>alert(1)</script></svg>")


@pytest.mark.parametrize("change", [swap_cells, add_a_guide, redraw])
def test_any_other_edit_of_a_notebook_breaks_its_seal(
    built_report: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    changed = forge(change)((built_report / "report.ipynb").read_text(encoding="utf-8"))
    (tmp_path / "report.ipynb").write_text(changed, encoding="utf-8")
    assert any("content hash" in each.place for each in verify_file(tmp_path / "report.ipynb").differences)


def set_target(record: dict[str, Any]) -> None:
    record["targets"][0]["text"] = "trên 5%"


def drop_findings(record: dict[str, Any]) -> None:
    record["findings"].clear()


@pytest.mark.parametrize("change", [set_target, drop_findings])
def test_any_other_edit_of_a_record_breaks_its_seal(
    built_report: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    record = json.loads((built_report / "record.json").read_text(encoding="utf-8"))
    change(record)
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert any("content hash" in each.place for each in verify_file(tmp_path / "record.json").differences)


def forge(change: Callable[[dict[str, Any]], None]) -> Edit:
    def edit(text: str) -> str:
        record = json.loads(text)
        change(record)
        if FIELD in record:
            content = {name: value for name, value in record.items() if name != "@context"}
            record[FIELD] = content_hash_of(content)
        return json.dumps(record, ensure_ascii=False)

    return edit


def set_operand(record: dict[str, Any]) -> None:
    record["figures"]["procedures.resolved_on_time"] |= {"value": "8748", "text": "8.748\xa0hồ sơ"}


def set_result(record: dict[str, Any]) -> None:
    record["numbers"]["procedures.on_time_rate"] |= {"text": ["99,99%"], "value": "99.99"}


def set_formula(record: dict[str, Any]) -> None:
    record["numbers"]["procedures.on_time_rate"]["formula"]["operands"][1] = "procedures.resolved_on_time"


def set_formula_aside(record: dict[str, Any]) -> None:
    """The rate becomes a figure of its own, which follows from nothing."""
    number = record["numbers"]["procedures.on_time_rate"]
    figure = {"label": number["label"], "unit": "%", "value": "99.57", "text": "99,57%", "file": "f0", "row": 2}
    record["figures"]["procedures.on_time_rate"] = figure
    record["numbers"]["procedures.on_time_rate"] = {"text": number["text"]}


def set_label(record: dict[str, Any]) -> None:
    record["figures"]["procedures.resolved_on_time"]["label"] = "Số hồ sơ giải quyết trước hạn"


def add_figure(record: dict[str, Any]) -> None:
    record["figures"]["procedures.unused"] = record["figures"]["procedures.received"]


def lose_cell(record: dict[str, Any]) -> None:
    record["figures"]["procedures.received"]["file"] = "f99"


@pytest.mark.parametrize(
    "change", [set_operand, set_result, set_formula, set_formula_aside, set_label, add_figure, lose_cell]
)
def test_a_record_whose_results_do_not_follow_is_found(
    edited: Callable[[str, Edit], Path], change: Callable[[dict[str, Any]], None]
) -> None:
    differences = verify_file(edited("record.json", forge(change))).differences
    assert any(each.place.startswith("procedures.") for each in differences)


def forget_the_baselines(record: dict[str, Any]) -> None:
    record["numbers"] = {code: each for code, each in record["numbers"].items() if "baseline" not in code}


def test_a_scenario_that_is_taken_from_its_record_is_missed(scenario_report: Path, tmp_path: Path) -> None:
    for kept in (forget_the_baselines, lambda record: record["page_text"].pop("mark")):
        path = tmp_path / "record.json"
        change = forge(lambda record, kept=kept: (record.pop("scenario"), kept(record)))
        path.write_text(change((scenario_report / "record.json").read_text(encoding="utf-8")), encoding="utf-8")
        found = [each for each in verify_file(path).differences if each.place == "the record"]
        assert [each.expected for each in found] == ["the scenario it is of"]


def test_a_ward_as_it_is_cannot_be_made_a_scenario_of(edited: Callable[[str, Edit], Path]) -> None:
    declared = {"name": "x", "title": "X", "settings": "", "file": ""}
    path = edited("record.json", forge(lambda record: record.update(scenario=declared)))
    assert {each.place for each in verify_file(path).differences} == {"letterhead", "mark"}


def test_an_edited_notebook_is_found(edited: Callable[[str, Edit], Path]) -> None:
    path = edited("report.ipynb", replacing('"text": "8.823\xa0hồ sơ"', '"text": "8.824\xa0hồ sơ"'))
    assert any(each.place.startswith("procedures.received") for each in verify_file(path).differences)


HOSTILE = {
    "not-ours.html": "<html><body>8.823</body></html>",
    "cut.html": '<script type="application/json" id="cchc-record">{"library": "0.1',
    "list.json": "[1, 2]",
    "deep.json": "[" * 100_000,
    "types.json": json.dumps({"library": 1, "numbers": []}),
    "huge-number.json": '{"library": ' + "9" * 10_000 + "}",
    "empty.ipynb": '{"cells": []}',
    "odd.ipynb": '{"cells": [3, {"outputs": [{"data": {"application/vnd.cchc.block+json": 7}}]}]}',
    "binary.html": "\udcff",
    "beyond-the-parser.html": "<![x",
    "nested.html": "<b>" * 40_000,
    "flood.html": "<" * 3_000_000,
    "open-tags.html": "<a" * 90_000,
    "comments.html": "<!--" * 190_000,
    "attributes.html": "<a " + 'b="c" ' * 5_000_000 + ">",
    "twice.json": '{"library": "0", "library": "1"}',
}


def test_what_is_not_ours_is_refused_with_one_message(tmp_path: Path) -> None:
    for name, content in HOSTILE.items():
        (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(UserError, match=re.escape(name)):
            verify_file(tmp_path / name)
    result = verify(*(tmp_path / name for name in HOSTILE))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    messages = result.stderr.splitlines()
    assert [len([line for line in messages if name in line]) for name in HOSTILE] == [1] * len(HOSTILE)


def deepen(record: dict[str, Any]) -> None:
    node: Any = "procedures.received"
    for _ in range(80):
        node = {"op": "+", "operands": [node, "procedures.received"]}
    record["numbers"]["procedures.received"]["formula"] = node


def test_a_formula_that_is_too_deep_is_refused(edited: Callable[[str, Edit], Path]) -> None:
    with pytest.raises(UserError, match="too deeply"):
        verify_file(edited("record.json", forge(deepen)))


def test_a_record_without_numbers_proves_nothing_and_is_refused(edited: Callable[[str, Edit], Path]) -> None:
    with pytest.raises(UserError, match="without numbers, so that nothing can be verified"):
        verify_file(edited("record.json", forge(lambda record: record["numbers"].clear())))


def test_a_record_of_an_unknown_schema_version_is_refused_with_one_sentence(
    edited: Callable[[str, Edit], Path],
) -> None:
    result = verify(edited("record.json", forge(lambda record: record.update(schema_version=2))))
    assert result.returncode == 2
    assert result.stderr == (
        "cchc: record.json holds a record of schema version 2; this version of cchc reads version 1. "
        "Verify it with the version of cchc that wrote it.\n"
    )


def test_a_notebook_that_another_program_ran_is_compared_and_says_what_was_not(
    built_report: Path, tmp_path: Path
) -> None:
    notebook = json.loads((built_report / "report.ipynb").read_text(encoding="utf-8"))
    del notebook["metadata"][NOTEBOOK_FIELD]
    (tmp_path / "report.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    result = verify(tmp_path / "report.ipynb")
    assert result.returncode == 0, result.stdout
    assert "carries no content hash" in result.stdout


def test_a_record_of_another_version_says_that_formulas_were_not_compared(
    edited: Callable[[str, Edit], Path],
) -> None:
    path = edited("record.json", forge(lambda record: record.update(library="0.0.1")))
    assert "labels and formulas were not compared" in verify(path).stdout


@pytest.mark.parametrize("value", ["1e999999999", "9" * 5000, "NaN", "__import__('os')", "-"])
def test_an_operand_that_is_no_plain_number_is_told_and_not_computed(
    edited: Callable[[str, Edit], Path], value: str
) -> None:
    def change(record: dict[str, Any]) -> None:
        record["figures"]["procedures.received"]["value"] = value

    differences = verify_file(edited("record.json", forge(change))).differences
    assert any("cannot be done" in each.found for each in differences)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = verify(tmp_path / "none.html")
    assert (result.returncode, result.stderr.count("none.html cannot be read")) == (2, 1)


@pytest.mark.parametrize("name", ["report.xlsx", "report.pdf", "report.docx", "indicators.csv", "folder"])
def test_a_file_without_a_record_is_answered_by_the_files_that_have_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir() if name == "folder" else (tmp_path / name).write_bytes(b"%PDF")
    result = verify(tmp_path / name)
    assert (result.returncode, result.stdout) == (2, "")
    assert " ".join(result.stderr.split()) == (
        f"cchc: {name} cannot be verified, since it carries no record; name the page, the notebook or the record of "
        "the same report (.html, .ipynb or .json)."
    )


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "endless.html").symlink_to("/dev/zero")
    (tmp_path / "folder.html").mkdir()
    for name in ("pipe.html", "endless.html", "folder.html"):
        with pytest.raises(UserError, match="not a file"):
            verify_file(tmp_path / name)


def test_half_a_character_in_a_record_is_no_fault_of_the_program(edited: Callable[[str, Edit], Path]) -> None:
    path = edited("record.json", replacing('"library"', '"x": "\\ud800", "library"'))
    assert any("content hash" in each.place for each in verify_file(path).differences)


def test_one_file_that_cannot_be_read_does_not_hide_the_others(built_report: Path, tmp_path: Path) -> None:
    result = verify(tmp_path / "none.html", built_report / "record.json")
    assert result.returncode == 2
    assert "none.html" in result.stderr
    assert str(built_report / "record.json") in result.stdout


@pytest.mark.slow
def test_with_its_data_the_origin_is_proved_and_a_changed_figure_found(
    built_report: Path, editable_project: EditableProject
) -> None:
    data = ("--data", editable_project.root / "data", "--params", editable_project.root / "params")
    command = [CCHC, "verify", *map(str, (built_report / "report.html", *data))]
    environment = os.environ | {"TZ": "Asia/Tokyo"}
    same = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert same.returncode == 0, same.stdout + same.stderr
    assert "follows from this data" in same.stdout
    editable_project.edit("figures.csv", "procedures.received,8.823,", "procedures.received,8.824,")
    other = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert other.returncode == 1
    assert f"{WARD_FOLDER}/figures.csv" in other.stdout
    assert PERIOD in other.stdout
