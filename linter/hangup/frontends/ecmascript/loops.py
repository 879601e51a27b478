"""Loops."""

from __future__ import annotations

from hangup.frontends.ecmascript.blocks import Held, dispose
from hangup.frontends.ecmascript.context import Context, statement
from hangup.frontends.ecmascript.operators import branch_on
from hangup.frontends.ecmascript.parse import Node, field, has_token, parts, span_of
from hangup.frontends.ecmascript.patterns import bind
from hangup.frontends.ecmascript.scopes import declare_lexical, declare_pattern
from hangup.frontends.ecmascript.statements import nested
from hangup.ir.operations import BlockId, HasNext, Iterate, Next, Value


@statement("while_statement")
def lower_while(ctx: Context, node: Node) -> None:
    fb, label = ctx.fb, ctx.take_label()
    header, after = fb.new_block(), fb.new_block()
    fb.jump(header)
    fb.start(header)
    with fb.loop("while", header, after, span_of(node), label=label):
        _enter_turn(ctx, field(node, "condition"), after, node)
        nested(ctx, field(node, "body"))
        fb.jump(header)
    fb.start_if_entered(after)


@statement("do_statement")
def lower_do(ctx: Context, node: Node) -> None:
    fb, label = ctx.fb, ctx.take_label()
    header, after, test = fb.new_block(), fb.new_block(), fb.new_block()
    fb.jump(header)
    fb.start(header)
    with fb.loop("while", header, after, span_of(node), continue_to=test, label=label):
        nested(ctx, field(node, "body"))
        fb.jump(test)
        fb.start_if_entered(test)
        if fb.is_reachable:
            branch_on(ctx, field(node, "condition"), header, after, node)
    fb.start_if_entered(after)


@statement("for_statement")
def lower_for(ctx: Context, node: Node) -> None:
    fb, label = ctx.fb, ctx.take_label()
    with ctx.scoped():
        initializer = field(node, "initializer")
        if initializer is not None:
            if initializer.type == "lexical_declaration":
                declare_lexical(ctx, initializer)
            ctx.statement(initializer)
        header, after, update = fb.new_block(), fb.new_block(), fb.new_block()
        fb.jump(header)
        fb.start(header)
        with fb.loop("for", header, after, span_of(node), continue_to=update, label=label):
            _enter_turn(ctx, field(node, "condition"), after, node)
            nested(ctx, field(node, "body"))
            fb.jump(update)
            fb.start_if_entered(update)
            increment = field(node, "increment")
            if increment is not None and fb.is_reachable:
                ctx.expression(increment)
            fb.jump(header)
        fb.start_if_entered(after)


def _enter_turn(ctx: Context, condition: Node | None, after: BlockId, node: Node) -> None:
    """Branch into the body; a loop without a condition, or with ``true``, is left by jumps alone."""
    while condition is not None and condition.type in {"parenthesized_expression", "expression_statement"}:
        condition = next(iter(parts(condition)), None)
    body = ctx.fb.new_block()
    if condition is None or condition.type in {"empty_statement", "true", ";"}:
        ctx.fb.jump(body)
    else:
        branch_on(ctx, condition, body, after, node)
    ctx.fb.start(body)


@statement("for_in_statement")
def lower_for_in(ctx: Context, node: Node) -> None:
    """``for … of`` iterates over the value, ``for … in`` over its keys."""
    fb, label = ctx.fb, ctx.take_label()
    left, right, kind = field(node, "left"), field(node, "right"), field(node, "kind")
    is_async = has_token(node, "await")
    with ctx.scoped():
        if kind is not None and kind.type in {"let", "const", "using"}:
            declare_pattern(ctx, left, "let" if kind.type == "let" else "const")
        source = ctx.expression(right, node)
        if not has_token(node, "of"):
            keys = source
            source = ctx.opaque((keys,), span_of(right or node))
        iterable, at = source, span_of(right or node)
        iterator = ctx.make(lambda result: Iterate(result, iterable, is_async, at))
        header, after = fb.new_block(), fb.new_block()
        fb.jump(header)
        fb.start(header)
        with fb.loop("for", header, after, span_of(node), label=label):
            more = ctx.make(lambda result: HasNext(result, iterator, at))
            body = fb.new_block()
            fb.branch(more, body, after, at)
            fb.start(body)
            _turn(ctx, node, left, kind, iterator)
            fb.jump(header)
        fb.start_if_entered(after)


def _turn(ctx: Context, node: Node, left: Node | None, kind: Node | None, iterator: Value) -> None:
    """Take the next element and run the body; ``using`` leaves the element at the end of each turn."""
    span = span_of(left or node)
    element = ctx.make(lambda result: Next(result, iterator, span))
    disposal = ctx.file.using.get(kind.start_byte) if kind is not None else None
    if disposal is not None:
        held = Held(left, element, disposal.is_async, span)
        dispose(ctx, held, lambda: nested(ctx, field(node, "body")))
        return
    bind(ctx, left, element)
    nested(ctx, field(node, "body"))
