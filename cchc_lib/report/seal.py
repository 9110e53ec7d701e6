"""The seal of a page: the hash of all its other bytes, so that any edit shows, even of what no reader sees."""

import re
from hashlib import sha256

RECORD = "cchc-record"
"""The id of the element that holds the record."""
_RECORD = f'<script id="{RECORD}" type="application/json">'
_SEALED = re.compile(rf'<script data-seal="[0-9a-f]{{64}}" id="{RECORD}" type="application/json">')


def sealed(page: str) -> str:
    """A page with its seal beside the record; one without a record stays as it is.

    The seal finds edits; it is no signature, and who forges a page can seal it anew.
    """
    bare = _SEALED.sub(_RECORD, page)
    seal = sha256(bare.encode()).hexdigest()
    return bare.replace(_RECORD, _RECORD.replace("<script", f'<script data-seal="{seal}"'))


def is_intact(page: str) -> bool:
    """Whether a page carries the seal of its bytes."""
    return _SEALED.search(page) is not None and sealed(page) == page
