"""The state that the writers of a Word file share: the document, its footnotes, and the numbers of its captions."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Cm, Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cchc_lib.exporters.document.page_layout import MARGINS, NUMBER, TEXT_WIDTH
from cchc_lib.exporters.word.footnotes import Footnotes
from cchc_lib.exporters.word.styles import MONO, REFERENCE, set_styles
from cchc_lib.exporters.word.xml import field as word_field
from cchc_lib.exporters.word.xml import plain_run
from cchc_lib.report.model.document_nodes import DocumentNode
from cchc_lib.report.model.runs import DocumentRun, Mark, MarkedText, Note, Text

_BEFORE_NUMBER = re.compile(rf"(?<=[Ss]ố) (?={NUMBER})")
"""The space between the word số and the symbol of a document, at which no line ends."""
_FONT_PROPERTIES = {Mark.STRONG: "bold", Mark.EMPHASIS: "italic", Mark.STRUCK: "strike"}
"""The property of python-docx's fonts for each mark. Code has another font instead."""


@dataclass
class DocxBuilder:
    """Builds a Word file, to which writers append one node after another. It changes in place, as python-docx does."""

    document: Document
    """The document of python-docx that grows."""
    notes: Footnotes
    """The footnotes so far; they are attached to the document at the end."""
    style_ids: Mapping[str, str]
    """The ids of styles by name. python-docx would search the whole list of styles for each paragraph."""
    drawings: Mapping[DocumentNode, bytes]
    """The PNG of each chart and each picture that is an SVG."""
    counted: Counter[str] = field(default_factory=Counter)
    """The number of captions so far, by the word that begins them: Bảng or Biểu đồ."""
    tables: str = "Table"
    """The kind of tables, which begins the names of the styles of their cells."""
    column_width: float = TEXT_WIDTH
    """The width of the column of text, in centimetres."""

    @classmethod
    def with_drawings(cls, drawings: Mapping[DocumentNode, bytes]) -> "DocxBuilder":
        """Return a builder with an empty document on A4, with the margins and styles that NĐ 30 prescribes."""
        document = docx.Document()
        set_styles(document)
        set_page(document.sections[0])
        ids = {style.name: style.style_id for style in document.styles}
        return cls(document, Footnotes(ids[REFERENCE], ids["footnote text"]), ids, drawings)

    def paragraph(self, style: str, line: Iterable[DocumentRun] = ()) -> Paragraph:
        """Append a paragraph to the document and return it."""
        return self.write(self.styled(self.document.add_paragraph(), style), line)

    def styled(self, paragraph: Paragraph, style: str) -> Paragraph:
        """Give a paragraph one of the styles of `PARAGRAPH_STYLES` and return it."""
        paragraph._p.style = self.style_ids[style]
        return paragraph

    def write(self, paragraph: Paragraph, line: Iterable[DocumentRun]) -> Paragraph:
        """Append runs to a paragraph and return it; a note becomes a footnote."""
        for run in line:
            match run:
                case Note():
                    self.notes.cite(paragraph, f"{'; '.join(cited.text for cited in run.documents)}.")
                case MarkedText():
                    _add_run(paragraph, run.text, run.marks)
                case _:
                    _add_run(paragraph, run.text)
        return paragraph

    def caption(self, word: str, text: str) -> None:
        """Append a numbered caption, `Bảng 1. …`. The number is a field, so that Word numbers added tables too."""
        self.counted[word] += 1
        paragraph = self.paragraph("Caption")
        paragraph.add_run(f"{word} ")
        paragraph._p.append(word_field(f" SEQ {word.replace(' ', '_')} \\* ARABIC ", str(self.counted[word])))
        paragraph._p.append(plain_run(f". {text}"))


def _write(run: Run, words: str) -> None:
    """Write text with its line breaks and tabs."""
    # `Run.add_text` writes breaks and tabs as characters, which Word shows as spaces.
    for line_number, line in enumerate(words.split("\n")):
        if line_number:
            run.add_break()
        for column, piece in enumerate(line.split("\t")):
            if column:
                run.add_tab()
            if piece:
                run.add_text(piece)


def text(words: str) -> tuple[DocumentRun, ...]:
    """Return a line of one run."""
    return (Text(words),)


def set_page(section: Section, *, landscape: bool = False) -> None:
    """Set a section to A4 with the prescribed margins."""
    sides = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = section.footer_distance = Cm(1)


def _add_run(paragraph: Paragraph, words: str, marks: Collection[Mark] = ()) -> None:
    run = paragraph.add_run()
    # A no-break hyphen would keep a symbol on one line, but nobody could find 464/QĐ-UBND by search.
    _write(run, _BEFORE_NUMBER.sub("\u00a0", words))
    for mark, attribute in _FONT_PROPERTIES.items():
        if mark in marks:
            setattr(run.font, attribute, True)
    if Mark.CODE in marks:
        run.font.name = MONO
