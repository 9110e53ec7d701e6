"""The head and foot of the document, and the origin of its figures."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cchc_lib.file_formats.yaml_files import YamlModel, enum_member


class Origin(StrEnum):
    """Where the figures of a report come from."""

    WARD = "ward"
    """The ward states them."""
    RECONSTRUCTION = "reconstruction"
    """They are reconstructed from a published report; the report says so."""
    SIMULATED = "simulated"
    """A program made them up; everything that is built from them says so."""

    @property
    def notice(self) -> str:
        """The notice that readers see; empty for a ward's own figures."""
        return _NOTICES[self]

    @property
    def mark(self) -> str:
        """The watermark of every page; empty unless the figures are simulated."""
        return "DỮ LIỆU MÔ PHỎNG" if self is Origin.SIMULATED else ""


_NOTICES = {
    Origin.WARD: "",
    Origin.RECONSTRUCTION: "Bản dựng lại từ số liệu đã công bố, không phải văn bản do đơn vị ban hành.",
    Origin.SIMULATED: f"{Origin.SIMULATED.mark}: số liệu giả định, không phải số liệu của đơn vị.",
}


class Signature(YamlModel):
    """The signature block."""

    authority: str = "TM. ỦY BAN NHÂN DÂN"
    """The body on whose behalf the document is signed."""
    acting_for: str = ""
    """The person for whom the signer acts, such as `KT. CHỦ TỊCH`; empty if there is none."""
    position: str = "CHỦ TỊCH"
    """The signer's position."""
    name: str = ""
    """The signer's name."""


class DocumentForm(YamlModel):
    """The head and foot of a ward's document; what is left out is taken from the settings."""

    origin: Annotated[Origin, enum_member(Origin)] = Origin.WARD
    """Where the figures come from."""
    signature: Signature | None = None
    """The ward's own signature block; None for that of the settings."""
    distribution: list[str] = Field(default_factory=list)
    """The lines of "Nơi nhận"; empty for those of the settings."""
