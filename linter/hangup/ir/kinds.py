"""The operations of functions by their class: most questions about a program are about one or two kinds of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from hangup.ir.operations import Load
from hangup.ir.program import Function

_Operation = TypeVar("_Operation")


class Kinds:
    """The operations of the functions of one program, which are gone through once, when they are first asked for."""

    def __init__(self) -> None:
        self._of: dict[int, dict[type[Any], list[Any]]] = {}
        self._loads: dict[int, frozenset[int]] = {}

    def of(self, function: Function, kind: type[_Operation]) -> Sequence[_Operation]:
        """The operations of a class in a function, in order."""
        known = self._of.get(function.id)
        if known is None:
            known = self._of[function.id] = {}
            for block in function.blocks:
                for operation in block.operations:
                    known.setdefault(operation.__class__, []).append(operation)
        return known.get(kind, ())

    def loads(self, function: Function) -> frozenset[int]:
        """The cells a function reads."""
        known = self._loads.get(function.id)
        if known is None:
            known = self._loads[function.id] = frozenset([operation.cell for operation in self.of(function, Load)])
        return known
