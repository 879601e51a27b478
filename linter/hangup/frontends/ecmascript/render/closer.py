"""A client that stays where it is made: the code that connects it leaves behind a function that closes it.

For code whose client cannot move out: it is made from what only that code knows.
"""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.client import PLAIN, is_kept_outside
from hangup.frontends.ecmascript.render.closing import given_by, voids
from hangup.frontends.ecmascript.render.page import ancestors, function_of, statement_of
from hangup.frontends.ecmascript.render.promise import is_spine, promise_name
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.frontends.ecmascript.render.work import DECLARATIONS, CannotWrite, Work, needed
from hangup.model import Span

_LOOPS = ("for_statement", "for_in_statement", "while_statement", "do_statement")


def leave_closer(work: Work) -> list[str]:
    """Set a variable of the effect to a function that closes, where the call stands. The lines that call it.

    Raises:
        CannotWrite: the client can move out, is not made here, or may be made more than once.
    """
    page, statement = work.page, needed(statement_of(work.call))
    if work.is_direct and statement.parent == work.block:
        raise CannotWrite
    if work.registering is None and not work.is_direct:
        inner = work.outermost()
        start = needed(shapes.chained(inner) or shapes.start_of(page, inner, work.block))
        if function_of(start) != work.life.function or _is_in_loop(work, start):
            raise CannotWrite
    if needed(statement.parent).type != "statement_block" or _is_in_loop(work, work.call):
        raise CannotWrite
    if work.remedy.created is None or not span_of(_maker(work)).contains(work.remedy.created):
        raise CannotWrite
    _take_handle(work, statement)
    _drop_shadowed(work)
    own = work.handle.rpartition(".")[2].lstrip("#")
    name = names.fresh_name(page, "close", f"close{own[:1].upper()}{own[1:]}")
    kind = f": (() => {given_by(work)}) | undefined" if page.is_typescript else ""
    work.declarations.append(f"let {name}{kind}{work.semicolon}")
    _set(work, statement, name)
    work.release_call = f"{name}?.()"
    return [f"{'void ' if work.remedy.release.waits and voids(work) else ''}{name}?.(){work.semicolon}"]


def _maker(work: Work) -> Node:
    """The code that makes the client: a function of the effect, or the statement of the effect that does."""
    return work.anchor if work.is_direct else work.outermost()


def _is_in_loop(work: Work, node: Node) -> bool:
    """Whether a node stands in a loop of the effect."""
    inside = [n for n in ancestors(node) if span_of(work.block).contains(span_of(n))]
    return any(n.type in _LOOPS for n in inside)


def _take_handle(work: Work, statement: Node) -> None:
    """The name of the client, in the code that connects it."""
    if not work.handle:
        holder = needed(work.call.parent)
        name = field(holder, "name") if holder.type == "variable_declarator" else None
        if name is None or name.type != "identifier":
            raise CannotWrite
        work.handle = work.page.text(name)
    root = work.handle.partition(".")[0].partition("?")[0]
    declarator = names.declaration(work.page, work.call, root) if work.handle != root or not _is_made(work) else None
    home = declarator if declarator is not None else statement
    if not PLAIN.fullmatch(work.handle) or root == "this" or not span_of(_maker(work)).contains(span_of(home)):
        raise CannotWrite
    if is_kept_outside(work):
        raise CannotWrite
    if work.fresh is not None:
        if span_of(statement).contains(work.fresh[0]) and not _is_made(work):
            raise CannotWrite
        work.draft.replace(*work.fresh)


def _drop_shadowed(work: Work) -> None:
    """Take an empty variable of the effect away that was meant for the client, if only what goes reads it."""
    page, name = work.page, work.handle
    attempts = [span_of(whole(page, node)) for node in work.attempt_nodes()]
    for statement in parts(work.block):
        declarator = parts(statement)[0] if statement.type in DECLARATIONS and len(parts(statement)) == 1 else None
        value = field(declarator, "value") if declarator is not None else None
        if declarator is None or page.text(needed(field(declarator, "name"))) != name:
            continue
        ours = [u for u in names.uses(page, work.life.function, name) if names.declaration(page, u, name) == declarator]
        read = [u for u in ours if not any(span.contains(span_of(u)) for span in (*attempts, span_of(declarator)))]
        if not read and (value is None or value.type in ("null", "undefined")):
            remove(page, work.draft, statement)
            work.removed.append(statement)


def _is_made(work: Work) -> bool:
    """Whether the call constructs the client."""
    return work.remedy.created == work.remedy.site


def _set(work: Work, statement: Node, name: str) -> None:
    """Set the variable: behind a construction, in front of a call that a release need not wait for, else between."""
    page, call, draft = work.page, work.call, work.draft
    indent = page.layout.indent(statement.start_byte)
    end = work.semicolon
    close = f"{work.handle}.{work.remedy.release.name}()"
    guard = f"if ({work.ended}) return{end}\n{indent}" if work.plan.flag else ""
    if _is_made(work):
        draft.insert(statement.start_byte, work.in_front(statement, guard))
        draft.insert(
            statement.end_byte + len(page.remark(statement).encode()), f"\n{indent}{name} = () => {close}{end}"
        )
        return
    if not work.remedy.chained:
        text = f"{guard}{name} = () => {close}{end}\n{indent}"
        draft.insert(statement.start_byte, work.in_front(statement, text))
        return
    if not is_spine(call, statement):
        raise CannotWrite
    promise = names.fresh_name(page, promise_name(work.method), "pending", "started")
    prefix = Span(statement.start_byte, call.start_byte)
    lines = f"{end}\n{indent}{name} = () => {promise}.then(() => {close})"
    rest = page.text(Span(call.end_byte, statement.end_byte)).strip(" ;")
    if page.text(prefix).strip() not in ("", "void") or rest:
        lines += f"{end}\n{indent}{page.text(prefix)}{promise}"
    draft.replace(prefix, f"{work.in_front(statement, guard)}const {promise} = ")
    draft.insert(call.end_byte, lines)
