"""The head and the foot of the document, and where its figures come from."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cchc_lib.inputs.formats.yaml_files import YamlModel, enum_member


class Origin(StrEnum):
    """Where the figures of a report come from."""

    WARD = "ward"
    RECONSTRUCTION = "reconstruction"
    """Rebuilt from a published report; the report says so."""
    SIMULATED = "simulated"
    """Made up by a program; all that is made of it says so."""

    @property
    def notice(self) -> str:
        """What a reader must know of it; nothing for a ward's own figures."""
        return _NOTICES[self]

    @property
    def mark(self) -> str:
        """What stands across every page; nothing for what may be taken for a ward's report."""
        return "DỮ LIỆU MÔ PHỎNG" if self is Origin.SIMULATED else ""


_NOTICES = {
    Origin.WARD: "",
    Origin.RECONSTRUCTION: "Bản dựng lại từ số liệu đã công bố, không phải văn bản do đơn vị ban hành.",
    Origin.SIMULATED: f"{Origin.SIMULATED.mark}: số liệu giả định, không phải số liệu của đơn vị.",
}


class Signature(YamlModel):
    """The signature block."""

    authority: str = "TM. ỦY BAN NHÂN DÂN"
    acting_for: str = ""
    position: str = "CHỦ TỊCH"
    name: str = ""


class DocumentForm(YamlModel):
    """What the head and the foot of the document say; a ward's own goes before the defaults."""

    origin: Annotated[Origin, enum_member(Origin)] = Origin.WARD
    signature: Signature | None = None
    distribution: list[str] = Field(default_factory=list)
    """The lines of "Nơi nhận"."""
