"""The ward's own words, and the findings that it acknowledges: content.yaml."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cchc_lib.inputs.document_form import DocumentForm
from cchc_lib.inputs.formats.yaml_files import ParsedYaml, YamlModel
from cchc_lib.quantities.figures import SourceCell


def _passage(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        return value
    raise ValueError("a text, or a list of texts")


Passage = Annotated[Any, BeforeValidator(_passage)]
"""Local prose: a text with one sentence a line, or a list of points."""


class StatedAcknowledgement(YamlModel):
    """Why a finding of the audit stands although it is known; it is shown as acknowledged, not hidden."""

    rule: Annotated[str, Field(min_length=1)]
    subject: Annotated[str, Field(min_length=1)]
    """As the finding names it: `cchc check` prints it."""
    reason: Annotated[str, Field(min_length=1)]
    date: date


class Content(YamlModel):
    """content.yaml: the ward's own words; a passage is a text or a list of points."""

    document: DocumentForm = DocumentForm()
    passages: dict[str, Passage] = Field(default_factory=dict)
    acknowledgements: list[StatedAcknowledgement] = Field(default_factory=list)


@dataclass(frozen=True)
class Acknowledgement:
    """An acknowledgement with its place."""

    stated: StatedAcknowledgement
    source: SourceCell


def acknowledgements(file: str, parsed: ParsedYaml[Content]) -> tuple[Acknowledgement, ...]:
    """The acknowledgements of a content.yaml; whether there is such a finding is for the audit to say."""
    stated = parsed.model.acknowledgements if parsed.model else []
    return tuple(
        Acknowledgement(each, SourceCell(file, parsed.lines[("acknowledgements", at)], "acknowledgements"))
        for at, each in enumerate(stated)
    )
