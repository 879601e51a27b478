"""Arguments, ``new``, ``import()``, ``require()``, tagged templates and ``super()``."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context, expression
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.types import type_names
from hangup.ir.operations import Argument, Call, Import, Value


def arguments(ctx: Context, node: Node | None) -> tuple[Argument, ...]:
    """The arguments between the parentheses of a call, or those a template gives its tag."""
    if node is not None and node.type == "template_string":
        return tagged(ctx, node)
    found: list[Argument] = []
    for child in parts(node) if node is not None else ():
        if child.type == "spread_element":
            inner = next(iter(parts(child)), None)
            found.append(Argument(ctx.expression(inner, child), None, True))
        elif child.type != "ERROR":
            found.append(Argument(ctx.expression(child)))
        else:
            ctx.expression(child)
    return tuple(found)


def tagged(ctx: Context, template: Node) -> tuple[Argument, ...]:
    """What a tag receives: the texts, then each substitution."""
    texts = Argument(ctx.opaque((), span_of(template)))
    return (texts, *[Argument(value) for value in substitutions(ctx, template)])


def substitutions(ctx: Context, template: Node) -> list[Value]:
    """The values between the texts of a template."""
    return [
        ctx.expression(next(iter(parts(child)), None), child)
        for child in template.named_children
        if child.type == "template_substitution"
    ]


@expression("new_expression")
def lower_new(ctx: Context, node: Node) -> Value:
    callee = ctx.expression(field(node, "constructor"), node)
    args = arguments(ctx, field(node, "arguments"))
    given = field(node, "type_arguments")
    types = () if given is None else type_names(given)
    return ctx.make(lambda result: Call(result, callee, args, "new", types, span_of(node)))


def dynamic_import(ctx: Context, call: Node) -> Value:
    """``import("x")``: the module, which the ``await`` around it waits for."""
    span = span_of(call)
    module = _only_text(ctx, call)
    if module is not None:
        return ctx.make(lambda result: Import(result, module, "*", span))
    return ctx.opaque(tuple([argument.value for argument in arguments(ctx, field(call, "arguments"))]), span)


def is_require(ctx: Context, callee: Node, call: Node) -> str | None:
    """The module that ``require("x")`` loads, unless the file has a ``require`` of its own."""
    if ctx.text(callee) != "require" or ctx.scope.find("require") is not None:
        return None
    return _only_text(ctx, call)


def _only_text(ctx: Context, call: Node) -> str | None:
    """The first argument if it is a text."""
    given = field(call, "arguments")
    first = next(iter(parts(given)), None) if given is not None else None
    if first is None:
        return None
    is_plain = first.type == "template_string" and all(part.type == "string_fragment" for part in first.named_children)
    return string_value(ctx.text(first)) if first.type == "string" or is_plain else None


def run_at_super(ctx: Context) -> None:
    """Behind ``super(…)`` the fields of the class get their values."""
    pending, ctx.at_super = ctx.at_super, None
    if pending is not None:
        pending()
