"""The record of a report: a graph of files, figures, numbers, targets and findings, each stored once.

A number names its operands by code, a figure names the cell that it was read from, and a cell names its file. Whoever
reads a record can therefore walk from any printed number to the bytes of its source, and compute the number again.
"""

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from cchc_lib.quantities.figures import State
from cchc_lib.record.graph_nodes import (
    Code,
    FigureNode,
    FileId,
    FindingNode,
    InputFile,
    Long,
    NumberNode,
    Parameters,
    PeriodNode,
    RecordNode,
    ReferenceNode,
    ScenarioNode,
    Short,
    Subject,
    TargetNode,
    UnitNode,
    member_and_base,
)

SCHEMA_VERSION = 1
"""The version of the record's format; `verify` refuses every other one."""

_OUTLINE = re.compile(r"outlines/(?P<name>[^/]+)\.yaml")
"""The path of an outline's file below the folder of parameters."""


class Record(RecordNode):
    """Everything that a report was made from, and everything that it prints."""

    schema_version: Literal[1]
    library: Short
    """The version of the library that wrote the record."""
    subject: Subject
    period: PeriodNode
    parameters: Parameters
    origin: Short
    """`ward`, `reconstruction` or `simulated`."""
    notice: Short = ""
    """The notice of origin that the report prints; empty for a ward's own report."""
    ranked_by: Short = ""
    """The indicator that an overview ranks wards by; empty for a ward's report."""
    scenario: ScenarioNode | None = None
    catalogue: Long = ""
    """What an authority or a ward adds to the national catalogue, as a file of the catalogue; empty if nothing."""
    units_of_measure: Long = ""
    """The units of measure that these need besides the national ones, as a file of units; empty if none."""
    files: dict[FileId, InputFile]
    members: Annotated[dict[Short, Short], Field(max_length=5_000)] = Field(default={})
    """The names of an overview's wards by their five digits in the national list; empty for a ward's report."""
    labels: dict[Code, Short] = Field(default={})
    """The labels that figures and numbers of all `members` share, by the code within the ward."""
    references: tuple[ReferenceNode, ...] = ()
    units: dict[Short, UnitNode]
    """The units of measure of figures and numbers by name."""
    figures: Annotated[dict[Code, FigureNode], Field(max_length=50_000)]
    numbers: Annotated[dict[Code, NumberNode], Field(max_length=20_000)]
    targets: tuple[TargetNode, ...] = ()
    findings: tuple[FindingNode, ...] = ()
    wording_figures: dict[Short, tuple[Code, ...]] = Field(default={}, alias="phrases")
    """The figures on which the wording of a part of the report depends, beside those of the part's printed numbers.

    The keys are the ids of sections, tables and charts, `summary` for the summary, and `earlier` for the comparison
    with earlier periods.
    """
    page_text: Annotated[dict[Short, Long], Field(max_length=20_000)]
    """The text of the report by place, as an HTML id; footnotes are one place."""
    content_hash: Short = ""
    """The SHA-256 of all other content. It reveals edits; it is no signature."""

    @cached_property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each input file by path."""
        return {file.path: file.sha256 for file in self.files.values()}

    @property
    def outline(self) -> str:
        """The name of the outline of a ward's report, from the file that states it; `standard` for the usual one."""
        files = (match for path in self.hashes if (match := _OUTLINE.fullmatch(path)))
        return next((match["name"] for match in files), "standard")

    def label_of(self, code: str) -> str:
        """Return the label of a figure or number; KeyError if the record does not hold it."""
        node = self._node(code)
        if node.label:
            return node.label
        member, base = member_and_base(code)
        return f"{self.members[member]}: {self.labels[base]}"

    def reference_of(self, code: str) -> str:
        """Return the legal reference of a number, or how it was joined from many wards; empty if there is none."""
        return self._references.get(member_and_base(code)[1], "")

    def unit_of(self, code: str) -> str:
        """Return the name of the unit of measure of a figure or number; KeyError if the record does not hold it."""
        return self._node(code).unit

    @cached_property
    def _references(self) -> dict[str, str]:
        return {code: reference.text for reference in self.references for code in reference.codes}

    def value_of(self, code: str) -> str | None:
        """Return the printed value of a figure or number for machines; None where it has none."""
        return self._node(code).value

    def state_of(self, code: str) -> State:
        """Return the state of a figure or number; KeyError if the record does not hold it."""
        return self._node(code).state

    def _node(self, code: str) -> FigureNode | NumberNode:
        number = self.numbers.get(code)
        return number if number and number.formula else self.figures[code]
