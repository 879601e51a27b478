"""``try`` and ``with``."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from hangup.frontends.python.assignments import assign
from hangup.frontends.python.frame import Frame, StatementHandler
from hangup.ir.operations import Enter, Exit, Matches, Value
from hangup.model import Span


def _try(frame: Frame, node: cst.Try | cst.TryStar) -> None:
    builder, span = frame.builder, frame.file.head(node, node.body)
    final, orelse = node.finalbody, node.orelse

    def body() -> None:
        frame.execute_suite(node.body)

    def otherwise() -> None:
        if orelse is not None:
            frame.execute_suite(orelse.body)

    def handled() -> None:
        if node.handlers:
            builder.try_except(body, lambda caught: _handlers(frame, node.handlers, caught), span, otherwise)
        else:
            body()

    if final is None:
        handled()
        return
    final_body = final.body
    with frame.guarded(span):
        builder.try_finally(handled, lambda: frame.execute_suite(final_body), span)


def _handlers(
    frame: Frame, handlers: Sequence[cst.ExceptHandler] | Sequence[cst.ExceptStarHandler], caught: Value
) -> None:
    """The first handler that matches takes the exception; if none does, it goes on."""
    builder = frame.builder
    done = builder.new_block()
    for handler in handlers:
        span = frame.file.head(handler, handler.body)
        following = None
        if handler.type is not None:
            taken, following = builder.new_block(), builder.new_block()
            builder.branch(_matches(frame, _kinds(handler.type), caught, span), taken, following, span)
            builder.start(taken)
        if handler.name is not None:
            assign(frame, handler.name.name, caught)
        frame.execute_suite(handler.body)
        builder.jump(done)
        if following is None:
            break
        builder.start(following)
    else:
        builder.raise_(caught, frame.file.head(handlers[-1], handlers[-1].body))
    builder.start_if_entered(done)


def _kinds(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    return [element.value for element in node.elements] if isinstance(node, cst.Tuple) else [node]


def _matches(frame: Frame, kinds: list[cst.BaseExpression], caught: Value, span: Span) -> Value:
    types = tuple(frame.evaluate(kind) for kind in kinds)
    result = frame.builder.value()
    frame.builder.emit(Matches(result, caught, types, span))
    return result


def _with(frame: Frame, node: cst.With) -> None:
    _enter(frame, node, 0)


def _enter(frame: Frame, node: cst.With, index: int) -> None:
    """Enter the managers from ``index`` on, each around the next, and the body inside the last."""
    if index == len(node.items):
        frame.execute_suite(node.body)
        return
    builder, item = frame.builder, node.items[index]
    span, is_async = frame.span(item.item), node.asynchronous is not None
    manager, entered = frame.evaluate(item.item), builder.value()
    builder.emit(Enter(entered, manager, is_async, "with", span))

    def body() -> None:
        if item.asname is not None:
            assign(frame, item.asname.name, entered)
        _enter(frame, node, index + 1)

    ended = builder.value()

    def leave() -> None:
        builder.emit(Exit(ended, manager, is_async, "with", span))

    with frame.guarded(span):
        builder.try_finally(body, leave, span, ended)


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
}
