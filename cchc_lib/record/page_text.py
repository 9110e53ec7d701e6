"""The text and the numbers that a page shows, by place.

A place is an element with an id: a paragraph, a table, the letterhead. Report and verification use the same parser: the
text by place that a record holds is read off the HTML of the blocks, and is compared with the text that is read off a
published page. What the page adds around the report (numbers of tables and footnotes, links) belongs to no place.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from cchc_lib.record.places import PagePlace, PlaceKind

MARK_PLACE = str(PagePlace(PlaceKind.WATERMARK))
"""The place of the watermark of every page."""
NOTES_PLACE = str(PagePlace(PlaceKind.FOOTNOTES))
"""The place of all footnotes together, in reading order."""
LINK = "nguon-"
"""The prefix of the fragment that a number links to; the code follows."""
ADDITIONS = {
    ("sup", "note"): r"\d+",
    ("summary", "note"): "văn bản",
    ("span", "ordinal"): r"(Bảng|Biểu đồ) \d+\.|Phần [IVX]+|[IVX]+\.|\d+\.|[a-zđ]\)|",
    ("a", "back"): "↩",
    ("a", "skip"): "Đến nội dung báo cáo",
    ("details", "code"): None,
    ("nav", "toc"): None,
}
"""What a page adds around the report, by tag and class: the pattern of its text, None if its text is not compared."""

_DEEPEST = 500
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_FOOTNOTE = re.compile(r"chu-thich-\d+")
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class ShownNumber:
    """A number as a reader sees it; a field is None if the medium does not have it."""

    code: str
    text: str
    value: str | None = None
    link: str | None = None
    """The fragment that the number links to."""


@dataclass(frozen=True)
class OpenElement:
    """An element whose end tag has not been read."""

    tag: str
    place: str = ""
    """The place of its text; empty for text that belongs to no place."""
    addition: tuple[str, str] | None = None
    """The key of ADDITIONS, for an element that the page adds around the report and for all elements within it."""
    drawing: bool = False
    """Whether it is part of an SVG."""


_OUTSIDE = OpenElement("")


class PageTextParser(HTMLParser):
    """A parser that reads the text and the numbers of a page in one pass.

    Elements may be nested in any way. Markup that html.parser gives up on raises AssertionError, and too deep markup
    raises ValueError.

    Attributes:
        numbers: every number, in reading order.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.numbers: list[ShownNumber] = []
        self._texts: dict[str, list[str]] = defaultdict(list)
        self._open: list[OpenElement] = []
        self._in_number = False
        self._link = ""
        self._added_text = ""

    @property
    def text_by_place(self) -> dict[str, str]:
        """The text of each place, in reading order, with single spaces."""
        return {place: _SPACE.sub(" ", "".join(texts)).strip() for place, texts in self._texts.items()}

    def is_place(self, identity: str) -> bool:
        """Return whether an element with this id is a separate place."""
        return bool(identity)

    def element_opened(self, element: OpenElement, attributes: dict[str, str]) -> None:
        """React to a start tag; the base class does nothing."""

    def addition_closed(self, addition: tuple[str, str], text: str) -> None:
        """React to the end of something that the page adds around the report; the base class does nothing."""

    def unplaced_text(self, text: str) -> None:
        """React to text that belongs to no place; the base class does nothing."""

    def place_of(self, tag: str, attributes: dict[str, str], around: OpenElement) -> str:
        """Return the place of the text of an element, from its own id or from the element around it."""
        identity = attributes.get("id", "")
        if _FOOTNOTE.fullmatch(identity) or (tag, attributes.get("class")) == ("details", "note"):
            return NOTES_PLACE
        return identity if identity and self.is_place(identity) else around.place

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read a start tag."""
        attributes = {name: value or "" for name, value in attrs}
        around = self.innermost
        addition = around.addition or addition_of(tag, attributes)
        if addition != around.addition:
            self._added_text = ""
        place = self.place_of(tag, attributes, around)
        element = OpenElement(tag, place, addition, around.drawing or tag == "svg")
        self.element_opened(element, attributes)
        if tag == "a" and "n" in attributes.get("class", "").split():
            self._link = attributes.get("href", "")
        if tag == "data" and element.addition is None:
            self._in_number = True
            # In the page a number's code stands once, in the link around it; in a notebook's cell beside its value.
            code = attributes.get("data-code") or self._link.removeprefix(f"#{LINK}")
            self.numbers.append(ShownNumber(code, "", attributes.get("value", ""), self._link or None))
        if attributes.get("role") == "img" and element.place:
            self._texts[element.place].append(attributes.get("aria-label", ""))
        if tag not in _VOID:
            self._open.append(element)
        if len(self._open) > _DEEPEST:
            raise ValueError(f"its elements are more than {_DEEPEST} deep in one another")

    def handle_endtag(self, tag: str) -> None:
        """Read an end tag, which also closes the elements that were left open within its element."""
        if tag == "data":
            self._in_number = False
        if tag == "a":
            self._link = ""
        depth = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag), None)
        if depth is not None:
            closed = self._open[depth]
            around = self._open[depth - 1].addition if depth else None
            del self._open[depth:]
            if closed.addition and around is None:
                self.addition_closed(closed.addition, self._added_text.strip())

    def handle_data(self, data: str) -> None:
        """Read text."""
        here = self.innermost
        if here.addition:
            self._added_text += data
            return
        if self._in_number and self.numbers:
            self.numbers[-1] = replace(self.numbers[-1], text=self.numbers[-1].text + data)
        if here.place:
            self._texts[here.place].append(data)
        else:
            self.unplaced_text(data)

    @property
    def innermost(self) -> OpenElement:
        """The innermost open element."""
        return self._open[-1] if self._open else _OUTSIDE


def addition_of(tag: str, attributes: dict[str, str]) -> tuple[str, str] | None:
    """Return the key in ADDITIONS of an element; None if it is part of the report."""
    classes = attributes.get("class")
    return next((key for name in classes.split() if (key := (tag, name)) in ADDITIONS), None) if classes else None


def text_by_place(html: str) -> dict[str, str]:
    """Return the text of each place of an HTML fragment; every id is a place."""
    parser = PageTextParser()
    parser.feed(html)
    parser.close()
    return parser.text_by_place
