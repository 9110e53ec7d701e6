"""A rate that a ward published without its parts: ranked and judged in the overview of its city, never added up."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_lib.city.city_values import CityValues, known_key
from cchc_lib.city.members import load_city
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.project import Project
from cchc_lib.record.model import Record
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.city.overview import CityOverview
from cchc_lib.report.model.runs import line_text
from cchc_lib.simulation.data_folder import SimulationPlan, simulate
from cchc_lib.simulation.simulated_units import simulated_units
from cchc_lib.verification.recompute import Discrepancy, recomputed
from tests.support.checkout import ROOT

PERIOD, WARDS = "2026-Q3", 5
RATE, PARTS = "procedures.on_time_rate", ("procedures.resolved_on_time", "procedures.resolved_overdue")
OVERDUE = "procedures.overdue_rate"


def without_rows(path: Path, *codes: str) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file) if row[0] not in codes]


def write_rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def publish_only_rates(folder: Path, **rates: str) -> None:
    """Replace the claims of a ward by these rates on procedures, and remove their parts."""
    (folder / "cases.csv").unlink(missing_ok=True)
    figures = without_rows(folder / "figures.csv", *PARTS)
    write_rows(folder / "figures.csv", [row for row in figures if not row[0].startswith("overdue.")])
    head = without_rows(folder / "claims.csv")[0]
    claims = [[f"procedures.{name}", value, "%", *[""] * (len(head) - 3)] for name, value in rates.items()]
    write_rows(folder / "claims.csv", [head, *claims])


def overview_with(folder: Path, **rates: str) -> CityOverview:
    """Return the overview of a few wards, of which the first published only these rates on procedures."""
    real = Project(ROOT, ROOT / "data", ROOT / "params")
    simulate(SimulationPlan(simulated_units(real, ["hai-phong"], (PERIOD,), WARDS), seed=5), folder / "data")
    project = Project(ROOT, folder / "data", ROOT / "params")
    first = load_city(project, "hai-phong", PERIOD).wards[0].inputs.slug
    publish_only_rates(folder / "data" / "wards" / first / PERIOD, **rates)
    return CityOverview(CityValues(load_city(project, "hai-phong", PERIOD)), RATE)


@pytest.fixture(scope="module")
def overview(tmp_path_factory: pytest.TempPathFactory) -> CityOverview:
    return overview_with(tmp_path_factory.mktemp("by_claim"), on_time_rate="12,5", overdue_rate="87,5")


@pytest.fixture(scope="module")
def claiming(overview: CityOverview) -> Results:
    return overview.values.city.wards[0]


def table_of(group: BlockGroup) -> Table:
    return next(block for block in group.blocks if isinstance(block, Table))


def words_of(group: BlockGroup) -> str:
    prose = (block for block in group.blocks if isinstance(block, Prose))
    return " ".join(line_text(paragraph.runs) for block in prose for paragraph in block.paragraphs)


def record_of(overview: CityOverview) -> Record:
    return overview.record().record


def test_the_ranking_has_it_with_a_mark_and_says_how_many_units_have_no_parts(
    overview: CityOverview, claiming: Results
) -> None:
    ranking = table_of(overview.ranking())
    last = [line_text(cell.runs) for cell in ranking.rows[-1]]
    name = claiming.inputs.ward.full_name
    assert last == [str(WARDS), name[0].upper() + name[1:], "12,5% theo công bố", "–", "–"]
    assert ranking.remark.endswith("1 đơn vị chỉ công bố tỷ lệ (ghi «theo công bố»), không nêu số liệu để tính lại.")


def test_the_table_of_targets_judges_it_with_a_mark(overview: CityOverview) -> None:
    table = table_of(overview.section("targets"))
    cells = {line_text(cell.runs): cell.standing for cell in table.rows[0]}
    assert cells["12,5% theo công bố"] == "far"
    assert "1 đơn vị chỉ công bố tỷ lệ (ghi «theo công bố»)" in table.remark


def test_the_lowest_value_and_the_median_know_it_and_the_sum_does_not(overview: CityOverview) -> None:
    values = overview.values
    others = values.city.wards[1:]
    numbers = sorted([Fraction("0.125"), *(ward[RATE].number or Fraction(0) for ward in others)])
    assert values[f"city.{RATE}.median"].number == numbers[WARDS // 2]
    parts = [
        sum(ward[code].number or 0 for ward in others)
        for code in ("procedures.resolved_on_time", "procedures.resolved")
    ]
    assert values[f"city.{RATE}"].number == Fraction(parts[0], parts[1])
    key_figures = table_of(overview.section("overview"))
    row = next(row for row in key_figures.rows if row[0].runs[0].text == values.city.wards[0][RATE].label)
    assert line_text(row[3].runs).startswith("12,5% theo công bố (")
    assert key_figures.remark.endswith("các tỷ lệ này không tính vào cột «Các đơn vị cộng lại».")


def test_the_funnel_leaves_it_out_and_says_so(overview: CityOverview, claiming: Results) -> None:
    assert not any(claiming.inputs.ward.code in number.code for number in overview.chart("funnel").numbers)
    assert "không nêu số liệu để tính lại, nên không có trong biểu đồ." in words_of(overview.section("funnel"))
    assert "nên tô như chưa có số liệu." in words_of(overview.section("map"))


def test_the_record_leads_to_the_cell_of_the_claim_and_computes_everything_again(
    overview: CityOverview, claiming: Results
) -> None:
    record = record_of(overview)
    assert [*recomputed(record)] == []
    figure = record.figures[str(known_key(claiming, RATE))]
    assert record.files[figure.file or ""].path == f"wards/{claiming.inputs.slug}/{PERIOD}/claims.csv"
    assert (figure.row, figure.column, figure.value) == (2, "value", "12.5")
    assert record.reference_of(f"city.{RATE}.median") == (
        f"Giá trị đứng giữa của {WARDS} đơn vị có số liệu, trong đó 1 theo công bố."
    )


def test_a_forged_claim_or_its_forged_rank_is_found(overview: CityOverview, claiming: Results) -> None:
    record, code = record_of(overview), str(known_key(claiming, RATE))
    forged = record.figures[code].model_copy(update={"value": "100"})
    found = differences(record.model_copy(update={"figures": record.figures | {code: forged}}))
    assert {f"{code} (text)", f"{code}.rank (value)", f"city.{RATE}.median (value)"} <= found
    rank = record.numbers[f"{code}.rank"]
    assert rank.formula is not None
    turned = rank.model_copy(update={"formula": rank.formula.model_copy(update={"op": "rank_lowest_first"})})
    assert f"{code}.rank (formula)" in differences(
        record.model_copy(update={"numbers": record.numbers | {f"{code}.rank": turned}})
    )


def differences(record: Record) -> set[str]:
    found: list[Discrepancy] = [*recomputed(record)]
    return {discrepancy.place for discrepancy in found}


def test_a_published_rate_that_cannot_be_true_has_no_rank_and_reaches_no_median(tmp_path: Path) -> None:
    overview = overview_with(tmp_path, on_time_rate="112,5")
    last = [line_text(cell.runs) for cell in table_of(overview.ranking()).rows[-1]]
    assert (last[0], last[2]) == ("–", "112,5% theo công bố (cần kiểm tra)")
    assert len(overview.values.samples[RATE].numbers) == WARDS - 1
    assert [*recomputed(record_of(overview))] == []


def test_where_every_unit_states_its_parts_no_page_speaks_of_published_rates(tmp_path: Path) -> None:
    overview = overview_with(tmp_path)
    groups = (overview.ranking(), *map(overview.section, ("overview", "funnel", "map", "targets")))
    assert not any("theo công bố" in group.html() for group in groups)
