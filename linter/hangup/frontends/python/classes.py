"""Classes: the body runs in line, then the class is made of what its names hold."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.frame import ClassBody, Frame, StatementHandler
from hangup.frontends.python.functions import decorate
from hangup.frontends.python.tree import dotted_name
from hangup.ir.operations import Entry, MakeClass, Value


def _class(frame: Frame, node: cst.ClassDef) -> None:
    builder, span = frame.builder, frame.span(node)
    decorators = [(decorator, frame.evaluate(decorator.decorator)) for decorator in node.decorators]
    names = tuple(dotted_name(_unsubscripted(base.value)) for base in node.bases)
    bases = tuple(_base(frame, base.value) for base in node.bases)
    for keyword in node.keywords:
        frame.evaluate(keyword.value)
    made = frame.file.program.class_(node.name.value, frame.function_id, names, span, frame.span(node.name))
    body = ClassBody(made.id)
    scope = frame.open_scope(node)
    with frame.inside(scope, body):
        frame.execute_suite(node.body)
    made.fields = tuple(dict.fromkeys(body.fields))
    if not builder.is_reachable:
        return
    members = [(name, cell) for name, cell in scope.cells.items() if name in scope.stored] + body.setters
    entries = tuple(Entry(name, builder.load(cell, builder.program.program.cells[cell].span)) for name, cell in members)
    value = builder.value()
    builder.emit(MakeClass(value, made.id, bases, entries, span))
    for decorator, callee in reversed(decorators):
        value = decorate(frame, callee, value, frame.span(decorator.decorator))
    frame.store_name(node.name.value, value, frame.span(node.name))


def _unsubscripted(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.value if isinstance(node, cst.Subscript) else node


def _base(frame: Frame, node: cst.BaseExpression) -> Value:
    """The value of a base; of ``Base[T]`` that of ``Base``."""
    return frame.evaluate(_unsubscripted(node))


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {cst.ClassDef: _class}
