"""The name of a method."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.render.page import Page
from hangup.model import Applicability
from hangup.model.remedy import Rename


def write(page: Page, remedy: Rename) -> Iterator[Rendering | None]:
    """Rename a method that its framework does not know, where nobody else calls it."""
    old = page.text(remedy.site)
    if page.at(remedy.site, "property_identifier") is None or page.source.data.count(old.encode()) > 1:
        return
    draft = page.draft()
    draft.replace(remedy.site, remedy.name)
    yield draft.rendering(Applicability.SAFE, f"rename `{old}` to `{remedy.name}`")
