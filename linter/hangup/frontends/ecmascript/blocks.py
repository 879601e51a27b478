"""Lists of statements: hoisting, directives, and ``using``, which wraps the rest of its block."""

from __future__ import annotations

from collections.abc import Callable

from hangup.frontends.ecmascript.context import Context
from hangup.frontends.ecmascript.dialect import Disposal
from hangup.frontends.ecmascript.literals import string_value
from hangup.frontends.ecmascript.names import give_name
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.patterns import bind
from hangup.frontends.ecmascript.scopes import declaration, declare_block, flat, is_function
from hangup.ir.operations import Enter, Exit, Value
from hangup.model import Span
from hangup.records import dataclass


def directives(ctx: Context, statements: list[Node]) -> tuple[str, ...]:
    """The string statements at the start: ``"use strict"``, ``"use client"``."""
    found: list[str] = []
    for statement in statements:
        if statement.type == "hash_bang_line":
            continue
        inner = parts(statement) if statement.type == "expression_statement" else []
        if len(inner) != 1 or inner[0].type != "string":
            break
        found.append(string_value(ctx.text(inner[0])))
    return tuple(found)


def lower_block(ctx: Context, node: Node) -> None:
    """A block with a scope of its own."""
    with ctx.scoped():
        statements = flat(parts(node))
        enter_block(ctx, statements)
        lower_statements(ctx, statements)


def enter_block(ctx: Context, statements: list[Node]) -> None:
    """Declare the names of a block and make its functions."""
    declare_block(ctx, statements)
    for statement in statements:
        node = declaration(statement)
        if is_function(node):
            ctx.statement(node)


def lower_statements(ctx: Context, statements: list[Node]) -> None:
    """The statements in order, up to the first that cannot be reached."""
    for index, node in enumerate(statements):
        if not ctx.fb.is_reachable:
            return
        if is_function(declaration(node)) and node.type != "export_statement":
            continue
        disposal = ctx.file.using.get(node.start_byte) if node.type == "lexical_declaration" else None
        if disposal is not None:
            _using(ctx, parts(node), disposal, statements[index + 1 :])
            return
        ctx.statement(node)


def _using(ctx: Context, declarators: list[Node], disposal: Disposal, rest: list[Node]) -> None:
    """Each ``using`` is entered, and left behind everything that follows it in the block."""
    if not declarators:
        lower_statements(ctx, rest)
        return
    first = declarators[0]
    name, value_node = field(first, "name"), field(first, "value")
    if name is not None:
        give_name(ctx, value_node, ctx.text(name), span_of(name))
    value = ctx.expression(value_node, first)
    held = Held(name, value, disposal.is_async, span_of(first))
    dispose(ctx, held, lambda: _using(ctx, declarators[1:], disposal, rest))


@dataclass(frozen=True, slots=True)
class Held:
    """A disposable: the name it gets and its value."""

    name: Node | None
    value: Value
    is_async: bool
    span: Span


def dispose(ctx: Context, held: Held, body: Callable[[], None]) -> None:
    """Take a disposable, run the body, and leave it on every way out."""
    entered = ctx.make(lambda result: Enter(result, held.value, held.is_async, "using", held.span))
    bind(ctx, held.name, entered)
    leave = Exit(ctx.fb.value(), held.value, held.is_async, "using", held.span)
    ctx.fb.try_finally(body, lambda: ctx.fb.emit(leave), held.span)
