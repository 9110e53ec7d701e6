"""The faults of the source report are found once each, described in a sentence, and acknowledged if they are errors."""

import re

import pytest

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import finding_json, render_finding, source_cells
from cchc_lib.report.ward_report import WardReport

FAULTS = {
    ("repeats.quota", "overview.public_employees"),
    ("documents.swapped", "digital.decisions~digital.plans"),
    ("plausibility.adhoc", "reception.adhoc_matters"),
    ("rates.truncated", "procedures.resolved_rate"),
    ("rates.truncated", "procedures.on_time_rate"),
    ("rates.truncated", "payments.online_rate"),
    ("rates.truncated", "full_online.online_rate"),
    ("rates.complement", "procedures.overdue_rate"),
    ("zeros.rate", "legal.check_rate"),
    ("zeros.rate", "legal.review_rate"),
    ("dates.after", "kh-71"),
    ("dates.after", "qd-914"),
    ("dates.undated", "qd-77"),
    ("dates.series", "kh-61>kh-63"),
    ("dates.as_of", "severance@2025-08-31"),
    ("dates.as_of", "full_online@2025-10-28"),
    ("targets.passed", "payments.online_rate"),
    ("targets.maintain", "procedures.city_system_rate"),
    ("form.unit", "severance.paid_amount"),
    ("units.area", "ward.area"),
}
"""The errors and warnings that a reader finds in the document."""


@pytest.fixture(scope="module")
def findings(luu_kiem: WardReport) -> tuple[Finding, ...]:
    return audit(luu_kiem.results)


def test_the_faults_of_the_source_are_found_and_no_others(findings: tuple[Finding, ...]) -> None:
    weighty = [finding for finding in findings if finding.severity is not Severity.NOTE]
    assert {(finding.rule.code, finding.observation.subject) for finding in weighty} == FAULTS
    assert len(weighty) == len(FAULTS)


def test_every_error_is_acknowledged_with_its_reason(findings: tuple[Finding, ...]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert errors
    assert all(finding.acknowledged and len(finding.acknowledged.reason) > 40 for finding in errors)


def test_every_finding_is_a_sentence_with_a_place_and_a_repair(
    luu_kiem: WardReport, findings: tuple[Finding, ...]
) -> None:
    for finding in findings:
        text = render_finding(finding, luu_kiem.results)
        assert re.fullmatch(r"[A-ZĐ«].*\.", text.message), text.message
        assert "{" not in "".join((text.message, text.actual, text.expected, text.repair))
        assert text.actual
        assert text.expected
        assert text.repair.endswith(".")
        assert source_cells(finding, luu_kiem.results)


def test_a_finding_for_machines_names_figures_with_values_and_cells(
    luu_kiem: WardReport, findings: tuple[Finding, ...]
) -> None:
    quota = finding_json(
        next(finding for finding in findings if finding.rule.code == "repeats.quota"), luu_kiem.results
    )
    assert quota["severity"] == "error"
    assert quota["figures"][0] | {"source": None} == {
        "code": "overview.public_employees",
        "label": "Tổng số viên chức",
        "value": "574",
        "unit": "viên chức",
        "text": "574\xa0viên chức",
        "source": None,
    }
    assert quota["figures"][0]["source"]["row"] > 1
    assert quota["acknowledged"]["date"] == "2026-11-24"


def test_the_test_ward_gives_no_finding(bach_long_vi: WardReport) -> None:
    assert audit(bach_long_vi.results) == ()
