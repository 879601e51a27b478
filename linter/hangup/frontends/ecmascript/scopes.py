"""Which names a block and a function declare, known before their code is lowered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hangup.frontends.ecmascript.parse import Node, parts, span_of
from hangup.frontends.ecmascript.parse import field as field_of
from hangup.frontends.ecmascript.types import annotation_of, cast_type, declared_type, type_names
from hangup.ir.operations import CellId
from hangup.records import dataclass, field

if TYPE_CHECKING:
    from hangup.frontends.ecmascript.context import Context

_FUNCTIONS = frozenset({"function_declaration", "generator_function_declaration"})
_CLASSES = frozenset({"class_declaration", "abstract_class_declaration"})
_NAMESPACES = frozenset({"internal_module", "module"})
_HOLD_VARS = frozenset({
    "statement_block", "if_statement", "else_clause", "for_statement", "for_in_statement", "while_statement",
    "do_statement", "try_statement", "catch_clause", "finally_clause", "switch_statement", "switch_body",
    "switch_case", "switch_default", "labeled_statement", "with_statement", "export_statement", "ERROR",
    "variable_declaration",
})  # fmt: skip


@dataclass(slots=True)
class Scope:
    """A block of names. ``this`` is a name like any other: functions declare it, arrows find the outer one."""

    parent: Scope | None
    names: dict[str, CellId] = field(default_factory=dict[str, CellId])

    def find(self, name: str) -> CellId | None:
        scope: Scope | None = self
        while scope is not None:
            cell = scope.names.get(name)
            if cell is not None:
                return cell
            scope = scope.parent
        return None


def flat(nodes: list[Node]) -> list[Node]:
    """Statements as they stand, those inside error nodes included, ``export`` and labels kept."""
    found: list[Node] = []
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if node.type == "ERROR":
            stack.extend(reversed(parts(node)))
        else:
            found.append(node)
    return found


def declaration(node: Node) -> Node:
    """The declaration inside ``export``, labels and the expression statement some namespaces come in."""
    while True:
        inner: Node | None = None
        if node.type == "export_statement":
            inner = field_of(node, "declaration")
        elif node.type == "labeled_statement":
            inner = field_of(node, "body")
        elif node.type == "expression_statement":
            inner = next((child for child in parts(node) if child.type in _NAMESPACES), None)
        if inner is None:
            return node
        node = inner


def is_function(node: Node) -> bool:
    return node.type in _FUNCTIONS


def bindings(pattern: Node | None) -> Iterator[Node]:
    """The names a pattern binds."""
    stack = [] if pattern is None else [pattern]
    while stack:
        node = stack.pop()
        kind = node.type
        if kind in {"identifier", "shorthand_property_identifier_pattern"}:
            yield node
        elif kind == "pair_pattern":
            stack.extend(_present(field_of(node, "value")))
        elif kind in {"assignment_pattern", "object_assignment_pattern"}:
            stack.extend(_present(field_of(node, "left")))
        elif kind in {"object_pattern", "array_pattern", "rest_pattern"}:
            stack.extend(reversed(parts(node)))


def declare_vars(ctx: Context, nodes: list[Node]) -> None:
    """``var`` belongs to the whole function."""
    stack = [node for node in reversed(nodes) if node.type in _HOLD_VARS]
    while stack:
        node = stack.pop()
        if node.type == "variable_declaration":
            for declarator in parts(node):
                declare_variable(ctx, declarator, "local")
            continue
        if node.type == "for_in_statement":
            kind = field_of(node, "kind")
            if kind is not None and kind.type == "var":
                declare_pattern(ctx, field_of(node, "left"), "local")
        stack.extend(child for child in reversed(node.named_children) if child.type in _HOLD_VARS)


def declare_block(ctx: Context, nodes: list[Node]) -> None:
    """``let``, ``const``, functions, classes, enums, namespaces and imports belong to their block."""
    for statement in nodes:
        node = declaration(statement)
        kind = node.type
        if kind == "lexical_declaration":
            declare_lexical(ctx, node)
        elif kind in _FUNCTIONS:
            _declare_named(ctx, node, "function")
        elif kind in _CLASSES:
            _declare_named(ctx, node, "class")
        elif kind == "enum_declaration":
            _declare_named(ctx, node, "const")
        elif kind in _NAMESPACES:
            name = field_of(node, "name")
            while name is not None and name.type == "nested_identifier":
                name = field_of(name, "object")
            if name is not None and name.type == "identifier":
                ctx.declare(ctx.text(name), "const", span_of(name))
        elif kind in {"import_statement", "import_alias"}:
            for name in imported_names(node):
                ctx.declare(ctx.text(name), "import", span_of(name))


def declare_lexical(ctx: Context, node: Node) -> None:
    """The names of ``let a, b`` or ``const {c} = d``."""
    kind = field_of(node, "kind")
    is_const = kind is not None and kind.type == "const"
    for declarator in parts(node):
        is_given = field_of(declarator, "value") is not None
        declare_variable(ctx, declarator, "const" if is_const else "let" if is_given else "local")


def declare_variable(ctx: Context, declarator: Node, kind: str) -> None:
    """One declarator. A cast of the value stands for an annotation."""
    if declarator.type != "variable_declarator":
        return
    name = field_of(declarator, "name")
    annotation = annotation_of(declarator) or cast_type(field_of(declarator, "value"))
    declare_pattern(ctx, name, kind, annotation, declared_type(declarator))


def declare_pattern(
    ctx: Context, pattern: Node | None, kind: str, annotation: tuple[str, ...] = (), type_node: Node | None = None
) -> None:
    """The names of a pattern. The annotation is that of a plain name; properties look up theirs in the type."""
    if pattern is None:
        return
    if pattern.type == "identifier":
        ctx.declare(ctx.text(pattern), kind, span_of(pattern), annotation)
        return
    typed = _property_types(ctx, pattern, type_node)
    for name in bindings(pattern):
        ctx.declare(ctx.text(name), kind, span_of(name), typed.get(name.start_byte, ()))


def _property_types(ctx: Context, pattern: Node, type_node: Node | None) -> dict[int, tuple[str, ...]]:
    """The annotations of the names an object pattern binds, by offset of the name."""
    if type_node is None or pattern.type != "object_pattern":
        return {}
    types = ctx.file.shapes.properties(type_node)
    found: dict[int, tuple[str, ...]] = {}
    for member in parts(pattern) if types else ():
        key = target = member
        if member.type == "pair_pattern":
            key, target = field_of(member, "key") or member, field_of(member, "value") or member
        if target.type in {"assignment_pattern", "object_assignment_pattern"}:
            left = field_of(target, "left") or target
            key, target = (left if key is member else key), left
        if ctx.text(key) in types:
            found[target.start_byte] = type_names(types[ctx.text(key)])
    return found


def imported_names(node: Node) -> Iterator[Node]:
    """The names an import statement declares."""
    if node.type == "import_alias":
        yield from (child for child in parts(node)[:1] if child.type == "identifier")
        return
    for clause in parts(node):
        if clause.type == "import_require_clause":
            yield from (child for child in parts(clause)[:1] if child.type == "identifier")
        if clause.type != "import_clause":
            continue
        for part in parts(clause):
            if part.type == "identifier":
                yield part
            elif part.type == "namespace_import":
                yield from parts(part)
            elif part.type == "named_imports":
                for specifier in parts(part):
                    local = field_of(specifier, "alias") or field_of(specifier, "name")
                    if local is not None and local.type == "identifier":
                        yield local


def _declare_named(ctx: Context, node: Node, kind: str) -> None:
    name = field_of(node, "name")
    if name is not None:
        ctx.declare(ctx.text(name), kind, span_of(name))


def _present(node: Node | None) -> list[Node]:
    return [] if node is None else [node]
