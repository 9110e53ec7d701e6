"""The unit that reports: ward.yaml."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from cchc_lib.inputs.formats.yaml_files import YamlModel, enum_member


class UnitKind(StrEnum):
    """The three kinds of commune-level units, as they are written within a sentence."""

    WARD = "phường"
    COMMUNE = "xã"
    SPECIAL_ZONE = "đặc khu"


class Ward(YamlModel):
    """ward.yaml: the unit that reports."""

    code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    """The five digits of the national list of administrative units."""
    name: Annotated[str, Field(min_length=1)]
    kind: Annotated[UnitKind, enum_member(UnitKind)]
    province: Annotated[str, Field(min_length=1)]
    province_kind: str = "thành phố"
    named_after_person: bool = False
    """Nghị định 30/2020/NĐ-CP, Phụ lục II: the kind is capitalised then (Phường Trần Hưng Đạo)."""

    @model_validator(mode="after")
    def _name_without_kind(self) -> "Ward":
        if self.name.lower().startswith(tuple(f"{kind.value} " for kind in UnitKind)):
            raise ValueError(f"the name without its kind: {self.name.partition(' ')[2]}")
        return self

    @property
    def committee_names(self) -> tuple[str, ...]:
        """What the ward's own People's Committee and its chair are called as issuers."""
        committees = (f"UBND {self.full_name}", f"Ủy ban nhân dân {self.full_name}")
        return (*committees, *(f"Chủ tịch {committee}" for committee in committees))

    @property
    def full_name(self) -> str:
        """`phường Lưu Kiếm`, or `Phường Trần Hưng Đạo` where it is named after a person."""
        kind = self.kind.capitalize() if self.named_after_person else self.kind.value
        return f"{kind} {self.name}"
