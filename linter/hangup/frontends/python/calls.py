"""Calls, and the names that lambdas take from where they are given to."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.frame import ExpressionHandler, Frame
from hangup.frontends.python.functions import lower_lambda
from hangup.ir.operations import Argument, Call, Value


def _call(frame: Frame, node: cst.Call) -> Value:
    callee = frame.evaluate(node.func)
    args = tuple(_argument(frame, arg) for arg in node.args)
    result = frame.builder.value()
    frame.builder.emit(Call(result, callee, args, "call", (), frame.span(node)))
    return result


def _argument(frame: Frame, arg: cst.Arg) -> Argument:
    name = None if arg.keyword is None else arg.keyword.value
    return Argument(evaluate_named(frame, arg.value, name or ""), name, spread=arg.star != "")


def evaluate_named(frame: Frame, node: cst.BaseExpression, name: str) -> Value:
    """A value that is given to ``name``: a lambda takes it as its own."""
    return lower_lambda(frame, node, name) if isinstance(node, cst.Lambda) else frame.evaluate(node)


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {cst.Call: _call}
