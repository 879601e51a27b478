"""Comprehensions and generator expressions: loops in line, whose result holds one element that stands for all."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from hangup.frontends.python.choices import branch_on
from hangup.frontends.python.frame import ExpressionHandler, Frame
from hangup.frontends.python.loops import begin_iteration, begin_turn
from hangup.ir.operations import Argument, CellId, Entry, MakeRecord, MakeSequence, Value


def _sequence(frame: Frame, node: cst.GeneratorExp | cst.ListComp | cst.SetComp) -> Value:
    span = frame.span(node)
    spread = isinstance(node.elt, cst.StarredElement)
    element = node.elt.value if isinstance(node.elt, cst.StarredElement) else node.elt
    cell = _run(frame, node, node.for_in, lambda: frame.evaluate(element))
    item = frame.builder.load(cell, span)
    result = frame.builder.value()
    frame.builder.emit(MakeSequence(result, (Argument(item, spread=spread),), span))
    return result


def _record(frame: Frame, node: cst.DictComp | cst.StarredDictComp) -> Value:
    span = frame.span(node)

    def element() -> Value:
        if isinstance(node, cst.DictComp):
            frame.evaluate(node.key)
        return frame.evaluate(node.value)

    cell = _run(frame, node, node.for_in, element)
    item = frame.builder.load(cell, span)
    result = frame.builder.value()
    frame.builder.emit(MakeRecord(result, (Entry(None, item, isinstance(node, cst.StarredDictComp)),), span))
    return result


def _run(frame: Frame, node: cst.CSTNode, for_in: cst.CompFor, element: Callable[[], Value]) -> CellId:
    """Run a comprehension's loops. The cell returned holds the last element afterwards."""
    span = frame.span(node)
    cell = frame.temporary(span)
    iterable = frame.evaluate(for_in.iter)
    with frame.inside(frame.open_scope(node)):
        _turns(frame, for_in, iterable, lambda: frame.builder.store(cell, element(), span))
    return cell


def _turns(frame: Frame, for_in: cst.CompFor, iterable: Value, innermost: Callable[[], None]) -> None:
    builder, span = frame.builder, frame.span(for_in.target).cover(frame.span(for_in.iter))
    iterator = begin_iteration(frame, iterable, is_async=for_in.asynchronous is not None, span=span)
    header, after = builder.new_block(), builder.new_block()
    builder.jump(header)
    with builder.loop("comprehension", header, after, span):
        builder.start(header)
        begin_turn(frame, iterator, for_in.target, after, span)
        for condition in for_in.ifs:
            if builder.is_reachable:
                wanted = builder.new_block()
                branch_on(frame, condition.test, wanted, header)
                builder.start_if_entered(wanted)
        if builder.is_reachable:
            if for_in.inner_for_in is None:
                innermost()
            else:
                _turns(frame, for_in.inner_for_in, frame.evaluate(for_in.inner_for_in.iter), innermost)
            builder.jump(header)
    builder.start(after)


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {
    cst.GeneratorExp: _sequence,
    cst.ListComp: _sequence,
    cst.SetComp: _sequence,
    cst.DictComp: _record,
    cst.StarredDictComp: _record,
}
