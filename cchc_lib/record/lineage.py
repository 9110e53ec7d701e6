"""Where each number comes from: value, formula, operands, and the cell of the file it was read from."""

from collections.abc import Iterable, Mapping
from typing import Any

import cchc_lib
from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.telling import finding_json, source_json
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_file import scenario_text
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import Value, full_text, machine_text, worked_out
from cchc_lib.record.expression import expression_json
from cchc_lib.record.seal import MARK, seal_of


def make_record(
    results: Results,
    printed: Mapping[str, Iterable[str]],
    words: Mapping[str, str],
    phrases: Mapping[str, Iterable[str]],
) -> dict[str, Any]:
    """The record of a report.

    Args:
        results: what was computed.
        printed: for each code that the report prints, the texts it is printed as.
        words: what the report prints, place by place.
        phrases: for each section, the figures that decide what it says.

    Returns:
        Plain JSON: parameters, sha256 of every input file, and for each printed number its value, unit, texts,
        formula and operands; every figure among the operands with file, row and column.
    """
    inputs = results.inputs
    record = {
        "library": cchc_lib.__version__,
        "ward": {"slug": inputs.slug, "code": inputs.ward.code, "name": inputs.ward.full_name},
        "period": {
            "name": inputs.period.name,
            "from": str(inputs.period.start),
            "to": str(inputs.period.end),
        },
        "parameters": inputs.settings.model_dump(mode="json"),
        "origin": inputs.content.document.origin.value,
        "notice": inputs.content.document.origin.notice,
        **({"scenario": scenario_json(inputs.scenario)} if inputs.scenario else {}),
        "files": dict(sorted(inputs.hashes.items())),
        "numbers": {code: entry(results, code, sorted(set(texts))) for code, texts in sorted(printed.items())},
        "words": dict(words),
        "phrases": {section: list(codes) for section, codes in phrases.items()},
        "findings": [finding_json(finding, results) for finding in audit(results)],
    }
    return record | {MARK: seal_of(record)}


def scenario_json(scenario: Scenario) -> dict[str, str]:
    """The assumptions that a report stands on, whole, so that it can be made again from its record."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "settings": scenario.settings,
        "file": scenario_text(scenario),
    }


def entry(results: Results, code: str, texts: list[str]) -> dict[str, Any]:
    """One number with all that it stands on."""
    rounding, indicator = results.inputs.settings.rounding, indicators().get(code)
    aims = [
        {"text": target_text(each.target), "standing": each.standing.value, "source": each.target.source}
        for each in results.assessments()
        if each.value.code == code
    ]
    reference = indicator.reference if indicator else ""
    bare = bare_entry(results[code], texts, rounding, results.inputs.hashes)
    return bare | {"targets": aims, "reference": reference}


def bare_entry(value: Value, texts: list[str], rounding: Rounding, hashes: Mapping[str, str]) -> dict[str, Any]:
    """One number with all that it stands on, but for targets and legal reference."""
    return {
        "code": value.code,
        "label": value.label,
        "unit": value.unit.name,
        "state": value.state.value,
        "value": machine_text(value, rounding),
        "text": texts,
        "formula": value.quantity.formula(),
        "expression": expression_json(value.quantity),
        "calculation": worked_out(value, rounding),
        "rounding": rounding.value,
        "targets": [],
        "reference": "",
        "operands": [operand(figure, rounding, hashes) for figure in value.quantity.figures()],
    }


def operand(figure: Figure, rounding: Rounding, hashes: Mapping[str, str]) -> dict[str, Any]:
    """A figure with the cell it was read from and the hash of its file."""
    source = figure.source
    return {
        "code": figure.code,
        "label": figure.label,
        "unit": figure.unit.name,
        "state": figure.state.value,
        "value": machine_text(Value.of(figure), rounding),
        "text": full_text(Value.of(figure), rounding),
        "qualifier": figure.qualifier.value if figure.qualifier else None,
        "as_written": figure.as_written,
        "as_of": str(figure.as_of) if figure.as_of else None,
        "source": {**source_json(source), "sha256": hashes[source.file]} if source else None,
    }
