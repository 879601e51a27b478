"""One call that creates all users, in place of a connect for each turn of a loop."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import (
    Page,
    ancestors,
    function_of,
    is_async,
    statement_of,
    unwrapped,
    walk,
)
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.model import Applicability
from hangup.model.remedy import CreateInBatch

_PLAIN = ("identifier", "member_expression", "call_expression", "array")
"""What may stand in front of a dot; the first two cost nothing to read twice."""


def write(page: Page, remedy: CreateInBatch) -> Iterator[Rendering | None]:
    """Map what the loop goes over to users, in front of the loop, and take the connects out of it."""
    found = shapes.opening(page, remedy.site, constructs=False)
    function = function_of(found.call) if found is not None else None
    if found is not None and function is not None and _each(page, function) is not None:
        yield _by_callback(page, remedy, found, function)
        return
    loop = next((n for n in ancestors(found.call) if n.type == "for_in_statement"), None) if found is not None else None
    if found is None or loop is None or page.source.data[loop.start_byte : loop.start_byte + 9] == b"for await":
        return
    items, pattern, body = field(loop, "right"), field(loop, "left"), field(loop, "body")
    statement, arguments = statement_of(found.call), field(found.call, "arguments")
    if items is None or pattern is None or body is None or statement is None or arguments is None:
        return
    if statement.parent != body or statement.type != "expression_statement" or not parts(arguments):
        return
    user = unwrapped(parts(arguments)[0])
    inner = names.bound(page, pattern)
    known = {n for s in parts(body) for d in _declared(s) for n in names.bound(page, d)}
    if names.free_names(page, user) & known or user.type not in ("object", "identifier") or _is_of(page, loop, b"in"):
        return
    releases = _releases(page, remedy, body)
    if releases is None:
        return
    draft = page.draft()
    indent = page.layout.indent(loop.start_byte)
    users = _users(page, items, f"({page.text(pattern)})", user, inner)
    call = f"await {found.handle}.{remedy.method}({users}){page.semicolon}"
    gone = [statement, *releases]
    if len(parts(body)) > len(gone) and items.type not in _PLAIN[:2]:
        return  # they would be asked for twice
    if len(parts(body)) == len(gone):
        draft.replace(span_of(loop), call)
    else:
        draft.insert(loop.start_byte, f"{call}\n{indent}")
        for each in gone:
            remove(page, draft, each)
    yield draft.rendering(Applicability.UNSAFE, f"create the users by one call of `{remedy.method}`")


def _users(page: Page, items: Node, parameter: str, user: Node, bound: set[str]) -> str:
    """The list of users: the items themselves, or what they are mapped to."""
    if user.type == "identifier" and {page.text(user)} == bound:
        return page.text(items)
    listed = page.text(items) if items.type in _PLAIN else f"({page.text(items)})"
    return f"{listed}.map({parameter} => ({page.text(user)}))"


# ---------------------------------------------------------------- a callback for each item


def _each(page: Page, function: Node) -> Node | None:
    """The call that runs a function for each item of a list: ``items.map(f)``, ``items.forEach(f)``."""
    call = function.parent.parent if function.parent is not None and function.parent.type == "arguments" else None
    callee = field(call, "function") if call is not None else None
    name = field(callee, "property") if callee is not None and callee.type == "member_expression" else None
    return call if name is not None and page.text(name) in ("map", "forEach") else None


def _by_callback(page: Page, remedy: CreateInBatch, found: shapes.Opening, function: Node) -> Rendering | None:
    """Put one call in the place of a statement that only connects a user for each item."""
    each, arguments = _each(page, function), field(found.call, "arguments")
    callee, listed = field(each, "function") if each is not None else None, field(function, "parameters")
    items = field(callee, "object") if callee is not None else None
    given = parts(listed) if listed is not None else [p for p in (field(function, "parameter"),) if p is not None]
    pattern = given[0] if len(given) == 1 else None
    if each is None or items is None or pattern is None or arguments is None or not parts(arguments):
        return None
    statement, user = _statement_around(page, each), unwrapped(parts(arguments)[0])
    if (
        statement is None
        or user.type not in ("object", "identifier")
        or any(n.type == "await_expression" for n in walk(user))
    ):
        return None
    if not _only_connects(page, remedy, found, function):
        return None
    outer, draft = function_of(each), page.draft()
    is_awaited = parts(statement)[0].type == "await_expression"
    waits = "await " if is_awaited or (outer is not None and is_async(outer)) else ""
    bound = names.bound(page, pattern) if pattern.type == "identifier" else names.parameters(page, function)
    users = _users(page, items, f"({page.text(pattern)})", user, bound)
    draft.replace(span_of(statement), f"{waits}{found.handle}.{remedy.method}({users}){page.semicolon}")
    return draft.rendering(Applicability.UNSAFE, f"create the users by one call of `{remedy.method}`")


def _statement_around(page: Page, each: Node) -> Node | None:
    """The statement that does nothing but to run the callbacks, and perhaps to wait for all of them."""
    node, outer = each, each.parent
    call = outer.parent if outer is not None and outer.type == "arguments" and len(parts(outer)) == 1 else None
    callee = field(call, "function") if call is not None else None
    if call is not None and callee is not None and page.text(callee) in ("Promise.all", "Promise.allSettled"):
        node, outer = call, call.parent
    if outer is not None and outer.type == "await_expression":
        outer = outer.parent
    return outer if outer is not None and outer.type == "expression_statement" and node != each.parent else None


def _only_connects(page: Page, remedy: CreateInBatch, found: shapes.Opening, function: Node) -> bool:
    """Whether a callback does nothing but to connect, and to release again."""
    body = field(function, "body")
    if body is None or found.handle.partition(".")[0] in names.declared_in(page, function):
        return False
    calls = [found.call, *(c for span in remedy.releases if (c := page.at(span, "call_expression")) is not None)]
    if body.type != "statement_block":
        return any(span_of(_awaited(whole(page, c, function))) == span_of(_awaited(body)) for c in calls)
    return {span_of(whole(page, c, body)) for c in calls} == {span_of(s) for s in parts(body)}


def _awaited(node: Node) -> Node:
    """An expression without the ``await`` in front of it."""
    inner = unwrapped(node)
    return unwrapped(parts(inner)[0]) if inner.type == "await_expression" and parts(inner) else inner


def _releases(page: Page, remedy: CreateInBatch, body: Node) -> list[Node] | None:
    """The statements of the loop that release; None where one does something else as well."""
    found: list[Node] = []
    for span in remedy.releases:
        release = page.at(span, "call_expression")
        if release is None:
            return None
        statement = whole(page, release, body)
        if statement.parent != body:
            return None
        found.append(statement)
    return found


def _declared(statement: Node) -> list[Node]:
    return [p for d in statement.named_children if d.type == "variable_declarator" and (p := field(d, "name"))]


def _is_of(page: Page, loop: Node, word: bytes) -> bool:
    """Whether a loop is of a kind: ``in`` goes over keys."""
    operator = field(loop, "operator")
    return operator is not None and page.source.data[operator.start_byte : operator.end_byte] == word
