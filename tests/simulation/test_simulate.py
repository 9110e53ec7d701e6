"""Simulated wards: plausible, consistent but for planted faults, the same for a seed, and marked as made up."""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

import pypdf
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.inputs.national_units import read_units, unit_slugs
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.ward_folders import ward_names
from cchc_lib.publication.ward_check import WardCheck, check_ward
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import State
from cchc_lib.simulation.case_states import count_of
from cchc_lib.simulation.data_folder import SimulationPlan, simulate, ward_text
from cchc_lib.simulation.faults import FAULTS
from cchc_lib.simulation.figure_model import random_ward
from cchc_lib.simulation.simulated_units import COUNTRY, simulated_units
from cchc_lib.simulation.ward_data import simulate_ward_data
from tests.support.checkout import CCHC, ROOT
from tests.support.shared_builds import shared_build

PROJECT = Project(ROOT, ROOT / "data", ROOT / "params")
PERIODS = ("2026-Q1", "2026-H1", "2026-Q3")
MARK = "DỮ LIỆU MÔ PHỎNG"


def simulated(out: Path, *options: object) -> Path:
    command = [CCHC, "simulate", "--seed", "7", "--out", out, *map(str, options)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return out


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 114 units of Hải Phòng over three periods, with forty faults."""

    def build(folder: Path) -> None:
        simulated(folder / "data", "--periods", ",".join(PERIODS), "--faults", 40)

    return shared_build(tmp_path_factory, "city-with-faults", build) / "data"


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def faults_found(check: WardCheck) -> list[str]:
    """Return the rules that do not hold, but for two that only note what true figures may have as well.

    Every ward states some rates without a base, and the few petitions of two periods may be as many by chance.
    """
    notes = ("rates.bare", "earlier.same")
    return [finding.rule.code for finding in check.findings if finding.rule.code not in notes]


def planted(data: Path) -> dict[tuple[str, str], str]:
    return {(row["ward"], row["period"]): row["rule"] for row in read_rows(data / "faults.csv")}


def test_the_units_are_those_of_the_country() -> None:
    units = read_units(ROOT / "data" / "reference")
    assert len({unit.code for unit in units}) == len(units) == 3321
    assert Counter(unit.kind for unit in units) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    there = [unit for unit in units if unit.province == "Hải Phòng"]
    assert Counter(unit.kind for unit in there) == {"phường": 45, "xã": 67, "đặc khu": 2}
    assert unit_slugs(there)["11488"] == "luu-kiem"
    assert len(set(unit_slugs(units, units).values())) == 3321


def test_the_folders_of_one_province_have_the_slugs_of_its_units() -> None:
    names = {unit.unit.code: unit.slug for unit in simulated_units(PROJECT, ["Tây Ninh"], ["2026-Q1"])}
    assert names["27721"] == "tan-hung"
    assert names["25534"] == "tan-thanh-25534"  # Another unit of the province is called Tân Thạnh.


def test_the_name_of_a_folder_does_not_depend_on_which_other_provinces_stand_beside_it() -> None:
    every = {unit.unit.code: unit.slug for unit in simulated_units(PROJECT, [COUNTRY], ["2026-Q1"])}
    assert len(set(every.values())) == len(every) == 3321
    some = {unit.unit.code: unit.slug for unit in simulated_units(PROJECT, ["Tây Ninh", "ca-mau", "31"], ["2026-Q1"])}
    assert some.items() <= every.items()
    assert (every["11488"], every["27721"]) == ("luu-kiem", "tan-hung-tay-ninh")
    assert (every["25534"], every["32025"]) == ("tan-thanh-25534", "tan-thanh-ca-mau")


def test_each_province_counts_once_and_gives_as_many_units_as_are_asked_for() -> None:
    units = simulated_units(PROJECT, ["Hải Phòng", "hai-phong", "Cà Mau"], ["2026-Q1"], 2)
    assert [unit.unit.province for unit in units] == ["Hải Phòng", "Hải Phòng", "Cà Mau", "Cà Mau"]


def test_each_unit_has_the_days_of_its_authoritys_calendar() -> None:
    days = {
        unit.unit.province: unit.periods[0] for unit in simulated_units(PROJECT, ["31", "Khánh Hòa"], ["2026-M03"], 1)
    }
    assert (days["Hải Phòng"].start, days["Hải Phòng"].end) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (days["Khánh Hòa"].start, days["Khánh Hòa"].end) == (date(2026, 2, 15), date(2026, 3, 14))


@pytest.mark.slow
def test_the_audit_finds_what_was_planted_and_nothing_else(city: Path) -> None:
    project = Project(ROOT, city, ROOT / "params")
    faults = planted(city)
    assert set(faults.values()) == set(FAULTS)
    assert len(ward_names(project)) == 114
    for ward in ward_names(project):
        for period in PERIODS:
            found = faults_found(check_ward(project, ward, period))
            assert found == [faults[ward, period]] if (ward, period) in faults else found == [], (ward, period, found)


def test_the_audit_finds_nothing_in_the_made_up_data_of_short_periods(tmp_path: Path) -> None:
    periods = ("2026-W14", "2026-M03")
    units = simulated_units(Project(ROOT, ROOT / "data", ROOT / "params"), ["Hải Phòng"], periods, 2)
    simulate(SimulationPlan(units, seed=1), tmp_path / "data")
    project = Project(ROOT, tmp_path / "data", ROOT / "params")
    for ward in ward_names(project):
        assert [faults_found(check_ward(project, ward, period)) for period in periods] == [[], []]


@dataclass(frozen=True)
class SimulatedYear:
    """A data folder with the parts of a year, and what the audit says of each ward and period."""

    project: Project
    checked: Mapping[str, Mapping[str, WardCheck]]

    def numbers(self, code: str) -> Iterator[Mapping[str, Fraction]]:
        """Yield the numbers of a code in each ward that has it in every period, by the period without its year."""
        for periods in self.checked.values():
            found = {name[5:]: check.results[code].number for name, check in periods.items()}
            if None not in found.values():
                yield found


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> SimulatedYear:
    """Wards of two provinces with the parts of a year and the year."""
    names = tuple(f"2026-{name}" for name in ("Q1", "Q2", "H1", "Q3", "9M", "Q4", "Y"))
    data = tmp_path_factory.mktemp("year") / "data"
    units = simulated_units(PROJECT, ["Hải Phòng", "Đồng Nai"], names, 6)
    simulate(SimulationPlan(units, seed=7), data)
    project = Project(ROOT, data, ROOT / "params")
    checked = {unit.slug: {name: check_ward(project, unit.slug, name) for name in names} for unit in units}
    return SimulatedYear(project, checked)


def test_the_audit_finds_nothing_in_a_year_of_wards_of_two_provinces(year: SimulatedYear) -> None:
    for ward, periods in year.checked.items():
        for period, check in periods.items():
            assert faults_found(check) == [], (ward, period)


@pytest.mark.parametrize("line", ["revenue", "expenditure"])
def test_a_year_has_one_budget_of_which_more_and_more_is_reached(year: SimulatedYear, line: str) -> None:
    wards = list(zip(year.numbers(f"budget.local_{line}"), year.numbers(f"budget.local_{line}_plan"), strict=True))
    assert len(wards) == 12
    for amounts, plans in wards:
        assert len(set(plans.values())) == 1
        assert amounts["Q1"] < amounts["H1"] == amounts["Q2"] < amounts["9M"] == amounts["Q3"]
        assert amounts["9M"] < amounts["Y"] == amounts["Q4"]


def test_a_year_has_one_plan_of_tasks_of_which_more_and_more_are_done(year: SimulatedYear) -> None:
    for planned in year.numbers("plan_tasks.total"):
        assert len(set(planned.values())) == 1
    for done in year.numbers("plan_tasks.completed"):
        assert done["Q1"] <= done["H1"] == done["Q2"] <= done["9M"] == done["Q3"] <= done["Y"] == done["Q4"]


def test_the_cases_pending_at_the_end_of_a_period_are_carried_over_into_the_next(year: SimulatedYear) -> None:
    columns = [list(year.numbers(f"procedures.{code}")) for code in ("carried_over", "in_progress")]
    wards = [(before, after) for before, after in zip(*columns, strict=True) if any(before.values())]
    assert wards
    for before, after in wards:
        for one, following in (("Q1", "Q2"), ("H1", "Q3"), ("9M", "Q4")):
            assert after[one] == before[following]
        assert before["Q1"] == before["H1"] == before["9M"] == before["Y"]


STOCKS = re.compile(
    r"(ward|plan_tasks|overview|organisation|quota|present|committee_staff|employees|autonomy|services|budget|conduct)\."
    r"|heading\.|score766\.|reception\.(rooms|officers|decisions)"
    r"|procedures\.(to_handle|carried_over|in_progress|pending_|awaiting_|reused_data|at_centre|city_system)"
    r"|procedures\.(national_portal|digitised|electronic_results)|digital\.(computers|one_stop_accounts)"
)
"""The figures of what is there at the end of a period, since the beginning of the year, or in percent."""
SUMS = {"H1": ("Q1", "Q2"), "9M": ("Q1", "Q2", "Q3"), "Y": ("Q1", "Q2", "Q3", "Q4")}


def test_what_flows_in_the_quarters_of_a_year_makes_the_half_year_nine_months_and_the_year(year: SimulatedYear) -> None:
    compared = 0
    for ward, periods in year.checked.items():
        stated = {
            name[5:]: {
                code: figure.number or 0
                for code, figure in check.results.inputs.figures.items()
                if figure.state in (State.STATED, State.NONE_ARISEN) and not STOCKS.match(code)
            }
            for name, check in periods.items()
        }
        for whole, parts in SUMS.items():
            assert {code: sum(stated[part][code] for part in parts) for code in stated[whole]} == stated[whole], ward
            compared += len(stated[whole])
    assert compared > 12 * 3 * 40


def test_the_forms_of_the_quarters_make_that_of_the_year_by_field(year: SimulatedYear) -> None:
    flows = ("received_online", "received_direct", "resolved", "resolved_early", "resolved_on_time", "resolved_overdue")
    forms = {path.parts[-3:-1]: read_rows(path) for path in year.project.data.glob("wards/*/*/cases.csv")}
    wards = {ward for ward, _ in forms if forms[ward, "2026-Y"]}
    assert wards
    for ward in wards:
        for whole, parts in SUMS.items():
            for index, row in enumerate(forms[ward, f"2026-{whole}"]):
                added = [forms[ward, f"2026-{part}"][index] for part in parts]
                assert {name: sum(int(each[name]) for each in added) for name in flows} == {
                    name: int(row[name]) for name in flows
                }
                assert (row["carried_over"], row["pending"]) == (added[0]["carried_over"], added[-1]["pending"])


def test_what_is_there_at_the_end_of_a_period_does_not_depend_on_where_it_began(year: SimulatedYear) -> None:
    for code in ("ward.population", "present.committee", "services.total", "procedures.in_progress", "score766.total"):
        for found in year.numbers(code):
            assert (found["Q2"], found["Q3"], found["Q4"]) == (found["H1"], found["9M"], found["Y"]), code


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(0, 30))
def test_any_days_add_up_wherever_they_are_divided(start: int, first: int, second: int, at: int) -> None:
    ward = random_ward(read_units(ROOT / "data" / "reference")[at], 7)
    beginning = date(2026, 1, 1) + timedelta(days=start)
    middle, end = beginning + timedelta(days=first), beginning + timedelta(days=first + 1 + second)
    whole, one, other = (
        simulate_ward_data(ward, Period("days", *days), 7).figures
        for days in ((beginning, end), (beginning, middle), (middle + timedelta(days=1), end))
    )
    for code in ("procedures.received", "procedures.resolved", "procedures.resolved_overdue", "severance.paid_amount"):
        assert count_of(one, code) + count_of(other, code) == count_of(whole, code)
        assert min(count_of(one, code), count_of(other, code)) >= 0
    assert count_of(one, "procedures.in_progress") == count_of(other, "procedures.carried_over")
    assert count_of(other, "procedures.in_progress") == count_of(whole, "procedures.in_progress")


def test_a_period_has_the_same_bytes_whichever_others_are_simulated_and_in_whatever_order(tmp_path: Path) -> None:
    chosen = {"all": ("2026-Q1", "2026-Q2", "2026-H1"), "turned": ("2026-H1", "2026-Q2"), "one": ("2026-H1",)}
    contents = []
    for name, periods in chosen.items():
        simulate(SimulationPlan(simulated_units(PROJECT, ["Hải Phòng"], periods, 4), seed=7), tmp_path / name)
        found = (path for path in (tmp_path / name).rglob("*") if path.parent.name == "2026-H1")
        contents.append({str(path.relative_to(tmp_path / name)): path.read_bytes() for path in found})
    assert contents[0] == contents[1] == contents[2]
    assert len(contents[0]) > 4


STATES = (
    "procedures.stopped", "procedures.refused", "procedures.returned", "procedures.withdrawn", "procedures.apologies",
    "procedures.awaiting_supplement", "procedures.awaiting_payment", "procedures.awaiting_acceptance_late",
    "procedures.received_online_partial",
    "plan_tasks.overdue", "plan_tasks.not_started", "city_tasks.overdue", "petitions.overdue", "feedback.overdue",
    "committee_staff.doctors", "committee_staff.intermediate", "employees.other",
)  # fmt: skip


@pytest.mark.parametrize("code", STATES)
def test_some_wards_state_what_few_wards_state_and_others_do_not(year: SimulatedYear, code: str) -> None:
    stating = list(year.numbers(code))
    assert 0 < len(stating) < 12
    if not code.endswith(("doctors", "other")):  # Few people have these levels, so that there may be none.
        assert any(number for found in stating for number in found.values())


def test_some_wards_state_cases_carried_over_and_overdue_by_field(year: SimulatedYear) -> None:
    forms = [read_rows(path) for path in year.project.data.glob("wards/*/2026-Q1/cases.csv")]
    assert any(int(row["carried_over"]) and int(row["pending_overdue"]) for rows in forms for row in rows)
    assert any(all(row["carried_over"] == "0" for row in rows) for rows in forms)


def test_some_wards_have_figures_of_their_own(year: SimulatedYear) -> None:
    own = {path.parent.name for path in year.project.data.glob("wards/*/catalogue.csv")}
    assert 0 < len(own) < 12
    for ward, periods in year.checked.items():
        results = periods["2026-Q1"].results
        assert ("local.solved_rate" in results.values) == (ward in own)
        assert ward not in own or 0 <= (results["local.solved_rate"].number or 0) <= 1


AUTHORITY_CATALOGUE = """code,label,unit,section,formula,part_of,part,expected,name
training.people,Số người được tập huấn,người,civil_service,,,,,
training.certified,Số người được cấp chứng nhận,người,civil_service,,,,,
training.rate,Tỷ lệ người được cấp chứng nhận,%,civil_service,training.certified / training.people,,,,
overdue.health,Hồ sơ quá hạn lĩnh vực y tế,hồ sơ,procedures,,procedures.resolved_overdue,optional,no,y tế
"""


def test_the_wards_of_an_authority_state_the_figures_that_it_asks_for(tmp_path: Path) -> None:
    (tmp_path / "params" / "catalogue").mkdir(parents=True)
    for path in (ROOT / "params").glob("*.yaml"):
        shutil.copy(path, tmp_path / "params")
    (tmp_path / "params" / "catalogue" / "dong-nai.csv").write_text(AUTHORITY_CATALOGUE, encoding="utf-8")
    project = Project(ROOT, tmp_path / "data", tmp_path / "params")
    units = simulated_units(project, ["Đồng Nai", "Hải Phòng"], ["2026-Q1"], 4)
    simulate(SimulationPlan(units, seed=7), project.data)
    for unit in units:
        checked = check_ward(project, unit.slug, "2026-Q1")
        assert faults_found(checked) == []
        assert ("training.rate" in checked.results.values) == (unit.unit.province == "Đồng Nai")
        if unit.unit.province == "Đồng Nai":
            assert checked.results["training.people"].number
            assert 0 <= (checked.results["training.rate"].number or 0) <= 1
            assert checked.results["overdue.health"].number == 0


@pytest.mark.slow
def test_wards_differ_as_wards_do_and_get_better(city: Path) -> None:
    project = Project(ROOT, city, ROOT / "params")
    shares: dict[str, list[float]] = {}
    sizes = []
    for ward in ward_names(project):
        for period in PERIODS:
            results = check_ward(project, ward, period).results
            shares.setdefault(period, []).append(float(results["procedures.online_rate"].number or 0))
        sizes.append(int(results["ward.population"].number or 0))
    assert max(sizes) > 4 * median(sizes) / 2
    assert min(sizes) < median(sizes) / 2
    first, *_, last = (median(shares[period]) for period in PERIODS)
    assert last > first
    assert max(shares["2026-Q1"]) - min(shares["2026-Q1"]) > 0.1


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    options = ("--wards", 3, "--periods", "2026-Q1", "--faults", 2)
    one, two = (simulated(tmp_path / name, *options) for name in ("one", "two"))
    other = simulated(tmp_path / "other", *options, "--seed", 8)
    contents = [
        {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (one, two, other)
    ]
    assert contents[0] == contents[1]
    assert contents[0] != contents[2]


@pytest.mark.slow
def test_every_file_made_of_simulated_data_says_so(city: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.yaml"
    asked = {"wards": ["luu-kiem"], "periods": ["2026-Q1"], "formats": ["html", "pdf", "docx"], "workers": 1}
    run.write_text(yaml.safe_dump(asked), encoding="utf-8")
    command = [CCHC, "batch", run, "--data", city, "--out", tmp_path / "out"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    made = tmp_path / "out" / "luu-kiem" / "2026-Q1"
    for name in ("report.html", "report.ipynb", "record.json", "indicators.csv"):
        assert MARK in (made / name).read_text(encoding="utf-8"), name
    assert f"<title>{MARK} · " in (made / "report.html").read_text(encoding="utf-8")
    mark = f'<p class="mark" id="mark" role="complementary" aria-label="Lưu ý">{MARK}</p>'
    assert mark in (made / "report.html").read_text(encoding="utf-8")
    assert pypdf.PdfReader(made / "report.pdf").metadata["/Title"].startswith(MARK)
    for page in pypdf.PdfReader(made / "report.pdf").pages:
        assert page.extract_text().count(MARK) >= 2  # Across the page and at its foot.
    with zipfile.ZipFile(made / "report.docx") as document:
        feet = [name for name in document.namelist() if "footer" in name]
        assert all(MARK in document.read(name).decode() for name in feet)
        assert feet
        assert f'string="{MARK}"' in document.read("word/header1.xml").decode()
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert MARK in manifest["reports"][0]["notice"]
    assert MARK in (city / "README.md").read_text(encoding="utf-8")


def test_a_ward_file_loads_as_its_unit_whatever_its_name() -> None:
    unit = replace(read_units(ROOT / "data" / "reference")[0], name="Yes: #1", kind="xã", province="no", area=None)
    assert yaml.safe_load(ward_text(unit)) == {
        "code": "00004",
        "name": "Yes: #1",
        "kind": "xã",
        "province": "no",
        "province_kind": "thành phố",
    }


@pytest.mark.slow
def test_what_cannot_be_simulated_is_told(tmp_path: Path) -> None:
    for options, told in (
        (("--periods", "2026"), "not a period"),
        (("--periods", "2026-Q1", "--wards", "200"), "200 are asked for"),
        (
            ("--periods", "2026-Q1", "--wards", "1", "--faults", "2"),
            "2 faults are too many",
        ),
        (("--periods", "2026-Q1", "--province", "Hải Phong"), "did you mean 'Hải Phòng'?"),
    ):
        command = [CCHC, "simulate", "--out", tmp_path / "out", *options]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert result.returncode == 2, options
        assert told in result.stderr
        assert not (tmp_path / "out").exists()
