"""A release of a client that somebody else owns goes, with all that only served it."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import field
from hangup.frontends.ecmascript.render.imports import disused
from hangup.frontends.ecmascript.render.page import FUNCTIONS, Page, comments_start
from hangup.frontends.ecmascript.render.removal import is_statement, remove_run, whole
from hangup.model import Applicability
from hangup.model.remedy import LeaveToOwner


def write(page: Page, remedy: LeaveToOwner) -> Iterator[Rendering | None]:
    """Take the statement of the release away, and the clean-up that holds nothing else."""
    call = page.at(remedy.site, "call_expression")
    callee = field(call, "function") if call is not None else None
    if call is None or callee is None or callee.type != "member_expression":
        return
    handle, draft, gone = field(callee, "object"), page.draft(), whole(page, call)
    if gone.type in FUNCTIONS and gone.parent is not None and gone.parent.type == "arguments":
        outer = gone.parent.parent
        registering = field(outer, "function") if outer is not None else None
        if outer is None or outer.parent is None or registering is None:
            return
        gone = outer.parent  # a callback that does nothing else need not be registered
        if registering.type == "identifier":
            disused(page, draft, registering)
    if handle is None or not is_statement(gone):
        return
    remove_run(page, draft, gone, gone, comments_start(page, gone))
    yield draft.rendering(Applicability.UNSAFE, f"leave `{page.text(handle)}` to whoever connects it")
