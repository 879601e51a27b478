"""Simple statements: expressions, ``return``, ``raise``, ``assert``, ``break`` and ``continue``."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.annotations import metadata
from hangup.frontends.python.choices import branch_on
from hangup.frontends.python.frame import Frame, StatementHandler
from hangup.ir.program import SyntaxProblem


def _line(frame: Frame, node: cst.SimpleStatementLine | cst.SimpleStatementSuite) -> None:
    for statement in node.body:
        frame.execute(statement)


def _expression(frame: Frame, node: cst.Expr) -> None:
    """An expression for its effects. A docstring has none."""
    if not isinstance(node.value, cst.SimpleString | cst.Ellipsis):
        frame.evaluate(node.value)


def _return(frame: Frame, node: cst.Return) -> None:
    """A ``return``. Outside of a function Python refuses it: what follows it is not followed, which is told."""
    if frame.is_module:
        frame.file.program.program.problems.append(SyntaxProblem(frame.span(node), "`return` outside of a function"))
    value = None if node.value is None else frame.evaluate(node.value)
    frame.leave(frame.span(node))
    frame.builder.return_(value, frame.span(node))


def _raise(frame: Frame, node: cst.Raise) -> None:
    value = None if node.exc is None else frame.evaluate(node.exc)
    if node.cause is not None:
        frame.evaluate(node.cause.item)
    frame.builder.raise_(value, frame.span(node))


def _assert(frame: Frame, node: cst.Assert) -> None:
    builder = frame.builder
    passed, failed = builder.new_block(), builder.new_block()
    branch_on(frame, node.test, passed, failed)
    builder.start_if_entered(failed)
    if builder.is_reachable:
        if node.msg is not None:
            frame.evaluate(node.msg)
        builder.raise_(frame.load_name("AssertionError", frame.span(node)), frame.span(node))
    builder.start_if_entered(passed)


def _break(frame: Frame, node: cst.Break) -> None:
    frame.leave(frame.span(node))
    frame.builder.break_()


def _continue(frame: Frame, node: cst.Continue) -> None:
    frame.leave(frame.span(node))
    frame.builder.continue_()


def _nothing(_frame: Frame, _node: cst.CSTNode) -> None:
    """A statement that runs nothing: ``pass``, declarations of scopes and types."""


def _alias(frame: Frame, node: cst.TypeAlias) -> None:
    """``type X = Annotated[T, f()]``: what stands behind the type is an expression."""
    for carried in metadata(node.value):
        frame.evaluate(carried)


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {
    cst.SimpleStatementLine: _line,
    cst.SimpleStatementSuite: _line,
    cst.Expr: _expression,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Pass: _nothing,
    cst.Global: _nothing,
    cst.Nonlocal: _nothing,
    cst.TypeAlias: _alias,
}
