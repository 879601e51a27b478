"""A ``finally`` that closes on every way out: new, widened from handlers, or mended where it misses the release."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.python.cells import is_in_cells
from hangup.frontends.python.render import ending, mending
from hangup.frontends.python.render.blocks import (
    Block,
    CannotWrite,
    Frame,
    block_of,
    enclose,
    head_of,
    indent_statements,
    insert_lines,
)
from hangup.frontends.python.render.escaping import lively
from hangup.frontends.python.render.goodbye import as_written, behind, mentions, with_goodbye
from hangup.frontends.python.render.leaving import Exit, try_around, whole
from hangup.frontends.python.render.opening import opening, release_line
from hangup.frontends.python.render.page import Page, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Span
from hangup.model.remedy import ReleaseOnEveryWay


def write(page: Page, remedy: ReleaseOnEveryWay) -> Iterator[Rendering | None]:
    """Close in a ``finally``, the nearest to what is there first."""
    try:
        found = opening(page, remedy.site, constructs=remedy.created == remedy.site)
        function = page.function(found.call)
        here = [c for span in remedy.releases if (c := page.call_at(span)) is not None and page.function(c) is function]
        line = as_written(page, here, found.block)
        if line and remedy.release.waits and page.is_async(found.call) and not line.startswith("await "):
            line = f"await {line}"
        line = line or release_line(page, found, remedy.release)
    except CannotWrite:
        return
    yield from ending.by_pair(page, remedy, found, line)
    is_elsewhere = bool(remedy.releases) and not here and not remedy.attempts
    ways = (_handed_on,) if remedy.handed_on or is_elsewhere else _WAYS
    for way in ways:
        try:
            yield way(Exit(page, found, here, remedy.created), line, remedy)
        except CannotWrite:
            continue


# ---------------------------------------------------------------- a try that is there


def _widened(exit_: Exit, line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """The ``try`` around or right behind the call gets a ``finally``; releases in it and behind it go."""
    page, draft, removal = exit_.page, exit_.draft, exit_.removal
    attempt = _attempt(exit_)
    if attempt.finalbody is not None or isinstance(attempt.body, cst.SimpleStatementSuite) or remedy.attempts:
        raise CannotWrite
    if not _is_of_peer(page, exit_, remedy.release.name):
        exit_.check_own(remedy.release)
    block, index = block_of(page, attempt)
    if any(behind(exit_, release) for release in exit_.releases):
        line = with_goodbye(exit_, line, block)
    for release in exit_.releases:
        exit_.drop(release)
    names = lively(page, exit_.function, exit_.found.handle)
    for statement in removal.left(block):
        if statement.span.start > block.statements[index].span.end and mentions(statement.node, names):
            raise CannotWrite
    gone = _drop_hollow(exit_, attempt)
    removal.write(draft)
    if any(outer.contains(inner) and outer != inner for outer in gone for inner in removal.gone):
        raise CannotWrite
    insert_lines(draft, block.end(index), f"{block.indent}finally:\n{block.indent}{block.unit}{line}\n")
    return exit_.rendering("add a `finally` that closes {}")


def _joined(exit_: Exit, line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """The ``finally`` of the ``try`` that follows the call closes first, where nothing else follows."""
    page, found = exit_.page, exit_.found
    following = found.block.statements[found.index + 1 :]
    attempt = following[0].node if following else None
    if not isinstance(attempt, cst.Try) or attempt.finalbody is None or exit_.releases or remedy.attempts:
        raise CannotWrite
    if isinstance(attempt.finalbody.body, cst.SimpleStatementSuite):
        raise CannotWrite
    exit_.check_own(remedy.release)
    known = lively(page, exit_.function, found.handle)
    later = [attempt.finalbody, *(statement.node for statement in following[1:])]
    if any(mentions(node, known) for node in later):
        raise CannotWrite
    block = Block(page, attempt.finalbody.body)
    insert_lines(exit_.draft, block.first_line(0), f"{block.indent}{line}\n")
    return exit_.rendering("close {} in the `finally` that is there")


def _attempt(exit_: Exit) -> cst.Try:
    """The ``try`` that the call is in, if its client was made before; or the one that follows."""
    page, found = exit_.page, exit_.found
    around = try_around(page, found.call)
    if around is not None and exit_.created is not None and not page.span(around).contains(exit_.created):
        return around
    following = next((s.node for s in found.block.statements[found.index + 1 :]), None)
    if not isinstance(following, cst.Try):
        raise CannotWrite
    return following


def _drop_hollow(exit_: Exit, attempt: cst.Try) -> list[Span]:
    """Take away an ``else`` of which nothing stays, and a last handler that only raises again; what lines went."""
    page, layout, removal = exit_.page, exit_.page.layout, exit_.removal
    gone: list[Span] = []
    clauses: list[cst.ExceptHandler | cst.Else] = list(attempt.handlers[-1:])
    if attempt.orelse is not None:
        clauses.append(attempt.orelse)
    for clause in clauses:
        if not isinstance(clause.body, cst.IndentedBlock):
            continue
        block = Block(page, clause.body)
        left = removal.left(block)
        is_bare = len(left) == 1 and isinstance(left[0].node, cst.Raise) and left[0].node.exc is None
        is_hollow = is_bare if isinstance(clause, cst.ExceptHandler) else not left
        if len(left) == len(block.statements) or not is_hollow:
            continue
        lines = Span(layout.line_start(page.span(clause).start), block.end(len(block.statements) - 1))
        if b"#" in page.source.data[lines.start : lines.end]:
            continue
        removal.forget(block)
        exit_.draft.delete(lines)
        gone.append(lines)
    return gone


# ---------------------------------------------------------------- a release that is registered


def _registered(exit_: Exit, _line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """A release that is handed to somebody who calls it at the end is handed over right behind the call."""
    page, found, layout = exit_.page, exit_.found, exit_.page.layout
    block, name = found.block, f"{found.handle}.{remedy.release.name}"
    for index in range(found.index + 2, len(block.statements)):
        node = block.statements[index].node
        call = node.value.expression if isinstance(node, cst.Expr) and isinstance(node.value, cst.Await) else None
        call = node.value if isinstance(node, cst.Expr) and call is None else call
        if not isinstance(call, cst.Call) or not any(dotted_name(argument.value) == name for argument in call.args):
            continue
        if not block.begins_line(index) or not block.begins_line(found.index + 1):
            raise CannotWrite
        exit_.removal.add(block, index)
        exit_.removal.write(exit_.draft)
        text = page.slice(block.statements[index].span)
        insert_lines(exit_.draft, layout.next_line(block.statements[found.index].span.end), f"{block.indent}{text}\n")
        return exit_.rendering("register the release of {} right behind the call that opens")
    raise CannotWrite


# ---------------------------------------------------------------- a new one


def _wrapped(exit_: Exit, line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """What follows the call goes into a ``try`` with a ``finally``."""
    page, draft, found, removal = exit_.page, exit_.draft, exit_.found, exit_.removal
    block, first = found.block, found.index + 1
    if remedy.attempts or is_in_cells(page.text):
        raise CannotWrite
    if not _is_of_peer(page, exit_, remedy.release.name):
        exit_.check_own(remedy.release)
    elif any(behind(exit_, release) for release in exit_.releases if page.enclosing(release, cst.ExceptHandler)):
        raise CannotWrite  # what follows counts on the release
    last, moved = _last(exit_, first), None
    for release in exit_.releases:
        place, at = whole(page, release, found.handle)
        is_plain = place.statements[at].node is page.statement(release)
        if place.suite is block.suite and at > first and moved is None and is_plain:
            last, moved = at - 1, at
        elif len(place.statements) > 1 or not isinstance(page.parent(place.suite), cst.Try):
            exit_.drop(release)  # what is all that a `try` is for stays: to close twice does no harm
    if moved is not None and any(page.span(r).start > block.statements[moved].span.end for r in exit_.releases):
        raise CannotWrite
    kept = [
        s
        for s in removal.left(block)
        if block.statements[first:] and s.span.start >= block.statements[first].span.start
    ]
    if last < first or not kept or removal.hollows():
        raise CannotWrite
    removal.write(draft)
    if moved is not None and block.begins_line(moved) and block.begins_line(first):
        enclose(draft, block, first, last, Frame("try:"), removal.gone)
        _close_up(page, draft, block, moved)
        head_of(draft, block, moved, "finally:")
        indent_statements(draft, block, moved, moved)
    elif moved is not None:
        raise CannotWrite
    else:
        tail = f"finally:\n{block.unit}{line}\n"
        enclose(draft, block, first, last, Frame("try:", tail), removal.gone)
    return exit_.rendering("put what follows into a `try` with a `finally` that closes {}")


def _close_up(page: Page, draft: Draft, block: Block, index: int) -> None:
    """Take blank lines away above a statement that becomes a clause of its own."""
    layout, data = page.layout, page.source.data
    line = start = block.first_line(index)
    while start > 0 and not data[layout.line_start(start - 1) : start].strip():
        start = layout.line_start(start - 1)
    if start < line:
        draft.delete(Span(start, line))


def _in_else(exit_: Exit, _line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """What an ``else`` does in front of its release goes into a ``try``, where the call ends the body above."""
    page, draft, found = exit_.page, exit_.draft, exit_.found
    attempt = try_around(page, found.call)
    if attempt is None or attempt.orelse is None or found.block.suite is not attempt.body or remedy.attempts:
        raise CannotWrite
    block = Block(page, attempt.orelse.body)
    index = block.index(exit_.releases[0]) if len(exit_.releases) == 1 else None
    if index is None or index == 0 or found.index < len(found.block.statements) - 1 or block.is_inline:
        raise CannotWrite
    if block.statements[index].node is not page.statement(exit_.releases[0]) or not block.begins_line(index):
        raise CannotWrite
    enclose(draft, block, 0, index - 1, Frame("try:"))
    head_of(draft, block, index, "finally:")
    indent_statements(draft, block, index, index)
    return exit_.rendering("close {} on every way out of the `else`")


def _last(exit_: Exit, first: int) -> int:
    """The last statement that has to be in the ``try``: all that follow, but not the pause at the end of a turn."""
    page, block = exit_.page, exit_.found.block
    last = len(block.statements) - 1
    is_turn = isinstance(page.parent(block.suite), cst.While | cst.For)
    if is_turn and last > first and "sleep" in page.code(block.statements[last].node).partition("(")[0]:
        return last - 1
    return last


def _handed_on(exit_: Exit, line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """Where all goes well somebody else gets the client; an exception on the way there closes it."""
    page, draft, found = exit_.page, exit_.draft, exit_.found
    block, first, last = found.block, found.index + 1, len(found.block.statements) - 1
    end = block.statements[last].node
    if isinstance(end, cst.Return) and end.value is not None and dotted_name(end.value):
        last -= 1
    if last < first or remedy.attempts or page.function(found.call) is None:
        raise CannotWrite
    if any(isinstance(n, cst.Return) for s in block.statements[first : last + 1] for n in walk(s.node)):
        raise CannotWrite
    tail = f"except BaseException:\n{block.unit}{line}\n{block.unit}raise\n"
    enclose(draft, block, first, last, Frame("try:", tail))
    return exit_.rendering("close {} where an exception ends the code before it is handed on")


def _is_of_peer(page: Page, exit_: Exit, closes: str) -> bool:
    """Whether this is a register of those that are there, not a client: releases say who leaves.

    Or a class of the file offers both calls.
    """
    opens = exit_.found.method
    if exit_.releases and all(call.args for call in exit_.releases):
        return True
    for node in page.nodes:
        if isinstance(node, cst.ClassDef):
            methods = {n.name.value for n in node.body.body if isinstance(n, cst.FunctionDef)}
            if {opens, closes} <= methods:
                return True
    return False


_WAYS = (mending.mended, _registered, _widened, _joined, _wrapped, _in_else)
"""What is nearest to the code that is there comes first."""
