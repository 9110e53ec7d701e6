"""What is read back from built documents."""

from docx.document import Document
from docx.oxml.ns import qn


def text_of(document: Document) -> str:
    """All words of a document's body, tables too, in order."""
    signs = {qn("w:br"): "\n", qn("w:noBreakHyphen"): "-", qn("w:tab"): "\t"}
    lines = [
        "".join(node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in paragraph.iter())
        for paragraph in document.element.body.iter(qn("w:p"))
    ]
    return "\n".join(lines).replace("\xa0", " ")
