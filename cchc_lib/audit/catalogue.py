"""The catalogue of rules, gathered from the families' files, and the audit itself."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType

from cchc_lib.audit import dates, documents, form, plausibility, rates, repeats, sums, targets, zeros
from cchc_lib.audit.declaration import Acknowledged, Finding, Observation, Rule, Severity
from cchc_lib.indicators.declaration import declared
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.acknowledgements import Acknowledgement

FAMILIES: tuple[ModuleType, ...] = (sums, rates, repeats, zeros, dates, targets, documents, plausibility, form)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, the errors first."""
    found = [rule for _, rule in declared(FAMILIES, Rule)]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: list(Severity).index(rule.severity))}


def audit(results: Results) -> tuple[Finding, ...]:
    """Every finding of every rule, errors first; an acknowledged one carries its acknowledgement."""
    known = {(each.rule, each.subject): each for each in results.inputs.acknowledgements}
    return tuple(
        Finding(rule, observation, _acknowledged(rule, observation, known))
        for rule in rules().values()
        for observation in rule.judge(results)
    )


def _acknowledged(
    rule: Rule, observation: Observation, known: Mapping[tuple[str, str], Acknowledgement]
) -> Acknowledged | None:
    found = known.get((rule.code, observation.subject))
    return Acknowledged(found.reason, found.date) if found else None
