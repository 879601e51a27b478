"""The first of two clients in place of the second: another name of it."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.page import Page, walk
from hangup.model import Applicability
from hangup.model.remedy import ShareFirst


def write(page: Page, remedy: ShareFirst) -> Iterator[Rendering | None]:
    """Let the second constant be the first one, which stands in front of it in the same block."""
    second = page.at(remedy.site, "new_expression", "call_expression")
    first = page.at(remedy.first, "new_expression", "call_expression")
    name, other = _constant(page, second), _constant(page, first)
    if second is None or first is None or name is None or other is None or first.start_byte > second.start_byte:
        return
    if _block(name) != _block(other) or any(_is_closed(page, each, remedy.closes) for each in (name, other)):
        return
    if any(node.type == "comment" for node in walk(second)):
        return
    draft = page.draft()
    draft.replace(span_of(second), page.text(other))
    yield draft.rendering(Applicability.UNSAFE, f"share `{page.text(other)}`")


def _constant(page: Page, call: Node | None) -> Node | None:
    """The name of the constant that a call is the value of."""
    declarator = call.parent if call is not None else None
    name = field(declarator, "name") if declarator is not None and declarator.type == "variable_declarator" else None
    declaration = declarator.parent if declarator is not None else None
    if name is None or name.type != "identifier" or declaration is None or declaration.children[0].type != "const":
        return None
    return name if declaration.start_byte not in page.parsed.using else None


def _block(name: Node) -> Node | None:
    """The block that a constant is declared in."""
    declaration = name.parent.parent if name.parent is not None else None
    block = declaration.parent if declaration is not None else None
    return block.parent if block is not None and block.type == "export_statement" else block


def _is_closed(page: Page, name: Node, closes: tuple[str, ...]) -> bool:
    """Whether somebody closes a client by its name."""
    for use in names.uses(page, page.root, page.text(name)):
        member = use.parent if use != name else None
        called = field(member, "property") if member is not None and member.type == "member_expression" else None
        if called is not None and page.text(called) in closes:
            return True
    return False
