"""Descriptions with one id: the later one stands in the place of the earlier, or is added to it (``extend = true``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from hangup.catalogue.schema import Acquire, ClassScope, Create, Helper, Release, Resource, Table, key_of
from hangup.records import fields, replace

_Table = TypeVar("_Table", bound=Table)

_OWN = ("id", "extend")
"""Keys that are about the description itself."""


def extended(known: _Table, addition: _Table, written: Mapping[str, Any]) -> _Table:
    """A description with another one added to it.

    Lists get the new items behind the old ones and tables of names the new names. Resources are matched by their
    names, calls by how they are written, classes by what they are recognised by, and extended in the same way. Any
    other value takes the place of the old one.

    Args:
        known: the earlier description.
        addition: the later one as it was read.
        written: the later one as it was written: only the keys that stand there change something.
    """
    changes: dict[str, Any] = {}
    for field in fields(known):
        key = key_of(field.name)
        if key in written and field.name not in _OWN:
            old, new = getattr(known, field.name), getattr(addition, field.name)
            changes[field.name] = _joined(old, new, written[key])
    return replace(known, **changes)


def _joined(old: Any, new: Any, written: Any) -> Any:
    match old:
        case Table():
            return extended(old, new, written)
        case [*items]:
            return _appended(items, new, written)
        case {**table}:
            return {**table, **new}
        case _:
            return new


def _appended(old: list[Any], new: list[Any], written: list[Any]) -> list[Any]:
    joined = list(old)
    known = [_identity(item) for item in old]
    for item, text in zip(new, written, strict=True):
        identity = _identity(item)
        if identity is not None and identity in known:
            index = known.index(identity)
            joined[index] = extended(joined[index], item, text)
        elif item not in joined:
            joined.append(item)
    return joined


def _identity(item: Any) -> object:
    """By what an item of a list is the same as one that is known already; None for what is not extended."""
    match item:
        case Resource():
            return item.name
        case ClassScope():
            return item.recognised_by
        case Create() | Acquire() | Release() | Helper():
            return item.call
        case _:
            return None
