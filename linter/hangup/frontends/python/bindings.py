"""Which names each scope binds: one pass over the tree before anything is lowered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from hangup.frontends.python.annotations import annotation_names, metadata
from hangup.frontends.python.scopes import Scope
from hangup.frontends.python.tree import children, dotted_name

_COMPREHENSIONS = (cst.GeneratorExp, cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp)


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

    def visit(self, node: cst.CSTNode, scope: Scope) -> None:
        visitor = _VISITORS.get(type(node))
        if visitor is None:
            self.visit_all(children(node), scope)
        else:
            visitor(self, node, scope)

    def visit_all(self, nodes: Iterable[cst.CSTNode | None], scope: Scope) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node, scope)


# ------------------------------------------------------------ scopes


def _open(finder: _Finder, kind: str, node: cst.CSTNode, parent: Scope) -> Scope:
    scope = finder.scopes[id(node)] = Scope(kind, parent)
    return scope


def _function(finder: _Finder, node: cst.FunctionDef, scope: Scope) -> None:
    finder.visit_all(node.decorators, scope)
    _bind(scope, node.name.value, "function", node.name)
    inner = _open(finder, "function", node, scope)
    _parameters(finder, node.params, scope, inner)
    finder.visit(node.body, inner)


def _lambda(finder: _Finder, node: cst.Lambda, scope: Scope) -> None:
    inner = _open(finder, "function", node, scope)
    _parameters(finder, node.params, scope, inner)
    finder.visit(node.body, inner)


def _parameters(finder: _Finder, node: cst.Parameters, outer: Scope, inner: Scope) -> None:
    for parameter in parameters(node):
        inner.bind(parameter.name.value, "parameter", parameter.name, annotation_names(parameter.annotation))
        finder.visit_all([*metadata(parameter.annotation), parameter.default], outer)


def _class(finder: _Finder, node: cst.ClassDef, scope: Scope) -> None:
    finder.visit_all([*node.decorators, *node.bases, *node.keywords], scope)
    _bind(scope, node.name.value, "class", node.name)
    finder.visit(node.body, _open(finder, "class", node, scope))


def _comprehension(finder: _Finder, node: cst.BaseComp, scope: Scope) -> None:
    inner = _open(finder, "comprehension", node, scope)
    for_in: cst.CompFor = node.for_in
    finder.visit(for_in.iter, scope)
    loop: cst.CompFor | None = for_in
    while loop is not None:
        _target(finder, loop.target, inner)
        if loop is not for_in:
            finder.visit(loop.iter, inner)
        finder.visit_all(loop.ifs, inner)
        loop = loop.inner_for_in
    for name in ("elt", "key", "value"):
        held = getattr(node, name, None)
        if held is not None:
            finder.visit(held, inner)


# ------------------------------------------------------------ names


def _bind(scope: Scope, name: str, kind: str, node: cst.CSTNode, annotation: tuple[str, ...] = ()) -> None:
    if name in scope.globals:
        scope.module().bind(name, kind, node, annotation)
    elif name not in scope.nonlocals:
        scope.bind(name, kind, node, annotation)


def _target(finder: _Finder, node: cst.CSTNode, scope: Scope, annotation: tuple[str, ...] = ()) -> None:
    """The names that an assignment to ``node`` binds; what else it evaluates is visited."""
    if isinstance(node, cst.Name):
        _bind(scope, node.value, "local", node, annotation)
    elif isinstance(node, cst.Tuple | cst.List):
        for element in node.elements:
            _target(finder, element.value, scope)
    elif isinstance(node, cst.StarredElement):
        _target(finder, node.value, scope)
    else:
        finder.visit_all(children(node), scope)


def _target_field(
    finder: _Finder, node: cst.AssignTarget | cst.AugAssign | cst.For | cst.CompFor, scope: Scope
) -> None:
    _target(finder, node.target, scope)
    finder.visit_all((child for child in children(node) if child is not node.target), scope)


def _annotated(finder: _Finder, node: cst.AnnAssign, scope: Scope) -> None:
    _target(finder, node.target, scope, annotation_names(node.annotation))
    finder.visit_all(metadata(node.annotation), scope)
    if node.value is not None:
        finder.visit(node.value, scope)


def _walrus(finder: _Finder, node: cst.NamedExpr, scope: Scope) -> None:
    _target(finder, node.target, scope.without_comprehensions())
    finder.visit(node.value, scope)


def _as_name(finder: _Finder, node: cst.AsName, scope: Scope) -> None:
    _target(finder, node.name, scope)


def _del(finder: _Finder, node: cst.Del, scope: Scope) -> None:
    _target(finder, node.target, scope)


def _import(finder: _Finder, node: cst.Import | cst.LazyImport, scope: Scope) -> None:
    for alias in node.names:
        name = import_target(alias)
        _bind(scope, name.value, "import", name)


def _import_from(finder: _Finder, node: cst.ImportFrom | cst.LazyImportFrom, scope: Scope) -> None:
    if not isinstance(node.names, cst.ImportStar):
        _import(finder, node, scope)  # type: ignore[arg-type]


def _global(finder: _Finder, node: cst.Global, scope: Scope) -> None:
    for item in node.names:
        scope.globals.add(item.name.value)
        finder.declared_global.setdefault(item.name.value, item.name)


def _nonlocal(finder: _Finder, node: cst.Nonlocal, scope: Scope) -> None:
    scope.nonlocals.update(item.name.value for item in node.names)


def _capture(finder: _Finder, node: cst.MatchAs | cst.MatchStar, scope: Scope) -> None:
    if isinstance(node, cst.MatchAs) and node.pattern is not None:
        finder.visit(node.pattern, scope)
    if node.name is not None:
        _bind(scope, node.name.value, "local", node.name)


def _mapping(finder: _Finder, node: cst.MatchMapping, scope: Scope) -> None:
    finder.visit_all(node.elements, scope)
    if node.rest is not None:
        _bind(scope, node.rest.value, "local", node.rest)


def _alias(finder: _Finder, node: cst.TypeAlias, scope: Scope) -> None:
    finder.visit_all(metadata(node.value), scope)


def _yield(finder: _Finder, node: cst.Yield, scope: Scope) -> None:
    scope.without_comprehensions().is_generator = True
    finder.visit_all(children(node), scope)


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


_VISITORS: dict[type[cst.CSTNode], Callable[[_Finder, Any, Scope], None]] = {
    cst.FunctionDef: _function,
    cst.Lambda: _lambda,
    cst.ClassDef: _class,
    **dict.fromkeys(_COMPREHENSIONS, _comprehension),
    cst.AssignTarget: _target_field,
    cst.AugAssign: _target_field,
    cst.For: _target_field,
    cst.CompFor: _target_field,
    cst.AnnAssign: _annotated,
    cst.NamedExpr: _walrus,
    cst.AsName: _as_name,
    cst.Del: _del,
    cst.Import: _import,
    cst.LazyImport: _import,
    cst.ImportFrom: _import_from,
    cst.LazyImportFrom: _import_from,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.MatchAs: _capture,
    cst.MatchStar: _capture,
    cst.MatchMapping: _mapping,
    cst.Yield: _yield,
    cst.TypeAlias: _alias,
}
