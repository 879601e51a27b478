"""Functions of every kind: parameters, receiver, body."""

from __future__ import annotations

from collections.abc import Callable

from hangup.frontends.ecmascript.blocks import directives, enter_block, lower_statements
from hangup.frontends.ecmascript.context import Context, GivenName, expression
from hangup.frontends.ecmascript.names import property_name
from hangup.frontends.ecmascript.parameters import Declared, declare_parameters, lower_parameters
from hangup.frontends.ecmascript.parse import Node, field, has_token, parts, span_of
from hangup.frontends.ecmascript.scopes import Scope, declare_vars, flat
from hangup.frontends.ecmascript.types import annotation_of, type_names
from hangup.ir.operations import FunctionId, Value
from hangup.ir.program import GETTER, SETTER, Function
from hangup.model import Span

Prologue = Callable[[Context, list[Declared]], None]


def begin_function(ctx: Context, given: GivenName, kind: str, span: Span) -> Context:
    """A function inside this one, with a scope of its own."""
    fb = ctx.file.builder.function(given.name, kind, ctx.fb.function.id, span, given.span)
    fb.function.class_id, fb.function.binding = given.class_id, given.binding
    return Context(ctx.file, fb, Scope(ctx.scope))


def lower_function(
    ctx: Context, node: Node, given: GivenName, kind: str, prologue: Prologue | None = None
) -> FunctionId:
    """Lower a function node. ``prologue`` runs behind the parameters, before the body."""
    inner = begin_function(ctx, given, kind, span_of(node))
    function = inner.fb.function
    function.is_async = has_token(node, "async")
    function.is_generator = has_token(node, "*") or node.type.startswith("generator_function")
    function.returns = type_names(field(node, "return_type"))
    if kind != "arrow":
        declare_this(inner, node)
    single = field(node, "parameter")
    holder = field(node, "parameters")
    parameters = [single] if single is not None else parts(holder) if holder is not None else []
    declared = declare_parameters(inner, parameters, ctx.file.contextual.pop(node.id, None))
    function.parameters = tuple([each.parameter for each in declared])
    body = field(node, "body")
    if body is not None and body.type == "statement_block":
        statements = flat(parts(body))
        function.directives = directives(ctx, statements)
        declare_vars(inner, statements)
        enter = _later(inner, statements)
    else:
        statements, enter = [], None
    lower_parameters(inner, declared)
    if prologue is not None:
        prologue(inner, declared)
    if enter is not None:
        enter()
        lower_statements(inner, statements)
    elif body is not None:
        value = inner.expression(body)
        inner.fb.return_(value, span_of(body))
    end_function(inner, node)
    return function.id


def _later(ctx: Context, statements: list[Node]) -> Callable[[], None]:
    return lambda: enter_block(ctx, statements)


def end_function(ctx: Context, node: Node) -> None:
    """What a constructor still owes, and the implicit return at the closing brace."""
    if ctx.at_super is not None and ctx.fb.is_reachable:
        pending, ctx.at_super = ctx.at_super, None
        pending()
    if ctx.fb.is_reachable:
        end = node.end_byte
        ctx.fb.return_(None, Span(max(node.start_byte, end - 1), end), implicit=True)


def declare_this(ctx: Context, node: Node) -> None:
    """The receiver, with the type of TypeScript's ``this`` parameter."""
    annotation: tuple[str, ...] = ()
    holder = field(node, "parameters")
    for parameter in parts(holder)[:1] if holder is not None else ():
        pattern = field(parameter, "pattern")
        if pattern is not None and pattern.type == "this":
            annotation = annotation_of(parameter)
    function: Function = ctx.fb.function
    function.this = ctx.declare("this", "this", function.name_span, annotation)


def head_span(node: Node) -> Span:
    """The head of an anonymous function: what stands before its body."""
    parameters = field(node, "parameters") or field(node, "parameter")
    return Span(node.start_byte, node.end_byte if parameters is None else parameters.end_byte)


def given_name(ctx: Context, node: Node) -> GivenName:
    """The declared name of a function, or that of the place it is given to."""
    name = field(node, "name")
    given = ctx.file.given.pop(node.id, None)
    if name is not None:
        return GivenName(ctx.text(name), span_of(name))
    return given or GivenName("", head_span(node))


@expression("arrow_function")
def lower_arrow(ctx: Context, node: Node) -> Value:
    return ctx.closure(lower_function(ctx, node, given_name(ctx, node), "arrow"), span_of(node))


@expression("function_expression", "generator_function", "function_declaration", "generator_function_declaration")
def lower_function_expression(ctx: Context, node: Node) -> Value:
    """A function expression sees its own name."""
    name = field(node, "name")
    if name is None:
        return ctx.closure(lower_function(ctx, node, given_name(ctx, node), "function"), span_of(node))
    with ctx.scoped():
        cell = ctx.declare(ctx.text(name), "function", span_of(name))
        value = ctx.closure(lower_function(ctx, node, given_name(ctx, node), "function"), span_of(node))
        ctx.fb.store(cell, value, span_of(name))
    return value


def declare_function(ctx: Context, node: Node) -> None:
    """A function declaration, at the start of its block."""
    name = field(node, "name")
    value = ctx.closure(lower_function(ctx, node, given_name(ctx, node), "function"), span_of(node))
    if name is not None:
        ctx.extensible(name, value)


def method_kind(node: Node) -> str:
    if has_token(node, "get"):
        return GETTER
    return SETTER if has_token(node, "set") else "method"


def lower_method(
    ctx: Context, node: Node, *, class_id: int | None = None, binding: str = "", kind: str = "",
    prologue: Prologue | None = None,
) -> Value:  # fmt: skip
    """A method of a class or an object literal."""
    name = field(node, "name")
    text = property_name(ctx, name) or ""
    span = span_of(name) if name is not None else head_span(node)
    given = GivenName(text, span, class_id, binding)
    return ctx.closure(lower_function(ctx, node, given, kind or method_kind(node), prologue), span_of(node))
