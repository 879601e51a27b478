"""Plain expressions: names, literals, containers, assignments and what only passes a value through."""

from __future__ import annotations

from hangup.frontends.ecmascript.calls import substitutions
from hangup.frontends.ecmascript.commonjs import exported_as, note_export
from hangup.frontends.ecmascript.context import Context, expression
from hangup.frontends.ecmascript.functions import lower_method
from hangup.frontends.ecmascript.literals import number_value, string_value
from hangup.frontends.ecmascript.names import computed_key, give_name, property_name
from hangup.frontends.ecmascript.parse import Node, field, has_token, parts, span_of
from hangup.frontends.ecmascript.patterns import Target
from hangup.ir.operations import Argument, Await, Entry, MakeRecord, MakeSequence, Value, Yield
from hangup.ir.program import setter_name


@expression("identifier", "shorthand_property_identifier", "undefined", "type_identifier")
def lower_name(ctx: Context, node: Node) -> Value:
    name, span = ctx.text(node), span_of(node)
    if name in {"NaN", "Infinity"} and ctx.scope.find(name) is None:
        return ctx.opaque((), span)
    return ctx.read_name(name, span)


@expression("this")
def lower_this(ctx: Context, node: Node) -> Value:
    return ctx.read_name("this", span_of(node))


@expression("super")
def lower_super(ctx: Context, node: Node) -> Value:
    return ctx.global_("super", span_of(node))


@expression("meta_property")
def lower_meta(ctx: Context, node: Node) -> Value:
    return ctx.global_("".join(ctx.text(node).split()), span_of(node))


@expression("string")
def lower_string(ctx: Context, node: Node) -> Value:
    return ctx.fb.const(string_value(ctx.text(node)), span_of(node))


@expression("number")
def lower_number(ctx: Context, node: Node) -> Value:
    value = number_value(ctx.text(node))
    return ctx.opaque((), span_of(node)) if value is None else ctx.fb.const(value, span_of(node))


@expression("true", "false")
def lower_boolean(ctx: Context, node: Node) -> Value:
    return ctx.fb.const(node.type == "true", span_of(node))


@expression("null")
def lower_null(ctx: Context, node: Node) -> Value:
    return ctx.fb.const(None, span_of(node))


@expression("regex")
def lower_regex(ctx: Context, node: Node) -> Value:
    return ctx.opaque((), span_of(node))


@expression("template_string")
def lower_template(ctx: Context, node: Node) -> Value:
    if all(child.type in {"string_fragment", "escape_sequence"} for child in node.named_children):
        return ctx.fb.const(string_value(ctx.text(node)), span_of(node))
    return ctx.opaque(tuple(substitutions(ctx, node)), span_of(node))


@expression("parenthesized_expression", "as_expression", "satisfies_expression", "instantiation_expression")
def lower_wrapped(ctx: Context, node: Node) -> Value:
    """Types around a value do nothing to it."""
    return ctx.expression(next(iter(parts(node)), None), node)


@expression("type_assertion")
def lower_assertion(ctx: Context, node: Node) -> Value:
    return ctx.expression(next(iter(parts(node)[1:]), None), node)


@expression("sequence_expression")
def lower_sequence(ctx: Context, node: Node) -> Value:
    values = [ctx.expression(child) for child in parts(node)]
    return values[-1] if values else ctx.opaque((), span_of(node))


@expression("await_expression")
def lower_await(ctx: Context, node: Node) -> Value:
    value = ctx.expression(next(iter(parts(node)), None), node)
    return ctx.make(lambda result: Await(result, value, span_of(node)))


@expression("yield_expression")
def lower_yield(ctx: Context, node: Node) -> Value:
    inner = next(iter(parts(node)), None)
    value = None if inner is None else ctx.expression(inner)
    return ctx.make(lambda result: Yield(result, value, has_token(node, "*"), span_of(node)))


@expression("array")
def lower_array(ctx: Context, node: Node) -> Value:
    items: list[Argument] = []
    for child in parts(node):
        is_spread = child.type == "spread_element"
        inner = next(iter(parts(child)), None) if is_spread else child
        items.append(Argument(ctx.expression(inner, child), None, is_spread))
    return ctx.make(lambda result: MakeSequence(result, tuple(items), span_of(node)))


@expression("object")
def lower_object(ctx: Context, node: Node) -> Value:
    entries: list[Entry] = []
    for child in parts(node):
        kind = child.type
        if kind == "pair":
            entries.append(_pair(ctx, child))
        elif kind in {"shorthand_property_identifier", "identifier"}:
            entries.append(Entry(ctx.text(child), ctx.expression(child)))
        elif kind == "method_definition":
            name = property_name(ctx, field(child, "name"))
            key = setter_name(name) if name and has_token(child, "set") else name
            entries.append(Entry(key, lower_method(ctx, child)))
        elif kind == "spread_element":
            entries.append(Entry(None, ctx.expression(next(iter(parts(child)), None), child), True))
        else:
            ctx.expression(child)
    return ctx.make(lambda result: MakeRecord(result, tuple(entries), span_of(node)))


def _pair(ctx: Context, node: Node) -> Entry:
    key, value = field(node, "key"), field(node, "value")
    name = property_name(ctx, key)
    if name is None:
        ctx.expression(computed_key(key), node)
    elif key is not None:
        give_name(ctx, value, name, span_of(key))
    return Entry(name, ctx.expression(value, node))


@expression("assignment_expression")
def lower_assignment(ctx: Context, node: Node) -> Value:
    left, right = field(node, "left"), field(node, "right")
    if left is None:
        return ctx.expression(right, node)
    target = Target(ctx, left)
    if left.type == "identifier":
        give_name(ctx, right, ctx.text(left), span_of(left))
    elif left.type == "member_expression":
        name = field(left, "property")
        if name is not None:
            give_name(ctx, right, ctx.text(name), span_of(name))
    value = ctx.expression(right, node)
    target.store(value)
    exported = exported_as(ctx, left)
    if exported is not None:
        note_export(ctx, exported, value, right)
    return value
