"""Which names belong to which scope: one pass over the tree before anything is lowered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from hangup.frontends.python.annotations import annotation_names
from hangup.frontends.python.tree import children, dotted_name
from hangup.ir.operations import CellId

COMPREHENSIONS = (cst.GeneratorExp, cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp)


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
    bindings: dict[str, Binding] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    is_generator: bool = False
    cells: dict[str, CellId] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)

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


def find_scopes(module: cst.Module) -> dict[int, Scope]:
    """Every scope of a file by the identity of the node that opens it."""
    finder = _Finder()
    root = Scope("module", None)
    finder.scopes[id(module)] = root
    finder.visit_all(module.body, root)
    for name, node in finder.declared_global.items():
        if name not in root.bindings:
            root.bind(name, "local", node)
    return finder.scopes


class _Finder:
    def __init__(self) -> None:
        self.scopes: dict[int, Scope] = {}
        self.declared_global: dict[str, cst.Name] = {}
        self._visitors: dict[type[cst.CSTNode], Callable[[Any, Scope], None]] = {
            cst.FunctionDef: self._function,
            cst.Lambda: self._lambda,
            cst.ClassDef: self._class,
            **dict.fromkeys(COMPREHENSIONS, self._comprehension),
            cst.AssignTarget: self._target_field,
            cst.AugAssign: self._target_field,
            cst.For: self._target_field,
            cst.CompFor: self._target_field,
            cst.AnnAssign: self._annotated,
            cst.NamedExpr: self._walrus,
            cst.AsName: self._as_name,
            cst.Del: self._del,
            cst.Import: self._import,
            cst.LazyImport: self._import,
            cst.ImportFrom: self._import_from,
            cst.LazyImportFrom: self._import_from,
            cst.Global: self._global,
            cst.Nonlocal: self._nonlocal,
            cst.MatchAs: self._capture,
            cst.MatchStar: self._capture,
            cst.MatchMapping: self._mapping,
            cst.Yield: self._yield,
            cst.TypeAlias: self._nothing,
        }

    def visit(self, node: cst.CSTNode, scope: Scope) -> None:
        visitor = self._visitors.get(type(node))
        if visitor is None:
            self.visit_all(children(node), scope)
        else:
            visitor(node, scope)

    def visit_all(self, nodes: Iterable[cst.CSTNode | None], scope: Scope) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node, scope)

    # ------------------------------------------------------------ scopes

    def _open(self, kind: str, node: cst.CSTNode, parent: Scope) -> Scope:
        scope = self.scopes[id(node)] = Scope(kind, parent)
        return scope

    def _function(self, node: cst.FunctionDef, scope: Scope) -> None:
        self.visit_all(node.decorators, scope)
        self._bind(scope, node.name.value, "function", node.name)
        inner = self._open("function", node, scope)
        self._parameters(node.params, scope, inner)
        self.visit(node.body, inner)

    def _lambda(self, node: cst.Lambda, scope: Scope) -> None:
        inner = self._open("function", node, scope)
        self._parameters(node.params, scope, inner)
        self.visit(node.body, inner)

    def _parameters(self, node: cst.Parameters, outer: Scope, inner: Scope) -> None:
        for parameter in parameters(node):
            inner.bind(parameter.name.value, "parameter", parameter.name, annotation_names(parameter.annotation))
            if parameter.default is not None:
                self.visit(parameter.default, outer)

    def _class(self, node: cst.ClassDef, scope: Scope) -> None:
        self.visit_all([*node.decorators, *node.bases, *node.keywords], scope)
        self._bind(scope, node.name.value, "class", node.name)
        self.visit(node.body, self._open("class", node, scope))

    def _comprehension(self, node: cst.BaseComp, scope: Scope) -> None:
        inner = self._open("comprehension", node, scope)
        for_in: cst.CompFor = node.for_in
        self.visit(for_in.iter, scope)
        loop: cst.CompFor | None = for_in
        while loop is not None:
            self._target(loop.target, inner)
            if loop is not for_in:
                self.visit(loop.iter, inner)
            self.visit_all(loop.ifs, inner)
            loop = loop.inner_for_in
        for name in ("elt", "key", "value"):
            held = getattr(node, name, None)
            if held is not None:
                self.visit(held, inner)

    # ------------------------------------------------------------ names

    def _bind(self, scope: Scope, name: str, kind: str, node: cst.CSTNode, annotation: tuple[str, ...] = ()) -> None:
        if name in scope.globals:
            scope.module().bind(name, kind, node, annotation)
        else:
            scope.bind(name, kind, node, annotation)

    def _target(self, node: cst.CSTNode, scope: Scope, annotation: tuple[str, ...] = ()) -> None:
        """The names that an assignment to ``node`` binds; what else it evaluates is visited."""
        if isinstance(node, cst.Name):
            self._bind(scope, node.value, "local", node, annotation)
        elif isinstance(node, cst.Tuple | cst.List):
            for element in node.elements:
                self._target(element.value, scope)
        elif isinstance(node, cst.StarredElement):
            self._target(node.value, scope)
        else:
            self.visit_all(children(node), scope)

    def _target_field(self, node: cst.AssignTarget | cst.AugAssign | cst.For | cst.CompFor, scope: Scope) -> None:
        self._target(node.target, scope)
        self.visit_all((child for child in children(node) if child is not node.target), scope)

    def _annotated(self, node: cst.AnnAssign, scope: Scope) -> None:
        self._target(node.target, scope, annotation_names(node.annotation))
        if node.value is not None:
            self.visit(node.value, scope)

    def _walrus(self, node: cst.NamedExpr, scope: Scope) -> None:
        self._target(node.target, scope.without_comprehensions())
        self.visit(node.value, scope)

    def _as_name(self, node: cst.AsName, scope: Scope) -> None:
        self._target(node.name, scope)

    def _del(self, node: cst.Del, scope: Scope) -> None:
        self._target(node.target, scope)

    def _import(self, node: cst.Import | cst.LazyImport, scope: Scope) -> None:
        for alias in node.names:
            name = import_target(alias)
            self._bind(scope, name.value, "import", name)

    def _import_from(self, node: cst.ImportFrom | cst.LazyImportFrom, scope: Scope) -> None:
        if not isinstance(node.names, cst.ImportStar):
            self._import(node, scope)  # type: ignore[arg-type]

    def _global(self, node: cst.Global, scope: Scope) -> None:
        for item in node.names:
            scope.globals.add(item.name.value)
            self.declared_global.setdefault(item.name.value, item.name)

    def _nonlocal(self, node: cst.Nonlocal, scope: Scope) -> None:
        scope.nonlocals.update(item.name.value for item in node.names)

    def _capture(self, node: cst.MatchAs | cst.MatchStar, scope: Scope) -> None:
        if isinstance(node, cst.MatchAs) and node.pattern is not None:
            self.visit(node.pattern, scope)
        if node.name is not None:
            self._bind(scope, node.name.value, "local", node.name)

    def _mapping(self, node: cst.MatchMapping, scope: Scope) -> None:
        self.visit_all(node.elements, scope)
        if node.rest is not None:
            self._bind(scope, node.rest.value, "local", node.rest)

    def _nothing(self, node: cst.CSTNode, scope: Scope) -> None:
        pass

    def _yield(self, node: cst.Yield, scope: Scope) -> None:
        scope.without_comprehensions().is_generator = True
        self.visit_all(children(node), scope)


def parameters(node: cst.Parameters) -> list[cst.Param]:
    """A function's parameters in order."""
    star = [node.star_arg] if isinstance(node.star_arg, cst.Param) else []
    keywords = [node.star_kwarg] if node.star_kwarg is not None else []
    return [*node.posonly_params, *node.params, *star, *node.kwonly_params, *keywords]


def import_target(alias: cst.ImportAlias) -> cst.Name:
    """The name an import binds: its alias, or the first part of a dotted module."""
    node: cst.CSTNode = alias.name if alias.asname is None else alias.asname.name
    while isinstance(node, cst.Attribute):
        node = node.value
    if not isinstance(node, cst.Name):
        raise TypeError(f"an import of {dotted_name(node)!r} binds no name")
    return node
