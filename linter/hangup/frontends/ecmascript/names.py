"""Names of anonymous functions and classes, and of properties."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context, GivenName
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.ir.operations import ClassId
from hangup.model import Span

NAMELESS = frozenset({"arrow_function", "function_expression", "generator_function", "class"})
_PASS_THROUGH = frozenset({
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression",
})  # fmt: skip
_TAKES_CALLBACK = frozenset({
    "map", "flatMap", "filter", "forEach", "reduce", "reduceRight", "find", "findIndex", "some", "every", "sort",
    "then", "catch", "finally", "on", "once", "subscribe", "addEventListener", "replace", "from", "bind", "call",
    "apply", "run",
})  # fmt: skip
_TIMERS = frozenset({"setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "queueMicrotask", "Promise"})


def give_name(
    ctx: Context, node: Node | None, name: str, span: Span, *, class_id: ClassId | None = None, binding: str = ""
) -> None:
    """Name the function or class an expression makes, also through ``memo(() => …)`` and ``forwardRef(…)``."""
    is_direct = True
    while node is not None:
        if node.type in NAMELESS:
            given = GivenName(name, span, class_id, binding) if is_direct else GivenName(name, span)
            ctx.file.given[node.id] = given
            return
        if node.type in _PASS_THROUGH:
            node = next(iter(parts(node)), None)
        elif node.type == "type_assertion":
            node = next(iter(parts(node)[1:]), None)
        elif node.type == "call_expression":
            is_direct = False
            node = _wrapped(ctx, node)
        else:
            return


def _wrapped(ctx: Context, call: Node) -> Node | None:
    """The first argument of a call that may wrap a function; not that of ``items.map`` or ``promise.then``."""
    callee, arguments = field(call, "function"), field(call, "arguments")
    if callee is None or arguments is None or arguments.type != "arguments":
        return None
    if callee.type == "member_expression":
        name = field(callee, "property")
        if name is None or ctx.text(name) in _TAKES_CALLBACK:
            return None
    elif callee.type != "identifier" or ctx.text(callee) in _TIMERS:
        return None
    return next(iter(parts(arguments)), None)


def property_name(ctx: Context, node: Node | None) -> str | None:
    """The name of a property, or None for a computed one. ``[Symbol.dispose]`` keeps its brackets."""
    if node is None:
        return None
    if node.type == "string":
        return string_value(ctx.text(node))
    if node.type != "computed_property_name":
        return ctx.text(node)
    inner = next(iter(parts(node)), None)
    if inner is None:
        return None
    if inner.type == "string":
        return string_value(ctx.text(inner))
    text = ctx.text(inner)
    return f"[{text}]" if inner.type == "member_expression" and text.startswith("Symbol.") else None


def computed_key(node: Node | None) -> Node | None:
    """The expression of a computed property name."""
    if node is None or node.type != "computed_property_name":
        return None
    return next(iter(parts(node)), None)


def name_span(node: Node | None, around: Node) -> Span:
    return span_of(node if node is not None else around)
