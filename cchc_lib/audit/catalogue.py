"""The catalogue of audit rules, and the audit of one ward."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cchc_lib.audit import (
    change_rules,
    cutoff_date_rules,
    document_count_rules,
    document_date_rules,
    document_symbol_rules,
    document_year_rules,
    earlier_period_rules,
    form_rules,
    period_rules,
    plausibility_rules,
    rate_rules,
    rate_tie_rules,
    repeat_rules,
    sum_rules,
    target_rules,
    unit_list_rules,
    wording_rules,
    zero_rules,
)
from cchc_lib.audit.declaration import Finding, FindingAcknowledgement, Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.content import Acknowledgement

FAMILIES: tuple[tuple[Rule, ...], ...] = (
    sum_rules.RULES,
    rate_rules.RULES,
    rate_tie_rules.RULES,
    repeat_rules.RULES,
    wording_rules.RULES,
    zero_rules.RULES,
    document_date_rules.RULES,
    cutoff_date_rules.RULES,
    period_rules.RULES,
    target_rules.RULES,
    document_count_rules.RULES,
    document_symbol_rules.RULES,
    document_year_rules.RULES,
    earlier_period_rules.RULES,
    change_rules.RULES,
    plausibility_rules.RULES,
    unit_list_rules.RULES,
    form_rules.RULES,
)
"""The rules of each family; findings of one severity keep this order."""


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its code, errors first."""
    return rules_of(FAMILIES)


def rules_of(families: Iterable[tuple[Rule, ...]]) -> Mapping[str, Rule]:
    """Return the rules of several families by code, errors first.

    Raises:
        ValueError: two rules have the same code.
    """
    by_code: dict[str, Rule] = {}
    for rule in (rule for family in families for rule in family):
        if rule.code in by_code:
            raise ValueError(f"the rule code '{rule.code}' is declared twice; rename one")
        by_code[rule.code] = rule
    # The sort is stable, so that rules of one severity keep the order of their families.
    severities = list(Severity)
    return {rule.code: rule for rule in sorted(by_code.values(), key=lambda rule: severities.index(rule.severity))}


def audit(results: Results) -> tuple[Finding, ...]:
    """Return the findings of all rules, errors first, each with its acknowledgement if it has one."""
    acknowledgements = {(item.stated.rule, item.stated.subject): item for item in results.inputs.acknowledgements}
    findings = tuple(
        Finding(rule, observation, _acknowledgement_of(rule, observation, acknowledgements))
        for rule in rules().values()
        for observation in rule.evaluate(results)
    )
    return (*findings, *_stale_acknowledgements(results, findings))


STALE = Rule(
    "audit.stale",
    Severity.NOTE,
    "Ghi nhận chỉ đi kèm phát hiện còn tồn tại.",
    # The rule needs the findings of all other rules, so `audit` evaluates it.
    lambda _: iter(()),
    message="Ghi nhận cho {rule} ({subject}) không ứng với phát hiện nào.",
    actual="{rule}, {subject}",
    expected="một phát hiện còn tồn tại",
    repair="Xóa mục này trong acknowledgements của content.yaml.",
)
"""The rule on acknowledgements without a finding; it is evaluated last, on the findings of all other rules."""


def _stale_acknowledgements(results: Results, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    # An acknowledgement that outlives its finding would hide the same fault if it came back.
    subjects = {(finding.rule.code, finding.observation.subject) for finding in findings}
    for acknowledgement in results.inputs.acknowledgements:
        rule, subject = acknowledgement.stated.rule, acknowledgement.stated.subject
        if (rule, subject) not in subjects:
            facts = {"rule": rule, "subject": subject}
            yield Finding(STALE, observation(f"{rule}:{subject}", sources=(acknowledgement.source,), **facts))


def _acknowledgement_of(
    rule: Rule, observation: Observation, acknowledgements: Mapping[tuple[str, str], Acknowledgement]
) -> FindingAcknowledgement | None:
    acknowledgement = acknowledgements.get((rule.code, observation.subject))
    if acknowledgement is None:
        return None
    return FindingAcknowledgement(acknowledgement.stated.reason, acknowledgement.stated.date)
