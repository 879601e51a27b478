"""The end of an effect releases what the effect opened, once it is open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import field, parts, span_of
from hangup.frontends.ecmascript.render import guards, helpers, members, shapes
from hangup.frontends.ecmascript.render.client import bring_handle, own_client
from hangup.frontends.ecmascript.render.closer import leave_closer
from hangup.frontends.ecmascript.render.closing import clean_up, release
from hangup.frontends.ecmascript.render.dependencies import dependencies, dependencies_of
from hangup.frontends.ecmascript.render.page import Page, ancestors, function_of
from hangup.frontends.ecmascript.render.promise import keep_promise
from hangup.frontends.ecmascript.render.queueing import asked_for_in_turn, in_turn
from hangup.frontends.ecmascript.render.steps import applied, moved, together
from hangup.frontends.ecmascript.render.unguarding import CannotRemove, unguarded
from hangup.frontends.ecmascript.render.work import CannotWrite, Plan, Work
from hangup.frontends.ecmascript.render.wrapping import plain
from hangup.model import Applicability
from hangup.model.remedy import ReleaseAtEnd

PLANS = (
    Plan("queue"),
    Plan("queue", flag=True),
    Plan("inline"),
    Plan("ahead"),
    Plan("variable"),
    Plan("variable", flag=True),
    Plan("closer"),
    Plan("closer", flag=True),
    Plan("queue", listed=True),
    Plan("queue", flag=True, listed=True),
    Plan("inline", listed=True),
    Plan("ahead", listed=True),
    Plan("variable", listed=True),
    Plan("variable", flag=True, listed=True),
    Plan("asked"),
    Plan("asked", flag=True),
)


def write(page: Page, remedy: ReleaseAtEnd) -> Iterator[Rendering | None]:
    """Let the effect return a clean-up, by the plainest plan first."""
    found = shapes.opening(page, remedy.site, constructs=remedy.created == remedy.site)
    if found is None or remedy.release.form != "method":
        return
    if isinstance(remedy.ending, str):
        yield from members.write(page, remedy, found)
        return
    life = shapes.effect(page, remedy.owner, found.call)
    if life is None:
        yield from helpers.write(page, remedy, found)
        return
    try:
        open_again = unguarded(page, _again(page, found, life))
    except CannotRemove:
        return
    first = open_again or (plain(page, life) if remedy.ending is None else None)
    if first is not None:
        later = moved(remedy, first)
        for second in write(Page(applied(page.source, first), later.site), later):
            yield together(page.source, first, second) if second is not None else None
        return
    for plan in PLANS:
        try:
            yield _written(Work(page, remedy, found, life, plan))
        except CannotWrite:
            continue


def _again(page: Page, found: shapes.Opening, life: shapes.Effect) -> guards.Life:
    """The effect, as code that runs again."""
    block = life.block or life.function
    between = [n for n in ancestors(found.call) if shapes.is_function(n) and span_of(block).contains(span_of(n))]
    start = shapes.start_of(page, between[-1], block) if between and between[-1] != life.function else None
    return guards.Life(life.function, block, found.call, found.handle, start)


def _written(work: Work) -> Rendering | None:
    """The edits of a plan.

    Raises:
        CannotWrite: the plan does not fit the code.
    """
    if not _opens_again(work):
        raise CannotWrite
    if work.plan.promise in ("queue", "asked"):
        return _in_turn(work)
    own_client(work)
    if work.plan.flag:
        work.raise_flag()
    if work.plan.promise == "closer":
        promise, lines = "", leave_closer(work)
    else:
        bring_handle(work)
        promise = keep_promise(work)
        lines = release(work, promise)
    if work.plan.listed:
        _list_dependencies(work)
    clean_up(work, [*work.flag_lines, *lines])
    work.declare()
    if work.registering is None and not _is_own(work):
        work.applicability = (
            Applicability.DISPLAY_ONLY
        )  # under StrictMode two runs of the effect would share the client
    waits = " once it is open" if promise or (work.plan.promise == "closer" and work.remedy.chained) else ""
    how = "return" if work.registering is None else "register"
    return work.draft.rendering(work.applicability, f"{how} a clean-up that closes `{work.handle}`{waits}")


def _in_turn(work: Work) -> Rendering | None:
    """Connect and close a client that others share, by a queue."""
    is_asked_for = work.plan.promise == "asked"
    if not is_asked_for and _is_own(work):
        raise CannotWrite
    if work.plan.flag:
        work.raise_flag()
    if work.plan.listed:
        _list_dependencies(work)
    (asked_for_in_turn if is_asked_for else in_turn)(work)
    return work.draft.rendering(work.applicability, f"connect and close `{work.handle}`, which others share, in turn")


def _opens_again(work: Work) -> bool:
    """Whether a run of the effect that follows a clean-up opens again, for all that the code shows.

    It does not where it asks for something that is none of its dependencies, such as a client that is kept.
    """
    component, arguments = function_of(work.life.call), field(work.life.call, "arguments")
    given = parts(arguments) if arguments is not None else []
    listed = [work.page.text(item) for item in parts(given[1])] if len(given) > 1 and given[1].type == "array" else []
    if not listed or component is None or work.registering is not None:
        return True
    start = None if work.is_direct else shapes.start_of(work.page, work.outermost(), work.block)
    asked = shapes.conditions_before(start or work.call, work.block)
    roots = {re.split(r"\W", item.strip())[0] for item in listed}
    return all(re.split(r"\W", path)[0] in roots for path in dependencies_of(work.page, component, asked, set()))


def _is_own(work: Work) -> bool:
    """Whether the client is made by the effect itself."""
    created = work.remedy.created
    return created is not None and span_of(work.block).contains(created)


def _list_dependencies(work: Work) -> None:
    """A list of what the effect depends on, where it has none."""
    arguments = field(work.life.call, "arguments")
    if work.remedy.ending is not None or arguments is None or len(parts(arguments)) != 1:
        raise CannotWrite
    listed = ", ".join(dependencies(work.page, work.life))
    work.draft.insert(parts(arguments)[0].end_byte, f", [{listed}]")
