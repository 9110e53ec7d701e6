"""The ward's own words, and the findings that it acknowledges: content.yaml."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from cchc_lib.file_formats.yaml_files import ParsedYaml, YamlModel
from cchc_lib.inputs.document_form import DocumentForm
from cchc_lib.quantities.figures import SourceCell


def _passage(value: object) -> object:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(point, str) for point in value)):
        return value
    raise ValueError("a text, or a list of texts")


Passage = Annotated[str | list[str], BeforeValidator(_passage)]
"""Local prose: a text with one sentence on each line, or a list of points."""


class StatedAcknowledgement(YamlModel):
    """The ward's explanation of a finding; reports show the finding as acknowledged and do not hide it."""

    rule: Annotated[str, Field(min_length=1)]
    """The code of the rule, as the finding names it."""
    subject: Annotated[str, Field(min_length=1)]
    """The subject, as the finding names it; `cchc check` prints it."""
    reason: Annotated[str, Field(min_length=1)]
    """The reason why the data remains as it is."""
    date: date
    """The day of the acknowledgement."""


class Content(YamlModel):
    """The content of content.yaml."""

    document: DocumentForm = DocumentForm()
    """The head and foot of the document."""
    passages: dict[str, Passage] = Field(default_factory=dict)
    """Local prose by the codes of `cchc_lib/catalogue/passages.csv`."""
    sections: dict[str, Passage] = Field(default_factory=dict)
    """The prose of sections that an outline adds, by their names; an empty line begins a new paragraph."""
    acknowledgements: list[StatedAcknowledgement] = Field(default_factory=list)
    """The findings that the ward acknowledges."""


@dataclass(frozen=True)
class Acknowledgement:
    """An acknowledgement with its place in content.yaml."""

    stated: StatedAcknowledgement
    """The acknowledgement as the file states it."""
    source: SourceCell
    """The line on which it begins."""


def acknowledgements(file: str, parsed: ParsedYaml[Content]) -> tuple[Acknowledgement, ...]:
    """Return the acknowledgements of a content.yaml.

    The audit reports those whose finding does not exist.

    Args:
        file: the file's name, for the places.
        parsed: its content.
    """
    stated = parsed.model.acknowledgements if parsed.model else []
    return tuple(
        Acknowledgement(
            acknowledgement, SourceCell(file, parsed.lines[("acknowledgements", index)], "acknowledgements")
        )
        for index, acknowledgement in enumerate(stated)
    )
