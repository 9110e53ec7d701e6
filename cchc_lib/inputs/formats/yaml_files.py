"""Reading YAML files into validated models: plain data only, each fault with its line."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from yaml.constructor import SafeConstructor

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.formats.text_files import TextFile, is_unprintable

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, many times faster, where PyYAML was built with it."""

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)", re.ASCII)
Path = tuple[str | int, ...]


class YamlModel(BaseModel):
    """A frozen piece of a YAML file that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


_PLAIN = {
    "date_type": "a date that exists, as 2025-10-20",
    "date_from_datetime_parsing": "a date that exists, as 2025-10-20",
    "date_parsing": "a date that exists, as 2025-10-20",
    "string_too_short": "a text that is not empty",
    "list_type": "a list",
    "int_type": "a whole number",
    "float_type": "a number",
    "too_short": "at least one item",
    "model_type": "keys with values",
}
"""What pydantic expects, in the words of someone who fills in a file."""

ModelT = TypeVar("ModelT", bound=YamlModel)


@dataclass(frozen=True)
class ParsedYaml(Generic[ModelT]):
    """A validated model, or the problems that kept it from being one."""

    model: ModelT | None
    raw: Any
    """The plain data, also where it is no valid model, so that further faults in it can be told."""
    lines: dict[Path, int]
    """The line of each key and list item, so that later checks can name it."""
    texts: dict[Path, int]
    """The line in which each text begins: for a block (`key: |`) the one below its key."""
    problems: tuple[Problem, ...]


def parse_yaml(file: TextFile, model: type[ModelT]) -> ParsedYaml[ModelT]:
    """Validate a YAML file as `model`. Tags, anchors and repeated keys are refused."""
    if file.problems:
        return ParsedYaml(None, None, {}, {}, file.problems)
    try:
        refused = tuple(_refused_tokens(file))
        root = None if refused else yaml.compose(file.text, Loader=LOADER)
        refused = refused or tuple(_refused_nodes(file.name, root))
        raw = {} if refused or root is None else SafeConstructor().construct_document(root)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError) as error:
        return ParsedYaml(None, None, {}, {}, (_syntax_problem(file, error),))
    if refused:
        return ParsedYaml(None, None, {}, {}, refused)
    places = tuple(_places(root, ())) if root else ()
    lines, texts = ({path: place[at] for path, *place in places} for at in (0, 1))
    return _validated(file, model, ParsedYaml(None, raw, lines, texts, ()))


def _validated(file: TextFile, model: type[ModelT], parsed: ParsedYaml[ModelT]) -> ParsedYaml[ModelT]:
    try:
        return replace(parsed, model=model.model_validate({} if parsed.raw is None else parsed.raw))
    except ValidationError as error:
        problems = tuple(_model_problem(file.name, fault, parsed.lines, model) for fault in error.errors())
        return replace(parsed, problems=problems)


def _syntax_problem(file: TextFile, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or (str(error) if str(error) else type(error).__name__)
    row = mark.line + 1 if mark else None
    repair = "indent with spaces, not with tabs" if "\\t" in found else "put the value in quotes"
    return Problem(file.name, row, "", found, "YAML: `key: value`, indented by spaces", repair)


def _refused_tokens(file: TextFile) -> Iterator[Problem]:
    for token in yaml.scan(file.text, Loader=LOADER):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            row = token.start_mark.line + 1
            found = "a YAML tag, anchor or alias"
            yield Problem(file.name, row, "", found, "plain text, lists and keys", "write the value itself")


def _refused_nodes(name: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Keys that are repeated or no words, and characters that cannot be printed."""
    if isinstance(node, yaml.ScalarNode):
        yield from _unprintable(name, node)
        yield from _misread(name, node)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _refused_nodes(name, item)
    elif isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for index, (key, value) in enumerate(node.value):
            row = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield Problem(name, row, "", "a key that is no word", "`key: value`", "write a word before the colon")
            elif key.value in keys[:index]:
                yield Problem(name, row, key.value, "the same key again", "each key only once", "keep one of them")
            yield from _refused_nodes(name, value)


def _misread(name: str, node: yaml.ScalarNode) -> Iterator[Problem]:
    """Numbers that YAML reads as others than they seem: 010 as eight, 1:30 as ninety."""
    if node.tag == "tag:yaml.org,2002:int" and not _WHOLE.fullmatch(node.value):
        row = node.start_mark.line + 1
        repair = "write it without a 0 before it, without : and _"
        yield Problem(name, row, "", node.value, "a whole number in plain digits", repair)


def _unprintable(name: str, node: yaml.ScalarNode) -> Iterator[Problem]:
    row = node.start_mark.line + 1
    if not unicodedata.is_normalized("NFC", node.value):
        yield Problem(name, row, "", "letters with separate marks", "composed letters (NFC)", "type the text itself")
    for char in sorted(set(node.value)):
        if is_unprintable(char) and char not in "\t\n":
            found = f"the character U+{ord(char):04X}"
            yield Problem(name, row, "", found, "text that can be printed", "delete the character")


def _places(node: yaml.Node, path: Path, key_line: int | None = None) -> Iterator[tuple[Path, int, int]]:
    """Each path with the line of its key or item, and the line in which its value begins."""
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    start = node.start_mark.line + 1
    yield path, key_line or start, start + 1 if block else start
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(value, (*path, key.value), key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _places(item, (*path, index))


def _model_problem(name: str, fault: Any, lines: dict[Path, int], model: type[YamlModel]) -> Problem:
    loc: Path = tuple(fault["loc"])
    row = next((lines[loc[:depth]] for depth in range(len(loc), -1, -1) if loc[:depth] in lines), None)
    key = ".".join(map(str, loc))
    if fault["type"] == "extra_forbidden":
        repair = nearest(str(loc[-1]), _keys_at(model, loc[:-1])) or "remove the key"
        known = ", ".join(_keys_at(model, loc[:-1]))
        return Problem(name, row, key, "an unknown key", f"one of: {known}", repair)
    if fault["type"] == "missing":
        return Problem(name, row, key, "nothing", "a value", f"add `{loc[-1]}: …`")
    if fault["type"] == "string_type":
        return Problem(name, row, key, repr(fault["input"]), "a text", f'put it in quotes: "{fault["input"]}"')
    if fault["type"] in _PLAIN:
        return Problem(name, row, key, repr(fault["input"]), _PLAIN[fault["type"]], "correct the value")
    expected = str(fault["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
    found = "these values together" if isinstance(fault["input"], YamlModel) else repr(fault["input"])
    return Problem(name, row, key, found, expected, "correct the value")


def _keys_at(model: type[YamlModel], path: Path) -> tuple[str, ...]:
    """The keys that the model knows at a place within it."""
    for key in path:
        if isinstance(key, str):
            model = _inner_model(model, key) or model
    return tuple(model.model_fields)


def _inner_model(model: type[YamlModel], key: str) -> type[YamlModel] | None:
    annotation = model.model_fields[key].annotation if key in model.model_fields else None
    inner = (annotation, *get_args(annotation))
    return next((each for each in inner if isinstance(each, type) and issubclass(each, YamlModel)), None)


def enum_member(kind: type[StrEnum]) -> BeforeValidator:
    def convert(value: Any) -> StrEnum:
        if value not in list(kind):
            raise ValueError(" or ".join(f"'{member.value}'" for member in kind))
        return kind(value)

    return BeforeValidator(convert)
