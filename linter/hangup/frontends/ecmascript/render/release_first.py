"""A release, waited for, in front of a second connect or of what writes over the client."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.guards import asks_client
from hangup.frontends.ecmascript.render.page import (
    Page,
    ancestors,
    function_of,
    in_front,
    is_async,
    statement_of,
    unwrapped,
)
from hangup.model import Applicability
from hangup.model.remedy import ReleaseFirst

_BLOCKS = ("statement_block", "program")


def write(page: Page, remedy: ReleaseFirst) -> Iterator[Rendering | None]:
    """Close what is open, and wait for it where that takes time, in an async function."""
    place = page.at(remedy.over or remedy.site)
    statement = statement_of(place) if place is not None else None
    if place is None or statement is None or remedy.release.form != "method":
        return
    function, block = function_of(statement), statement.parent
    waits = remedy.release.waits
    if (waits and function is not None and not is_async(function)) or block is None or block.type not in _BLOCKS:
        return
    handle = _overwritten(page, place) if remedy.over is not None else _receiver(page, place)
    if not handle:
        return
    if asks_client(page, place, handle, function or page.root):
        return  # the guard keeps the old user, whatever is closed behind it
    mark = "?" if remedy.over is not None and _may_be_empty(page, place, handle) else ""
    draft = page.draft()
    close = f"{'await ' if waits else ''}{handle}{mark}.{remedy.release.name}()"
    draft.insert(statement.start_byte, in_front(page, statement, close))
    behind = "the client is replaced" if remedy.over is not None else "the next user connects"
    yield draft.rendering(Applicability.UNSAFE, f"close `{handle}` before {behind}")


def _receiver(page: Page, place: Node) -> str:
    """The client that a call connects."""
    callee = field(place, "function") if place.type == "call_expression" else None
    target = field(callee, "object") if callee is not None and callee.type == "member_expression" else None
    return page.text(unwrapped(target)) if target is not None else ""


def _overwritten(page: Page, place: Node) -> str:
    """The variable or field that an assignment writes over."""
    assignment = next((n for n in (place, *ancestors(place)) if n.type == "assignment_expression"), None)
    target = field(assignment, "left") if assignment is not None else None
    return page.text(target) if target is not None and target.type in ("identifier", "member_expression") else ""


def _may_be_empty(page: Page, place: Node, handle: str) -> bool:
    """Whether nothing may be there yet: anything but a local variable that has a value from the start."""
    declarator = names.declaration(page, place, handle) if "." not in handle else None
    value = field(declarator, "value") if declarator is not None else None
    return value is None or value.type in ("null", "undefined")
