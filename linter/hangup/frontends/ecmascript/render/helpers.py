"""Connections that a function of the file opens for an effect, which gets the client back and closes it."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import guards, names, shapes
from hangup.frontends.ecmascript.render.closing import clean_up
from hangup.frontends.ecmascript.render.page import Page, function_of, is_async, own, statement_of, walk
from hangup.frontends.ecmascript.render.promise import keep_promise
from hangup.frontends.ecmascript.render.work import CannotWrite, Plan, Work, needed
from hangup.model.remedy import ReleaseAtEnd


def write(page: Page, remedy: ReleaseAtEnd, found: shapes.Opening) -> Iterator[Rendering | None]:
    """Let the effect keep the promise of the function's client, and close that at its end."""
    helper = function_of(found.call)
    name = shapes.own_name(page, helper) if helper is not None else None
    if helper is None or name is None or not is_async(helper) or not remedy.chained:
        return
    call = _only_call(page, helper, name)
    life = shapes.effect(page, remedy.owner, call) if call is not None else None
    if call is None or life is None or life.block is None or life.is_async:
        return
    again = [guards.Life(life.function, life.block, call, found.handle)]
    again.append(guards.Life(helper, helper, found.call, found.handle))
    if any(guards.stale(page, each) for each in again):
        return
    try:
        yield _written(
            page, remedy, found, helper, shapes.Opening(call, found.handle, found.method, is_construction=False), life
        )
    except CannotWrite:
        return


def _only_call(page: Page, helper: Node, name: str) -> Node | None:
    """The one call of a function; none where it is called, or handed on, elsewhere as well."""
    uses = [use for use in names.uses(page, page.root, name) if use != field(helper, "name")]
    uses = [u for u in uses if u.parent is None or field(u.parent, "name") != u]
    calls = [u.parent for u in uses if u.parent is not None and field(u.parent, "function") == u]
    listed = [u for u in uses if u.parent is not None and u.parent.type == "array"]
    return calls[0] if len(calls) == 1 and len(uses) - len(listed) == 1 else None


def _written(
    page: Page, remedy: ReleaseAtEnd, found: shapes.Opening, helper: Node, call: shapes.Opening, life: shapes.Effect
) -> Rendering | None:
    """The edits of the helper and of the effect that calls it.

    Raises:
        CannotWrite: what the helper returns is not its client.
    """
    declarator = names.declaration(page, found.call, found.handle)
    if declarator is None or not span_of(helper).contains(span_of(declarator)):
        raise CannotWrite
    work = Work(page, remedy, call, life, Plan("inline"))
    promise = keep_promise(work)
    if remedy.fresh:
        _own(work, helper)
    _hand_back(work, helper, found.handle)
    swallows = any(node.type == "catch_clause" for node in own(helper))
    handle = f"{found.handle}{'?' if swallows else ''}.{remedy.release.name}()"
    void = "void " if page.is_typescript or b"void " in page.source.data else ""
    clean_up(work, [f"{void}{promise}.then(({found.handle}) => {handle}){work.semicolon}"])
    return work.draft.rendering(work.applicability, f"return a clean-up that closes `{found.handle}` once it is open")


def _own(work: Work, helper: Node) -> None:
    """A client of its own in place of one that others share."""
    created = work.page.at(work.remedy.created, "call_expression") if work.remedy.created else None
    callee = needed(field(created, "function") if created is not None else None)
    owner = needed(field(callee, "object"))
    if not span_of(helper).contains(span_of(callee)):
        raise CannotWrite
    work.draft.replace(span_of(callee), f"new {work.page.text(owner)}")


def _hand_back(work: Work, helper: Node, handle: str) -> None:
    """See that the helper returns its client on every way that gets to its end."""
    page = work.page
    returns = shapes.returns(helper)
    if returns:
        values = [shapes.returned(statement) for statement in returns]
        if any(value is None or page.text(value) != handle for value in values):
            raise CannotWrite
        return
    body = needed(field(helper, "body"))
    statement = needed(statement_of(work.page.at(work.remedy.site) or body))
    home = statement.parent
    if body.type != "statement_block" or home is None or home.type != "statement_block":
        raise CannotWrite
    if any(node.type == "type_annotation" for node in helper.children) and page.is_typescript:
        raise CannotWrite  # what it says of the result would be wrong
    last = parts(home)[-1]
    if any(n.type == "return_statement" for n in walk(last)) or not page.layout.starts_line(home.end_byte - 1):
        raise CannotWrite
    indent = page.layout.indent(last.start_byte)
    work.draft.insert(page.layout.line_start(home.end_byte - 1), f"{indent}return {handle}{work.semicolon}\n")
