"""A file to be edited: its tree with places and parents, and the questions that every remedy asks of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

import libcst as cst

from hangup.frontends.draft import Draft, Layout
from hangup.frontends.python.decode import decode
from hangup.frontends.python.excerpt import surroundings
from hangup.frontends.python.limits import check_text
from hangup.frontends.python.parse import parse
from hangup.frontends.python.tree import children
from hangup.model import SourceFile, Span

Suite = cst.IndentedBlock | cst.SimpleStatementSuite | cst.Module
"""What statements stand in."""

_HOLDERS = (cst.IndentedBlock, cst.SimpleStatementSuite, cst.SimpleStatementLine, cst.Module)


class Page:
    """The tree and the layout of one file; of a large one the tree of what may matter to code at some ``places``."""

    def __init__(self, source: SourceFile, places: Collection[Span] = ()) -> None:
        self.source = source
        self.text = decode(source.data)
        self.unseen = frozenset[str]()
        """Words of what is not in the tree."""
        seen = self.text
        if places:
            seen, self.unseen = surroundings(self.text, check_text(self.text)[1], places)
        self.parsed = parse(seen)
        self.layout = Layout(source.data)

    @property
    def module(self) -> cst.Module:
        return self.parsed.module

    @cached_property
    def unit(self) -> str:
        """One step of indentation, as most blocks of the file have it."""
        return self.module.default_indent

    def draft(self) -> Draft:
        """Edits of this file, none so far."""
        return Draft(self.source, self.layout)

    def span(self, node: cst.CSTNode) -> Span:
        """The bytes of a node, without parentheses around it."""
        return self.text.span(*self.parsed.positions.of(node))

    def span_end(self, node: cst.CSTNode) -> int:
        """Where a statement ends; a compound one with the last of the statements in it."""
        ends = [self.span(inner).end for inner in walk(node) if isinstance(inner, cst.BaseSmallStatement)]
        return max(ends, default=self.span(node).end)

    def suite_start(self, suite: Suite) -> int:
        """Where the body of a statement begins, behind the colon; of a module, where the file does."""
        if isinstance(suite, cst.Module):
            return 0
        offset = self.parsed.positions.head_end(suite)
        return self.text.span(offset, offset).start

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node as it is written, without parentheses around it. Its lines end in plain newlines."""
        start, end = self.parsed.positions.of(node)
        return _plain(self.text.text[start:end])

    def slice(self, span: Span) -> str:
        """The text of a span. Its lines end in plain newlines."""
        return _plain(self.source.data[span.start : span.end].decode(self.text.encoding))

    def at(self, span: Span, *kinds: type[cst.CSTNode]) -> cst.CSTNode | None:
        """The outermost node that covers exactly a span, of one of the kinds where some are given."""
        for node in self.nodes:
            if (
                (not kinds or isinstance(node, kinds))
                and id(node) in self.parsed.positions.nodes
                and self.span(node) == span
            ):
                return node
        return None

    def call_at(self, span: Span) -> cst.Call | None:
        """The call that covers exactly a span."""
        call = self.at(span, cst.Call)
        return call if isinstance(call, cst.Call) else None

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """What a node is directly in."""
        return self._parents.get(id(node))

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What a node is in, from the inside out."""
        current = self.parent(node)
        while current is not None:
            yield current
            current = self.parent(current)

    def enclosing(self, node: cst.CSTNode, *kinds: type[cst.CSTNode]) -> cst.CSTNode | None:
        """The innermost node of one of the kinds that a node is in."""
        return next((outer for outer in self.ancestors(node) if isinstance(outer, kinds)), None)

    def function(self, node: cst.CSTNode) -> cst.FunctionDef | cst.Lambda | None:
        """The innermost function a node is in."""
        found = self.enclosing(node, cst.FunctionDef, cst.Lambda)
        return found if isinstance(found, cst.FunctionDef | cst.Lambda) else None

    def is_async(self, node: cst.CSTNode) -> bool:
        """Whether ``await`` may be written where a node is."""
        function = self.function(node)
        return isinstance(function, cst.FunctionDef) and function.asynchronous is not None

    def statement(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """The innermost statement a node is in, or is; clauses of a statement are none."""
        current: cst.CSTNode | None = node
        while current is not None and not isinstance(self.parent(current), _HOLDERS):
            current = self.parent(current)
        if isinstance(current, cst.SimpleStatementLine | cst.Module):
            return None
        return current

    @cached_property
    def nodes(self) -> list[cst.CSTNode]:
        """All nodes that hold code, outer ones first."""
        found: list[cst.CSTNode] = [self.parsed.module]
        for node in found:  # grows
            found.extend(children(node))
        return found

    @cached_property
    def _parents(self) -> dict[int, cst.CSTNode]:
        return {id(child): node for node in self.nodes for child in children(node)}


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and everything in it, in order of position."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(list(children(current))))


def own(function: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Everything in a function, or in the module, that is not in a function or class inside it."""
    pending = list(reversed(list(children(function))))
    while pending:
        current = pending.pop()
        yield current
        if not isinstance(current, cst.FunctionDef | cst.Lambda | cst.ClassDef):
            pending.extend(reversed(list(children(current))))
