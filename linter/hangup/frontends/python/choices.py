"""Conditions: ``if``, conditional expressions, ``and`` and ``or``."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from hangup.frontends.python.frame import ExpressionHandler, Frame, StatementHandler
from hangup.ir.operations import BlockId, Value

_ALWAYS = {"True": True, "False": False, "None": False, "1": True, "0": False}


def branch_on(frame: Frame, node: cst.BaseExpression, then: BlockId, otherwise: BlockId) -> None:
    """Go where a condition leads. ``and``, ``or`` and ``not`` become branches; a constant leads one way only."""
    builder = frame.builder
    if isinstance(node, cst.Name | cst.Integer) and node.value in _ALWAYS:
        builder.jump(then if _ALWAYS[node.value] else otherwise)
    elif _is_for_types_only(node):  # no program runs it, and annotations mean what it imports
        builder.branch(builder.const(False, frame.span(node)), then, otherwise, frame.span(node))
    elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        branch_on(frame, node.expression, otherwise, then)
    elif isinstance(node, cst.BooleanOperation):
        middle = builder.new_block()
        if isinstance(node.operator, cst.And):
            branch_on(frame, node.left, middle, otherwise)
        else:
            branch_on(frame, node.left, then, middle)
        builder.start_if_entered(middle)
        if builder.is_reachable:
            branch_on(frame, node.right, then, otherwise)
    else:
        builder.branch(frame.evaluate(node), then, otherwise, frame.span(node))


def _is_for_types_only(node: cst.BaseExpression) -> bool:
    name = node.attr if isinstance(node, cst.Attribute) else node
    return isinstance(name, cst.Name) and name.value == "TYPE_CHECKING"


def _if(frame: Frame, node: cst.If) -> None:
    builder = frame.builder
    then, otherwise, after = builder.new_block(), builder.new_block(), builder.new_block()
    branch_on(frame, node.test, then, otherwise)
    builder.start_if_entered(then)
    frame.execute_suite(node.body)
    builder.jump(after)
    builder.start_if_entered(otherwise)
    if isinstance(node.orelse, cst.If):
        frame.execute(node.orelse)
    elif node.orelse is not None:
        frame.execute_suite(node.orelse.body)
    builder.jump(after)
    builder.start_if_entered(after)


def _conditional(frame: Frame, node: cst.IfExp) -> Value:
    builder, span = frame.builder, frame.span(node)
    cell = frame.temporary(span)
    then, otherwise, after = builder.new_block(), builder.new_block(), builder.new_block()
    branch_on(frame, node.test, then, otherwise)
    for block, side in ((then, node.body), (otherwise, node.orelse)):
        builder.start_if_entered(block)
        if builder.is_reachable:
            builder.store(cell, frame.evaluate(side), span)
            builder.jump(after)
    builder.start(after)
    return builder.load(cell, span)


def _boolean(frame: Frame, node: cst.BooleanOperation) -> Value:
    left = frame.evaluate(node.left)

    def keep() -> Value:
        return left

    def go_on() -> Value:
        return frame.evaluate(node.right)

    sides: tuple[Callable[[], Value], Callable[[], Value]] = (keep, go_on)
    if isinstance(node.operator, cst.And):
        sides = (go_on, keep)
    return frame.builder.choose(left, *sides, frame.span(node))


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {
    cst.IfExp: _conditional,
    cst.BooleanOperation: _boolean,
}
STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {cst.If: _if}
