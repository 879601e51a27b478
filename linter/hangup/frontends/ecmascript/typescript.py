"""TypeScript's statements that run: enums and namespaces. Types and ``declare`` do not."""

from __future__ import annotations

from hangup.frontends.ecmascript.blocks import enter_block, lower_statements
from hangup.frontends.ecmascript.context import Context, statement
from hangup.frontends.ecmascript.literals import number_value
from hangup.frontends.ecmascript.names import property_name
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.scopes import declare_vars, flat
from hangup.ir.operations import CellId, Entry, MakeRecord, SetAttr, Value
from hangup.model import Span


@statement(
    "interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature", "empty_statement",
    "debugger_statement",
)  # fmt: skip
def lower_nothing(ctx: Context, node: Node) -> None:
    """Nothing of it runs."""


@statement("enum_declaration")
def lower_enum(ctx: Context, node: Node) -> None:
    """A record; members without a value count on from the one before."""
    name, body = field(node, "name"), field(node, "body")
    entries: list[Entry] = []
    number = 0
    for member in parts(body) if body is not None else ():
        value_node = field(member, "value") if member.type == "enum_assignment" else None
        key = field(member, "name") if member.type == "enum_assignment" else member
        if value_node is None:
            value = ctx.fb.const(number, span_of(member))
            number += 1
        else:
            value = ctx.expression(value_node)
            given = number_value(ctx.text(value_node)) if value_node.type == "number" else None
            number = given + 1 if isinstance(given, int) else number
        entries.append(Entry(property_name(ctx, key), value))
    record = _record(ctx, tuple(entries), span_of(node))
    if name is not None:
        ctx.write_name(ctx.text(name), record, span_of(name))


@statement("internal_module", "module")
def lower_namespace(ctx: Context, node: Node) -> None:
    """A namespace runs where it stands; what it exports becomes a record, or members of the function it extends."""
    name, body = field(node, "name"), field(node, "body")
    if name is None or body is None or name.type == "string":
        return
    outer, ctx.namespace = ctx.namespace, {}
    try:
        with ctx.scoped():
            statements = flat(parts(body))
            declare_vars(ctx, statements)
            enter_block(ctx, statements)
            lower_statements(ctx, statements)
        _keep(ctx, node, name, ctx.namespace)
    finally:
        ctx.namespace = outer


def _keep(ctx: Context, node: Node, name: Node, exported: dict[str, CellId]) -> None:
    first, *path = "".join(ctx.text(name).split()).split(".")
    cell, span = ctx.resolve(first), span_of(node)
    if cell is None or not ctx.fb.is_reachable:
        return
    values = {each: ctx.fb.load(inner, span) for each, inner in exported.items()}
    if cell in ctx.file.merged:
        target = ctx.fb.load(cell, span)
        for part in path:
            target = ctx.get(target, part, span)
        for each, value in values.items():
            ctx.fb.emit(SetAttr(target, each, value, span))
        return
    record = _record(ctx, tuple([Entry(each, value) for each, value in values.items()]), span)
    for part in reversed(path):
        record = _record(ctx, (Entry(part, record),), span)
    ctx.fb.store(cell, record, span_of(name))
    ctx.file.merged.add(cell)


def _record(ctx: Context, entries: tuple[Entry, ...], span: Span) -> Value:
    return ctx.make(lambda result: MakeRecord(result, entries, span))
