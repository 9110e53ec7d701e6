"""Seals: the hash of all other content, so that any edit shows, even of what no reader sees.

A seal finds edits; it is no signature, and who forges a file can seal it anew.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

RECORD = "cchc-record"
"""The id of the page's element that holds the record."""
MARK = "seal"
"""The name of the seal in a record."""
NOTEBOOK_MARK = "cchc_seal"
"""Its name in the metadata of a notebook; a page has `data-cchc-seal` beside its record."""
_PLACE = re.compile(r'(?P<mark>data-cchc-seal=|"cchc_seal": )"[0-9a-f]{0,64}"')


def sealed(text: str) -> str:
    """A page or a notebook, as text, with its seal put in; one without a place for it stays as it is."""
    place = _PLACE.search(text)
    if place is None:
        return text
    before, after = text[: place.end("mark")], text[place.end() :]
    seal = sha256(f'{before}""{after}'.encode()).hexdigest()
    return f'{before}"{seal}"{after}'


def is_intact(text: str) -> bool:
    """Whether a page or a notebook carries the seal of its bytes."""
    return _PLACE.search(text) is not None and sealed(text) == text


def seal_of(record: Mapping[str, Any]) -> str:
    """The seal of a record: it goes by content, since a record stands in a page, a notebook, and alone."""
    content = {name: value for name, value in record.items() if name != MARK}
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass")).hexdigest()
