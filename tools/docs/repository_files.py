"""Pages that are kept outside `docs/`, where readers of the repository look for them, and shown on the site as well."""

import os
import re
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
ADDRESSES = {
    "CONTRIBUTING.md": "contributing.md",
    "GLOSSARY.md": "reference/glossary.md",
    "CHANGELOG.md": "changelog.md",
    "data/README.md": "reference/data.md",
    "data/reference/README.md": "reference/reference-data.md",
    "build/README.md": "reference/build.md",
}
"""Address on the site of each file of the repository."""
_LINK = re.compile(r"\]\(([^)#:]+)(#[^)]*)?\)")


def repository_pages() -> dict[str, str]:
    """Return each page by its address, with its links as they have to be on the site."""
    return {address: _moved(name, address) for name, address in ADDRESSES.items()}


def _moved(name: str, address: str) -> str:
    def link(match: re.Match[str]) -> str:
        target = os.path.normpath(PurePosixPath(name).parent / match[1])
        on_site = ADDRESSES.get(target, target.removeprefix("docs/"))
        return f"]({os.path.relpath(on_site, PurePosixPath(address).parent)}{match[2] or ''})"

    return _LINK.sub(link, (ROOT / name).read_text(encoding="utf-8"))
