"""Results as JSON and back. Only the classes listed here are ever made from what a file says."""

from __future__ import annotations

import json
from enum import IntEnum
from typing import Any, cast

from hangup.model import Applicability, Confidence, Diagnostic, Edit, Fix, Related, Severity, Span, remedy
from hangup.model.remedy import Remedy
from hangup.records import fields

_ENUMS: dict[str, type[IntEnum]] = {each.__name__: each for each in (Applicability, Confidence, Severity)}
_REMEDIES = (each for each in vars(remedy).values() if isinstance(each, type) and issubclass(each, Remedy))
_CLASSES: dict[str, type[Any]] = {
    each.__name__: each for each in (Diagnostic, Edit, Fix, Related, Span, remedy.Import, remedy.Release, *_REMEDIES)
}
_FIELDS = {name: tuple(field.name for field in fields(each)) for name, each in _CLASSES.items()}


class Unknown(Exception):
    """A value that is not kept, or an entry that says something else than what this version writes."""


def dump(value: object) -> str:
    """A value as JSON.

    Raises:
        Unknown: it holds something of a class that is not listed.
    """
    return json.dumps(_plain(value), separators=(",", ":"))


def load(text: str) -> Any:
    """The value that was written.

    Raises:
        Unknown: this is nothing that :func:`dump` writes.
    """
    try:
        return _value(json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unknown(str(error)) from error


def _plain(value: Any) -> object:
    if isinstance(value, IntEnum):
        return {type(value).__name__: int(value)}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    name = type(value).__name__
    if _CLASSES.get(name) is not type(value):
        raise Unknown(f"a value of the class {name} is not kept")
    return {name: [_plain(getattr(value, field)) for field in _FIELDS[name]]}


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple([_value(item) for item in cast("list[object]", plain)])
    if not isinstance(plain, dict):
        return plain
    ((name, held),) = cast("dict[str, Any]", plain).items()
    if name in _ENUMS:
        return _ENUMS[name](held)
    if len(held) != len(_FIELDS[name]):
        raise Unknown(f"{name} has other fields")
    return _CLASSES[name](**dict(zip(_FIELDS[name], map(_value, held), strict=True)))
