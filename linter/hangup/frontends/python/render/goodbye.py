"""Releases as the code writes them: with what they hand over, and with what a handler does behind them."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.render.blocks import Block, CannotWrite, block_of
from hangup.frontends.python.render.leaving import Exit
from hangup.frontends.python.render.names import free
from hangup.frontends.python.render.page import Page, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Span


def as_written(page: Page, releases: list[cst.Call], block: Block) -> str:
    """The statement that releases, where the code writes the same one everywhere and hands something to it."""
    statements = [page.statement(call) for call in releases]
    texts = {page.code(node) for node in statements if isinstance(node, cst.Expr)}
    caught = {
        clause.name.name.value
        for call in releases
        if isinstance(clause := page.enclosing(call, cst.ExceptHandler), cst.ExceptHandler)
        and clause.name is not None
        and isinstance(clause.name.name, cst.Name)
    }
    if (
        len(texts) != 1
        or not all(call.args for call in releases)
        or any(free(page, call) & caught for call in releases)
    ):
        return ""
    (text,) = texts
    lines = {page.layout.indent(page.span(node).start) for node in statements if node is not None}
    return text if "\n" not in text or lines == {block.indent + block.unit} else ""


def behind(exit_: Exit, release: cst.Call) -> list[cst.CSTNode]:
    """The statements behind a release in its block, if one goes on with what it was called on."""
    block, index = block_of(exit_.page, release)
    nodes = [statement.node for statement in block.statements[index + 1 :]]
    return nodes if any(mentions(node, {exit_.found.handle}) for node in nodes) else []


def with_goodbye(exit_: Exit, line: str, outer: Block) -> str:
    """The release with what a handler does behind it, which goes with it.

    Raises:
        CannotWrite: there are several handlers that release, or what it does belongs to the exception.
    """
    page = exit_.page
    if len(exit_.releases) != 1:
        raise CannotWrite
    (release,) = exit_.releases
    block, index = block_of(page, release)
    nodes = behind(exit_, release)
    clause = page.enclosing(release, cst.ExceptHandler)
    if not isinstance(clause, cst.ExceptHandler) or block.suite is not clause.body or block.is_inline:
        raise CannotWrite
    leaving = (cst.Return, cst.Raise, cst.Break, cst.Continue, cst.Yield)
    caught = clause.name.name.value if clause.name is not None and isinstance(clause.name.name, cst.Name) else ""
    names = {name for node in nodes for name in free(page, node)}
    if caught in names or any(isinstance(n, leaving) for node in nodes for n in walk(node)):
        raise CannotWrite
    if block.indent != outer.indent + outer.unit or not all(
        block.begins_line(i) for i in range(index, len(block.statements))
    ):
        raise CannotWrite
    for at in range(index + 1, len(block.statements)):
        exit_.removal.add(block, at)
    text = page.slice(Span(block.statements[index + 1].span.start, block.statements[-1].span.end))
    return f"{line}\n{block.indent}{text}"


def mentions(node: cst.CSTNode, names: set[str]) -> bool:
    return any(isinstance(n, cst.Name | cst.Attribute) and dotted_name(n) in names for n in walk(node))
