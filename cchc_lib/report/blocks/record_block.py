"""The record of a report, shown by its last cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from cchc_lib.record.content_hash import record_data
from cchc_lib.record.model import Record
from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import DocumentNode, SettingsNode


@dataclass(frozen=True)
class RecordBlock(Block):
    """The record of a report, with the origin of each of its numbers."""

    kind: ClassVar[str] = "record"

    record: Record

    def plain_lines(self) -> Iterator[str]:
        """Yield how many numbers the record holds."""
        yield f"{len(self.record.numbers)} numbers with their formulas and sources"

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the settings that the exporters need."""
        yield SettingsNode(self.record.parameters.document_font or "")

    @cached_property
    def _json(self) -> dict[str, Any]:
        return {"kind": self.kind, "record": record_data(self.record)}
