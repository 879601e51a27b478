"""Members, subscripts and calls. A chain of them is walked from its base outwards, without recursion."""

from __future__ import annotations

from hangup.frontends.ecmascript.calls import arguments, dynamic_import, is_require, run_at_super
from hangup.frontends.ecmascript.context import Context, expression
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.parse import Node, field, has_token, parts, span_of
from hangup.frontends.ecmascript.types import type_names
from hangup.ir.operations import BlockId, Call, GetItem, Import, Value

_CHAIN = frozenset({"member_expression", "subscript_expression", "call_expression", "non_null_expression"})


@expression("member_expression", "subscript_expression", "call_expression", "non_null_expression")
def lower_chain(ctx: Context, node: Node) -> Value:
    """``a?.b.c()[d]``: one chain, which an ``?.`` on null leaves as a whole with the value undefined."""
    links = [node]
    base = _inner(node)
    while base is not None and base.type in _CHAIN:
        links.append(base)
        base = _inner(base)
    chain = _Chain(ctx, node)
    value, rest = chain.begin(base, links)
    for link in rest:
        value = chain.follow(link, value)
    return chain.end(value)


def _inner(link: Node) -> Node | None:
    if link.type == "call_expression":
        return field(link, "function")
    if link.type == "non_null_expression":
        return next(iter(parts(link)), None)
    return field(link, "object")


class _Chain:
    """The state of one chain: where its optional links go when they meet null."""

    def __init__(self, ctx: Context, whole: Node) -> None:
        self._ctx = ctx
        self._span = span_of(whole)
        self._nothing: BlockId | None = None

    def begin(self, base: Node | None, links: list[Node]) -> tuple[Value, list[Node]]:
        """The value of the base and the links to follow from there, innermost first."""
        ctx = self._ctx
        links.reverse()
        first = links[0]
        if first.type == "call_expression" and base is not None:
            if base.type == "import":
                return dynamic_import(ctx, first), links[1:]
            if base.type == "identifier":
                module = is_require(ctx, base, first)
                if module is not None:
                    return ctx.make(lambda result: Import(result, module, "*", span_of(first))), links[1:]
        return ctx.expression(base, first), links

    def follow(self, link: Node, value: Value) -> Value:
        kind = link.type
        if kind == "non_null_expression":
            return value
        if has_token(link, "?.", "optional_chain"):
            self._leave_on_null(value)
        if kind == "member_expression":
            name = field(link, "property")
            return self._ctx.get(value, "" if name is None else self._ctx.text(name), span_of(link))
        if kind == "subscript_expression":
            return self._subscript(link, value)
        return self._call(link, value)

    def end(self, value: Value) -> Value:
        """The chain's value: that of the last link, or undefined if an optional link met null."""
        if self._nothing is None:
            return value
        fb, span = self._ctx.fb, self._span
        cell = fb.cell("", "temporary", span)
        after = fb.new_block()
        fb.store(cell, value, span)
        fb.jump(after)
        fb.start(self._nothing)
        fb.store(cell, fb.const(None, span), span)
        fb.jump(after)
        fb.start(after)
        return fb.load(cell, span)

    def _leave_on_null(self, value: Value) -> None:
        fb = self._ctx.fb
        is_nothing = self._ctx.is_nothing(value, self._span)
        if self._nothing is None:
            self._nothing = fb.new_block()
        follow = fb.new_block()
        fb.branch(is_nothing, self._nothing, follow, self._span)
        fb.start(follow)

    def _subscript(self, link: Node, value: Value) -> Value:
        ctx, span = self._ctx, span_of(link)
        index = field(link, "index")
        if index is not None and index.type == "string":
            return ctx.get(value, string_value(ctx.text(index)), span)
        key = ctx.expression(index, link)
        return ctx.make(lambda result: GetItem(result, value, key, span))

    def _call(self, link: Node, value: Value) -> Value:
        ctx = self._ctx
        given = field(link, "arguments")
        args = arguments(ctx, given)
        types = call_types(link)
        result = ctx.make(lambda result: Call(result, value, args, "call", types, span_of(link)))
        callee = field(link, "function")
        if callee is not None and callee.type == "super":
            run_at_super(ctx)
        return result


def call_types(node: Node) -> tuple[str, ...]:
    """The dotted names of a call's type arguments."""
    given = field(node, "type_arguments")
    return () if given is None else type_names(given)
