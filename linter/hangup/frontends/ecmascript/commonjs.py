"""Exports of CommonJS modules: ``module.exports = …`` and ``exports.x = …``."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.names import property_name
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.ir.operations import Value
from hangup.ir.program import MODULE


def exported_as(ctx: Context, left: Node) -> str | None:
    """The name under which an assignment to this target exports its value."""
    if left.type not in {"member_expression", "subscript_expression"}:
        return None
    if _is_exports(ctx, left):
        return "default"
    holder = field(left, "object")
    if holder is None or not _is_exports(ctx, holder):
        return None
    name = field(left, "property") or field(left, "index")
    if name is None:
        return None
    if name.type == "string":
        return string_value(ctx.text(name))
    return ctx.text(name) if name.type == "property_identifier" else None


def note_export(ctx: Context, name: str, value: Value, node: Node | None) -> None:
    """Export a value from a made-up variable; a record that is the whole module also exports its members."""
    if node is None:
        return
    if name == "default" and node.type == "object":
        for member in parts(node):
            _note_member(ctx, member, value)
    _store(ctx, name, value, node)


def _note_member(ctx: Context, member: Node, record: Value) -> None:
    """``{a, b: c}`` exports the variables a, and c as b; of other members the value in the record."""
    key = field(member, "key") or field(member, "name") or member
    if member.type not in {"pair", "method_definition", "shorthand_property_identifier"}:
        return
    name = property_name(ctx, key)
    source = field(member, "value") if member.type == "pair" else member
    if name is None or source is None:
        return
    cell = None
    if source.type in {"identifier", "shorthand_property_identifier"}:
        cell = ctx.resolve(ctx.text(source))
    if cell is not None:
        ctx.file.export(name, cell)
    else:
        _store(ctx, name, ctx.get(record, name, span_of(key)), key)


def _store(ctx: Context, name: str, value: Value, node: Node) -> None:
    cell = ctx.file.made_up.get(name)
    if cell is None:
        cell = ctx.file.made_up[name] = ctx.file.builder.cell(name, MODULE, "local", span_of(node))
        ctx.file.export(name, cell, whole=name == "default")
    ctx.fb.store(cell, value, span_of(node))


def _is_exports(ctx: Context, node: Node) -> bool:
    """``exports`` or ``module.exports`` of the environment."""
    if node.type == "identifier":
        return ctx.text(node) == "exports" and ctx.scope.find("exports") is None
    if node.type != "member_expression" or ctx.text(node) != "module.exports":
        return False
    return ctx.scope.find("module") is None
