"""What a published page shows, place by place; nothing of it is run, and no depth of it matters."""

import re
from collections import defaultdict
from collections.abc import Collection
from html.parser import HTMLParser

from cchc_lib.report.words import NOTES

RECORD = "cchc-record"
"""The id of the element that holds the record."""
SOURCE = "nguon-"
"""How the ids of the cards of lineage begin."""
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HIDDEN_TAGS = {"script", "style", "nav", "title"}
_HIDDEN_CLASSES = {"ordinal", "back", "note", "code", "close", "skip"}
_FOOTNOTE = re.compile(r"chu-thich-\d+")


class Page(HTMLParser):
    """Reads a page in one pass.

    Attributes:
        record: the text of the embedded record.
        numbers: code and text of every number, in order.
        words: the words of each place.
        loose: words with digits in the report's text that belong to no place.
    """

    def __init__(self, places: Collection[str] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.record = ""
        self.numbers: list[tuple[str, str]] = []
        self.words: dict[str, str] = defaultdict(str)
        self.loose: list[str] = []
        self._places = places
        self._open: list[tuple[str, str, bool]] = []
        self._code: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        _, place, hidden = self._open[-1] if self._open else ("", "", False)
        identity = NOTES if _FOOTNOTE.fullmatch(named.get("id", "")) else named.get("id", "")
        place = identity if identity in self._places or identity.startswith(SOURCE) else place
        if tag == "main":
            place = "main"
        hidden = hidden or tag in _HIDDEN_TAGS or bool(_HIDDEN_CLASSES & set(named.get("class", "").split()))
        if tag == "script" and identity == RECORD:
            place, hidden = RECORD, False
        if tag == "data" and not hidden:
            self._code = named.get("data-code", "")
            self.numbers.append((self._code, ""))
        if named.get("role") == "img" and place in self._places:
            self.words[place] += named.get("aria-label", "")
        if tag not in _VOID:
            self._open.append((tag, place, hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag == "data":
            self._code = None
        depth = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), None)
        if depth is not None:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        _, place, hidden = self._open[-1] if self._open else ("", "", False)
        if place == RECORD:
            self.record += data
        elif not hidden:
            if self._code is not None and self.numbers:
                code, text = self.numbers[-1]
                self.numbers[-1] = (code, text + data)
            if place == "main" and re.search(r"\d", data):
                self.loose.append(data.strip())
            elif place:
                self.words[place] += f" {data}" if place.startswith(SOURCE) else data
