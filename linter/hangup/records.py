"""Dataclasses that cost little until they are used: :func:`dataclass` stands for that of the standard library.

That one writes six methods for each class and compiles them when its module is imported, which for the two hundred
classes of a run on one file is a third of all its time. Here ``__init__`` is compiled when the first object is made,
and the other methods are the same few functions for all classes. What a class says, and what ``fields``, ``replace``,
``is_dataclass`` and pattern matching make of it, is the same.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Make a dataclass of a class, with the options of the standard library that are in use here."""
        return (lambda cls: _made(cls, **options)) if cls is None else _made(cls, **options)


_set = object.__setattr__


def _made(
    cls: type[Any],
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> type[Any]:
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # else its signature is written down there, which takes as long as all else
    own = frozenset(vars(cls))
    hashes = "__hash__" in own and not (vars(cls)["__hash__"] is None and "__eq__" in own)
    make: Callable[[type[Any]], type[Any]] = dataclasses.dataclass(
        init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
    )
    cls = make(cls)
    methods: dict[str, Any] = {"__init__": _starter(cls, frozen), "__repr__": _repr}
    if eq or order:
        compared = tuple(item for item in fields(cls) if item.compare)
        parts = _getter(tuple(item.name for item in compared))
        if eq:
            methods["__eq__"] = _equal(parts)
            if frozen and not hashes:
                hashed = tuple(item.name for item in compared if item.hash is not False)
                methods["__hash__"] = _hash(_getter(hashed))
            elif not frozen and not hashes:
                methods["__hash__"] = None
        if order:
            methods |= {f"__{each.__name__}__": _ordered(each, parts) for each in (lt, le, gt, ge)}
    if frozen:
        methods |= _frozen(cls)
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own or name == "__hash__":
            setattr(cls, name, method)
    return cls


# ---------------------------------------------------------------- making objects


def _starter(cls: type, frozen: bool) -> Callable[..., None]:
    """What makes the first object of a class: it compiles the ``__init__`` that takes its place."""

    def __init__(self: Any, *args: Any, **named: Any) -> None:  # noqa: N807
        compiled = _compile(cls, frozen)
        cls.__init__ = compiled  # type: ignore[misc]
        compiled(self, *args, **named)

    return __init__


def _compile(cls: type, frozen: bool) -> Callable[..., None]:
    names: dict[str, Any] = {"_set": _set, "MISSING": MISSING}
    before: list[str] = []
    behind: list[str] = []
    body: list[str] = []
    for item in fields(cls):
        given = item.name
        if not item.init:
            if item.default_factory is MISSING:
                continue  # its default is an attribute of the class
            given = f"_{item.name}_()"
            names[f"_{item.name}_"] = item.default_factory
        elif item.default_factory is not MISSING:
            given = f"_{item.name}_() if {item.name} is MISSING else {item.name}"
            names[f"_{item.name}_"] = item.default_factory
            (behind if item.kw_only else before).append(f"{item.name}=MISSING")
        elif item.default is not MISSING:
            names[f"_{item.name}_"] = item.default
            (behind if item.kw_only else before).append(f"{item.name}=_{item.name}_")
        else:
            (behind if item.kw_only else before).append(item.name)
        body.append(f"_set(self, {item.name!r}, {given})" if frozen else f"self.{item.name} = {given}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ", ".join(["self", *before, *(["*", *behind] if behind else [])])
    text = f"def __init__({taken}):\n " + "\n ".join(body or ["pass"])
    exec(text, names)  # noqa: S102  (of the names of fields, which stand in the source of hangup)
    compiled: Callable[..., None] = names["__init__"]
    compiled.__qualname__ = f"{cls.__qualname__}.__init__"
    return compiled


# ---------------------------------------------------------------- what all classes share


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


_shown: dict[type[Any], tuple[str, ...]] = {}
"""The names of the fields that are shown, by class: values are sorted by how they are shown, again and again."""


def _repr(self: Any) -> str:
    kind: type[Any] = self.__class__
    names = _shown.get(kind)
    if names is None:
        names = _shown[kind] = tuple(item.name for item in fields(kind) if item.repr)
    return f"{kind.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"


def _equal(parts: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _ordered(compare: Callable[[Any, Any], bool], parts: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def ordered(self: Any, other: Any) -> Any:
        return compare(parts(self), parts(other)) if other.__class__ is self.__class__ else NotImplemented

    return ordered


def _hash(parts: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(parts(self))

    return __hash__


def _frozen(cls: type[Any]) -> dict[str, Any]:
    names = frozenset(item.name for item in fields(cls))

    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        _set(self, item.name, value)


__all__ = ["MISSING", "FrozenInstanceError", "asdict", "dataclass", "field", "fields", "is_dataclass", "replace"]
