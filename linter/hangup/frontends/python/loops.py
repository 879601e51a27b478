"""``for`` and ``while``, with their ``else``."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.assignments import assign
from hangup.frontends.python.choices import branch_on
from hangup.frontends.python.frame import Frame, StatementHandler
from hangup.ir.operations import BlockId, HasNext, Iterate, Next, Value
from hangup.model import Span


def begin_iteration(frame: Frame, iterable: Value, *, is_async: bool, span: Span) -> Value:
    """The iterator over a value."""
    iterator = frame.builder.value()
    frame.builder.emit(Iterate(iterator, iterable, is_async, span))
    return iterator


def begin_turn(
    frame: Frame, iterator: Value, target: cst.BaseAssignTargetExpression, exhausted: BlockId, span: Span
) -> None:
    """The top of a loop's turn: ask for the next element, give it to the target, or go to ``exhausted``."""
    builder = frame.builder
    more, body = builder.value(), builder.new_block()
    builder.emit(HasNext(more, iterator, span))
    builder.branch(more, body, exhausted, span)
    builder.start(body)
    item = builder.value()
    builder.emit(Next(item, iterator, span))
    assign(frame, target, item)


def _for(frame: Frame, node: cst.For) -> None:
    builder = frame.builder
    head, iterable_span = frame.file.head(node, node.body), frame.span(node.iter)
    iterable = frame.evaluate(node.iter)
    iterator = begin_iteration(frame, iterable, is_async=node.asynchronous is not None, span=iterable_span)
    header, exhausted, after = builder.new_block(), builder.new_block(), builder.new_block()
    builder.jump(header)
    with builder.loop("for", header, after, head):
        builder.start(header)
        begin_turn(frame, iterator, node.target, exhausted, iterable_span)
        frame.execute_suite(node.body)
        builder.jump(header)
    _end(frame, node.orelse, exhausted, after)


def _while(frame: Frame, node: cst.While) -> None:
    builder = frame.builder
    header, exhausted, after = builder.new_block(), builder.new_block(), builder.new_block()
    builder.jump(header)
    with builder.loop("while", header, after, frame.file.head(node, node.body)):
        builder.start(header)
        body = builder.new_block()
        branch_on(frame, node.test, body, exhausted)
        builder.start_if_entered(body)
        frame.execute_suite(node.body)
        builder.jump(header)
    _end(frame, node.orelse, exhausted, after)


def _end(frame: Frame, orelse: cst.Else | None, exhausted: BlockId, after: BlockId) -> None:
    """What runs when the loop ends without a ``break``."""
    frame.builder.start_if_entered(exhausted)
    if orelse is not None:
        frame.execute_suite(orelse.body)
    frame.builder.jump(after)
    frame.builder.start_if_entered(after)


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {cst.For: _for, cst.While: _while}
