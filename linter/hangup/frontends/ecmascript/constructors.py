"""Constructors: parameter properties and field initialisers come first, or right behind ``super(…)``."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context, GivenName
from hangup.frontends.ecmascript.fields import field_name, is_given
from hangup.frontends.ecmascript.functions import begin_function, declare_this, end_function, lower_method
from hangup.frontends.ecmascript.names import computed_key, give_name, property_name
from hangup.frontends.ecmascript.parameters import Declared, assign_properties
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.scopes import Scope
from hangup.ir.operations import Argument, Call, SetAttr, SetItem, Value
from hangup.ir.program import Class, Parameter
from hangup.model import Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class InstanceField:
    """A field of each instance, and its decorators."""

    node: Node
    decorators: tuple[Node, ...]


def lower_constructor(ctx: Context, node: Node, made: Class, fields: list[InstanceField], *, is_derived: bool) -> Value:
    """A written constructor. Field initialisers see the scope around the class, not the parameters."""
    outside = ctx.scope

    def prologue(inner: Context, declared: list[Declared]) -> None:
        def assign() -> None:
            assign_properties(inner, declared)
            _assign_fields(inner, made, fields, outside)

        if is_derived:
            inner.at_super = assign
        else:
            assign()

    return lower_method(ctx, node, class_id=made.id, binding="instance", kind="constructor", prologue=prologue)


def synthesise_constructor(
    ctx: Context, node: Node, made: Class, fields: list[InstanceField], *, is_derived: bool
) -> Value:
    """The constructor of a class that has fields and writes none: it hands its arguments on to ``super``."""
    span, head = span_of(node), made.name_span
    inner = begin_function(ctx, GivenName("constructor", head, made.id, "instance"), "constructor", span)
    declare_this(inner, node)
    if is_derived:
        cell = inner.fb.cell("args", "parameter", head)
        inner.fb.function.parameters = (Parameter("args", cell, "rest"),)
        callee = inner.global_("super", head)
        args = (Argument(inner.fb.load(cell, head), None, True),)
        inner.make(lambda result: Call(result, callee, args, "call", (), head))
    _assign_fields(inner, made, fields, ctx.scope)
    end_function(inner, node)
    return ctx.closure(inner.fb.function.id, head)


def _assign_fields(ctx: Context, made: Class, fields: list[InstanceField], outside: Scope) -> None:
    """``name = value`` of the class body becomes ``this.name = value``."""
    this = ctx.fb.function.this
    if this is None:
        return
    with ctx.scoped(Scope(outside, {"this": this})):
        for each in fields:
            for decorator in each.decorators:
                ctx.expression(next(iter(parts(decorator)), None), decorator)
            _assign_field(ctx, each.node, made, this)


def _assign_field(ctx: Context, node: Node, made: Class, this: int) -> None:
    name, initial = field_name(node), field(node, "value")
    if initial is None:
        return
    span: Span = span_of(node)
    target = ctx.fb.load(this, span)
    text = property_name(ctx, name)
    if text is None:
        key = ctx.expression(computed_key(name), node)
        ctx.fb.emit(SetItem(target, key, ctx.expression(initial), span))
        return
    if name is not None:
        give_name(ctx, initial, text, span_of(name), class_id=made.id, binding="instance")
    if is_given(node):
        said = ctx.opaque((), span)
        value = ctx.fb.choose(said, lambda: ctx.get(target, text, span), lambda: ctx.expression(initial), span)
    else:
        value = ctx.expression(initial)
    ctx.fb.emit(SetAttr(target, text, value, span))
