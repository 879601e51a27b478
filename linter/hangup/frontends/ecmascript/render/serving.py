"""A server creates the user by one request, on a client that holds the secret, and opens nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import guards, names, shapes
from hangup.frontends.ecmascript.render.page import Page, function_of, statement_of, unwrapped, walk
from hangup.frontends.ecmascript.render.promise import is_spine
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.frontends.ecmascript.render.signing import signed, signer
from hangup.frontends.ecmascript.render.steps import applied, moved, together
from hangup.frontends.ecmascript.render.unguarding import CannotRemove, unguarded
from hangup.model import Applicability
from hangup.model.remedy import CreateOnServer

_LISTENING = ("on", "once", "addListener", "addEventListener")


def write(page: Page, remedy: CreateOnServer) -> Iterator[Rendering | None]:
    """Call the server's method in place of the connect, and take the releases away."""
    found = shapes.opening(page, remedy.site, constructs=False)
    around = function_of(found.call) if found is not None else None
    if found is None or found.is_construction:
        return
    block = field(around, "body") if around is not None else page.root
    try:
        life = guards.Life(around or page.root, block or page.root, found.call, found.handle)
        first = unguarded(page, life) if guards.asks_client(page, found.call, found.handle, life.block) else None
    except CannotRemove:
        return
    if first is not None:
        later = moved(remedy, first)
        for second in write(Page(applied(page.source, first), later.site), later):
            yield together(page.source, first, second) if second is not None else None
        return
    if _listens(page, found):
        return
    yield _signed_by_another(page, remedy, found)
    yield _written(page, remedy, found)


def _listens(page: Page, found: shapes.Opening) -> bool:
    """Whether the client is listened to, which takes a connection."""
    return any(
        page.text(field(n, "property") or n) in _LISTENING and page.text(field(n, "object") or n) == found.handle
        for n in walk(page.root)
        if n.type == "member_expression"
    )


def _signed_by_another(page: Page, remedy: CreateOnServer, found: shapes.Opening) -> Rendering | None:
    """The file has a client with the secret: that one creates the user, and the one that connected goes."""
    callee, declarator = field(found.call, "function"), names.declaration(page, found.call, found.handle)
    making = field(declarator, "value") if declarator is not None else None
    other = signer(page, remedy, found, making) if making is not None else None
    statement = declarator.parent if declarator is not None else None
    home = statement.parent if statement is not None else None
    if callee is None or declarator is None or other is None or statement is None or home is None:
        return None
    draft = page.draft()
    if not _replace_call(page, draft, remedy, found, other) or not _drop_releases(page, draft, remedy):
        return None
    gone = [*remedy.releases, remedy.site, span_of(declarator)]
    uses = [u for u in names.uses(page, home, found.handle) if not any(s.contains(span_of(u)) for s in gone)]
    if uses or home.type == "export_statement" or len(parts(statement)) != 1:
        return None
    remove(page, draft, statement)
    is_sure = _is_spelled_out(found)
    title = f"create the user by `{other}.{remedy.method}`, without a connection"
    return draft.rendering(Applicability.UNSAFE if is_sure else Applicability.DISPLAY_ONLY, title)


def _replace_call(page: Page, draft: Draft, remedy: CreateOnServer, found: shapes.Opening, handle: str = "") -> bool:
    """The server's call in place of the connect; False where that is not all that its statement does."""
    call = found.call
    callee, arguments, statement = field(call, "function"), field(call, "arguments"), statement_of(call)
    name = field(callee, "property") if callee is not None else None
    given = parts(arguments) if arguments is not None else []
    if arguments is None or name is None or statement is None or len(given) < 2 or given[0].type == "spread_element":
        return False
    if statement.type != "expression_statement" or not is_spine(call, statement) or _is_taken(call):
        return False
    target = field(callee, "object") if callee is not None else None
    if handle and target is not None:
        draft.replace(span_of(target), handle)
    draft.replace(span_of(name), remedy.method)
    draft.replace(span_of(arguments), f"([{_shifted(page, given[0], statement)}])")
    _drop_token(page, draft, found, given[1])
    return True


def _written(page: Page, remedy: CreateOnServer, found: shapes.Opening) -> Rendering | None:
    """The call, the releases, the token and the secret."""
    draft = page.draft()
    if not _replace_call(page, draft, remedy, found):
        return None
    if not _drop_releases(page, draft, remedy) or not signed(page, draft, remedy):
        return None
    title = f"create the user by `{remedy.method}`, without a connection"
    is_sure = not remedy.secret and _is_spelled_out(found) and not _acts(page, remedy, found)
    return draft.rendering(Applicability.UNSAFE if is_sure else Applicability.DISPLAY_ONLY, title)


def _is_spelled_out(found: shapes.Opening) -> bool:
    """Whether the code says which fields the user has: a server may set those, too, that a user may not."""
    arguments = field(found.call, "arguments")
    user = unwrapped(parts(arguments)[0]) if arguments is not None else None
    return user is not None and user.type == "object" and not any(n.type == "spread_element" for n in parts(user))


def _is_taken(call: Node) -> bool:
    """Whether something reads what the connect gives: a continuation with a parameter."""
    member = call.parent
    chained = member.parent if member is not None and member.type == "member_expression" else None
    arguments = field(chained, "arguments") if chained is not None and chained.type == "call_expression" else None
    first = parts(arguments)[:1] if arguments is not None else []
    return any(
        (listed := field(n, "parameters") or field(n, "parameter")) is not None and bool(parts(listed)) for n in first
    )


def _shifted(page: Page, node: Node, statement: Node) -> str:
    """The text of a node with its lines indented as the statement is."""
    inner = page.layout.indent(node.start_byte)
    return page.text(node).replace("\r\n", "\n").replace(f"\n{inner}", f"\n{page.layout.indent(statement.start_byte)}")


def _drop_releases(page: Page, draft: Draft, remedy: CreateOnServer) -> bool:
    """Take the releases away; False where one is all that its block is for."""
    for span in remedy.releases:
        release = page.at(span, "call_expression")
        everything = whole(page, release, None) if release is not None else None
        block = everything.parent if everything is not None else None
        if everything is None or block is None or everything.type not in ("expression_statement", "if_statement"):
            return False
        if block.type not in ("statement_block", "program") or len(parts(block)) == 1:
            return False
        remove(page, draft, everything)
    return True


def _drop_token(page: Page, draft: Draft, found: shapes.Opening, token: Node) -> None:
    """Take a variable away that the client made for this connect alone."""
    if token.type != "identifier":
        return
    name = page.text(token)
    declarator = names.declaration(page, found.call, name)
    value = field(declarator, "value") if declarator is not None else None
    statement = declarator.parent if declarator is not None else None
    around = function_of(found.call) or page.root
    if statement is None or value is None or declarator is None or len(parts(statement)) != 1:
        return
    uses = [use for use in names.uses(page, around, name) if use not in (token, field(declarator, "name"))]
    inside = span_of(around).contains(span_of(statement))
    if inside and not uses and page.text(value).startswith(f"{found.handle}."):
        remove(page, draft, statement)


def _acts(page: Page, remedy: CreateOnServer, found: shapes.Opening) -> bool:
    """Whether the client makes requests that somebody has to be named for, or others may."""
    root = found.handle.partition(".")[0]
    declarator = names.declaration(page, found.call, root)
    home = declarator.parent.parent if declarator is not None and declarator.parent is not None else None
    if root != found.handle or declarator is None or home is None or home.type == "export_statement":
        return True
    gone = (*remedy.releases, remedy.site)
    known = {remedy.method, *remedy.userless}
    for use in names.uses(page, home, root):
        if use == field(declarator, "name") or any(span.contains(span_of(use)) for span in gone):
            continue
        member = use.parent
        called = field(member, "property") if member is not None and member.type == "member_expression" else None
        if called is None or page.text(called) not in known:
            return True
    return False
