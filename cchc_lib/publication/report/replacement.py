"""The rule for which report may replace which in a store."""

import json

from cchc_lib.inputs.document_form import Origin
from cchc_lib.publication.storage.output_store import Shelf


def may_hold(shelf: Shelf, name: str, notice: str) -> bool:
    """Whether a report with a notice may be put in a place: a simulated one never replaces any other."""
    if notice != Origin.SIMULATED.notice or (there := shelf.read(f"{name}/record.json")) is None:
        return True
    try:
        return bool(json.loads(there)["notice"] == notice)
    except (ValueError, KeyError, TypeError):
        return False
