"""Statements other than loops, declarations of classes, and modules."""

from __future__ import annotations

from functools import partial

from hangup.frontends.ecmascript.blocks import lower_block, lower_statements
from hangup.frontends.ecmascript.context import Context, GivenName, statement
from hangup.frontends.ecmascript.functions import begin_function, declare_function
from hangup.frontends.ecmascript.names import give_name
from hangup.frontends.ecmascript.operators import branch_on
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.patterns import bind
from hangup.frontends.ecmascript.scopes import declare_block, declare_pattern, flat, is_function
from hangup.ir.operations import Argument, BlockId, Call, Value
from hangup.model import Span

LOOPS = frozenset({"for_statement", "for_in_statement", "while_statement", "do_statement"})


@statement("expression_statement")
def lower_expression(ctx: Context, node: Node) -> None:
    for child in parts(node):
        ctx.statement(child)


@statement("lexical_declaration", "variable_declaration", "using_declaration")
def lower_variables(ctx: Context, node: Node) -> None:
    for declarator in parts(node):
        if declarator.type == "variable_declarator":
            _variable(ctx, declarator, is_var=node.type == "variable_declaration")
        else:
            ctx.statement(declarator)


def _variable(ctx: Context, declarator: Node, *, is_var: bool) -> None:
    """``let a`` sets undefined, ``var a`` does nothing."""
    name, value_node = field(declarator, "name"), field(declarator, "value")
    if name is None:
        return
    if value_node is None:
        if not is_var and name.type == "identifier":
            bind(ctx, name, ctx.fb.const(None, span_of(name)))
        return
    if name.type == "identifier":
        give_name(ctx, value_node, ctx.text(name), span_of(name))
    note_contextual(ctx, declarator, value_node)
    bind(ctx, name, ctx.expression(value_node))


def note_contextual(ctx: Context, declarator: Node, value: Node) -> None:
    """``const Chat: React.FC<Props> = (props) => …``: the type argument is that of the first parameter."""
    annotation = field(declarator, "type")
    for type_node in parts(annotation) if annotation is not None else ():
        given = field(type_node, "type_arguments") if type_node.type == "generic_type" else None
        first = parts(given)[:1] if given is not None else []
        if first and value.type in {"arrow_function", "function_expression"}:
            ctx.file.contextual[value.id] = first[0]


@statement("function_declaration", "generator_function_declaration")
def lower_function_declaration(ctx: Context, node: Node) -> None:
    declare_function(ctx, node)


@statement("statement_block")
def lower_inner_block(ctx: Context, node: Node) -> None:
    lower_block(ctx, node)


@statement("ERROR")
def lower_error(ctx: Context, node: Node) -> None:
    """What the parser recognised inside a range it could not make sense of."""
    statements = flat([node])
    declare_block(ctx, statements)
    for child in statements:
        if ctx.fb.is_reachable:
            ctx.statement(child)


@statement("if_statement")
def lower_if(ctx: Context, node: Node) -> None:
    """``if … else if … else``: the chain is walked in a loop."""
    fb = ctx.fb
    after = fb.new_block()
    current: Node | None = node
    while current is not None and current.type == "if_statement":
        then, otherwise = fb.new_block(), fb.new_block()
        branch_on(ctx, field(current, "condition"), then, otherwise, current)
        fb.start(then)
        nested(ctx, field(current, "consequence"))
        fb.jump(after)
        fb.start(otherwise)
        clause = field(current, "alternative")
        current = next(iter(parts(clause)), None) if clause is not None else None
    nested(ctx, current)
    fb.jump(after)
    fb.start_if_entered(after)


def nested(ctx: Context, node: Node | None) -> None:
    """A statement where a block could stand."""
    if node is None:
        return
    if is_function(node):
        with ctx.scoped():
            declare_block(ctx, [node])
            ctx.statement(node)
        return
    ctx.statement(node)


@statement("labeled_statement")
def lower_labeled(ctx: Context, node: Node) -> None:
    name, body = field(node, "label"), field(node, "body")
    if name is None or body is None:
        return
    if ctx.file.is_reactive and ctx.text(name) == "$":
        _reactive(ctx, node, body)
        return
    if body.type in LOOPS:
        ctx.label = ctx.text(name)
        ctx.statement(body)
        return
    after = ctx.fb.new_block()
    with ctx.fb.breakable(after, ctx.text(name)):
        nested(ctx, body)
    ctx.fb.jump(after)
    ctx.fb.start_if_entered(after)


def _label(ctx: Context, node: Node) -> str | None:
    name = field(node, "label")
    return None if name is None else ctx.text(name)


@statement("break_statement")
def lower_break(ctx: Context, node: Node) -> None:
    ctx.fb.break_(_label(ctx, node))


@statement("continue_statement")
def lower_continue(ctx: Context, node: Node) -> None:
    ctx.fb.continue_(_label(ctx, node))


@statement("return_statement")
def lower_return(ctx: Context, node: Node) -> None:
    inner = next(iter(parts(node)), None)
    value = None if inner is None else ctx.expression(inner)
    ctx.fb.return_(value, span_of(node))


@statement("throw_statement")
def lower_throw(ctx: Context, node: Node) -> None:
    value = ctx.expression(next(iter(parts(node)), None), node)
    ctx.fb.raise_(value, span_of(node))


def _reactive(ctx: Context, node: Node, body: Node) -> None:
    """A statement that runs again when what it reads changes: a call of ``$:`` with it as the callback.

    What is only computed from an expression is set once.
    """
    inner = parts(body)
    if body.type == "expression_statement" and inner and inner[0].type == "assignment_expression":
        ctx.statement(body)
        return
    function = begin_function(ctx, GivenName("$", span_of(_label_name(node))), "arrow", span_of(body))
    nested(function, body)
    if function.fb.is_reachable:
        function.fb.return_(None, Span(body.end_byte, body.end_byte), implicit=True)
    callback = Argument(ctx.closure(function.fb.function.id, span_of(body)))
    callee = ctx.global_("$:", span_of(_label_name(node)))
    ctx.make(lambda result: Call(result, callee, (callback,), "call", (), span_of(node)))


def _label_name(node: Node) -> Node:
    """The name of a labelled statement, or the statement itself."""
    return field(node, "label") or node


@statement("with_statement")
def lower_with(ctx: Context, node: Node) -> None:
    ctx.expression(field(node, "object"), node)
    nested(ctx, field(node, "body"))


@statement("try_statement")
def lower_try(ctx: Context, node: Node) -> None:
    body, handler, finalizer = field(node, "body"), field(node, "handler"), field(node, "finalizer")
    span = span_of(node)

    def run() -> None:
        nested(ctx, body)

    def guarded() -> None:
        if handler is None:
            run()
        else:
            ctx.fb.try_except(run, partial(_catch, ctx, handler), span)

    if finalizer is None:
        guarded()
    else:
        ctx.fb.try_finally(guarded, lambda: nested(ctx, field(finalizer, "body")), span)


def _catch(ctx: Context, clause: Node, caught: Value) -> None:
    parameter, body = field(clause, "parameter"), field(clause, "body")
    with ctx.scoped():
        if parameter is not None:
            declare_pattern(ctx, parameter, "local")
            bind(ctx, parameter, caught)
        nested(ctx, body)


@statement("switch_statement")
def lower_switch(ctx: Context, node: Node) -> None:
    """The tests run first to last, then the default; the bodies stand one behind the other."""
    fb = ctx.fb
    value = ctx.expression(field(node, "value"), node)
    holder = field(node, "body")
    inside = parts(holder) if holder is not None else []
    cases = [case for case in inside if case.type in {"switch_case", "switch_default"}]
    after = fb.new_block()
    with ctx.scoped():
        bodies = [_case_body(case) for case in cases]
        everything = [each for body in bodies for each in body]
        declare_block(ctx, everything)
        for each in everything:
            if is_function(each):
                ctx.statement(each)
        starts = [fb.new_block() for _ in cases]
        default = _tests(ctx, value, cases, starts)
        fb.jump(after if default is None else default)
        with fb.breakable(after):
            for start, body in zip(starts, bodies, strict=True):
                fb.jump(start)
                fb.start(start)
                lower_statements(ctx, body)
    fb.jump(after)
    fb.start_if_entered(after)


def _case_body(case: Node) -> list[Node]:
    value = field(case, "value")
    return flat([child for child in parts(case) if child != value])


def _tests(ctx: Context, value: Value, cases: list[Node], starts: list[BlockId]) -> BlockId | None:
    """Compare with each case in turn; returns the block of the default."""
    default: BlockId | None = None
    for case, start in zip(cases, starts, strict=True):
        if case.type == "switch_default":
            default = start
            continue
        expected = ctx.expression(field(case, "value"), case)
        span = span_of(case)
        same = ctx.compare("==", value, expected, case)
        follow = ctx.fb.new_block()
        ctx.fb.branch(same, start, follow, span)
        ctx.fb.start(follow)
    return default
