"""A rate that the ward printed, and whose parts are missing, is printed as «theo công bố» and never as missing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_lib.indicators.results import Standing, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.settings import EmptyParts
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.ward_report import WardReport
from cchc_lib.verification.recompute import recomputed
from tests.support.reports import with_empty_parts, with_figures
from tests.support.sentences import broken_sentences, paragraphs

PARTS = ("procedures.received_online", "procedures.resolved_on_time", "payments.online", "payments.total")


def without_parts(inputs: ReportInputs) -> WardReport:
    """Return a report whose ward printed three rates, and does not state the figures behind them."""
    return with_figures(inputs, dict.fromkeys(PARTS))


@pytest.fixture(scope="module")
def claimed(luu_kiem_inputs: ReportInputs) -> WardReport:
    return without_parts(luu_kiem_inputs)


def test_sentences_give_the_rate_and_say_whose_it_is(claimed: WardReport) -> None:
    said = paragraphs(claimed)
    assert said["procedures.online"].startswith("Tỷ lệ hồ sơ trực tuyến: 72,5% theo công bố.")
    assert said["procedures.payment"].endswith("trên Cổng Dịch vụ công quốc gia: 98,14% theo công bố.")
    assert broken_sentences(claimed) == {}


def test_a_sentence_about_a_missing_count_gives_the_rate_of_it(claimed: WardReport) -> None:
    assert paragraphs(claimed)["procedures.on_time"] == "Tỷ lệ hồ sơ giải quyết đúng hạn: 99,56% theo công bố."


def test_key_figures_and_targets_use_it(claimed: WardReport) -> None:
    cards = {card.label: (line_text(card.runs), card.standing) for card in claimed.summary().cards}
    assert cards["Hồ sơ trực tuyến"] == ("72,5% theo công bố", "met")
    assert cards["Giải quyết đúng hạn"][0] == "99,56% theo công bố"
    assert not any("Chưa có số liệu" in line_text(line) for line in claimed.summary().concerns)
    rows = [[line_text(cell.runs) for cell in row] for row in claimed.table("targets").rows]
    row = next(row for row in rows if row[0] == "Tỷ lệ hồ sơ tiếp nhận trực tuyến")
    assert row[2:] == ["72,5% theo công bố", "Đạt"]


def test_its_table_prints_it_once(claimed: WardReport) -> None:
    rows = [[line_text(cell.runs) for cell in row] for row in claimed.table("case_results").rows]
    row = next(row for row in rows if row[0] == "– trực tuyến")
    assert [cell for cell in row if "72,5" in cell] == ["72,5% theo công bố"]


def test_the_record_leads_to_the_file_of_claims(claimed: WardReport) -> None:
    record = claimed.record().record
    assert [*recomputed(record)] == []
    source = record.figures["procedures.online_rate.claimed"].file
    assert source is not None
    assert record.files[source].path.endswith("claims.csv")


def test_a_computed_rate_stands_before_a_printed_one(luu_kiem: WardReport) -> None:
    assert "theo công bố" not in " ".join(paragraphs(luu_kiem).values())
    assert luu_kiem.results.best_known("procedures.online_rate") is luu_kiem.results["procedures.online_rate"]


def test_a_printed_rate_above_the_whole_is_marked_and_reaches_no_target(luu_kiem_inputs: ReportInputs) -> None:
    claims = dict(luu_kiem_inputs.claims)
    claims["procedures.online_rate"] = replace(claims["procedures.online_rate"], value=Decimal("172.5"))
    report = without_parts(luu_kiem_inputs.with_table(CLAIMS_TABLE, claims))
    assert paragraphs(report)["procedures.online"].startswith(
        "Tỷ lệ hồ sơ trực tuyến: 172,5% theo công bố (cần kiểm tra)."
    )
    standings = {a.standing for a in report.results.assessments() if a.value.code == "procedures.online_rate"}
    assert standings == {Standing.DOUBTFUL}


def test_a_short_report_keeps_it(luu_kiem_inputs: ReportInputs) -> None:
    inputs = without_parts(with_empty_parts(luu_kiem_inputs, EmptyParts.OMIT)).results.inputs
    said = paragraphs(WardReport(compute(inputs)))
    assert said["procedures.online"].startswith("Tỷ lệ hồ sơ trực tuyến: 72,5% theo công bố.")
    assert "tỷ lệ hồ sơ tiếp nhận trực tuyến" not in " ".join(
        text for name, text in said.items() if name.startswith("missing")
    )
