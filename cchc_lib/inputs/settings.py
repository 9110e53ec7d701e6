"""The parameters that a person may change without reading code: params/defaults.yaml."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cchc_lib.inputs.document_form import Signature
from cchc_lib.inputs.formats.yaml_files import YamlModel, enum_member
from cchc_lib.quantities.numbers import Rounding


class Audience(StrEnum):
    """Who reads the report."""

    OFFICIAL = "official"
    INTERNAL = "internal"


class Settings(YamlModel):
    """defaults.yaml: what a person may change without reading code."""

    recipient: str
    signature: Signature = Signature()
    rounding: Annotated[Rounding, enum_member(Rounding)] = Rounding.HALF_UP
    audience: Annotated[Audience, enum_member(Audience)] = Audience.OFFICIAL
    document_font: str | None = None
    distribution: list[str] = Field(default_factory=list)
