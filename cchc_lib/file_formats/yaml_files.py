"""Reading YAML files into validated models: plain data only, and each fault with its line."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from yaml.constructor import SafeConstructor

from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats.text_files import TextFile, is_unprintable

SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader of libyaml, which is many times faster, if PyYAML was built with it."""
_PLAIN_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)", re.ASCII)

KeyPath = tuple[str | int, ...]
"""The keys and list indices that lead to a value."""


class YamlModel(BaseModel):
    """A frozen part of a YAML file; it refuses unknown keys and does not convert values."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


ModelT = TypeVar("ModelT", bound=YamlModel)

_EXPECTATIONS = {
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
"""What was expected, by pydantic's type of error, in words for the person who fills in the file."""


@dataclass(frozen=True)
class ParsedYaml(Generic[ModelT]):
    """The content of a YAML file, validated as far as possible."""

    model: ModelT | None = None
    """The validated model; None if there are problems."""
    raw: Any = None
    """The plain data. It is there even if it does not fit the model, so that later checks can report further faults."""
    lines: dict[KeyPath, int] = field(default_factory=dict)
    """The line of each key and list item, counted from 1."""
    text_lines: dict[KeyPath, int] = field(default_factory=dict)
    """The line on which each text begins: for a block (`key: |`) the line below its key."""
    problems: tuple[Problem, ...] = ()
    """Why the file does not fit the model."""


def parse_yaml(file: TextFile, model: type[ModelT]) -> ParsedYaml[ModelT]:
    """Validate a YAML file as `model`; tags, anchors and repeated keys are refused."""
    if file.problems:
        return ParsedYaml(problems=file.problems)
    try:
        refused = tuple(_token_problems(file))
        # Tokens are checked first: an alias may expand to gigabytes when nodes are composed ("billion laughs").
        root = None if refused else yaml.compose(file.text, Loader=SAFE_LOADER)
        refused = refused or tuple(_node_problems(file.name, root))
        raw = {} if refused or root is None else SafeConstructor().construct_document(root)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError) as error:
        return ParsedYaml(problems=(_syntax_problem(file, error),))
    if refused:
        return ParsedYaml(problems=refused)
    positions = tuple(_positions(root, ())) if root else ()
    lines = {path: line for path, line, _ in positions}
    text_lines = {path: text_line for path, _, text_line in positions}
    return _validated(file, model, ParsedYaml(None, raw, lines, text_lines))


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
    # libyaml names a tab "character that cannot start any token".
    has_tab = mark is not None and "\t" in "".join(file.text.split("\n")[mark.line : mark.line + 1])
    repair = "indent with spaces, not with tabs" if has_tab else "put the value in quotes"
    return Problem(file.name, row, "", found, "YAML: `key: value`, indented by spaces", repair)


def _token_problems(file: TextFile) -> Iterator[Problem]:
    for token in yaml.scan(file.text, Loader=SAFE_LOADER):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            row = token.start_mark.line + 1
            found = "a YAML tag, anchor or alias"
            yield Problem(file.name, row, "", found, "plain text, lists and keys", "write the value itself")


def _node_problems(name: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Yield the faults of a node and of those within it: keys, misleading numbers and unprintable characters."""
    match node:
        case yaml.ScalarNode():
            yield from _character_problems(name, node)
            yield from _integer_problems(name, node)
        case yaml.SequenceNode(value=items):
            for item in items:
                yield from _node_problems(name, item)
        case yaml.MappingNode(value=entries):
            keys = [key for key, _ in entries]
            for index, (key, value) in enumerate(entries):
                yield from _key_problems(name, key, keys[:index])
                yield from _node_problems(name, value)


def _key_problems(name: str, key: yaml.Node, earlier_keys: list[yaml.Node]) -> Iterator[Problem]:
    row = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode):
        yield Problem(name, row, "", "a key that is no word", "`key: value`", "write a word before the colon")
    elif any(key.value == earlier.value for earlier in earlier_keys):
        yield Problem(name, row, key.value, "the same key again", "each key only once", "keep one of them")


def _integer_problems(name: str, node: yaml.ScalarNode) -> Iterator[Problem]:
    # YAML 1.1 reads 010 as eight and 1:30 as ninety.
    if node.tag == "tag:yaml.org,2002:int" and not _PLAIN_INTEGER.fullmatch(node.value):
        row = node.start_mark.line + 1
        repair = "write it without a 0 before it, without : and _"
        yield Problem(name, row, "", node.value, "a whole number in plain digits", repair)


def _character_problems(name: str, node: yaml.ScalarNode) -> Iterator[Problem]:
    row = node.start_mark.line + 1
    if not unicodedata.is_normalized("NFC", node.value):
        yield Problem(name, row, "", "letters with separate marks", "composed letters (NFC)", "type the text itself")
    for char in sorted(set(node.value)):
        if is_unprintable(char) and char not in "\t\n":
            found = f"the character U+{ord(char):04X}"
            yield Problem(name, row, "", found, "text that can be printed", "delete the character")


def _positions(node: yaml.Node, path: KeyPath, key_line: int | None = None) -> Iterator[tuple[KeyPath, int, int]]:
    """Yield each path with the line of its key or item, and the line on which its value begins."""
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    start = node.start_mark.line + 1
    yield path, key_line or start, start + 1 if is_block else start
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _positions(value, (*path, key.value), key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _positions(item, (*path, index))


def _model_problem(name: str, fault: Any, lines: dict[KeyPath, int], model: type[YamlModel]) -> Problem:
    """Return pydantic's error as a problem for the person who fills in the file."""
    path: KeyPath = tuple(fault["loc"])
    # A missing key has no line; the line of the nearest key above it is named.
    row = next((lines[path[:depth]] for depth in range(len(path), -1, -1) if path[:depth] in lines), None)
    key = ".".join(map(str, path))
    if fault["type"] == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        repair = nearest(str(path[-1]), known) or "remove the key"
        return Problem(name, row, key, "an unknown key", f"one of: {', '.join(known)}", repair)
    if fault["type"] == "missing":
        return Problem(name, row, key, "nothing", "a value", f"add `{path[-1]}: …`")
    # YAML reads 11488 as a number and 2025-10-20 as a date where a text is meant.
    if fault["type"] == "string_type":
        return Problem(name, row, key, repr(fault["input"]), "a text", f'put it in quotes: "{fault["input"]}"')
    if fault["type"] in _EXPECTATIONS:
        return Problem(name, row, key, repr(fault["input"]), _EXPECTATIONS[fault["type"]], "correct the value")
    expected = str(fault["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
    found = "these values together" if isinstance(fault["input"], YamlModel) else repr(fault["input"])
    return Problem(name, row, key, found, expected, "correct the value")


def _keys_at(model: type[YamlModel], path: KeyPath) -> tuple[str, ...]:
    """Return the keys that the model knows at a path within it."""
    for key in path:
        if isinstance(key, str):
            model = _inner_model(model, key) or model
    return tuple(field.alias or key for key, field in model.model_fields.items())


def _inner_model(model: type[YamlModel], key: str) -> type[YamlModel] | None:
    annotation = model.model_fields[key].annotation if key in model.model_fields else None
    candidates = (annotation, *get_args(annotation))
    return next((kind for kind in candidates if isinstance(kind, type) and issubclass(kind, YamlModel)), None)


def enum_member(enumeration: type[StrEnum]) -> BeforeValidator:
    """Return a validator that accepts the values of an enumeration; its error message lists them."""

    def validate(value: Any) -> StrEnum:
        if value not in list(enumeration):
            raise ValueError(" or ".join(f"'{member.value}'" for member in enumeration))
        return enumeration(value)

    return BeforeValidator(validate)
