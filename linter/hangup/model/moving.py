"""Positions in values that hold spans: all of them, and the same value somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from hangup.model.source import Span
from hangup.records import fields, is_dataclass, replace

_Value = TypeVar("_Value")


def spans_of(value: object) -> Iterator[Span]:
    """Every span in a value: in its fields, and in tuples of them."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from spans_of(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from spans_of(getattr(value, part.name))


def moved(value: _Value, by: int) -> _Value:
    """The value with every span in it moved by so many bytes."""
    return cast("_Value", _moved(value, by)) if by else value


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, tuple):
        return tuple([_moved(item, by) for item in cast("tuple[object, ...]", value)])
    if is_dataclass(value) and not isinstance(value, type) and any(True for _ in spans_of(value)):
        return replace(value, **{part.name: _moved(getattr(value, part.name), by) for part in fields(value)})
    return value
