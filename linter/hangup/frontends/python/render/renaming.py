"""The name of a method."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.page import Page
from hangup.model import Applicability
from hangup.model.remedy import Rename


def write(page: Page, remedy: Rename) -> Iterator[Rendering | None]:
    """Rename a method that its framework does not know, where nobody else calls it."""
    name = page.at(remedy.site, cst.Name)
    method = page.parent(name) if name is not None else None
    owner = page.enclosing(method, cst.ClassDef) if method is not None else None
    if not isinstance(method, cst.FunctionDef) or method.name is not name or not isinstance(owner, cst.ClassDef):
        return
    old = method.name.value
    others = {n.name.value for n in owner.body.body if isinstance(n, cst.FunctionDef)}
    if page.source.data.count(old.encode()) != 1 or remedy.name in others:
        return
    draft = page.draft()
    draft.replace(remedy.site, remedy.name)
    yield draft.rendering(Applicability.SAFE, f"rename `{old}` to `{remedy.name}`")
