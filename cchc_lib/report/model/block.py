"""The base of all blocks. A notebook cell shows a block, and every format of a report is made from blocks.

A block has no number: the exporters number footnotes, tables and charts, because the cells of a notebook
are run again in any order.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from cchc_lib.report.model.document_nodes import DocumentNode
from cchc_lib.report.rendering.block_html import block_html

BLOCK_TYPE = "application/vnd.cchc.block+json"
"""The MIME type of a block's JSON form in an executed notebook."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


@dataclass(frozen=True)
class Block(ABC):
    """Something that a notebook cell shows.

    A kind of block is one subclass: its fields, its plain text, and the nodes that it consists of on paper. Its HTML is
    the macro `html` of the template `blocks/<kind>.html.j2`.
    """

    kind: ClassVar[str]
    """The name of the kind in the JSON form."""

    @abstractmethod
    def plain_lines(self) -> Iterator[str]:
        """Yield the lines of the block for a terminal."""

    @abstractmethod
    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the nodes that the block consists of in PDF and Word; none if it is not part of the document."""

    def markdown_parts(self) -> Iterator[str]:
        """Yield the block in Markdown, for readers of the notebook file; the parts are separated by empty lines."""
        yield from map(escaped_markdown, self.plain_lines())

    def json(self) -> dict[str, Any]:
        """Return the JSON form, which formats and verification read. It is made once and must not be changed."""
        return self._json

    def svg(self) -> str:
        """Return the drawing; empty for blocks without one."""
        return ""

    def with_drawing(self, svg: str) -> Self:  # noqa: ARG002 - for kinds that have a drawing
        """Return the block with the drawing that a notebook stores beside its JSON form.

        A kind that has a drawing leaves it out of `json()`, returns it by `svg()`, and overrides this method. A
        notebook stores one drawing for each cell output, so such a block is shown by itself and not within a group.
        """
        return self

    def html(self) -> str:
        """Return the block as an HTML fragment for a notebook cell."""
        return self._html

    def forms(self) -> dict[str, str]:
        """Return the block in each readable form that a notebook stores beside the JSON form, by MIME type."""
        return {
            "text/html": self.html(),
            "text/markdown": "\n\n".join(self.markdown_parts()),
            "text/plain": "\n".join(self.plain_lines()),
        }

    @cached_property
    def _json(self) -> dict[str, Any]:
        return {"kind": self.kind, **plain_data(self)}

    @cached_property
    def _html(self) -> str:
        return block_html(self.json(), self.svg())

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        bundle = {BLOCK_TYPE: self.json(), **self.forms()}
        return bundle | ({"image/svg+xml": self.svg()} if self.svg() else {})


def escaped_markdown(text: str) -> str:
    """Return text in which no character is read as Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def plain_data(value: Any) -> Any:
    """Return a dataclass, or a tuple of them, as data for JSON."""
    # As dataclasses.asdict, which also copies every text and takes ten times as long.
    if is_dataclass(value):
        return {part.name: plain_data(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple | list):
        return [plain_data(item) for item in value]
    return value
