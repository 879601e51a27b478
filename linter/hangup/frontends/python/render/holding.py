"""``async with`` in place of a call that opens: what follows goes under it, and it closes on every way out."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.python.render.blocks import Block, CannotWrite, indent_statements
from hangup.frontends.python.render.leaving import Exit, in_clause, whole
from hangup.frontends.python.render.opening import opening
from hangup.frontends.python.render.page import Page
from hangup.model import Span
from hangup.model.remedy import Hold


def write(page: Page, remedy: Hold) -> Iterator[Rendering | None]:
    """Hold what the call opens, where the call takes no arguments and is waited for in a statement of its own."""
    try:
        yield _held(page, remedy)
    except CannotWrite:
        return


def _held(page: Page, remedy: Hold) -> Rendering | None:
    found = opening(page, remedy.site)
    function = page.function(found.call)
    releases = [c for span in remedy.releases if (c := page.call_at(span)) is not None and page.function(c) is function]
    if remedy.releases and not releases:
        raise CannotWrite  # it is closed elsewhere, so that somebody goes on with it
    exit_ = Exit(page, found, releases, remedy.created)
    statement, block, index = found.statement, found.block, found.index
    awaited = statement.value if isinstance(statement, cst.Expr) else None
    is_plain = isinstance(awaited, cst.Await) and awaited.expression is found.call
    if not is_plain or not page.is_async(found.call) or found.call.args or "." in found.handle:
        raise CannotWrite
    if not remedy.statement.startswith("async "):
        raise CannotWrite  # it would open without waiting for that
    if any(in_clause(page, release, exit_.function) for release in releases):
        raise CannotWrite
    exit_.check_own(remedy.release)
    last = len(block.statements) - 1
    for release in releases:
        exit_.drop(release)
        place, at = whole(page, release, found.handle)
        if place.suite is block.suite:
            if at < index or at <= index + 1:
                raise CannotWrite
            last = min(last, at - 1)
        elif page.span(release).start < page.span(statement).start:
            raise CannotWrite
    if last <= index or not exit_.removal.left(block):
        raise CannotWrite
    exit_.removal.write(exit_.draft)
    gone = exit_.removal.gone
    making = _making(page, block, index, found.handle, remedy.created)
    if making is not None:
        made = block.statements[index - 1].span
        exit_.draft.replace(made, f"{remedy.statement} {making} as {found.handle}:")
        line = page.layout.line_start(block.statements[index].span.start)
        exit_.draft.delete(Span(line, _next_ink(block, index)))
    else:
        _turn(exit_.draft, block, index, f"{remedy.statement} {found.handle}:")
        line = page.layout.next_line(block.statements[index].span.end)
        if line < _next_ink(block, index):
            exit_.draft.delete(Span(line, _next_ink(block, index)))
    _under(exit_.draft, block, index, last, gone)
    return exit_.rendering(f"hold {{}} in `{remedy.statement}`")


def _making(page: Page, block: Block, index: int, handle: str, created: Span | None) -> str | None:
    """What makes the client in the statement right in front, where each of the two stands on lines of its own."""
    if index == 0 or created is None or not block.begins_line(index) or not block.begins_line(index - 1):
        return None
    making, here = block.statements[index - 1], block.statements[index]
    node = making.node
    if not isinstance(node, cst.Assign) or len(node.targets) != 1 or not page.span(node).contains(created):
        return None
    target = node.targets[0].target
    if not isinstance(target, cst.Name) or target.value != handle or isinstance(node.value, cst.Yield):
        return None
    layout = page.layout
    if layout.next_line(making.span.end) != layout.line_start(here.span.start) or not layout.ends_line(here.span.end):
        return None
    text = page.slice(Span(page.span(node.value).start, making.span.end))
    return text if not node.value.lpar else None


def _next_ink(block: Block, index: int) -> int:
    """Where the line behind a statement begins, or behind blank lines that would be the first of a block."""
    line = block.page.layout.next_line(block.statements[index].span.end)
    following = block.statements[index + 1]
    if not block.begins_line(index + 1) or isinstance(following.node, cst.FunctionDef | cst.ClassDef):
        return line
    data, layout = block.page.source.data, block.page.layout
    while line < following.span.start and not data[line : layout.line_end(line)].strip():
        line = layout.next_line(line)
    return line


def _turn(draft: Draft, block: Block, index: int, head: str) -> None:
    """Write the head of a block in place of a statement."""
    if block.is_inline:
        for before in range(index + 1):
            draft.replace(block.gap(before), f"\n{block.indent}")
    elif not block.begins_line(index):
        draft.replace(block.gap(index), f"\n{block.indent}")
    draft.replace(block.statements[index].span, head)


def _under(draft: Draft, block: Block, index: int, last: int, gone: list[Span]) -> None:
    """Put the statements behind a head under it."""
    for each in range(index + 1, last + 1):
        if not block.begins_line(each):
            draft.replace(block.gap(each), f"\n{block.indent}{block.unit}")
    indent_statements(draft, block, index + 1, last, gone)
    if last + 1 < len(block.statements) and not block.begins_line(last + 1):
        draft.replace(block.gap(last + 1), f"\n{block.indent}")
