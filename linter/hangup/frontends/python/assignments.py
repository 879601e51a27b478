"""Assignments of all kinds, and ``del``."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from hangup.frontends.python.annotations import annotation_names, metadata
from hangup.frontends.python.calls import evaluate_named
from hangup.frontends.python.expressions import evaluate_key
from hangup.frontends.python.frame import ExpressionHandler, Frame, StatementHandler
from hangup.ir.operations import Delete, GetAttr, GetItem, SetAttr, SetItem, Value
from hangup.ir.program import FieldType


def assign(frame: Frame, target: cst.BaseExpression, value: Value) -> None:
    """Store a value in a name, attribute or item, or take it apart."""
    span = frame.span(target)
    match target:
        case cst.Name():
            frame.store_name(target.value, value, span)
        case cst.Attribute():
            frame.builder.emit(SetAttr(frame.evaluate(target.value), target.attr.value, value, span))
        case cst.Subscript():
            container = frame.evaluate(target.value)
            frame.builder.emit(SetItem(container, evaluate_key(frame, target), value, span))
        case cst.Tuple() | cst.List():
            _unpack(frame, target.elements, value)
        case cst.StarredElement():
            assign(frame, target.value, frame.opaque((value,), span))
        case _:
            raise TypeError(f"cannot assign to {type(target).__name__}")


def _unpack(frame: Frame, elements: Sequence[cst.BaseElement], value: Value) -> None:
    """Items by index; behind a star they are counted from the end."""
    star_seen = False
    for position, element in enumerate(elements):
        span = frame.span(element.value)
        if isinstance(element, cst.StarredElement):
            star_seen = True
            assign(frame, element.value, frame.opaque((value,), span))
            continue
        key = frame.builder.const(position - len(elements) if star_seen else position, span)
        item = frame.builder.value()
        frame.builder.emit(GetItem(item, value, key, span))
        assign(frame, element.value, item)


def _target_name(target: cst.BaseExpression) -> str:
    """What a function assigned to this is called."""
    if isinstance(target, cst.Attribute):
        return target.attr.value
    return target.value if isinstance(target, cst.Name) else ""


def _assign(frame: Frame, node: cst.Assign) -> None:
    value = evaluate_named(frame, node.value, _target_name(node.targets[0].target))
    for target in node.targets:
        assign(frame, target.target, value)


def _annotated(frame: Frame, node: cst.AnnAssign) -> None:
    _note_field(frame, node)
    for carried in metadata(node.annotation):
        frame.evaluate(carried)
    if node.value is not None:
        assign(frame, node.target, evaluate_named(frame, node.value, _target_name(node.target)))


def _note_field(frame: Frame, node: cst.AnnAssign) -> None:
    """A declared field: ``x: T`` in a class body, ``self.x: T`` in a method."""
    names = annotation_names(node.annotation)
    match node.target:
        case cst.Name(value=name) if frame.class_body is not None:
            frame.class_body.fields.append(FieldType(name, names))
        case cst.Attribute(value=cst.Name(value=owner), attr=cst.Name(value=name)):
            if frame.receiver is not None and frame.receiver[1] == owner:
                frame.receiver[0].fields.append(FieldType(name, names))
        case _:
            pass


def _augmented(frame: Frame, node: cst.AugAssign) -> None:
    """``x += y``: what stands left of the operator is evaluated once."""
    builder, span, target_span = frame.builder, frame.span(node), frame.span(node.target)
    match node.target:
        case cst.Attribute() as target:
            owner, old = frame.evaluate(target.value), builder.value()
            builder.emit(GetAttr(old, owner, target.attr.value, target_span))
            new = frame.opaque((old, frame.evaluate(node.value)), span)
            builder.emit(SetAttr(owner, target.attr.value, new, target_span))
        case cst.Subscript() as target:
            owner, key, old = frame.evaluate(target.value), evaluate_key(frame, target), builder.value()
            builder.emit(GetItem(old, owner, key, target_span))
            new = frame.opaque((old, frame.evaluate(node.value)), span)
            builder.emit(SetItem(owner, key, new, target_span))
        case _:
            old = frame.evaluate(node.target)
            assign(frame, node.target, frame.opaque((old, frame.evaluate(node.value)), span))


def _walrus(frame: Frame, node: cst.NamedExpr) -> Value:
    value = evaluate_named(frame, node.value, _target_name(node.target))
    if isinstance(node.target, cst.Name):
        scope = frame.scope.without_comprehensions()
        frame.store_name(node.target.value, value, frame.span(node.target), scope)
    return value


def _del(frame: Frame, node: cst.Del) -> None:
    _delete(frame, node.target)


def _delete(frame: Frame, target: cst.BaseExpression) -> None:
    """Remove an attribute or item. A name that is deleted holds nothing any more."""
    span = frame.span(target)
    match target:
        case cst.Attribute():
            frame.builder.emit(Delete(frame.evaluate(target.value), target.attr.value, None, span))
        case cst.Subscript():
            container = frame.evaluate(target.value)
            frame.builder.emit(Delete(container, None, evaluate_key(frame, target), span))
        case cst.Tuple() | cst.List():
            for element in target.elements:
                _delete(frame, element.value)
        case cst.Name():
            frame.store_name(target.value, frame.builder.const(None, span), span)
        case _:
            raise TypeError(f"cannot delete {type(target).__name__}")


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {cst.NamedExpr: _walrus}
STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.Del: _del,
}
