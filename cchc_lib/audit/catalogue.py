"""The catalogue of rules, gathered from the families' files, and the audit itself."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from cchc_lib.audit import dates, documents, form, plausibility, rates, repeats, sums, targets, wording, zeros
from cchc_lib.audit.declaration import Acknowledged, Finding, Observation, Rule, Severity, observed
from cchc_lib.indicators.declaration import declared
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.content import Acknowledgement

FAMILIES: tuple[ModuleType, ...] = (
    sums,
    rates,
    repeats,
    wording,
    zeros,
    dates,
    targets,
    documents,
    plausibility,
    form,
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
        for observation in rule.judge(results)
    )
    return (*found, *_stale(results, found))


STALE = Rule(
    "audit.stale",
    Severity.NOTE,
    "Ghi nhận chỉ đi kèm phát hiện còn tồn tại.",
    lambda _: iter(()),
    says="Ghi nhận cho {rule} ({subject}) không ứng với phát hiện nào.",
    stands="{rule}, {subject}",
    expected="một phát hiện còn tồn tại",
    repair="Xóa mục này trong acknowledgements của content.yaml.",
)
"""Judged behind all others, since it asks what they found."""


def _stale(results: Results, found: tuple[Finding, ...]) -> Iterator[Finding]:
    there = {(finding.rule.code, finding.observation.subject) for finding in found}
    for each in results.inputs.acknowledgements:
        rule, subject = each.stated.rule, each.stated.subject
        if (rule, subject) not in there:
            yield Finding(STALE, observed(f"{rule}:{subject}", sources=(each.source,), rule=rule, subject=subject))


def _acknowledged(
    rule: Rule, observation: Observation, known: Mapping[tuple[str, str], Acknowledgement]
) -> Acknowledged | None:
    found = known.get((rule.code, observation.subject))
    return Acknowledged(found.stated.reason, found.stated.date) if found else None
