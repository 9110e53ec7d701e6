"""The registry of the kinds of blocks: those of this folder, and those that other packages add.

Another package adds a kind by an entry point of the group `cchc.block_kinds`, as in
`sparkline = "its_package.sparkline:Sparkline"`, and by the template `blocks/sparkline.html.j2` beside that module. A
kind that the registry does not hold is an error in every format.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Any

from pydantic import TypeAdapter

import cchc_lib.report.blocks
from cchc_lib.errors import UserError, unknown
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.model.block import Block
from cchc_lib.report.rendering.block_html import KINDS_GROUP

_SUFFIX = "_block"


@cache
def block_kinds() -> Mapping[str, type[Block]]:
    """Return every kind of block by its name.

    Raises:
        UserError: two kinds have one name.
    """
    kinds: dict[str, type[Block]] = {}
    for kind in (*_own_kinds(), *(point.load() for point in entry_points(group=KINDS_GROUP))):
        if kinds.setdefault(kind.kind, kind) is not kind:
            raise UserError(f"Two kinds of blocks are named '{kind.kind}': {kinds[kind.kind]} and {kind}. Rename one.")
    return kinds


def _own_kinds() -> Iterator[type[Block]]:
    for module in iter_modules(cchc_lib.report.blocks.__path__):
        if module.name.endswith(_SUFFIX):
            members = vars(import_module(f"{cchc_lib.report.blocks.__name__}.{module.name}")).values()
            yield from (member for member in members if _is_kind_of(member, module.name))


def _is_kind_of(member: object, module: str) -> bool:
    return isinstance(member, type) and issubclass(member, Block) and member.__module__.endswith(f".{module}")


def block_kind(name: str) -> type[Block]:
    """Return the kind of a name.

    Raises:
        UserError: no kind has the name.
    """
    if name not in block_kinds():
        raise unknown("kind of block", name, block_kinds())
    return block_kinds()[name]


def read_block(data: Mapping[str, Any], svg: str = "") -> Block:
    """Return the block whose JSON form a notebook stores.

    Args:
        data: the JSON form.
        svg: the drawing that the notebook stores beside it; empty if there is none.

    Raises:
        UserError: no kind has its name.
        ValueError: a field is missing or of another type.
        KeyError: the data has no kind.
    """
    kind = block_kind(data["kind"])
    if kind is BlockGroup:
        return BlockGroup(tuple(read_block(block) for block in data["blocks"]))
    return _reader(kind).validate_python(data).with_drawing(svg)


@cache
def _reader(kind: type[Block]) -> TypeAdapter[Block]:
    return TypeAdapter(kind)
