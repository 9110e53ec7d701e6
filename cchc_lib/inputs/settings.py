"""The parameters that a person may change without reading code: params/defaults.yaml."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cchc_lib.file_formats.yaml_files import YamlModel, enum_member
from cchc_lib.inputs.document_form import Signature
from cchc_lib.quantities.numbers import Rounding


class Audience(StrEnum):
    """The readers of a report."""

    OFFICIAL = "official"
    """The superior bodies; the report holds no findings."""
    INTERNAL = "internal"
    """The ward's own staff; the report holds the findings of the audit."""


class EmptyParts(StrEnum):
    """What becomes of the sentences, rows, tables and sections for which a ward gives nothing."""

    AUTO = "auto"
    """They are left out of the report of a ward that gives less than a third of the expected figures."""
    KEEP = "keep"
    """They stay, and say that something is missing."""
    OMIT = "omit"
    """They are left out, and a list at the end names what is missing."""


class Settings(YamlModel):
    """The content of params/defaults.yaml."""

    recipient: str
    """The body that the report is addressed to."""
    signature: Signature = Signature()
    """The signature block of wards that state none."""
    rounding: Annotated[Rounding, enum_member(Rounding)] = Rounding.HALF_UP
    """How computed values are rounded."""
    definitions: list[str] = Field(default_factory=list)
    """The definitions of rates by which the report prints them, in place of those that lead by default."""
    shown_definitions: list[str] = Field(default_factory=list)
    """The definitions of rates that the report shows beside the leading ones."""
    audience: Annotated[Audience, enum_member(Audience)] = Audience.OFFICIAL
    """The readers of the report."""
    empty_parts: Annotated[EmptyParts, enum_member(EmptyParts)] = EmptyParts.AUTO
    """What becomes of parts of the report without content."""
    leading_zeros: bool = True
    """Whether counts below ten have a leading zero in the sentences of PDF and Word, as offices write (03 văn bản)."""
    document_font: str | None = None
    """The font of PDF and Word documents; None for the format's own."""
    distribution: list[str] = Field(default_factory=list)
    """The lines of "Nơi nhận" of wards that state none."""
