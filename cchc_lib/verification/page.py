"""Read a published page and note everything in it that cchc does not write. No script of the page is run."""

import re
from collections.abc import Collection

from cchc_lib.record.content_hash import RECORD_ID
from cchc_lib.record.page_text import ADDITIONS, NOTES_PLACE, OpenElement, PageTextParser, addition_of
from cchc_lib.report.rendering.block_html import TEMPLATES, page_script, policy

_FORBIDDEN = {
    "base", "bdo", "button", "del", "dialog", "embed", "fieldset", "form", "iframe", "input", "link", "noscript",
    "object", "select", "template", "textarea", "video",
}  # fmt: skip
"""Elements that cchc never writes: they hide text, are active, or load something from elsewhere."""
_LOOSE = {"Chú thích"}
"""Headings that the page adds and that belong to no place."""
_STYLED = re.compile(r"min-width: [\d.]+em")


class Page(PageTextParser):
    """A parser that also collects the embedded record and what cchc does not write.

    Attributes:
        record: the text of the embedded record.
        strange: descriptions of text outside the report, hidden parts, foreign scripts and styles.
    """

    def __init__(self, places: Collection[str] = ()) -> None:
        super().__init__()
        self.record = ""
        self.strange: list[str] = []
        self._places = places
        self._style = ""
        self._policies: list[str] = []
        self._scripts: list[str] = []
        self._unread: list[str] = []

    def finish(self) -> None:
        """Check what is known only after the whole page was read: style sheet, script, policy."""
        if self._style.split() != (TEMPLATES / "cchc" / "style.css").read_text(encoding="utf-8").split():
            self.strange.append("another style sheet than cchc's")
        if len(set(self._unread)) != len(self._unread):
            self.strange.append("a second part that is not compared")
        if self._scripts != [page_script()]:
            self.strange.append("another script than cchc's")
        if NOTES_PLACE not in self._places and self.text_by_place.get(NOTES_PLACE):
            self.strange.append("footnotes, of which the record knows none")
        if self._policies != [policy()]:
            self.strange.append("another Content-Security-Policy than cchc's")

    def is_place(self, identity: str) -> bool:
        """Return whether an id is a place of the record; the text of other elements belongs to those around them."""
        return identity in self._places

    def place_of(self, tag: str, attributes: dict[str, str], around: OpenElement) -> str:
        """Return the place of an element; the record, scripts, style sheets and the title have separate places."""
        if tag in ("script", "style", "title"):
            is_record = attributes.get("id") == RECORD_ID and attributes.get("type") == "application/json"
            return RECORD_ID if is_record else f"<{tag}>"
        return super().place_of(tag, attributes, around)

    def element_opened(self, element: OpenElement, attributes: dict[str, str]) -> None:
        """Note what hides text, is active, or loads something from elsewhere."""
        tag, addition = element.tag, addition_of(element.tag, attributes)
        if addition and ADDITIONS[addition] is None:
            self._unread.append(addition[1])
        if tag == "meta" and "http-equiv" in attributes:
            self._policies.append(attributes.get("content", ""))
        if tag == "script" and element.place != RECORD_ID:
            self._scripts.append("")
            if attributes:
                self.strange.append("a script that is loaded from elsewhere, or of another kind")
        if tag in _FORBIDDEN:
            self.strange.append(f"a <{tag}>")
        styled = "style" in attributes and not element.drawing and not _STYLED.fullmatch(attributes["style"])
        if "hidden" in attributes or styled or any(name.startswith("on") for name in attributes):
            self.strange.append(f"a <{tag}> that is styled, hidden or active by its attributes")

    def addition_closed(self, addition: tuple[str, str], text: str) -> None:
        """Note an addition of the page with a text that it cannot have."""
        allowed = ADDITIONS[addition]
        if allowed is not None and not re.fullmatch(allowed, text):
            self.strange.append(f"«{text[:60]}» in place of a {addition[1]}")

    def handle_data(self, data: str) -> None:
        """Read text; the record, the style sheet and the scripts apart."""
        place = self.innermost.place
        if place == RECORD_ID:
            self.record += data
        elif place == "<style>":
            self._style += data
        elif place == "<script>":
            self._scripts[-1] += data
        elif place != "<title>":
            super().handle_data(data)

    def unplaced_text(self, text: str) -> None:
        """Note text outside the report; only the page's own headings may be there."""
        if text.strip() and text.strip() not in _LOOSE:
            self.strange.append(f"«{text.strip()[:80]}», which belongs to no part of the report")
