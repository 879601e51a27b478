"""A file to be edited: its tree with places and parents, and the questions that every remedy asks of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hangup.frontends.draft import Draft, Layout
from hangup.frontends.python.decode import decode
from hangup.frontends.python.parse import parse
from hangup.frontends.python.tree import children
from hangup.model import SourceFile, Span

if TYPE_CHECKING:
    import libcst as cst


class Page:
    """The tree and the layout of one file."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.text = decode(source.data)
        self.parsed = parse(self.text)
        self.layout = Layout(source.data)

    def draft(self) -> Draft:
        """Edits of this file, none so far."""
        return Draft(self.source, self.layout)

    def span(self, node: cst.CSTNode) -> Span:
        """The bytes of a node, without parentheses around it."""
        return self.text.span(*self.parsed.positions.of(node))

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node as it is written."""
        start, end = self.parsed.positions.of(node)
        return self.text.text[start:end]

    def at(self, span: Span, *kinds: type[cst.CSTNode]) -> cst.CSTNode | None:
        """The outermost node that covers exactly a span, of one of the kinds where some are given."""
        for node in self._nodes:
            if (
                (not kinds or isinstance(node, kinds))
                and id(node) in self.parsed.positions.nodes
                and self.span(node) == span
            ):
                return node
        return None

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """What a node is directly in."""
        return self._parents.get(id(node))

    def enclosing(self, node: cst.CSTNode, *kinds: type[cst.CSTNode]) -> cst.CSTNode | None:
        """The innermost node of one of the kinds that a node is in."""
        current = self.parent(node)
        while current is not None and not isinstance(current, kinds):
            current = self.parent(current)
        return current

    @cached_property
    def _nodes(self) -> list[cst.CSTNode]:
        """All nodes that hold code, outer ones first."""
        found: list[cst.CSTNode] = [self.parsed.module]
        for node in found:  # grows
            found.extend(children(node))
        return found

    @cached_property
    def _parents(self) -> dict[int, cst.CSTNode]:
        return {id(child): node for node in self._nodes for child in children(node)}
