"""Reading YAML files into validated models: plain data only, each fault with its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.text_files import TextFile

Path = tuple[str | int, ...]


class Model(BaseModel):
    """A frozen piece of a YAML file that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True)
class Parsed(Generic[ModelT]):
    """A validated model, or the problems that kept it from being one."""

    model: ModelT | None
    lines: dict[Path, int]
    """The line of each key and list item, so that later checks can name it."""
    problems: tuple[Problem, ...]


def parse_yaml(file: TextFile, model: type[ModelT]) -> Parsed[ModelT]:
    """Validate a YAML file as `model`. Tags, anchors and repeated keys are refused."""
    if file.problems:
        return Parsed(None, {}, file.problems)
    try:
        root = yaml.compose(file.text, Loader=yaml.SafeLoader)
        anchors = [token for token in yaml.scan(file.text) if isinstance(token, yaml.AliasToken | yaml.TagToken)]
    except yaml.YAMLError as error:
        return Parsed(None, {}, (_syntax_problem(file, error),))
    lines = dict(_lines(root, ())) if root else {}
    refused = (*_tags(file.name, anchors), *_repeated_keys(file.name, root))
    if refused:
        return Parsed(None, lines, refused)
    return _validated(file, model, lines)


def _validated(file: TextFile, model: type[ModelT], lines: dict[Path, int]) -> Parsed[ModelT]:
    try:
        return Parsed(model.model_validate(yaml.safe_load(file.text) or {}), lines, ())
    except ValidationError as error:
        problems = tuple(_model_problem(file.name, fault, lines, model) for fault in error.errors())
        return Parsed(None, lines, problems)


def _syntax_problem(file: TextFile, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or str(error)
    row = mark.line + 1 if mark else None
    return Problem(file.name, row, "", found, "YAML: `key: value`, indented by spaces", "put the value in quotes")


def _lines(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*path, index))


def _tags(name: str, tokens: list[Any]) -> Iterator[Problem]:
    for token in tokens:
        row = token.start_mark.line + 1
        yield Problem(name, row, "", "a YAML tag or alias", "plain text, lists and keys", "write the value itself")


def _repeated_keys(name: str, node: yaml.Node | None) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for index, (key, value) in enumerate(node.value):
            if key.value in keys[:index]:
                row = key.start_mark.line + 1
                yield Problem(name, row, key.value, "the same key again", "each key only once", "keep one of them")
            yield from _repeated_keys(name, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(name, item)


def _model_problem(name: str, fault: Any, lines: dict[Path, int], model: type[Model]) -> Problem:
    loc: Path = tuple(fault["loc"])
    row = next((lines[loc[:depth]] for depth in range(len(loc), -1, -1) if loc[:depth] in lines), None)
    key = ".".join(map(str, loc))
    if fault["type"] == "extra_forbidden":
        known = tuple(model.model_fields) if len(loc) == 1 else ()
        repair = nearest(str(loc[-1]), known) or "remove the key"
        return Problem(name, row, key, "an unknown key", "a key that data/README.md names", repair)
    if fault["type"] == "missing":
        return Problem(name, row, key, "nothing", "a value", "add the key")
    return Problem(name, row, key, repr(fault["input"]), str(fault["msg"]), "correct the value")
