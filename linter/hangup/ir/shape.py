"""What the fields of the IR's dataclasses are, read from their annotations.

The verifier and the textual form are driven by this alone: a new operation needs no line in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from hangup.ir import operations, program
from hangup.model import Span
from hangup.records import MISSING, dataclass, fields, is_dataclass

REFERENCES = {"Value": "%", "CellId": "@", "BlockId": "^", "FunctionId": "fn", "ClassId": "class"}
"""The kinds of numbers, with the sign each is written with."""

RECORDS: dict[str, type[Any]] = {
    name: found
    for module in (operations, program)
    for name, found in vars(module).items()
    if isinstance(found, type) and is_dataclass(found) and found.__module__ == module.__name__
}
"""Every dataclass of the IR by name."""

LINES = {
    "functions": "function",
    "classes": "class",
    "cells": "cell",
    "exports": "export",
    "comments": "comment",
    "statements": "statement",
    "problems": "problem",
    "modules": "module",
    "requirements": "requirement",
    "blocks": "block",
    "loops": "loop",
}
"""The fields whose members are lines of their own in the textual form, and the word such a line begins with."""

_ANNOTATION = re.compile(r"(?:(tuple|frozenset|list)\[(\w+)(?:, \.\.\.)?\]|(\w+))( \| None)?")


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: the name of its type, the container around it (or an empty text), and its default."""

    name: str
    kind: str
    container: str
    optional: bool
    default: Any
    """MISSING for a field that must be given."""

    @property
    def is_required(self) -> bool:
        return self.default is MISSING

    @property
    def is_nested(self) -> bool:
        """Not part of its record's own line in the textual form: the line of each member follows."""
        return self.container == "list" or self.name == "terminator"


_shapes: dict[str, tuple[Shape, ...]] = {}


def shapes(record: type[Any]) -> tuple[Shape, ...]:
    """The fields of a dataclass of the IR, in order."""
    known = _shapes.get(record.__name__)
    if known is None:
        known = _shapes[record.__name__] = tuple(_read_fields(record))
    return known


def shapes_of(record: object) -> tuple[Shape, ...]:
    """The fields of what the record is an instance of."""
    return shapes(type(record))


def _read_fields(record: type[Any]) -> Iterator[Shape]:
    for item in fields(record):
        match = _ANNOTATION.fullmatch(str(item.type))
        if match is None:
            raise TypeError(f"{record.__name__}.{item.name} has a type the IR's tools cannot read: {item.type}")
        container, inner, plain, optional = match.groups()
        default = item.default if item.default_factory is MISSING else item.default_factory()
        yield Shape(item.name, inner or plain, container or "", optional is not None, default)


def word(record: type[Any]) -> str:
    """The word an operation's line begins with: ``get_attr`` for ``GetAttr``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def references(record: Any) -> list[tuple[str, int]]:
    """The numbers an operation or terminator names, each with its kind; its own result is not among them."""
    found: list[tuple[str, int]] = []
    for name, kind, is_number, is_many in _references_in(record.__class__):
        held = getattr(record, name)
        if held is None:
            continue
        for item in held if is_many else (held,):
            if is_number:
                found.append((kind, item))
            else:
                found += references(item)
    return found


def values_read(record: Any) -> list[int]:
    """The registers an operation or terminator reads, as :func:`references` gives them."""
    found: list[int] = []
    for name, is_number, is_many in _values_in(record.__class__):
        held = getattr(record, name)
        if held is None:
            continue
        if not is_many:
            held = (held,)
        if is_number:
            found += held
        else:
            for item in held:
                found += values_read(item)
    return found


_valued: dict[str, tuple[tuple[str, bool, bool], ...]] = {}


def _values_in(record: type[Any]) -> tuple[tuple[str, bool, bool], ...]:
    """The fields that hold registers or records with registers: name, whether it is a register, whether many."""
    known = _valued.get(record.__name__)
    if known is None:
        known = _valued[record.__name__] = tuple(
            (name, is_number, is_many)
            for name, kind, is_number, is_many in _references_in(record)
            if kind == "Value" or (not is_number and _values_in(RECORDS[kind]))
        )
    return known


_numbered: dict[str, tuple[tuple[str, str, bool, bool], ...]] = {}


def _references_in(record: type[Any]) -> tuple[tuple[str, str, bool, bool], ...]:
    """The fields that hold numbers or records with numbers: name, kind, whether it is a number, whether many."""
    known = _numbered.get(record.__name__)
    if known is None:
        known = _numbered[record.__name__] = tuple(
            (shape.name, shape.kind, shape.kind in REFERENCES, bool(shape.container))
            for shape in shapes(record)
            if shape.name != "result" and (shape.kind in REFERENCES or shape.kind in RECORDS)
        )
    return known


def spans(record: Any) -> Iterator[Span]:
    """Every span in a dataclass of the IR and in what it holds."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, list | tuple):
        for item in cast("Iterable[Any]", record):
            yield from spans(item)
    elif type(record).__name__ in RECORDS:
        for shape in shapes_of(record):
            yield from spans(getattr(record, shape.name))
