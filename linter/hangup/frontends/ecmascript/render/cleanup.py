"""The end of an effect releases what the effect opened, once it is open."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.render import shapes
from hangup.frontends.ecmascript.render.client import bring_handle, own_client
from hangup.frontends.ecmascript.render.closing import clean_up, release
from hangup.frontends.ecmascript.render.page import Page
from hangup.frontends.ecmascript.render.promise import keep_promise
from hangup.frontends.ecmascript.render.work import CannotWrite, Plan, Work
from hangup.model.remedy import ReleaseAtEnd

PLANS = (
    Plan("inline"),
    Plan("ahead"),
    Plan("variable"),
    Plan("variable", flag=True),
)


def write(page: Page, remedy: ReleaseAtEnd) -> Iterator[Rendering | None]:
    """Let the effect return a clean-up, by the plainest plan first."""
    found = shapes.opening(page, remedy.site, constructs=remedy.created == remedy.site)
    if found is None or remedy.release.form != "method":
        return
    life = shapes.effect(page, remedy.owner, found.call)
    if life is None or life.block is None or (life.is_async and remedy.ending is None):
        return
    for plan in PLANS:
        try:
            yield _written(Work(page, remedy, found, life, plan))
        except CannotWrite:
            continue


def _written(work: Work) -> Rendering | None:
    """The edits of a plan.

    Raises:
        CannotWrite: the plan does not fit the code.
    """
    own_client(work)
    if work.plan.flag:
        work.raise_flag()
    bring_handle(work)
    promise = keep_promise(work)
    lines = [f"{work.flag} = true{work.semicolon}"] if work.plan.flag else []
    clean_up(work, [*lines, release(work, promise)])
    work.declare()
    waits = " once it is open" if promise else ""
    how = "return" if work.registering is None else "register"
    return work.draft.rendering(work.applicability, f"{how} a clean-up that closes `{work.handle}`{waits}")
