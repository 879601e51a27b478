"""The first of two clients in place of the second: another name of it."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.blocks import Block, CannotWrite, block_of
from hangup.frontends.python.render.page import Page, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Applicability
from hangup.model.remedy import ShareFirst


def write(page: Page, remedy: ShareFirst) -> Iterator[Rendering | None]:
    """Let the second variable be the first one, which stands in front of it in the same block."""
    second, first = page.call_at(remedy.site), page.call_at(remedy.first)
    if second is None or first is None:
        return
    try:
        block, index = block_of(page, second)
        other, before = block_of(page, first)
    except CannotWrite:
        return
    handle, known = _kept_in(block, index, second), _kept_in(other, before, first)
    if not handle or not known or block.suite is not other.suite or before >= index:
        return
    if any(_closes(node, each, remedy.closes) for node in page.nodes for each in (handle, known)):
        return
    if any(isinstance(node, cst.Comment) for node in walk(second)):
        return
    draft = page.draft()
    draft.replace(page.span(second), known)
    yield draft.rendering(Applicability.UNSAFE, f"share `{known}`")


def _kept_in(block: Block, index: int, call: cst.Call) -> str:
    """The variable or field that keeps what a call makes, and nothing else; empty if none."""
    statement = block.statements[index].node
    if not isinstance(statement, cst.Assign | cst.AnnAssign) or statement.value is not call:
        return ""
    targets = [each.target for each in statement.targets] if isinstance(statement, cst.Assign) else [statement.target]
    return dotted_name(targets[0]) if len(targets) == 1 else ""


def _closes(node: cst.CSTNode, handle: str, closes: tuple[str, ...]) -> bool:
    """Whether a node is a method that closes a client, or what holds it in a statement that does."""
    if isinstance(node, cst.WithItem):
        return dotted_name(node.item) == handle
    return isinstance(node, cst.Attribute) and node.attr.value in closes and dotted_name(node.value) == handle
