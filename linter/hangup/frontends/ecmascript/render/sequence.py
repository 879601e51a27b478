"""In which order a clean-up closes: what was made with a client goes before the client."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field
from hangup.frontends.ecmascript.render.page import Page, walk
from hangup.frontends.ecmascript.render.work import Work


def closes_what_it_made(work: Work, body: Node) -> bool:
    """Whether a clean-up calls something of what the effect has made with the client: that is closed before it."""
    page, made = work.page, {work.handle}
    pairs = [
        (page.text(target), value)
        for node in walk(work.life.function)
        for target, value in (
            (field(node, "name") or field(node, "left"), field(node, "value") or field(node, "right")),
        )
        if target is not None and value is not None and node.type in ("variable_declarator", "assignment_expression")
    ]
    while more := {t for t, v in pairs if t not in made and _reads(page, v, made)}:
        made |= more
    called = [field(node, "function") for node in walk(body) if node.type == "call_expression"]
    known = made - {work.handle}
    return any(_reads(page, callee, known) for callee in called if callee is not None)


def _reads(page: Page, node: Node, paths: set[str]) -> bool:
    """Whether an expression reads one of some variables or properties."""
    return any(n.type in ("identifier", "member_expression") and page.text(n) in paths for n in walk(node))
