"""Scenario files: typed, refused with the nearest right name, never trusted."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.errors import UserError
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.scenario_file import parse_scenario, read_scenario, scenario_text
from cchc_lib.inputs.scenario_lookup import requested_scenario
from cchc_lib.scenarios.assumptions import apply_scenario
from tests.support.checkout import CCHC, PERIOD, ROOT

PROJECT = Project(ROOT, ROOT / "data", ROOT / "params")
HEAD = "title: Thử\nwhy: Thử\n"
FAULTY = {
    "a YAML tag": (f"{HEAD}changes: !!python/object/apply:os.system ['true']\n", "a YAML tag"),
    "an alias that holds itself": (f"{HEAD}changes: &a [*a]\n", "a YAML tag, anchor or alias"),
    "lists that grow without end": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "a YAML tag, anchor or alias"),
    "a huge number": (f"{HEAD}changes: [{{figure: procedures.visits, set: {10**20}}}]\n", "below 10¹⁵"),
    "a number of many digits": (f"{HEAD}changes: [{{figure: procedures.visits, set: {'9' * 9000}}}]\n", "found:"),
    "infinity": (f"{HEAD}changes: [{{figure: procedures.visits, set: .inf}}]\n", "a number as reports write it"),
    "a float": (f"{HEAD}changes: [{{figure: procedures.visits, set: 1.5}}]\n", "a number as reports write it"),
    "an English decimal": (f"{HEAD}changes: [{{figure: procedures.visits, set: '1.5'}}]\n", "decimals with a comma"),
    "a code that is a path": (f"{HEAD}changes: [{{figure: ../../etc/passwd, set: 1}}]\n", "no such figure"),
    "a balance that is a path": (f"{HEAD}balance: /etc/passwd\n", "there is no figure '/etc/passwd'"),
    "a ward that is a path": (
        f"{HEAD}changes: [{{figure: procedures.visits, set: 1, ward: ../luu-kiem}}]\n",
        "There is no ward '../luu-kiem'",
    ),
    "a misspelt code": (
        f"{HEAD}changes: [{{figure: procedures.visit, set: 1}}]\n",
        "did you mean 'procedures.visits'?",
    ),
    "a misspelt target": (f"{HEAD}changes: [{{target: procedures.onlin_rate, set: 1}}]\n", "did you mean"),
    "a computed indicator": (f"{HEAD}changes: [{{figure: procedures.online_rate, set: 1}}]\n", "is computed"),
    "a misspelt key": (f"{HEAD}change: []\n", "did you mean 'changes'?"),
    "two ways at once": (f"{HEAD}changes: [{{figure: procedures.visits, set: 1, add: 1}}]\n", "one of `set`"),
    "no way at all": (f"{HEAD}changes: [{{figure: procedures.visits}}]\n", "one of `set`"),
    "figure and target": (f"{HEAD}changes: [{{figure: a, target: b, set: 1}}]\n", "either `figure` or `target`"),
    "below zero": (f"{HEAD}changes: [{{figure: procedures.visits, add: -99999}}]\n", "cannot be below zero"),
    "more decimals than anything has": (
        f"{HEAD}changes: [{{figure: budget.local_revenue, set: '1,0000001'}}]\n",
        "6 decimals at most",
    ),
    "half a case": (f"{HEAD}changes: [{{figure: procedures.visits, add: '0,5'}}]\n", "counted in whole numbers"),
    "a number scaled beyond all measure": (
        f"{HEAD}changes: [{{figure: procedures.visits, scale: 999999999999}}]\n",
        "expected a number below 10¹⁵",
    ),
    "one figure twice": (
        f"{HEAD}changes: [{{figure: a, set: 1}}, {{figure: a, scale: 2}}]\n",
        "one change of a for all; it is changed twice",
    ),
    "changes without end": (
        f"{HEAD}changes:\n" + "".join(f"- {{figure: a{at}, set: 1}}\n" for at in range(1001)),
        "at most 1000 items",
    ),
    "a figure that balances itself": (
        f"{HEAD}changes: [{{figure: procedures.received_online, add: 1}}]\nbalance: procedures.received_online\n",
        "the scenario changes procedures.received_online, so it cannot absorb the difference",
    ),
    "a balance that has not enough to give": (
        f"{HEAD}changes: [{{figure: procedures.resolved_overdue, set: 8}}]\n"
        "balance: [procedures.resolved_on_time, overdue.civil_status]\n",
        "name further figures after it in `balance`, such as overdue.certification",
    ),
    "visits of which more are told than there were": (
        f"{HEAD}changes: [{{figure: reception.regular_visits, set: 10301}}]\n",
        "reception.visits = reception.regular_visits + reception.chair_visits would be 103 = 10.301 + 0",
    ),
    "a figure for all wards and for one": (
        f"{HEAD}changes: [{{figure: a, set: 8}}, {{figure: a, add: 8, ward: luu-kiem}}]\n",
        "it is changed twice",
    ),
    "eight in octal digits": (f"{HEAD}changes: [{{figure: procedures.visits, set: 010}}]\n", "without a 0 before it"),
    "ninety in minutes": (f"{HEAD}changes: [{{figure: procedures.visits, set: 1:30}}]\n", "in plain digits"),
    "words": (f"{HEAD}changes: [{{figure: digital.archive_year, set: 5}}]\n", "is no number"),
    "a title of spaces": ('title: " "\nwhy: x\n', "title"),
    "a reason of spaces": ('title: x\nwhy: " "\n', "why"),
    "a share above everything": (
        f"{HEAD}changes: [{{figure: procedures.city_system, scale: 2}}]\n",
        "it cannot be above 100%",
    ),
    "a ward without people": (
        f"{HEAD}changes: [{{figure: ward.population, set: 0}}]\n",
        "the audit would find an error (zeros.nobody)",
    ),
    "a score above full marks": (f"{HEAD}changes: [{{figure: score766.total, set: 101}}]\n", "above 100"),
    "a target below zero": (f"{HEAD}changes: [{{target: procedures.online_rate, set: -80}}]\n", "from 0 to 100%"),
    "a target above everything": (f"{HEAD}changes: [{{target: procedures.online_rate, scale: 3}}]\n", "would be 150%"),
    "no title": ("why: Thử\n", "add `title: …`"),
    "a title of two lines": ('title: "a\\nb"\nwhy: x\n', "title"),
    "a list": ("- 1\n", "keys with values"),
}


def refusal(inputs: ReportInputs, scenario: str, settings: tuple[str, ...] = (), balance: tuple[str, ...] = ()) -> str:
    """The message with which a scenario of the Lưu Kiếm ward is refused; empty if it is not."""
    try:
        requested = requested_scenario(PROJECT, scenario, settings, balance)
        assert requested
        apply_scenario(compute(inputs), requested)
    except UserError as error:
        return str(error)
    return ""


def test_a_faulty_file_is_refused_with_what_is_wrong(tmp_path: Path, luu_kiem_inputs: ReportInputs) -> None:
    path = tmp_path / "faulty.yaml"
    missed = {}
    for fault, (text, expected) in FAULTY.items():
        path.write_text(text, encoding="utf-8")
        message = refusal(luu_kiem_inputs, str(path))
        if expected not in message:
            missed[fault] = message
    assert missed == {}


@pytest.mark.parametrize("name", ["Ổn", "a b", "..", "x" * 61])
def test_a_name_that_could_lead_elsewhere_names_no_scenario(
    tmp_path: Path, luu_kiem_inputs: ReportInputs, name: str
) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(HEAD, encoding="utf-8")
    assert "small letters" in refusal(luu_kiem_inputs, str(path))


@pytest.mark.parametrize(
    ("scenario", "settings", "balance", "expected"),
    [
        ("onlin-300", (), (), "There is no scenario 'onlin-300'"),
        ("onlin-300", (), (), "did you mean 'online-300'?"),
        ("nowhere/x.yaml", (), (), "There is no scenario nowhere/x.yaml"),
        ("no=where/x.yaml", (), (), "There is no scenario no=where/x.yaml"),
        ("online-300", ("procedures.visits=1",), (), "name the file or the settings, not both"),
        ("", (), ("procedures.visits",), "add a setting CODE=VALUE, which they balance"),
        ("", ("procedures.visits=1;balance=x",), (), "expected CODE=VALUE"),
        ("", ("procedures.visits=many",), (), "expected CODE=VALUE, where VALUE is a number as reports write it"),
        ("", ("procedures.received_online=6.697",), (), "name the figures that absorb the difference"),
        ("", ("procedures.visits=1", "procedures.visits=2"), (), "The settings name procedures.visits twice"),
    ],
)
def test_a_wrong_request_is_refused_with_its_repair(
    luu_kiem_inputs: ReportInputs, scenario: str, settings: tuple[str, ...], balance: tuple[str, ...], expected: str
) -> None:
    message = refusal(luu_kiem_inputs, scenario, settings, balance)
    assert expected in message
    assert "--" not in message, "the library does not know the options of the command line"


def test_of_several_settings_the_wrong_one_is_named() -> None:
    with pytest.raises(UserError, match=r"The setting 'procedures\.resolved;1100' is not of the form") as caught:
        requested_scenario(PROJECT, "", ("procedures.received=1200", "procedures.resolved;1100"))
    assert caught.value.parameter == "settings"


@pytest.mark.parametrize(
    ("options", "option"),
    [
        (("--set", "procedures.received=1200", "--set", "procedures.resolved;1100"), "--set"),
        (("--set", "procedures.received_online=6.697"), "--balance"),
    ],
)
def test_the_command_line_names_the_option_that_is_wrong(tmp_path: Path, options: tuple[str, ...], option: str) -> None:
    command = [CCHC, "report", "luu-kiem", PERIOD, *options, "--out", tmp_path / "out"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2, result.stderr
    assert option in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


amounts = st.one_of(
    st.integers(-(10**14), 10**14).map(str), st.decimals(-(10**9), 10**9, places=3).map(lambda number: f"{number:f}")
)


codes = st.from_regex(r"[a-z_0-9]{1,20}(\.[a-z_0-9]{1,20}){0,3}", fullmatch=True)


@given(figure=codes, amount=amounts, way=st.sampled_from(["set", "add", "scale"]))
def test_a_written_scenario_reads_as_the_same(figure: str, amount: str, way: str) -> None:
    change = Change(figure=figure, **{way: amount.replace(".", ",")})
    scenario = Scenario("thu", "Thử: «#1»", "- vì: [thế]", (change,), ("a.b",))
    assert parse_scenario("thu", TextFile("thu.yaml", scenario_text(scenario))) == scenario


def test_the_scenario_that_is_shipped_can_be(luu_kiem_inputs: ReportInputs) -> None:
    for path in (ROOT / "params" / "scenarios").glob("*.yaml"):
        scenario = read_scenario(path)
        assert apply_scenario(compute(luu_kiem_inputs), scenario).inputs.scenario == scenario
