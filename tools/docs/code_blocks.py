"""The code blocks of READMEs and docs, each with the marker that says how the tests treat it.

A marker is an HTML comment in the line above the block, which no rendered page shows:

    <!-- run -->              the commands are run and end with exit code 0
    <!-- run: exit 1 -->      the commands are run and the last one ends with this exit code
    <!-- long -->             as run, but takes a minute or more: run once, also if several pages show it
    <!-- server 8000 -->      the command serves on this port of the loopback until the page's other blocks have run
    <!-- output -->           printed by the block above; `…` stands for what is left out
    <!-- write: PATH -->      the text is written to this file of the project before the next block runs
    <!-- append: PATH -->     the text is appended to this file of the project
    <!-- insert: PATH after TEXT -->   the text is inserted below the first line of this file that contains TEXT

Files that a page's blocks write or change are restored before the next page.

Blocks of commands (`sh`) need a marker. Blocks of other languages need none; they are only shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = "sh"
"""The language of blocks that hold commands."""
LANGUAGES = frozenset({COMMANDS, "text", "python", "yaml", "csv", "json", "jinja", "nginx"})
KINDS = frozenset({"run", "long", "server", "output", "write", "append", "insert"})
CHANGES = frozenset({"write", "append", "insert"})
"""Markers of blocks that change a file."""
_BLOCK = re.compile(
    r"(?:^[ \t]*<!-- *(?P<kind>[a-z]+)(?:: *| +)?(?P<detail>[^>]*?) *-->\n)?"
    r"^(?P<indent>[ \t]*)```(?P<language>[^\n`]*)\n(?P<text>.*?)^[ \t]*```[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class CodeBlock:
    """A fenced block of a page."""

    page: str
    """Path of the page, from the project's root."""
    line: int
    language: str
    """What follows the fence, up to the first space."""
    kind: str
    """The word of the marker; empty if there is none."""
    detail: str
    """The rest of the marker: an exit code, a port, a path."""
    text: str

    @property
    def path(self) -> str:
        """The file that the block changes; empty if it changes none."""
        return self.detail.partition(" after ")[0] if self.kind in CHANGES else ""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def documented_pages() -> tuple[Path, ...]:
    """Return the pages whose code blocks are tested: READMEs, CONTRIBUTING, and docs, in a stable order."""
    names = ("README.md", "README.vi.md", "CONTRIBUTING.md", "data/README.md", "build/README.md")
    return (*(ROOT / name for name in names), *sorted((ROOT / "docs").rglob("*.md")))


def code_blocks(page: Path) -> Iterator[CodeBlock]:
    """Yield the fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start("indent")) + 1
        language = match["language"].strip().partition(" ")[0]
        body = re.sub(rf"^{match['indent']}", "", match["text"], flags=re.MULTILINE)
        name = str(page.relative_to(ROOT)) if page.is_relative_to(ROOT) else str(page)
        yield CodeBlock(name, line, language, match["kind"] or "", match["detail"] or "", body)


def faults(block: CodeBlock) -> Iterator[str]:
    """Yield what is wrong with a block's language or marker."""
    if block.language not in LANGUAGES:
        yield f"{block}: the language '{block.language}' is none of {', '.join(sorted(LANGUAGES))}"
    if block.kind and block.kind not in KINDS:
        yield f"{block}: the marker '{block.kind}' is none of {', '.join(sorted(KINDS))}"
    runs = block.kind in ("run", "long", "server")
    if (block.language == COMMANDS) != runs:
        yield f"{block}: a block of commands needs a marker (run, long or server), and no other block has one"
    if block.kind in CHANGES and not block.detail:
        yield f"{block}: the marker '{block.kind}' needs a path"
    if block.kind == "server" and not block.detail.isdigit():
        yield f"{block}: the marker 'server' needs a port"
