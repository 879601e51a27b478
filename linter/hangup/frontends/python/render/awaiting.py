"""``await`` before a call that only makes a coroutine."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.page import Page
from hangup.model import Applicability
from hangup.model.remedy import Await


def write(page: Page, remedy: Await) -> Iterator[Rendering | None]:
    """Await a call that is a statement of its own in an async function."""
    call = page.at(remedy.site, cst.Call)
    if call is None or not isinstance(page.parent(call), cst.Expr):
        return
    function = page.enclosing(call, cst.FunctionDef, cst.Lambda)
    if not isinstance(function, cst.FunctionDef) or function.asynchronous is None:
        return
    draft = page.draft()
    draft.insert(remedy.site.start, "await ")
    yield draft.rendering(Applicability.SAFE, f"await `{page.code(call)}`")
