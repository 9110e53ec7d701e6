"""A check that the built site loads nothing from other hosts.

    python -m tools.docs.offline build/docs

Links that a reader may follow are allowed; what a browser loads by itself is not: scripts, styles, pictures, fonts.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

_ADDRESS = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_LOADING = ("src", "srcset", "poster", "data", "action", "formaction")
"""Attributes whose address a browser loads, on any element."""
_IN_STYLE = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)


def foreign_addresses(folder: Path) -> Iterator[str]:
    """Yield each address of another host that a page or style sheet below `folder` loads, with the file's name."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            found = _loaded_by_page(path.read_text(encoding="utf-8"))
        elif path.suffix == ".css":
            found = iter(_IN_STYLE.findall(path.read_text(encoding="utf-8")))
        else:
            continue
        yield from (f"{path.relative_to(folder)}: {address}" for address in found)


def _loaded_by_page(text: str) -> Iterator[str]:
    page = BeautifulSoup(text, "html.parser")
    for element in page.find_all(True):
        names = (*_LOADING, "href") if element.name in ("link", "use", "image", "base") else _LOADING
        yield from (str(element[name]) for name in names if _ADDRESS.match(str(element.get(name, ""))))
        yield from _IN_STYLE.findall(str(element.get("style", "")))
    for style in page.find_all("style"):
        yield from _IN_STYLE.findall(style.get_text())


def main() -> None:
    """Print what is loaded from other hosts; exit code 1 if there is anything."""
    found = list(foreign_addresses(Path(sys.argv[1])))
    print("\n".join(found) or f"{sys.argv[1]} loads nothing from other hosts")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
