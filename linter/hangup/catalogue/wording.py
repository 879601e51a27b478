"""What is wrong with a description, in plain words: the place first, then what it must be, then the nearest guess."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec

from hangup.catalogue.checks import not_one_of
from hangup.selection import nearest

_DETAIL = re.compile(r"(?P<text>.*?)(?: - at `(?P<path>[^`]+)`)?", re.DOTALL)
_KINDS = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "array": "a list",
    "object": "a table", "null": "nothing",
}  # fmt: skip


def in_words(message: str, content: object, shape: type[msgspec.Struct]) -> str:
    """A validation error of msgspec with its place first: ``sdk[0].again: "often" is not one of …``.

    Args:
        message: as msgspec says it, for instance ``Invalid enum value 'often' - at `$.sdk[0].again```.
        content: what was read.
        shape: what it should have been.
    """
    match = _DETAIL.fullmatch(message)
    text, path = (match["text"], match["path"] or "$") if match else (message, "$")
    place = path.removeprefix("$").removeprefix(".") or "the file"
    unknown = re.fullmatch(r"Object contains unknown field `(.+)`", text)
    missing = re.fullmatch(r"Object missing required field `(.+)`", text)
    if unknown:
        return f"{_joined(path, unknown[1])}: unknown key{nearest(unknown[1], _keys(path, shape))}"
    if missing:
        return f"{_joined(path, missing[1])}: must be given"
    if text.startswith("Invalid enum value"):
        return f"{place}: {not_one_of(_value_at(content, path), _choices(path, shape))}"
    expected = re.match(r"Expected `(.+?)`(?:, got `(.+)`)?$", text)
    if expected:
        return f"{place}: must be {_kind(expected[1])}, not {_kind(expected[2] or 'something else')}"
    return f"{place}: {text}"


def _joined(path: str, key: str) -> str:
    return ".".join(part for part in (path.removeprefix("$").removeprefix("."), key) if part)


def _kind(name: str) -> str:
    return " or ".join(_KINDS.get(part, part) for part in name.split(" | ") if part != "null")


# ---------------------------------------------------------------- the place in what was read


def _steps(path: str) -> list[str | int]:
    return [int(index) if index else name for index, name in re.findall(r"\[(\d+)\]|([^.\[\]$]+)", path)]


def _value_at(content: object, path: str) -> object:
    """The value at ``$.sdk[0].resource[1].again``; None for a place that the path does not name exactly."""
    current: Any = content
    for step in _steps(path):
        try:
            current = current[step]
        except (KeyError, IndexError, TypeError):
            return None
    return cast("object", current)


# ---------------------------------------------------------------- the place in the schema


def _type_at(path: str, shape: type[msgspec.Struct]) -> msgspec.inspect.Type:
    kind = msgspec.inspect.type_info(shape)
    for step in _steps(path):
        kind = _inner(kind)
        if not isinstance(step, str) or step == "...":
            continue
        if not isinstance(kind, msgspec.inspect.StructType):
            break
        kind = next((field.type for field in kind.fields if field.encode_name == step), kind)
    return _inner(kind)


def _keys(path: str, shape: type[msgspec.Struct]) -> list[str]:
    """The keys the schema allows at a path."""
    kind = _type_at(path, shape)
    return [field.encode_name for field in kind.fields] if isinstance(kind, msgspec.inspect.StructType) else []


def _choices(path: str, shape: type[msgspec.Struct]) -> list[str]:
    """The values the schema allows at a path."""
    kind = _type_at(path, shape)
    return [str(value) for value in kind.values] if isinstance(kind, msgspec.inspect.LiteralType) else []


def _inner(kind: msgspec.inspect.Type) -> msgspec.inspect.Type:
    """The type of a list's items or a table's values, and the only real member of a union with null."""
    while True:
        if isinstance(kind, msgspec.inspect.ListType | msgspec.inspect.VarTupleType):
            kind = kind.item_type
        elif isinstance(kind, msgspec.inspect.DictType):
            kind = kind.value_type
        elif isinstance(kind, msgspec.inspect.UnionType):
            kind = next(t for t in kind.types if not isinstance(t, msgspec.inspect.NoneType))
        else:
            return kind
