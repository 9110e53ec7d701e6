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
_SOURCES = {
    "cchc_lib/cli": "reference/commands.md",
    "cchc_lib/catalogue/catalogue_file.py": "reference/figures.md",
    "cchc_lib/catalogue/indicators.csv": "reference/indicators.md",
    "cchc_lib/catalogue/figures.csv": "reference/figures.md",
    "cchc_lib/catalogue/units_of_measure.csv": "reference/figures.md",
    "cchc_lib/audit": "reference/audit-rules.md",
    "cchc_lib/record": "reference/file-formats.md",
    "params": "reference/file-formats.md",
    "cchc_lib/quantities/national_calendar.py": "reference/periods.md",
    "pyproject.toml": "reference/floors.md",
    "docs/adr": "adr/index.md",
}
"""Address on the site of each generated page, by the file or folder that it is generated from.

Pages link to the source, since a clone does not hold the generated page.
"""
_LINK = re.compile(r"\]\(([^)#:]+)(#[^)]*)?\)")


def repository_pages() -> dict[str, str]:
    """Return each page by its address, with its links as they have to be on the site."""
    return {
        address: with_site_links((ROOT / name).read_text(encoding="utf-8"), name, address)
        for name, address in ADDRESSES.items()
    }


def with_site_links(text: str, name: str, address: str) -> str:
    """Return a page with its links as they have to be on the site.

    Args:
        text: the page with links that lead to files of the repository.
        name: the file of the page in the repository.
        address: its address on the site.
    """

    def link(match: re.Match[str]) -> str:
        target = os.path.normpath(PurePosixPath(name).parent / match[1])
        on_site = (ADDRESSES | _SOURCES).get(target, target.removeprefix("docs/"))
        return f"]({os.path.relpath(on_site, PurePosixPath(address).parent)}{match[2] or ''})"

    return _LINK.sub(link, text)
