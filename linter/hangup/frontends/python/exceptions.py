"""``try`` and ``with``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from hangup.frontends.python.assignments import assign
from hangup.frontends.python.frame import Frame, StatementHandler
from hangup.frontends.python.tree import dotted_name
from hangup.ir.operations import Enter, Exit, Matches, Value
from hangup.model import Span

_SWALLOWERS = frozenset({
    "suppress", "contextlib.suppress", "pytest.raises", "self.assertRaises", "self.assertRaisesRegex",
})  # fmt: skip
"""Context managers that end the exceptions they are given the types of."""


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

    def leave() -> None:
        builder.emit(Exit(manager, is_async, "with", span))

    def guarded() -> None:
        builder.try_finally(body, leave, span)

    with frame.guarded(span):
        swallowed = _swallowed(item.item)
        if swallowed:
            builder.try_except(guarded, _swallow(frame, swallowed, span), span)
        else:
            guarded()


def _swallowed(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """The exceptions that end in this context manager; none if it is another, or if they are not plain names."""
    if not isinstance(node, cst.Call) or dotted_name(node.func) not in _SWALLOWERS:
        return []
    given = [arg.value for arg in node.args if arg.keyword is None and not arg.star]
    if not dotted_name(node.func).endswith("suppress"):
        given = given[:1]
    kinds = [kind for item in given for kind in _kinds(item)]
    return kinds if all(map(dotted_name, kinds)) else []


def _swallow(frame: Frame, kinds: list[cst.BaseExpression], span: Span) -> Callable[[Value], None]:
    def handle(caught: Value) -> None:
        builder = frame.builder
        ended, goes_on = builder.new_block(), builder.new_block()
        builder.branch(_matches(frame, kinds, caught, span), ended, goes_on, span)
        builder.start(goes_on)
        builder.raise_(caught, span)
        builder.start(ended)

    return handle


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
}
