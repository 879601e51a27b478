"""Imports that nothing needs any more, once some code is gone."""

from __future__ import annotations

from collections.abc import Collection

from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, parts, span_of
from hangup.frontends.ecmascript.render.imports import clause
from hangup.frontends.ecmascript.render.page import SPOKEN, Page, walk
from hangup.frontends.ecmascript.render.removal import remove
from hangup.model import Span

_NAMES = SPOKEN | {"type_identifier"}


def unimport(page: Page, draft: Draft, gone: Collection[Span], needed: Collection[str] = ()) -> None:
    """Take the names out of imports that only stood in code that goes. ``needed``: names that new code uses."""
    statements = [node for node in page.root.named_children if node.type == "import_statement"]
    listed = [span_of(statement) for statement in statements]
    left, lost = set(needed), set[str]()
    for node in walk(page.root):
        if node.type in _NAMES and not any(span.contains(span_of(node)) for span in listed):
            is_gone = any(span.contains(span_of(node)) for span in gone)
            (lost if is_gone else left).add(page.text(node))
    for statement in statements:
        _shorten(page, draft, statement, lost - left)


def _shorten(page: Page, draft: Draft, statement: Node, idle: Collection[str]) -> None:
    """An import without names that are idle; none where it has no others."""
    named, default = clause(statement, "named_imports"), clause(statement, "identifier")
    specifiers = parts(named) if named is not None else []
    kept = [each for each in specifiers if page.text(parts(each)[-1]) not in idle]
    is_default_idle = default is not None and page.text(default) in idle
    if named is None or len(kept) == len(specifiers):
        if is_default_idle and named is None:
            remove(page, draft, statement)
        return
    if not kept and (default is None or is_default_idle):
        remove(page, draft, statement)
    elif not kept and default is not None:
        draft.delete(Span(default.end_byte, named.end_byte))
    else:
        _without(page, draft, specifiers, kept)


def _without(page: Page, draft: Draft, specifiers: list[Node], kept: list[Node]) -> None:
    """A list without some of its names; what stands behind a name on its line goes with it."""
    for index, each in enumerate(specifiers):
        if each in kept:
            continue
        if any(other in kept for other in specifiers[index + 1 :]):
            draft.delete(Span(each.start_byte, specifiers[index + 1].start_byte))
        elif specifiers[index - 1] in kept:
            draft.delete(Span(specifiers[index - 1].end_byte, specifiers[-1].end_byte))
