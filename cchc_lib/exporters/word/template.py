"""The template of the Word file: that of python-docx without what no report uses, set for Vietnamese."""

from collections.abc import Collection
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_UNUSED_PARTS = ("stylesWithEffects", "customXml", "thumbnail")
"""The last words of the relationships to parts of the template that no report uses."""
_KEPT_STYLES = frozenset({"Default Paragraph Font", "Normal Table", "No List", "Table Grid"})
"""The styles that Word itself needs, and that of the lines of tables."""
_SETTINGS = {"w:decimalSymbol": ",", "w:listSeparator": ";"}
_VERSION = "15"
"""The mode of Word 2013 and later; an older one opens the file in compatibility mode."""


def clean(document: Document, used: Collection[str]) -> None:
    """Remove the parts and styles that a report does not use, and set language and mode of the document.

    Args:
        document: a new document of python-docx.
        used: the names of the styles of reports.
    """
    _remove_parts(document)
    _remove_styles(document, {*used, *_KEPT_STYLES})
    settings: Any = document.settings.element
    for name, value in _SETTINGS.items():
        settings.find(qn(name)).set(qn("w:val"), value)
    settings.remove(settings.find(qn("w:rsids")))
    language = settings.find(qn("w:themeFontLang"))
    language.attrib.clear()
    language.set(qn("w:val"), "vi-VN")
    modes = settings.find(qn("w:compat")).findall(qn("w:compatSetting"))
    mode = next(each for each in modes if each.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), _VERSION)


def _remove_parts(document: Document) -> None:
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED_PARTS)]:
        del relations[key]


def _remove_styles(document: Document, kept: Collection[str]) -> None:
    styles: Any = document.styles.element
    for style in styles.findall(qn("w:style")):
        if _name(style) not in kept:
            styles.remove(style)
    ids = {style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    for style in styles.findall(qn("w:style")):
        for reference in ("w:basedOn", "w:next", "w:link"):
            found = style.find(qn(reference))
            if found is not None and found.get(qn("w:val")) not in ids:
                style.remove(found)
        for hidden in ("w:semiHidden", "w:unhideWhenUsed"):
            for child in style.findall(qn(hidden)):
                style.remove(child)


def _name(style: Any) -> str:
    """Return the name of a style as python-docx gives it: `Heading 1` for Word's `heading 1`."""
    name = str(style.find(qn("w:name")).get(qn("w:val")))
    return name[0].upper() + name[1:] if name.startswith(("heading", "caption", "header", "footer")) else name
