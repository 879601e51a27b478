"""A server creates the user by one request, on a client that holds the secret, and opens nothing."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.blocks import CannotWrite, Removal, needed
from hangup.frontends.python.render.leaving import whole
from hangup.frontends.python.render.names import targets, uses
from hangup.frontends.python.render.opening import Opening, opening
from hangup.frontends.python.render.page import Page, own
from hangup.frontends.python.tree import dotted_name
from hangup.model import Applicability, Span
from hangup.model.remedy import CreateOnServer


def write(page: Page, remedy: CreateOnServer) -> Iterator[Rendering | None]:
    """Call the server's method in place of the connect, and take the releases away."""
    try:
        yield _written(page, remedy, opening(page, remedy.site))
    except CannotWrite:
        return


def _written(page: Page, remedy: CreateOnServer, found: Opening) -> Rendering | None:
    if remedy.secret or not isinstance(found.statement, cst.Expr) or len(found.call.args) < 2:
        raise CannotWrite  # how the secret is called is not in the code
    value = found.statement.value
    inner = value.expression if isinstance(value, cst.Await) else value
    user, token = found.call.args[:2]
    if (
        inner is not found.call
        or user.star
        or (user.keyword is not None and user.keyword.value not in ("user", "data"))
    ):
        raise CannotWrite
    draft, removal = page.draft(), Removal(page)
    places = [whole(page, needed(page.call_at(span)), found.handle) for span in remedy.releases]
    for block, index in places:
        removal.add(block, index)
    if removal.hollows():
        raise CannotWrite
    _drop_token(page, removal, found, token)
    removal.write(draft)
    text = _shifted(page, user.value, found)
    draft.replace(page.span(found.call), f"{found.handle}.{remedy.method}([{text}])")
    gone = [page.span(found.call), *(block.statements[index].span for block, index in places)]
    is_sure = _is_spelled_out(user.value) and not _acts(page, remedy, found, gone)
    title = f"create the user by `{remedy.method}`, without a connection"
    return draft.rendering(Applicability.UNSAFE if is_sure else Applicability.DISPLAY_ONLY, title)


def _shifted(page: Page, user: cst.BaseExpression, found: Opening) -> str:
    """The text of the user, with its lines indented as the statement is."""
    inner, outer = (page.layout.indent(page.span(node).start) for node in (user, found.call))
    return page.code(user).replace(f"\n{inner}", f"\n{outer}")


def _is_spelled_out(user: cst.BaseExpression) -> bool:
    """Whether the code says which fields the user has: a server may set those, too, that a user may not."""
    return isinstance(user, cst.Dict) and all(isinstance(element, cst.DictElement) for element in user.elements)


def _drop_token(page: Page, removal: Removal, found: Opening, token: cst.Arg) -> None:
    """Take a variable away that the client made for this connect alone."""
    if not isinstance(token.value, cst.Name):
        return
    around = page.function(found.call) or page.module
    left = [use for use in uses(page, around, token.value.value) if use is not token.value]
    for index, statement in enumerate(found.block.statements):
        node = statement.node
        made = node.value if isinstance(node, cst.Assign) else None
        if made is None or list(targets(node)) != left or not isinstance(made, cst.Call):
            continue
        if dotted_name(made.func).startswith(f"{found.handle}."):
            removal.add(found.block, index)


def _acts(page: Page, remedy: CreateOnServer, found: Opening, gone: list[Span]) -> bool:
    """Whether the client makes requests that somebody has to be named for, or others may."""
    if "." in found.handle:
        return True
    around = page.function(found.call) or page.module
    is_local = any(found.handle in {getattr(t, "value", None) for t in targets(node)} for node in own(around))
    known = {remedy.method, *remedy.userless}
    for use in uses(page, around if is_local else page.module, found.handle):
        parent = page.parent(use)
        if any(span.contains(page.span(use)) for span in gone) or isinstance(parent, cst.AssignTarget):
            continue
        if not isinstance(parent, cst.Attribute) or parent.attr.value not in known:
            return True
    return False
