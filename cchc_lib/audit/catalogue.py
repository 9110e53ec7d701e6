"""The catalogue of rules, gathered from the families' files, and the audit itself."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from cchc_lib.audit import (
    date_rules,
    document_rules,
    form_rules,
    plausibility_rules,
    rate_rules,
    repeat_rules,
    sum_rules,
    target_rules,
    wording_rules,
    zero_rules,
)
from cchc_lib.audit.declaration import Finding, FindingAcknowledgement, Observation, Rule, Severity, observation
from cchc_lib.indicators.declaration import declared
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.content import Acknowledgement

FAMILIES: tuple[ModuleType, ...] = (
    sum_rules,
    rate_rules,
    repeat_rules,
    wording_rules,
    zero_rules,
    date_rules,
    target_rules,
    document_rules,
    plausibility_rules,
    form_rules,
)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, the errors first."""
    found = [rule for _, rule in declared(FAMILIES, Rule)]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: list(Severity).index(rule.severity))}


def audit(results: Results) -> tuple[Finding, ...]:
    """Every finding of every rule, errors first; an acknowledged one carries its acknowledgement."""
    known = {(each.stated.rule, each.stated.subject): each for each in results.inputs.acknowledgements}
    found = tuple(
        Finding(rule, observation, _acknowledged(rule, observation, known))
        for rule in rules().values()
        for observation in rule.evaluate(results)
    )
    return (*found, *_stale(results, found))


STALE = Rule(
    "audit.stale",
    Severity.NOTE,
    "Ghi nhận chỉ đi kèm phát hiện còn tồn tại.",
    lambda _: iter(()),
    message="Ghi nhận cho {rule} ({subject}) không ứng với phát hiện nào.",
    actual="{rule}, {subject}",
    expected="một phát hiện còn tồn tại",
    repair="Xóa mục này trong acknowledgements của content.yaml.",
)
"""Judged behind all others, since it asks what they found."""


def _stale(results: Results, found: tuple[Finding, ...]) -> Iterator[Finding]:
    there = {(finding.rule.code, finding.observation.subject) for finding in found}
    for each in results.inputs.acknowledgements:
        rule, subject = each.stated.rule, each.stated.subject
        if (rule, subject) not in there:
            yield Finding(STALE, observation(f"{rule}:{subject}", sources=(each.source,), rule=rule, subject=subject))


def _acknowledged(
    rule: Rule, observation: Observation, known: Mapping[tuple[str, str], Acknowledgement]
) -> FindingAcknowledgement | None:
    found = known.get((rule.code, observation.subject))
    return FindingAcknowledgement(found.stated.reason, found.stated.date) if found else None
