"""The record of a ward's report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import cchc_lib
from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding
from cchc_lib.audit.messages import render_finding, source_cells
from cchc_lib.catalogue.case_flow import CASE_FLOW
from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.catalogue_text import catalogue_text
from cchc_lib.catalogue.units_of_measure import units_text
from cchc_lib.indicators.results import Assessment, Results
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_file import scenario_text
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.figures import State
from cchc_lib.record.content_hash import with_content_hash
from cchc_lib.record.graph import GraphContext, cells_of, file_nodes, graph_of
from cchc_lib.record.graph_nodes import (
    AcknowledgementNode,
    FindingNode,
    Parameters,
    PeriodNode,
    ScenarioNode,
    Subject,
    TargetNode,
)
from cchc_lib.record.model import SCHEMA_VERSION, Record

COMPARISON_KEY = "earlier"
"""The key of the comparison with earlier periods in `Record.wording_figures`; it fills several places of the page."""


@dataclass(frozen=True)
class Printed:
    """What the blocks of a report print."""

    numbers: Mapping[str, Iterable[str]]
    """For each code, the forms in which it is printed."""
    page_text: Mapping[str, str]
    """The text of each place of the report."""
    wording_figures: Mapping[str, Iterable[str]]
    """The codes of the figures on which the wording of each part depends, by the keys of `Record.wording_figures`."""


def ward_record(results: Results, printed: Printed) -> Record:
    """Return the record of a ward's report: what it was computed from, and what it prints."""
    inputs, findings = results.inputs, audit(results)
    named = (code for finding in findings for code in finding.observation.figures)
    context = GraphContext(
        inputs.settings.rounding,
        file_nodes(inputs.hashes),
        reference=lambda value: reference_of(inputs.catalogue, value.code),
    )
    graph = graph_of(
        (results[code] for code in {*printed.numbers, *named, *_deciding(results)}), printed.numbers, context
    )
    assessments = (assessment for assessment in results.assessments() if assessment.compared.code in graph.numbers)
    return with_content_hash(
        Record(
            schema_version=SCHEMA_VERSION,
            library=cchc_lib.__version__,
            subject=Subject(
                kind="ward",
                slug=inputs.slug,
                code=inputs.ward.code,
                name=inputs.ward.full_name,
                province=inputs.ward.province,
                province_kind=inputs.ward.province_kind,
            ),
            period=PeriodNode.of(inputs.period, inputs.due),
            parameters=Parameters.model_validate(inputs.settings.model_dump(mode="json")),
            origin=inputs.content.document.origin.value,
            notice=inputs.content.document.origin.notice,
            scenario=scenario_node(inputs.scenario) if inputs.scenario else None,
            catalogue=catalogue_text(inputs.catalogue.additions.values()),
            units_of_measure=units_text(known.unit for known in inputs.catalogue.additions.values()),
            files=dict(context.files),
            references=graph.references,
            units=dict(graph.units),
            figures=dict(graph.figures),
            numbers=dict(graph.numbers),
            targets=tuple(map(_target, assessments)),
            findings=tuple(_finding(finding, results, context) for finding in findings),
            wording_figures={key: tuple(codes) for key, codes in printed.wording_figures.items()},
            page_text=dict(printed.page_text),
        )
    )


def reference_of(catalogue: Catalogue, code: str) -> str:
    """Return the legal text that asks for an indicator; empty for other codes."""
    indicator = catalogue.indicators.get(code)
    return indicator.reference if indicator else ""


def _deciding(results: Results) -> Iterator[str]:
    """Yield the codes of stated figures that decide formulas, and of those that the form states in their place."""
    for code, figure in results.inputs.figures.items():
        value = results[code]
        is_of_flow = code in CASE_FLOW and figure.state is not State.NOT_GIVEN
        is_from_form = value.quantity is not figure and value.state is not State.NOT_GIVEN
        if is_of_flow or is_from_form:
            yield code


def scenario_node(scenario: Scenario) -> ScenarioNode:
    """Return the assumptions that a report is made under, complete."""
    return ScenarioNode(
        name=scenario.name, title=scenario.title, settings=scenario.settings, file=scenario_text(scenario)
    )


def _target(assessment: Assessment) -> TargetNode:
    target = assessment.target
    return TargetNode(
        code=assessment.compared.code,
        text=target_text(target),
        standing=assessment.standing.value,
        source=target.source,
    )


def _finding(finding: Finding, results: Results, context: GraphContext) -> FindingNode:
    text, rule, known = render_finding(finding, results), finding.rule, finding.acknowledged
    return FindingNode(
        rule=rule.code,
        severity=finding.severity.value,
        subject=finding.observation.subject,
        message=text.message,
        actual=text.actual,
        expected=text.expected,
        repair=text.repair,
        reference=rule.reference,
        figures=finding.observation.figures,
        cells=cells_of(source_cells(finding, results), context),
        acknowledged=AcknowledgementNode(reason=known.reason, date=str(known.day)) if known else None,
    )
