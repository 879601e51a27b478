"""A guard that asks whether somebody is connected comes to ask who; whoever else is connected is disconnected first."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import guards, names, shapes
from hangup.frontends.ecmascript.render.page import (
    Page,
    comments_start,
    function_of,
    is_async,
    statement_of,
    unwrapped,
)
from hangup.model import Applicability
from hangup.model.remedy import CompareUser

_READ = ("identifier", "member_expression")


def write(page: Page, remedy: CompareUser) -> Iterator[Rendering | None]:
    """Compare what the guard reads with the user that is to connect, in an async function."""
    found = shapes.opening(page, remedy.site, constructs=False)
    function = function_of(found.call) if found is not None else None
    block = field(function, "body") if function is not None else None
    if found is None or function is None or block is None or not is_async(function) or remedy.release.form != "method":
        return
    wanted = _wanted(page, found.call, remedy.given)
    asked = [o for test in shapes.conditions_before(found.call, block) for o in guards.operands(test)]
    asked = [o for o in asked if any(r.startswith(f"{guards.path(found.handle)}.") for r in guards.paths(page, o))]
    statement = statement_of(asked[0]) if len(asked) == 1 else None
    then = field(statement, "consequence") if statement is not None and statement.type == "if_statement" else None
    if wanted is None or statement is None or then is None or field(statement, "alternative") is not None:
        return
    test = field(statement, "condition")
    if test is None or guards.operands(test) != asked:
        return
    inside = span_of(then).contains(span_of(found.call))
    known = _known(page, asked[0], found.handle, remedy.known, negated=inside)
    inner = _first(page, then, found.call, statement)
    if known is None or inner is None or _is_changed(page, function, wanted):
        return
    draft = page.draft()
    draft.replace(span_of(test), f"({known} {'!==' if inside else '==='} {wanted})")
    close = f"if ({known}) await {found.handle}.{remedy.release.name}(){page.semicolon}"
    draft.insert(comments_start(page, inner), f"{close}\n{page.layout.indent(inner.start_byte)}")
    yield draft.rendering(Applicability.UNSAFE, "compare the users, and disconnect the previous one first")


def _wanted(page: Page, call: Node, given: str) -> str | None:
    """The id of the user that connects: plain enough to be read twice."""
    position, *way = given.split(".")
    arguments = field(call, "arguments")
    listed = parts(arguments) if arguments is not None else []
    value = unwrapped(listed[int(position)]) if int(position) < len(listed) else None
    while value is not None and way and value.type == "object":
        value = _member(page, value, way.pop(0))
    if value is None or value.type not in (*_READ, *(() if way else ("string", "shorthand_property_identifier"))):
        return None
    return ".".join((page.text(value), *way))


def _member(page: Page, record: Node, name: str) -> Node | None:
    """What a record says of a name."""
    for member in parts(record):
        key, value = field(member, "key"), field(member, "value")
        if member.type == "shorthand_property_identifier" and page.text(member) == name:
            return member
        if key is not None and value is not None and page.text(key).strip("'\"") == name:
            return unwrapped(value)
    return None


def _known(page: Page, operand: Node, handle: str, known: tuple[str, ...], *, negated: bool) -> str | None:
    """The id of the connected user where the guard reads a member that holds it, or that leads there."""
    inner = unwrapped(operand)
    argument = field(inner, "argument") if inner.type == "unary_expression" else None
    if (argument is not None) != negated:
        return None
    read = unwrapped(argument) if argument is not None else inner
    asked = guards.path(page.text(read)).removeprefix(f"{guards.path(handle)}.")
    for member in known:
        if read.type == "member_expression" and (member == asked or member.startswith(f"{asked}.")):
            return page.text(read) + member.removeprefix(asked).replace(".", "?.")
    return None


def _first(page: Page, then: Node, call: Node, guard: Node) -> Node | None:
    """The statement in front of which the previous user is disconnected: the connect's own, awaited, on its line."""
    statement = statement_of(call)
    is_awaited = call.parent is not None and call.parent.type == "await_expression"
    if statement is None or not is_awaited or not page.layout.starts_line(statement.start_byte):
        return None
    block = statement.parent
    home = then if span_of(then).contains(span_of(call)) else guard.parent
    return statement if block is not None and block.type == "statement_block" and block == home else None


def _is_changed(page: Page, function: Node, wanted: str) -> bool:
    """Whether the id that is wanted is declared behind the guard, or written to."""
    root = wanted.partition(".")[0]
    return root[:1] not in "'\"" and names.is_assigned(page, function, [root, wanted])
