"""The pieces of WordprocessingML that python-docx has no functions for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element(name: str, attributes: dict[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """Return an element such as `w:fldSimple` with its attributes and children."""
    created: BaseOxmlElement = OxmlElement(name)
    for key, value in (attributes or {}).items():
        created.set(qn(key), value)
    created.extend(children)
    return created


def plain_run(text: str) -> BaseOxmlElement:
    """Return a run of plain text."""
    # Without `preserve` Word takes away spaces at the start and the end.
    content = element("w:t", {"xml:space": "preserve"})
    content.text = text
    return element("w:r", {}, content)


def field(instruction: str, shown: str) -> BaseOxmlElement:
    """Return a field that Word computes, with the text that it shows until then."""
    return element("w:fldSimple", {"w:instr": instruction}, plain_run(shown))


def insert_in_order(parent: Any, child: BaseOxmlElement, *before: str) -> None:
    """Insert a child before the children named in `before`; it replaces one of its kind.

    WordprocessingML fixes the order of children, and Word may refuse a file in which it is wrong.
    """
    present = parent.find(child.tag)
    if present is not None:
        parent.remove(present)
    following = next((sibling for sibling in parent if sibling.tag in map(qn, before)), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)
