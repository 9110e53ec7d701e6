"""The unit that reports: ward.yaml."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from cchc_lib.catalogue.definitions import province_kind_of
from cchc_lib.file_formats.yaml_files import YamlModel, enum_member


class UnitKind(StrEnum):
    """The three kinds of commune-level units, as they are written within a sentence."""

    WARD = "phường"
    COMMUNE = "xã"
    SPECIAL_ZONE = "đặc khu"


class Ward(YamlModel):
    """The content of ward.yaml."""

    code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    """The five digits of the national list of administrative units."""
    name: Annotated[str, Field(min_length=1)]
    """The name without the kind: `Lưu Kiếm`."""
    kind: Annotated[UnitKind, enum_member(UnitKind)]
    """The kind of unit."""
    province: Annotated[str, Field(min_length=1)]
    """The name of the province without its kind: `Hải Phòng`."""
    province_kind: str = ""
    """The kind of the province, `thành phố` or `tỉnh`; if it is left out, it follows from the name."""
    authority: str = ""
    """The authority to which the unit reports, and whose targets bind it; empty for the province."""
    outline: str = ""
    """The outline of the unit's reports (`params/outlines/`); empty for that of the report as issued."""
    named_after_person: bool = False
    """Whether the unit is named after a person; its kind is then written with a capital, `Phường Trần Hưng Đạo`
    (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""

    @model_validator(mode="before")
    @classmethod
    def _with_kind_of_province(cls, stated: object) -> object:
        if isinstance(stated, dict) and isinstance(stated.get("province"), str):
            return {"province_kind": province_kind_of(stated["province"]), **stated}
        return stated

    @model_validator(mode="after")
    def _has_a_name_without_kind(self) -> "Ward":
        if self.name.lower().startswith(tuple(f"{kind.value} " for kind in UnitKind)):
            raise ValueError(f"the name without its kind: {self.name.partition(' ')[2]}")
        return self

    @property
    def reports_to(self) -> str:
        """The authority to which the unit reports."""
        return self.authority or self.province

    @property
    def committee_names(self) -> tuple[str, ...]:
        """The names of the ward's own People's Committee and of its chair, as issuers of documents."""
        committees = (f"UBND {self.full_name}", f"Ủy ban nhân dân {self.full_name}")
        return (*committees, *(f"Chủ tịch {committee}" for committee in committees))

    @property
    def full_name(self) -> str:
        """The name with its kind: `phường Lưu Kiếm`, or `Phường Trần Hưng Đạo` if it is named after a person."""
        kind = self.kind.capitalize() if self.named_after_person else self.kind.value
        return f"{kind} {self.name}"
