"""What a published page shows, place by place; nothing of it is run, and no depth of it matters."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from cchc_lib.record.content_hash import RECORD_ID
from cchc_lib.report.rendering.media import TEMPLATES, page_script, policy
from cchc_lib.report.words import NOTES

LINK = "nguon-"
"""The prefix of the fragment that a number links to; the code follows."""
_DEEPEST = 500
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_FURNITURE = {
    ("sup", "note"): r"\d+",
    ("span", "ordinal"): r"(Bảng|Biểu đồ) \d+\.|Phần [IVX]+|[IVX]+\.|\d+\.|[a-zđ]\)|",
    ("a", "back"): "↩",
    ("a", "skip"): "Đến nội dung báo cáo",
    ("details", "code"): None,
    ("nav", "toc"): None,
}
"""What a page prints around the report: by tag and class, what it may say; None for what is not compared."""
_FORBIDDEN = {
    "base", "bdo", "button", "del", "dialog", "embed", "fieldset", "form", "iframe", "input", "link", "noscript",
    "object", "select", "template", "textarea", "video",
}  # fmt: skip
"""What a page of cchc never holds: what hides words, runs, or asks for something from elsewhere."""
_LOOSE = {"Chú thích"}
"""Headings of the page's own."""
_FOOTNOTE = re.compile(r"chu-thich-\d+")
_STYLED = re.compile(r"min-width: [\d.]+em")


@dataclass(frozen=True)
class Shown:
    """A number as a reader meets it; None where a medium has no such thing."""

    code: str
    text: str
    value: str | None = None
    link: str | None = None
    """The fragment that the number links to."""


@dataclass(frozen=True)
class _Open:
    """An open element: where its words belong, and what it is in the page's furniture."""

    tag: str
    place: str = ""
    furniture: tuple[str, str] | None = None
    drawing: bool = False


class Page(HTMLParser):
    """Reads a page in one pass; markup beyond it raises ValueError, or AssertionError where html.parser gives up.

    Attributes:
        record: the text of the embedded record.
        numbers: every number, in order.
        strange: what no page of cchc holds: words of no place, hidden parts, scripts, other styles.
    """

    def __init__(self, places: Collection[str] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.record = ""
        self.numbers: list[Shown] = []
        self._said_at: dict[str, list[str]] = defaultdict(list)
        self.strange: list[str] = []
        self._places = places
        self._open: list[_Open] = []
        self._number = False
        self._link = ""
        self._said = ""
        self._style = ""
        self._policies: list[str] = []
        self._scripts: list[str] = []
        self._unread: list[str] = []

    @property
    def words(self) -> dict[str, str]:
        """The words of each place."""
        return {place: "".join(said) for place, said in self._said_at.items()}

    def finish(self) -> None:
        """Judge what is only known at the end."""
        if self._style.split() != (TEMPLATES / "cchc" / "style.css").read_text(encoding="utf-8").split():
            self.strange.append("another style sheet than cchc's")
        if len(set(self._unread)) != len(self._unread):
            self.strange.append("a second part that is not compared")
        if self._scripts != [page_script()]:
            self.strange.append("another script than cchc's")
        if self._policies != [policy()]:
            self.strange.append("another Content-Security-Policy than cchc's")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        around = self._open[-1] if self._open else _Open("")
        made = replace(around, tag=tag, place=self._place(tag, named, around), drawing=around.drawing or tag == "svg")
        kind = next((each for each in _FURNITURE if each[0] == tag and each[1] in named.get("class", "").split()), None)
        if kind and around.furniture is None:
            made, self._said = replace(made, furniture=kind), ""
        if kind and _FURNITURE[kind] is None:
            self._unread.append(kind[1])
        self._judge(tag, named, made)
        if tag == "a" and "n" in named.get("class", "").split():
            self._link = named.get("href", "")
        if tag == "data" and made.furniture is None:
            self._number = True
            # In the page a number's code stands once, in the link around it; in a notebook's cell beside its value.
            code = named.get("data-code") or self._link.removeprefix(f"#{LINK}")
            self.numbers.append(Shown(code, "", named.get("value", ""), self._link or None))
        if named.get("role") == "img" and made.place in self._places:
            self._said_at[made.place].append(named.get("aria-label", ""))
        if tag not in _VOID:
            self._open.append(made)
        if len(self._open) > _DEEPEST:
            raise ValueError(f"its elements are more than {_DEEPEST} deep in one another")

    def _place(self, tag: str, named: dict[str, str], around: _Open) -> str:
        identity = named.get("id", "")
        if tag in ("script", "style", "title"):
            return RECORD_ID if identity == RECORD_ID and named.get("type") == "application/json" else f"<{tag}>"
        if _FOOTNOTE.fullmatch(identity):
            return NOTES
        return identity if identity in self._places else around.place

    def _judge(self, tag: str, named: dict[str, str], made: _Open) -> None:
        """What hides words, runs, or asks for something from elsewhere."""
        if tag == "meta" and "http-equiv" in named:
            self._policies.append(named.get("content", ""))
        if tag == "script" and made.place != RECORD_ID:
            self._scripts.append("")
            if named:
                self.strange.append("a script that is loaded from elsewhere, or of another kind")
        if tag in _FORBIDDEN:
            self.strange.append(f"a <{tag}>")
        styled = "style" in named and not made.drawing and not _STYLED.fullmatch(named["style"])
        if "hidden" in named or styled or any(name.startswith("on") for name in named):
            self.strange.append(f"a <{tag}> that is styled, hidden or active by its attributes")

    def handle_endtag(self, tag: str) -> None:
        if tag == "data":
            self._number = False
        if tag == "a":
            self._link = ""
        depth = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag), None)
        if depth is not None:
            closed = self._open[depth]
            outer = self._open[depth - 1].furniture if depth else None
            del self._open[depth:]
            if closed.furniture and outer is None:
                self._furniture(closed.furniture)

    def _furniture(self, kind: tuple[str, str]) -> None:
        allowed = _FURNITURE[kind]
        if allowed is not None and not re.fullmatch(allowed, self._said.strip()):
            self.strange.append(f"«{self._said.strip()[:60]}» in place of a {kind[1]}")

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else _Open("")
        if here.place == RECORD_ID:
            self.record += data
        elif here.place == "<style>":
            self._style += data
        elif here.place == "<script>":
            self._scripts[-1] += data
        elif here.furniture:
            self._said += data
        elif here.place != "<title>":
            self._words(here.place, data)

    def _words(self, place: str, data: str) -> None:
        if self._number and self.numbers:
            self.numbers[-1] = replace(self.numbers[-1], text=self.numbers[-1].text + data)
        if place:
            self._said_at[place].append(data)
        elif data.strip() and data.strip() not in _LOOSE:
            self.strange.append(f"«{data.strip()[:80]}», which belongs to no part of the report")
