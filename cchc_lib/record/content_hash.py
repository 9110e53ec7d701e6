"""Content hashes: the SHA-256 of all other content of a file, so that any edit is found, also of invisible parts.

A content hash reveals edits; it is no signature, since whoever forges a file can compute it again.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cchc_lib.record.model import Record

RECORD_ID = "cchc-record"
"""The id of the page's element that holds the record."""
FIELD = "content_hash"
"""The name of the hash in a record."""
NOTEBOOK_FIELD = "cchc_content_hash"
"""Its name in the metadata of a notebook; a page has `data-content-hash` beside its record."""
_SLOT = re.compile(r'(?P<name>data-content-hash=|"cchc_content_hash": )"[0-9a-f]{0,64}"')


def with_text_hash(text: str) -> str:
    """Return a page or a notebook with its content hash filled in; text without a slot for it is returned unchanged."""
    slot = _SLOT.search(text)
    if slot is None:
        return text
    before, after = text[: slot.end("name")], text[slot.end() :]
    digest = sha256(f'{before}""{after}'.encode()).hexdigest()
    return f'{before}"{digest}"{after}'


def is_intact(text: str) -> bool:
    """Return whether a page or a notebook carries the content hash of its text."""
    return _SLOT.search(text) is not None and with_text_hash(text) == text


def is_hashed(text: str) -> bool:
    """Return whether a page or a notebook carries a content hash at all, right or wrong."""
    slot = _SLOT.search(text)
    return slot is not None and not slot[0].endswith('""')


def with_content_hash(record: Record) -> Record:
    """Return a record with its content hash."""
    return record.model_copy(update={FIELD: content_hash_of(record_data(record))})


def record_data(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON data, without fields that have their default values."""
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def content_hash_of(data: Mapping[str, Any]) -> str:
    """Return the hash of a record's data.

    It is computed from the content and not from the bytes, since pages, notebooks and record.json hold
    the same record.
    """
    content = {name: value for name, value in data.items() if name != FIELD}
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass")).hexdigest()
