"""The Word file as bytes; the same document gives the same bytes."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from cchc_lib.exporters.document.document_model import DocumentModel

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can hold."""


def set_properties(document: Document, model: DocumentModel) -> None:
    """Set title, author and day of the document in place of those of python-docx's template."""
    properties = document.core_properties
    day = datetime.combine(model.as_of, datetime.min.time())
    title, author, notice = map(_limited, (model.title, model.author, model.notice))
    properties.title, properties.author, properties.last_modified_by = title, author, ""
    properties.subject, properties.comments, properties.keywords = "", notice, ""
    properties.language, properties.revision = "vi-VN", 1
    properties.created = properties.modified = day
    package = document.part.package
    thumbnails = [key for key, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]
    for key in thumbnails:
        del package.rels[key]


def _limited(text: str) -> str:
    """Return text shortened to the 255 characters that a property can hold."""
    return text if len(text) <= 255 else f"{text[:254]}…"


def packed(document: Document) -> bytes:
    """Return the document's package with its parts in sorted order and without the time of writing."""
    written = BytesIO()
    document.save(written)
    stable = BytesIO()
    with ZipFile(written) as source, ZipFile(stable, "w") as target:
        for name in sorted(source.namelist()):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, source.read(name))
    return stable.getvalue()
