"""The list of decisions, read off the pages below `docs/adr/`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.docs.markdown import page, table

_FOLDER = Path(__file__).parents[2] / "docs" / "adr"
_HEAD = re.compile(
    r"# (?P<number>\d+)\. (?P<title>[^\n]+)\n\n"
    r"\*\*Date:\*\* (?P<date>\d{4}-\d\d-\d\d) · \*\*Status:\*\* (?P<status>.+?)\n\n",
    re.DOTALL,
)


@dataclass(frozen=True)
class Decision:
    """The head of one page."""

    file: str
    number: int
    title: str
    date: str
    status: str
    """In Markdown; names the decision that replaced this one, or a part of it."""


def decisions() -> Iterator[Decision]:
    """Yield every decision by number.

    Raises:
        ValueError: a page does not begin with number, title, date and status.
    """
    for path in sorted(_FOLDER.glob("[0-9]*.md")):
        head = _HEAD.match(path.read_text(encoding="utf-8"))
        if head is None:
            raise ValueError(f"{path} does not begin with '# N. Title' and '**Date:** YYYY-MM-DD · **Status:** …'")
        status = " ".join(head["status"].split())
        yield Decision(path.name, int(head["number"]), head["title"], head["date"], status)


def decisions_page() -> str:
    """Return the table of decisions."""
    intro = (
        "Each page records one decision: what led to it, what was decided, and what follows. A decision that no longer "
        "holds is kept; its status names the one that replaced it."
    )
    rows = ((str(each.number), f"[{each.title}]({each.file})", each.date, each.status) for each in decisions())
    return page("Decisions", intro, table(("", "decision", "date", "status"), rows))
