"""Taking values apart: declarations, assignments, parameters, ``catch`` and ``for … of`` share this."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.names import computed_key, give_name, property_name
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.ir.operations import GetItem, SetAttr, SetItem, Value


def bind(ctx: Context, pattern: Node | None, value: Value) -> None:
    """Store a value into a name, a property or the parts of a pattern."""
    if pattern is None:
        return
    kind = pattern.type
    if kind in {"identifier", "shorthand_property_identifier_pattern", "shorthand_property_identifier"}:
        ctx.write_name(ctx.text(pattern), value, span_of(pattern))
    elif kind in {"object_pattern", "object"}:
        for member in parts(pattern):
            _bind_member(ctx, member, value)
    elif kind in {"array_pattern", "array"}:
        _bind_items(ctx, pattern, value)
    elif kind in {"assignment_pattern", "assignment_expression", "object_assignment_pattern"}:
        _bind_default(ctx, pattern, value)
    elif kind in {"rest_pattern", "spread_element"}:
        for child in parts(pattern)[:1]:
            bind(ctx, child, ctx.opaque((value,), span_of(pattern)))
    elif kind in {"member_expression", "subscript_expression"}:
        Target(ctx, pattern).store(value)
    elif kind in {"parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"}:
        bind(ctx, next(iter(parts(pattern)), None), value)


def _bind_member(ctx: Context, member: Node, value: Value) -> None:
    """One ``name``, ``key: target``, ``name = default`` or ``...rest`` of an object pattern."""
    if member.type in {"pair_pattern", "pair"}:
        key, target = field(member, "key"), field(member, "value")
        name = property_name(ctx, key)
        if name is not None:
            bind(ctx, target, ctx.get(value, name, span_of(member)))
            return
        index = ctx.expression(computed_key(key), member)
        bind(ctx, target, ctx.make(lambda result: GetItem(result, value, index, span_of(member))))
    elif member.type in {"object_assignment_pattern", "assignment_expression"}:
        left = field(member, "left")
        if left is not None:
            bind(ctx, member, ctx.get(value, ctx.text(left), span_of(left)))
    elif member.type in {"shorthand_property_identifier_pattern", "shorthand_property_identifier", "identifier"}:
        bind(ctx, member, ctx.get(value, ctx.text(member), span_of(member)))
    else:
        bind(ctx, member, value)


def _bind_items(ctx: Context, pattern: Node, value: Value) -> None:
    """The elements of an array pattern; holes count."""
    index = 0
    for child in pattern.children:
        if child.type == ",":
            index += 1
        elif child.type in {"rest_pattern", "spread_element"}:
            bind(ctx, child, value)
        elif child.is_named and child.type != "comment":
            bind(ctx, child, _item(ctx, value, index, child))


def _item(ctx: Context, value: Value, index: int, node: Node) -> Value:
    key = ctx.fb.const(index, span_of(node))
    return ctx.make(lambda result: GetItem(result, value, key, span_of(node)))


def _bind_default(ctx: Context, pattern: Node, value: Value) -> None:
    left, right = field(pattern, "left"), field(pattern, "right")
    bind(ctx, left, with_default(ctx, left, right, value))


def with_default(ctx: Context, target: Node | None, default: Node | None, value: Value) -> Value:
    """The value, or the default where it is undefined."""
    if default is None:
        return value
    if target is not None and target.type in {"identifier", "shorthand_property_identifier_pattern"}:
        give_name(ctx, default, ctx.text(target), span_of(target))
    span = span_of(default)
    return ctx.fb.choose(ctx.is_nothing(value, span), lambda: ctx.expression(default), lambda: value, span)


class Target:
    """The left side of an assignment, its object and key evaluated once."""

    def __init__(self, ctx: Context, node: Node) -> None:
        while node.type in {"parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"}:
            inner = next(iter(parts(node)), None)
            if inner is None:
                break
            node = inner
        self._ctx = ctx
        self._node = node
        self._object: Value | None = None
        self._key: Value | None = None
        self._name: str | None = None
        if node.type == "member_expression":
            self._object = ctx.expression(field(node, "object"), node)
            name = field(node, "property")
            self._name = "" if name is None else ctx.text(name)
        elif node.type == "subscript_expression":
            self._object = ctx.expression(field(node, "object"), node)
            index = field(node, "index")
            if index is not None and index.type == "string":
                self._name = string_value(ctx.text(index))
            else:
                self._key = ctx.expression(index, node)

    def load(self) -> Value:
        """The value before the assignment."""
        ctx, span = self._ctx, span_of(self._node)
        if self._object is None:
            return ctx.expression(self._node)
        target, key = self._object, self._key
        if key is None:
            return ctx.get(target, self._name or "", span)
        return ctx.make(lambda result: GetItem(result, target, key, span))

    def store(self, value: Value) -> None:
        ctx, span = self._ctx, span_of(self._node)
        if self._object is None:
            bind(ctx, self._node, value)
        elif self._key is None:
            ctx.fb.emit(SetAttr(self._object, self._name or "", value, span))
        else:
            ctx.fb.emit(SetItem(self._object, self._key, value, span))
