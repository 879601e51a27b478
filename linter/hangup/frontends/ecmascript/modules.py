"""Imports and exports."""

from __future__ import annotations

from hangup.frontends.ecmascript.classes import declare_class
from hangup.frontends.ecmascript.commonjs import note_export
from hangup.frontends.ecmascript.context import Context, statement
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.names import give_name
from hangup.frontends.ecmascript.parse import Node, field, has_token, parts, span_of
from hangup.frontends.ecmascript.patterns import bind, with_default
from hangup.frontends.ecmascript.scopes import bindings, declaration, is_function
from hangup.ir.operations import CellId, Import, Value

PROPERTIES = "$$props"
"""The name under which a component's file knows all that its user gives."""

_CLASSES = frozenset({"class_declaration", "abstract_class_declaration"})


def hoist_imports(ctx: Context, statements: list[Node]) -> None:
    """Imports run before anything else in the file. One behind a label, which is no syntax, still imports."""
    for node in map(declaration, statements):
        if node.type == "import_statement" and not _passes_on(ctx, node):
            _import(ctx, node)


def _import(ctx: Context, node: Node) -> None:
    source = field(node, "source")
    for clause in parts(node):
        if clause.type == "import_require_clause":
            source = field(clause, "source")
            for local in parts(clause)[:1]:
                _take(ctx, local, source, "*")
        elif clause.type == "import_clause":
            for part in parts(clause):
                _import_part(ctx, part, source)
    if source is not None and not any(part.type.endswith("_clause") for part in parts(node)):
        _module(ctx, source, "*", node)


def _import_part(ctx: Context, part: Node, source: Node | None) -> None:
    if part.type == "identifier":
        _take(ctx, part, source, "default")
    elif part.type == "namespace_import":
        for local in parts(part):
            _take(ctx, local, source, "*")
    elif part.type == "named_imports":
        for specifier in parts(part):
            name = field(specifier, "name")
            if name is not None:
                _take(ctx, field(specifier, "alias") or name, source, _name(ctx, name))


def _take(ctx: Context, local: Node, source: Node | None, name: str) -> None:
    """Bring one name into the file."""
    if source is not None and local.type == "identifier":
        ctx.write_name(ctx.text(local), _module(ctx, source, name, local), span_of(local))


def _module(ctx: Context, source: Node, name: str, at: Node) -> Value:
    module = string_value(ctx.text(source))
    return ctx.make(lambda result: Import(result, module, name, span_of(at)))


def _name(ctx: Context, node: Node) -> str:
    """``{ a }`` and ``{ "a-b" as c }``."""
    return string_value(ctx.text(node)) if node.type == "string" else ctx.text(node)


@statement("import_statement")
def lower_import(ctx: Context, node: Node) -> None:
    """Nothing: imports were hoisted. ``export Name from "module"`` was none, and is passed on."""
    source = field(node, "source")
    if source is not None and _passes_on(ctx, node):
        for part in (part for clause in parts(node) if clause.type == "import_clause" for part in parts(clause)):
            if part.type == "identifier":
                _pass_on(ctx, source, "default", ctx.text(part), part)
            elif part.type == "named_imports":
                _pass_on_names(ctx, source, part)


def _passes_on(ctx: Context, node: Node) -> bool:
    return ctx.text(node).startswith("export")


@statement("import_alias")
def lower_import_alias(ctx: Context, node: Node) -> None:
    """``import A = B.C``."""
    names = parts(node)
    if len(names) == 2:
        head, *rest = "".join(ctx.text(names[1]).split()).split(".")
        value = ctx.read_name(head, span_of(names[1]))
        for part in rest:
            value = ctx.get(value, part, span_of(names[1]))
        ctx.write_name(ctx.text(names[0]), value, span_of(names[0]))


@statement("export_statement")
def lower_export(ctx: Context, node: Node) -> None:
    declared, value, source = field(node, "declaration"), field(node, "value"), field(node, "source")
    if source is not None:
        _re_export(ctx, node, source)
    elif declared is not None:
        _export_declaration(ctx, node, declared)
    elif value is not None:
        _export_default(ctx, node, value)
    elif has_token(node, "="):
        for child in parts(node)[:1]:
            note_export(ctx, "default", ctx.expression(child), child)
    else:
        for clause in parts(node):
            if clause.type == "export_clause":
                _export_names(ctx, clause)


def _export_declaration(ctx: Context, node: Node, declared: Node) -> None:
    if declared.type in _CLASSES:
        declare_class(ctx, declared, [child for child in node.children if child.type == "decorator"])
    elif ctx.resolve(PROPERTIES) is not None and has_token(declared, "let"):
        _take_properties(ctx, declared)
    elif not is_function(declared):
        ctx.statement(declared)
    for name in _declared_names(declared):
        cell = ctx.resolve(ctx.text(name))
        if cell is not None:
            _export(ctx, "default" if has_token(node, "default") else ctx.text(name), cell)


def _take_properties(ctx: Context, declared: Node) -> None:
    """``export let name = default`` in what runs for each instance of a component: its user gives the value."""
    given = ctx.read_name(PROPERTIES, span_of(declared))
    for declarator in parts(declared):
        name = field(declarator, "name")
        if name is not None and name.type == "identifier":
            value = ctx.get(given, ctx.text(name), span_of(name))
            bind(ctx, name, with_default(ctx, name, field(declarator, "value"), value))
        else:
            ctx.statement(declarator)


def _declared_names(node: Node) -> list[Node]:
    """The names a declaration gives values to."""
    if node.type in {"lexical_declaration", "variable_declaration", "using_declaration"}:
        return [name for declarator in parts(node) for name in bindings(field(declarator, "name"))]
    if node.type in {"ambient_declaration", "interface_declaration", "type_alias_declaration", "function_signature"}:
        return []
    if node.type == "import_alias":
        return parts(node)[:1]
    name = field(node, "name")
    while name is not None and name.type == "nested_identifier":
        name = field(name, "object")
    return [] if name is None else [name]


def _export_default(ctx: Context, node: Node, value: Node) -> None:
    """A variable is exported as it is, any other value from a made-up one."""
    cell = ctx.resolve(ctx.text(value)) if value.type == "identifier" else None
    if cell is None:
        give_name(ctx, value, "default", span_of(next((c for c in node.children if c.type == "default"), node)))
        made = ctx.expression(value)
        cell = ctx.fb.cell("default", "const", span_of(value))
        ctx.fb.store(cell, made, span_of(value))
    _export(ctx, "default", cell)


def _export_names(ctx: Context, clause: Node) -> None:
    for specifier in parts(clause):
        name = field(specifier, "name")
        cell = None if name is None else ctx.resolve(ctx.text(name))
        if name is not None and cell is not None:
            _export(ctx, _name(ctx, field(specifier, "alias") or name), cell)


def _re_export(ctx: Context, node: Node, source: Node) -> None:
    """``export … from``: an import into a made-up variable."""
    for clause in parts(node):
        if clause.type == "export_clause":
            _pass_on_names(ctx, source, clause)
        elif clause.type == "namespace_export":
            for name in parts(clause)[:1]:
                _pass_on(ctx, source, "*", _name(ctx, name), clause)
    if has_token(node, "*"):
        _pass_on(ctx, source, "*", "*", node)


def _pass_on_names(ctx: Context, source: Node, clause: Node) -> None:
    for specifier in parts(clause):
        name = field(specifier, "name")
        if name is not None:
            alias = field(specifier, "alias") or name
            _pass_on(ctx, source, _name(ctx, name), _name(ctx, alias), specifier)


def _pass_on(ctx: Context, source: Node, name: str, exported: str, at: Node) -> None:
    cell = ctx.fb.cell(exported, "import", span_of(at))
    ctx.fb.store(cell, _module(ctx, source, name, at), span_of(at))
    _export(ctx, exported, cell)


def _export(ctx: Context, name: str, cell: CellId) -> None:
    if ctx.namespace is not None:
        ctx.namespace[name] = cell
    else:
        ctx.file.export(name, cell)
