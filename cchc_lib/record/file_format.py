"""The record as a file: JSON with one node a line, and a JSON-LD context that maps it to W3C PROV."""

import json
from collections.abc import Iterable
from typing import Any

from cchc_lib.record.content_hash import record_data
from cchc_lib.record.model import Record

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    # Names, not addresses: the domain `invalid` is reserved, so that nobody is asked for them.
    "@vocab": "https://cchc.invalid/terms#",
    "@base": "https://cchc.invalid/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "label": "rdfs:label",
    "files": {"@id": "prov:used", "@container": "@id"},
    "figures": {"@id": "figure", "@container": "@id"},
    "numbers": {"@id": "number", "@container": "@id"},
    "file": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "formula": "@nest",
    "operands": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "value": "prov:value",
    "period": {"@id": "period", "@context": {"from": "prov:startedAtTime", "to": "prov:endedAtTime"}},
    "page_text": None,
    "phrases": None,
    "members": None,
    "labels": None,
    "units": None,
}
"""In PROV's terms a report used files, a figure was derived from a file, and a number from figures or numbers."""


def record_text(record: Record) -> str:
    """Return a record as JSON text, one node a line, so that two records can be compared by lines."""
    data = {"@context": CONTEXT, **record_data(record)}
    return _object(((name, _lines(part)) for name, part in data.items()), "") + "\n"


def _lines(part: Any) -> str:
    if isinstance(part, dict) and any(isinstance(node, dict | list) for node in part.values()):
        return _object(((name, _compact(node)) for name, node in part.items()), " ")
    return _compact(part)


def _object(members: Iterable[tuple[str, str]], indent: str) -> str:
    lines = (f"{indent}{_compact(name)}:{text}" for name, text in members)
    return "{\n" + ",\n".join(lines) + "\n}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
