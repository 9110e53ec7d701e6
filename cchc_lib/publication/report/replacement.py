"""The rule that a document of simulated figures never replaces one of wards' own figures."""

import json

from cchc_lib.errors import UserError
from cchc_lib.inputs.document_form import Origin
from cchc_lib.publication.storage.output_store import OutputStore


def may_replace(store: OutputStore, name: str, notice: str) -> bool:
    """Return whether a new document may replace the one of the same name, if there is one.

    Args:
        store: the store of both.
        name: the name of both.
        notice: the notice of origin of the new document.

    Raises:
        UserError: the old document's record cannot be read.
    """
    if notice != Origin.SIMULATED.notice or (old := store.read(f"{name}/record.json")) is None:
        return True
    try:
        return bool(json.loads(old)["notice"] == notice)
    except (ValueError, KeyError, TypeError):
        return False


def check_replacement(store: OutputStore, name: str, notice: str) -> None:
    """Check that a new document may be written.

    Raises:
        UserError: simulated figures would replace wards' own.
    """
    if not may_replace(store, name, notice):
        raise UserError(
            f"{store.location(name)} holds figures of wards themselves, and simulated ones never replace them; "
            "name another place for what you build.",
            "out",
        )
