"""Names, attributes, subscripts, operators, displays, ``await`` and ``yield``."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.calls import evaluate_named
from hangup.frontends.python.frame import ExpressionHandler, Frame
from hangup.frontends.python.literals import string_value
from hangup.ir.operations import (
    Argument,
    Await,
    Compare,
    Entry,
    GetAttr,
    GetItem,
    MakeRecord,
    MakeSequence,
    Not,
    Value,
    Yield,
)
from hangup.model import Span

_CONSTANTS: dict[str, bool | None] = {"None": None, "True": True, "False": False}
_COMPARISONS: dict[type[cst.BaseCompOp], str] = {
    cst.Equal: "==",
    cst.Is: "==",
    cst.NotEqual: "!=",
    cst.IsNot: "!=",
    cst.In: "in",
    cst.NotIn: "not in",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
}


def _name(frame: Frame, node: cst.Name) -> Value:
    if node.value in _CONSTANTS:
        return frame.builder.const(_CONSTANTS[node.value], frame.span(node))
    return frame.load_name(node.value, frame.span(node))


def _attribute(frame: Frame, node: cst.Attribute) -> Value:
    target = frame.evaluate(node.value)
    result = frame.builder.value()
    frame.builder.emit(GetAttr(result, target, node.attr.value, frame.span(node)))
    return result


def _subscript(frame: Frame, node: cst.Subscript) -> Value:
    target = frame.evaluate(node.value)
    if len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Slice):
        return frame.opaque((target, *_bounds(frame, node.slice[0].slice)), frame.span(node))
    key = evaluate_key(frame, node)
    result = frame.builder.value()
    frame.builder.emit(GetItem(result, target, key, frame.span(node)))
    return result


def evaluate_key(frame: Frame, node: cst.Subscript) -> Value:
    """What stands in a subscript's brackets: a value, a tuple of values, or something with slices."""
    parts = [element.slice for element in node.slice]
    if len(parts) == 1 and isinstance(parts[0], cst.Index) and parts[0].star is None:
        return frame.evaluate(parts[0].value)
    values: list[Value] = []
    for part in parts:
        values += [frame.evaluate(part.value)] if isinstance(part, cst.Index) else _bounds(frame, part)
    return frame.opaque(tuple(values), frame.span(node))


def _bounds(frame: Frame, node: cst.BaseSlice) -> list[Value]:
    parts = (node.lower, node.upper, node.step) if isinstance(node, cst.Slice) else ()
    return [frame.evaluate(part) for part in parts if part is not None]


def _binary(frame: Frame, node: cst.BinaryOperation) -> Value:
    left = frame.evaluate(node.left)
    return frame.opaque((left, frame.evaluate(node.right)), frame.span(node))


def _unary(frame: Frame, node: cst.UnaryOperation) -> Value:
    span = frame.span(node)
    if isinstance(node.operator, cst.Minus) and isinstance(node.expression, cst.Integer):
        number = node.expression.value
        return frame.builder.const(-int(number, 0), span) if len(number) < 1000 else frame.opaque((), span)
    value = frame.evaluate(node.expression)
    if not isinstance(node.operator, cst.Not):
        return frame.opaque((value,), span)
    result = frame.builder.value()
    frame.builder.emit(Not(result, value, span))
    return result


def compare(frame: Frame, operator: str, left: Value, right: Value, span: Span) -> Value:
    result = frame.builder.value()
    frame.builder.emit(Compare(result, operator, left, right, span))
    return result


def _comparison(frame: Frame, node: cst.Comparison) -> Value:
    return _links(frame, node, frame.evaluate(node.left), 0)


def _links(frame: Frame, node: cst.Comparison, left: Value, index: int) -> Value:
    """A chain's comparisons from ``index`` on: each is only made if the one before it holds."""
    span = frame.span(node)
    link = node.comparisons[index]
    right = frame.evaluate(link.comparator)
    result = compare(frame, _COMPARISONS.get(type(link.operator), "?"), left, right, span)
    if index == len(node.comparisons) - 1:
        return result
    return frame.builder.choose(result, lambda: _links(frame, node, right, index + 1), lambda: result, span)


def _sequence(frame: Frame, node: cst.Tuple | cst.List | cst.Set) -> Value:
    items = tuple(
        Argument(frame.evaluate(element.value), spread=isinstance(element, cst.StarredElement))
        for element in node.elements
    )
    result = frame.builder.value()
    frame.builder.emit(MakeSequence(result, items, frame.span(node)))
    return result


def _starred(frame: Frame, node: cst.StarredElement) -> Value:
    """``*x`` where it is not part of a display: in a subscript, a ``return``, or a ``for``."""
    return frame.opaque((frame.evaluate(node.value),), frame.span(node))


def _dict(frame: Frame, node: cst.Dict) -> Value:
    entries: list[Entry] = []
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            name = string_value(element.key)
            if name is None:
                frame.evaluate(element.key)
            entries.append(Entry(name, evaluate_named(frame, element.value, name or "")))
        else:
            entries.append(Entry(None, frame.evaluate(element.value), spread=True))
    result = frame.builder.value()
    frame.builder.emit(MakeRecord(result, tuple(entries), frame.span(node)))
    return result


def _await(frame: Frame, node: cst.Await) -> Value:
    value = frame.evaluate(node.expression)
    result = frame.builder.value()
    frame.builder.emit(Await(result, value, frame.span(node)))
    return result


def _yield(frame: Frame, node: cst.Yield) -> Value:
    delegate = isinstance(node.value, cst.From)
    sent = node.value.item if isinstance(node.value, cst.From) else node.value
    value = None if sent is None else frame.evaluate(sent)
    result = frame.builder.value()
    frame.builder.emit(Yield(result, value, delegate, frame.span(node)))
    return result


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Subscript: _subscript,
    cst.BinaryOperation: _binary,
    cst.UnaryOperation: _unary,
    cst.Comparison: _comparison,
    cst.Tuple: _sequence,
    cst.List: _sequence,
    cst.Set: _sequence,
    cst.StarredElement: _starred,
    cst.Dict: _dict,
    cst.Await: _await,
    cst.Yield: _yield,
}
