"""``await using`` in place of ``const``: the client is closed on every way out of the block that declares it."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.leaving import CannotWrite, Exit
from hangup.frontends.ecmascript.render.page import Page, ancestors, function_of, is_async, unwrapped
from hangup.frontends.ecmascript.render.removal import whole
from hangup.model.remedy import Hold, ReleaseOnEveryWay


def write(page: Page, remedy: Hold) -> Iterator[Rendering | None]:
    """Declare the client in the way that disposes of it, where a constant of an async function keeps it."""
    if not remedy.statement.endswith("using") or (remedy.where_usual and not page.parsed.using):
        return
    found = shapes.opening(page, remedy.site, constructs=remedy.created == remedy.site)
    if found is None:
        return
    way = ReleaseOnEveryWay(site=remedy.site, release=remedy.release, created=remedy.created, releases=remedy.releases)
    try:
        yield _held(Exit(page, way, found), remedy.statement)
    except CannotWrite:
        return


def _held(exit_: Exit, statement: str) -> Rendering | None:
    page, function = exit_.page, exit_.function
    declaration = _declaration(exit_)
    block = declaration.parent
    if function is None or block is None or block.type != "statement_block" or function_of(declaration) != function:
        raise CannotWrite
    if statement.startswith("await ") and not is_async(function):
        raise CannotWrite
    exit_.check_own()
    following = [n for n in parts(block) if n.start_byte >= declaration.end_byte]
    for release in exit_.releases:
        own = whole(page, release, block)
        behind = [n for n in following if n.start_byte >= own.end_byte]
        if own not in following or any(n.type != "return_statement" for n in behind):
            raise CannotWrite  # it is closed before the end of the block, or on some way only
    exit_.drop(following)
    exit_.settle([function])
    exit_.draft.replace(span_of(declaration.children[0]), statement)
    return exit_.rendering(f"hold {{}} with `{statement}`")


def _declaration(exit_: Exit) -> Node:
    """The declaration of the constant that keeps the client, and nothing else.

    Raises:
        CannotWrite: it is kept in another way.
    """
    page = exit_.page
    declarator = names.declaration(page, exit_.call, exit_.handle)
    if declarator is None and exit_.call.parent is not None:
        declarator = next((n for n in ancestors(exit_.call) if n.type == "variable_declarator"), None)
    declaration = declarator.parent if declarator is not None else None
    name = field(declarator, "name") if declarator is not None else None
    if declarator is None or declaration is None or name is None or name.type != "identifier":
        raise CannotWrite
    is_plain = declaration.children[0].type == "const" and declaration.start_byte not in page.parsed.using
    if declaration.type != "lexical_declaration" or not is_plain or len(parts(declaration)) != 1:
        raise CannotWrite
    value, created = field(declarator, "value"), exit_.created
    if value is None or created is None or span_of(_made(value)) != created:
        raise CannotWrite
    return declaration


def _made(value: Node) -> Node:
    """What makes a value: it may be waited for, and connected at once."""
    value = unwrapped(value)
    while value.type == "await_expression":
        value = unwrapped(parts(value)[0])
    return value
