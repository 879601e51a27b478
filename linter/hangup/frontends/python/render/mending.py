"""A ``finally`` that is there and misses the release: behind a condition, behind what may fail, begun too late."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.blocks import (
    Block,
    CannotWrite,
    Frame,
    block_of,
    enclose,
    head_of,
    indent_statements,
)
from hangup.frontends.python.render.leaving import Exit
from hangup.frontends.python.render.names import uses
from hangup.frontends.python.render.page import Page
from hangup.frontends.python.tree import dotted_name
from hangup.model import Span
from hangup.model.remedy import ReleaseOnEveryWay


def mended(exit_: Exit, line: str, remedy: ReleaseOnEveryWay) -> Rendering | None:
    """Let the ``finally`` release whatever happens, and begin right behind the call."""
    page, function = exit_.page, exit_.page.function(exit_.found.call)
    meant = [n for span in remedy.attempts if (n := page.at(span, cst.Call, cst.Attribute, cst.Name)) is not None]
    for node in (*meant, *exit_.releases):
        clause = page.enclosing(node, cst.Finally)
        attempt = page.parent(clause) if clause is not None else None
        if isinstance(clause, cst.Finally) and isinstance(attempt, cst.Try) and page.function(node) is function:
            return _mend(exit_, line, node, clause, attempt, is_meant=node in meant)
    raise CannotWrite


def _mend(
    exit_: Exit, line: str, node: cst.CSTNode, clause: cst.Finally, attempt: cst.Try, *, is_meant: bool
) -> Rendering | None:
    page, draft = exit_.page, exit_.draft
    block = Block(page, clause.body)
    index = block.index(node)
    if index is None:
        raise CannotWrite
    top = block.statements[index].node
    changed = True
    if isinstance(top, cst.If) and top.orelse is None and _only(page, top.body, node):
        draft.replace(block.statements[index].span, line)
    elif is_meant and isinstance(top, cst.Expr):
        _replace(exit_, line, node, block, index)
    elif index > 0:
        enclose(draft, block, 0, index - 1, Frame("try:"))
        head_of(draft, block, index, "finally:")
        indent_statements(draft, block, index, index)
    else:
        changed = False
    if not page.span(attempt).contains(page.span(exit_.found.call)):
        changed |= _begin_earlier(exit_, attempt, line, is_untouched=not changed)
    if not changed:
        raise CannotWrite
    return exit_.rendering("close {} on every way out")


def _only(page: Page, body: cst.BaseSuite, node: cst.CSTNode) -> bool:
    """Whether a body is one statement, which does nothing but a release."""
    if not isinstance(body, cst.IndentedBlock | cst.SimpleStatementSuite):
        return False
    statements = Block(page, body).statements
    return (
        len(statements) == 1
        and isinstance(statements[0].node, cst.Expr)
        and statements[0].span.contains(page.span(node))
    )


def _replace(exit_: Exit, line: str, node: cst.CSTNode, block: Block, index: int) -> None:
    """The release in place of what was meant as one, without the client that was made only for that."""
    page = exit_.page
    exit_.draft.replace(block.statements[index].span, line)
    callee = node.func if isinstance(node, cst.Call) else node
    other = dotted_name(callee.value) if isinstance(callee, cst.Attribute) else ""
    if not other or other == exit_.found.handle or index == 0:
        return
    before = block.statements[index - 1].node
    made = isinstance(before, cst.Assign) and [dotted_name(t.target) for t in before.targets] == [other]
    if made and len(uses(page, exit_.function, other)) == 2:
        exit_.removal.add(block, index - 1)
        exit_.removal.write(exit_.draft)


def _begin_earlier(exit_: Exit, attempt: cst.Try, line: str, *, is_untouched: bool) -> bool:
    """Let a ``try`` begin right behind the statement that opens; whether it did not yet."""
    page, draft, found = exit_.page, exit_.draft, exit_.found
    block, index = block_of(page, attempt)
    if block.suite is not found.block.suite:
        raise CannotWrite
    first = found.index + 1
    if first == index:
        return False
    if attempt.handlers or attempt.orelse is not None:
        return _around(exit_, attempt, line, is_untouched=is_untouched)
    layout, head = page.layout, page.span(attempt).start
    body = attempt.body
    start = page.suite_start(body) if isinstance(body, cst.IndentedBlock) else -1
    if start < 0 or not block.begins_line(first):
        raise CannotWrite
    head_of(draft, block, first, page.slice(Span(head, layout.line_end(start))).rstrip())
    indent_statements(draft, block, first, index - 1)
    draft.delete(Span(layout.line_start(head), layout.next_line(start)))
    return True


def _around(exit_: Exit, attempt: cst.Try, line: str, *, is_untouched: bool) -> bool:
    """A ``try`` around one with handlers, which may handle nothing more than before."""
    page, layout = exit_.page, exit_.page.layout
    clause = attempt.finalbody
    block, index = block_of(page, attempt)
    inner = Block(page, clause.body) if clause is not None else None
    if clause is None or inner is None or not is_untouched or len(inner.statements) != 1 or inner.is_inline:
        raise CannotWrite
    lines = Span(layout.line_start(page.span(clause).start), inner.end(0))
    exit_.draft.delete(lines)
    tail = f"finally:\n{block.unit}{line}\n"
    enclose(exit_.draft, block, exit_.found.index + 1, index, Frame("try:", tail), [lines])
    return True
