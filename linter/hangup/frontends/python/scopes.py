"""Scopes and how a name is looked up in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.ir.operations import CellId
from hangup.records import dataclass, field

if TYPE_CHECKING:
    import libcst as cst


@dataclass(slots=True)
class Binding:
    """A name of a scope. ``kind`` is that of its cell; ``node`` is where it is first bound."""

    kind: str
    node: cst.CSTNode
    annotation: tuple[str, ...] = ()


@dataclass(slots=True)
class Scope:
    """A module, function (also a lambda), class body, or comprehension.

    ``globals`` and ``nonlocals`` are the names it declares so. ``cells`` is filled when the scope is lowered;
    ``stored`` are the names of a class body that have been stored so far: until then an outer name shows through.
    """

    kind: str
    parent: Scope | None
    bindings: dict[str, Binding] = field(default_factory=dict[str, Binding])
    globals: set[str] = field(default_factory=set[str])
    nonlocals: set[str] = field(default_factory=set[str])
    is_generator: bool = False
    cells: dict[str, CellId] = field(default_factory=dict[str, CellId])
    stored: set[str] = field(default_factory=set[str])

    def bind(self, name: str, kind: str, node: cst.CSTNode, annotation: tuple[str, ...] = ()) -> None:
        """Note a binding. A name bound in different ways is an ordinary variable."""
        known = self.bindings.get(name)
        if known is None:
            self.bindings[name] = Binding(kind, node, annotation)
            return
        known.annotation = known.annotation or annotation
        if known.kind not in {kind, "parameter"}:
            known.kind = "local"

    def resolve(self, name: str) -> Scope | None:
        """The scope a name read or written here belongs to, or None if the file does not bind it."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.globals:
                return scope.module()
            if (scope.kind != "class" or scope is self) and name in scope.bindings and name not in scope.nonlocals:
                return scope
            scope = scope.parent
        return None

    def module(self) -> Scope:
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def without_comprehensions(self) -> Scope:
        """The scope that a walrus in a comprehension binds in."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return scope
