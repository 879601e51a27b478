"""Functions, methods and lambdas."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.annotations import annotation_names, metadata
from hangup.frontends.python.bindings import parameters
from hangup.frontends.python.frame import ClassBody, ExpressionHandler, Frame, StatementHandler
from hangup.frontends.python.tree import dotted_name
from hangup.ir.operations import Argument, Call, CellId, MakeFunction, Value
from hangup.ir.program import GETTER, SETTER, Parameter, setter_name
from hangup.model import Span
from hangup.records import dataclass

_BINDINGS = {"classmethod": "class", "staticmethod": "static"}
_IMPLICIT_BINDINGS = {"__new__": "static", "__init_subclass__": "class", "__class_getitem__": "class"}
_GETTERS = frozenset({"property", "abc.abstractproperty", "cached_property", "functools.cached_property"})
_LAMBDA = len("lambda")


@dataclass(slots=True)
class _Method:
    """What the decorators of Python itself make of a method, and the decorators that remain to be called."""

    kind: str
    binding: str
    decorators: list[cst.Decorator]


def _method(node: cst.FunctionDef) -> _Method:
    method = _Method("method", _IMPLICIT_BINDINGS.get(node.name.value, "instance"), [])
    for decorator in node.decorators:
        name = dotted_name(decorator.decorator).removeprefix("builtins.")
        if name in _BINDINGS:
            method.binding = _BINDINGS[name]
        elif name in _GETTERS:
            method.kind = GETTER
            if "cached" in name:  # calls once: that is for the analysis to know
                method.decorators.append(decorator)
        elif name.endswith((".setter", ".deleter")):
            method.kind = SETTER
        elif not name.endswith(".getter"):
            method.decorators.append(decorator)
    return method


def _function(frame: Frame, node: cst.FunctionDef) -> None:
    """Decorators, then the defaults, then the function, then the decorators' calls, innermost first."""
    owner = frame.class_body
    method = _Method("function", "", list(node.decorators)) if owner is None else _method(node)
    called = [(decorator, frame.evaluate(decorator.decorator)) for decorator in method.decorators]
    value = _make_function(frame, node, method, owner)
    for decorator, callee in reversed(called):
        value = decorate(frame, callee, value, frame.span(decorator.decorator))
    span = frame.span(node.name)
    if owner is not None and method.kind == SETTER:
        cell = frame.builder.cell(node.name.value, "function", span)
        frame.builder.store(cell, value, span)
        owner.setters.append((setter_name(node.name.value), cell))
    else:
        frame.store_name(node.name.value, value, span)


def decorate(frame: Frame, callee: Value, value: Value, span: Span) -> Value:
    result = frame.builder.value()
    frame.builder.emit(Call(result, callee, (Argument(value),), "decorator", (), span))
    return result


def _make_function(frame: Frame, node: cst.FunctionDef, method: _Method, owner: ClassBody | None) -> Value:
    _evaluate_defaults(frame, node.params)
    span = frame.span(node)
    inner = _open(frame, node, node.name.value, method.kind, span, frame.span(node.name))
    function = inner.builder.function
    function.is_async = node.asynchronous is not None
    function.returns = annotation_names(node.returns)
    if owner is not None:
        function.class_id, function.binding = owner.id, method.binding
        if method.binding == "instance" and function.parameters:
            inner.receiver = (owner, function.parameters[0].name)
    inner.execute_suite(node.body)
    inner.builder.return_(None, Span(span.end, span.end), implicit=True)
    return _closure(frame, inner, span)


def lower_lambda(frame: Frame, node: cst.Lambda, name: str = "") -> Value:
    """A lambda, with the name of what it is given to."""
    _evaluate_defaults(frame, node.params)
    span = frame.span(node)
    inner = _open(frame, node, name, "lambda", span, Span(span.start, span.start + _LAMBDA))
    inner.builder.return_(inner.evaluate(node.body), frame.span(node.body))
    return _closure(frame, inner, span)


def _evaluate_defaults(frame: Frame, params: cst.Parameters) -> None:
    for parameter in parameters(params):
        for carried in metadata(parameter.annotation):
            frame.evaluate(carried)
        if parameter.default is not None:
            frame.evaluate(parameter.default)


def _open(frame: Frame, node: cst.FunctionDef | cst.Lambda, name: str, kind: str, span: Span, name_span: Span) -> Frame:
    """Begin a function: its scope, cells and parameters."""
    builder = frame.file.program.function(name, kind, frame.function_id, span, name_span)
    scope = frame.file.scopes[id(node)]
    inner = Frame(frame.file, builder, scope)
    inner.open_scope(node)
    builder.function.is_generator = scope.is_generator
    builder.function.parameters = _parameters(node.params, scope.cells)
    return inner


def _parameters(node: cst.Parameters, cells: dict[str, CellId]) -> tuple[Parameter, ...]:
    kinds = dict.fromkeys(map(id, node.kwonly_params), "keyword")
    kinds[id(node.star_arg)] = "rest"
    kinds[id(node.star_kwarg)] = "keywords"
    return tuple(
        Parameter(item.name.value, cells[item.name.value], kinds.get(id(item), "positional"), item.default is not None)
        for item in parameters(node)
    )


def _closure(frame: Frame, inner: Frame, span: Span) -> Value:
    result = frame.builder.value()
    frame.builder.emit(MakeFunction(result, inner.function_id, span))
    return result


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {cst.Lambda: lower_lambda}
STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {cst.FunctionDef: _function}
