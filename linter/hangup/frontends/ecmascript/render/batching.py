"""One call that creates all users, in place of a connect for each turn of a loop."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, ancestors, statement_of, unwrapped
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.model import Applicability
from hangup.model.remedy import CreateInBatch

_PLAIN = ("identifier", "member_expression", "call_expression", "array")
"""What may stand in front of a dot; the first two cost nothing to read twice."""


def write(page: Page, remedy: CreateInBatch) -> Iterator[Rendering | None]:
    """Map what the loop goes over to users, in front of the loop, and take the connects out of it."""
    found = shapes.opening(page, remedy.site, constructs=False)
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
    parameter = page.text(pattern) if pattern.type == "identifier" else f"({page.text(pattern)})"
    if page.is_typescript or pattern.type == "identifier":
        parameter = f"({page.text(pattern)})"
    whole_item = user.type == "identifier" and {page.text(user)} == inner
    text = page.text(user)
    listed = page.text(items) if items.type in _PLAIN else f"({page.text(items)})"
    users = page.text(items) if whole_item else f"{listed}.map({parameter} => ({text}))"
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
