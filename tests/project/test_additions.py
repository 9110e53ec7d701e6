"""How many files each kind of addition takes, counted from its guide, whose steps `make slow` carries out."""

import re
from pathlib import Path

from tests.support.checkout import ROOT

GUIDES = ROOT / "docs" / "how-to" / "add"
AT_MOST_TWO = {"an input table", "an aspect of values", "a kind of block"}
EDITED = re.compile(r"^<!-- (?:write|append|insert): (?P<path>\S+)", re.MULTILINE)
ROW = re.compile(
    r"^\| (?P<addition>an? [^|]+?) \|.*\| (?P<files>\d+) \| \[[^]]+\]\((?P<guide>docs/how-to/add/\S+)\) \|$", re.M
)
"""A row of CONTRIBUTING's table: what is added, how many files are edited by hand, and the guide."""


def edited_by_hand(guide: Path) -> set[str]:
    """Return the files that a guide has edited step by step; none for a guide that only lists them.

    Tests and the example's data of a ward do not count. A cell of the notebook does, though its step is a sentence.
    """
    text = guide.read_text(encoding="utf-8")
    edited = {found["path"] for found in EDITED.finditer(text)}
    edited |= set(re.findall(r"notebooks/\w+\.ipynb", text)) if edited else set()
    return {path for path in edited if not path.startswith(("tests/", "data/wards/"))}


def additions() -> dict[str, tuple[int, set[str]]]:
    """Return for each row of the table the number that it states, and the files that its guide has edited."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {row["addition"]: (int(row["files"]), edited_by_hand(ROOT / row["guide"])) for row in ROW.finditer(table)}


def test_input_tables_aspects_and_kinds_of_block_take_two_files_at_most() -> None:
    counted = additions()
    assert counted.keys() >= AT_MOST_TWO
    assert {name: files for name, (_, files) in counted.items() if name in AT_MOST_TWO and len(files) > 2} == {}
    assert all(counted[name][1] for name in AT_MOST_TWO)


def test_the_table_of_additions_states_how_many_files_the_guides_edit() -> None:
    carried_out = {name: counted for name, counted in additions().items() if counted[1]}
    assert len(carried_out) >= 9
    assert {name: counted for name, counted in carried_out.items() if counted[0] != len(counted[1])} == {}


def test_every_file_of_an_addition_is_in_the_project_or_written_by_the_guide() -> None:
    written = re.compile(r"^<!-- write: (\S+)", re.MULTILINE)
    unknown = [
        (guide.name, path)
        for guide in sorted(GUIDES.glob("*.md"))
        for path in edited_by_hand(guide) - set(written.findall(guide.read_text(encoding="utf-8")))
        if not (ROOT / path).is_file()
    ]
    assert unknown == []
