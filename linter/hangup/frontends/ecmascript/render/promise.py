"""The promise of the opening call, where the clean-up can see it."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import statement_of
from hangup.frontends.ecmascript.render.work import DECLARATIONS, CannotWrite, Work
from hangup.model import Span

_PROMISES = (("join", "joining"), ("", "connecting"))
"""What a promise is called, by how the name of the call begins."""


def keep_promise(work: Work) -> str:
    """The promise of the call, as the clean-up calls it with what stands between it and ``then``; or nothing."""
    if not work.remedy.chained or work.call.type == "new_expression" or not work.method:
        if work.plan.promise != "inline" and not work.plan.flag:
            raise CannotWrite
        return ""
    statement = statement_of(work.call)
    wish = promise_name(work.method)
    if work.plan.promise == "inline":
        return _inline(work, statement, wish)
    if work.is_direct and statement is not None and statement.parent == work.block:
        raise CannotWrite
    name = names.fresh_name(work.page, wish, "pending", "started")
    if work.plan.promise == "ahead":
        _ahead(work, name)
        return name
    _variable(work, name)
    return f"{name}?"


def promise_name(method: str) -> str:
    """What the promise of a call is called."""
    return next(name for start, name in _PROMISES if method.startswith(start))


def _inline(work: Work, statement: Node | None, wish: str) -> str:
    """The promise as a constant of the effect, made where the call stands."""
    if not work.is_direct or statement is None or statement.parent != work.block:
        raise CannotWrite
    page, call = work.page, work.call
    declarator = call.parent
    if declarator is not None and declarator.type == "variable_declarator":
        declared = field(declarator, "name")
        if declared is not None and declared.type == "identifier":
            return page.text(declared)
    name = names.fresh_name(page, wish, "pending", "started")
    prefix = page.text(Span(statement.start_byte, call.start_byte))
    if not is_spine(call, statement):
        raise CannotWrite
    indent = page.layout.indent(statement.start_byte)
    work.draft.replace(Span(statement.start_byte, call.start_byte), f"const {name} = ")
    if parts(statement) != [call] and not (prefix.strip() == "void" and parts(parts(statement)[0]) == [call]):
        work.draft.insert(call.end_byte, f"{work.semicolon}\n{indent}{prefix}{name}")
    return name


def _ahead(work: Work, name: str) -> None:
    """Make the call in front of the inner function, and wait for it inside."""
    page, call, starter = work.page, work.call, work.starter
    if starter != work.outermost() or shapes.started_once(page, starter, work.block) is None:
        raise CannotWrite
    if shapes.awaits_before(starter, call) or shapes.branches_before(starter, call):
        raise CannotWrite
    local = names.declared_in(page, starter) - {work.handle}
    if names.is_assigned(page, starter, names.free_names(page, call)):
        raise CannotWrite  # in front of the function it is not there yet
    if names.free_names(page, call) & local or call.parent is None or call.parent.type != "await_expression":
        raise CannotWrite
    text = page.text(call).replace("\r\n", "\n")
    inner = page.layout.indent(call.start_byte)
    work.declarations.append(f"const {name} = " + text.replace(f"\n{inner}", f"\n{work.indent}") + work.semicolon)
    work.draft.replace(span_of(call), name)


def _variable(work: Work, name: str) -> None:
    """Set a variable of the effect where the call stands."""
    page, call = work.page, work.call
    kind = ": Promise<unknown> | undefined" if page.is_typescript else ""
    work.declarations.append(f"let {name}{kind}{work.semicolon}")
    text = page.text(call)
    statement = statement_of(call)
    if statement is None or statement.parent is None or statement.parent.type != "statement_block":
        _from_expression(work, name, text)
        return
    indent = page.layout.indent(statement.start_byte)
    if parts(statement) == [call]:
        guard = f"if ({work.ended}) return{work.semicolon}\n{indent}" if work.plan.flag else ""
        work.draft.insert(statement.start_byte, f"{work.in_front(statement, guard)}{name} = ")
        return
    if not is_spine(call, statement):
        raise CannotWrite
    prefix = page.text(Span(statement.start_byte, call.start_byte))
    guard = f"if ({work.ended}) return{work.semicolon}\n{indent}" if work.plan.flag else ""
    guard = work.in_front(statement, guard)
    if prefix.strip() != "await" or parts(parts(statement)[0]) != [call]:  # somebody takes the result, and its type
        work.draft.insert(statement.start_byte, guard)
        work.draft.insert(call.start_byte, f"({name} = ")
        work.draft.insert(call.end_byte, ")")
        return
    work.draft.replace(Span(statement.start_byte, call.start_byte), f"{guard}{name} = ")
    work.draft.insert(call.end_byte, f"{work.semicolon}\n{indent}{prefix}{name}")


def _from_expression(work: Work, name: str, text: str) -> None:
    """The body of an arrow function is the call itself."""
    call, function = work.call, work.starter
    if function.type != "arrow_function" or field(function, "body") != call:
        raise CannotWrite
    if not work.plan.flag:
        work.draft.insert(call.start_byte, f"({name} = ")
        work.draft.insert(call.end_byte, ")")
        return
    inner = work.page.layout.indent(call.start_byte) + work.page.layout.unit
    lines = (f"if ({work.ended}) return undefined", f"{name} = {text}", f"return {name}")
    body = "".join(f"{inner}{line}{work.semicolon}\n" for line in lines)
    work.draft.replace(span_of(call), "{\n" + body + work.page.layout.indent(call.start_byte) + "}")


def is_spine(call: Node, statement: Node) -> bool:
    """Whether a call is what a statement evaluates first: the head of a chain, a declared value, an awaited one."""
    node = call
    while node.parent is not None and node.parent != statement:
        parent = node.parent
        inner = {
            "member_expression": "object", "call_expression": "function", "variable_declarator": "value",
            "assignment_expression": "right",
        }.get(parent.type)  # fmt: skip
        if inner is not None:
            if field(parent, inner) != node:
                return False
        elif parent.type not in ("await_expression", "unary_expression", "parenthesized_expression", "as_expression"):
            return False
        node = parent
    return statement.type in ("expression_statement", *DECLARATIONS)
