"""A dictionary above a shared one that nobody changes: cheap to copy, and cheap to compare with another copy.

The state of a program of many files holds what all their top-level code has set. A life changes little of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, filterfalse
from operator import is_not
from typing import Any, Generic, TypeVar, cast, overload

_Key = TypeVar("_Key")
_Held = TypeVar("_Held")
_Other = TypeVar("_Other")

_GONE: Any = object()
"""Stands in the upper dictionary for a key of the lower one that was taken away."""


class Layers(Generic[_Key, _Held]):
    """``own`` are the entries set since the lower dictionary was laid."""

    __slots__ = ("_base", "_own")

    def __init__(self, base: dict[_Key, _Held] | None = None, own: dict[_Key, _Held] | None = None) -> None:
        self._base: dict[_Key, _Held] = {} if base is None else base
        self._own: dict[_Key, _Held] = {} if own is None else own

    def copy(self) -> Layers[_Key, _Held]:
        """Another one with the same entries."""
        return Layers(self._base, dict(self._own))

    def laid(self) -> Layers[_Key, _Held]:
        """The same entries, all of them in the lower dictionary."""
        return Layers(dict(self.items())) if self._own else self

    @overload
    def get(self, key: _Key) -> _Held | None: ...
    @overload
    def get(self, key: _Key, default: _Held | _Other) -> _Held | _Other: ...
    def get(self, key: _Key, default: Any = None) -> Any:
        held = self._own.get(key, self)
        if held is self:
            return self._base.get(key, default)
        return default if held is _GONE else held

    def __getitem__(self, key: _Key) -> _Held:
        held: Any = self._own.get(key, _GONE)
        if held is _GONE:
            if key in self._own:
                raise KeyError(key)
            return self._base[key]
        return cast("_Held", held)

    def __setitem__(self, key: _Key, held: _Held) -> None:
        self._own[key] = held

    def __delitem__(self, key: _Key) -> None:
        if key not in self:
            raise KeyError(key)
        self.discard(key)

    def discard(self, key: _Key) -> None:
        """Take a key away, if it is there."""
        if key in self._base:
            self._own[key] = _GONE
        else:
            self._own.pop(key, None)

    def __contains__(self, key: object) -> bool:
        held = self._own.get(cast("_Key", key), self)
        return key in self._base if held is self else held is not _GONE

    def __iter__(self) -> Iterator[_Key]:
        return (key for key, _ in self.items())

    def items(self) -> Iterator[tuple[_Key, _Held]]:
        own = self._own
        for key, held in self._base.items():
            if key not in own:
                yield key, held
        yield from self.fresh()

    def values(self) -> Iterator[_Held]:
        return (held for _, held in self.items())

    def own(self) -> Iterable[_Key]:
        """The keys that were set or taken away since the lower dictionary was laid."""
        return self._own.keys()

    def fresh(self) -> Iterable[tuple[_Key, _Held]]:
        """The entries set since the lower dictionary was laid."""
        return [(key, held) for key, held in self._own.items() if held is not _GONE]

    def differing(self, other: Layers[_Key, _Held]) -> Iterable[tuple[_Key, _Held]]:
        """The entries of another one that may differ from the entries here."""
        if self._base is not other._base:
            return other.items()
        mine, theirs = self._own, other._own
        # in C as far as it goes: this is asked wherever two paths meet
        others = compress(theirs.items(), map(is_not, theirs.values(), map(mine.get, theirs)))
        found = [(key, held) for key, held in others if held is not _GONE]
        for key in filterfalse(theirs.__contains__, mine) if self._base else ():
            held: Any = self._base.get(key, _GONE)
            if held is not _GONE:
                found.append((key, held))
        return found
