"""Tests of cchc; what they share is in tests/support."""

import sys
from typing import Any

# jsonschema compiles a grammar of addresses for 0.7 s where it finds this module. No notebook's schema needs it, and
# each process of a test run would pay for it; the command leaves it out as well (cchc_lib/__main__.py).
_modules: dict[str, Any] = sys.modules
_modules.setdefault("rfc3987_syntax", None)
