"""What the ways to close on every way out have in common: the opening call, and the releases that are there."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.python.render.blocks import Block, CannotWrite, Removal, block_of, needed
from hangup.frontends.python.render.escaping import escapes, is_kept, lively
from hangup.frontends.python.render.names import spoken, targets
from hangup.frontends.python.render.opening import Opening
from hangup.frontends.python.render.page import Page, own, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Applicability, Span
from hangup.model.remedy import Release
from hangup.records import dataclass, field

CLAUSES = (cst.ExceptHandler, cst.Else, cst.Finally)


@dataclass
class Exit:
    """An opening call, the calls that release what it opens in the same function, and where its client is made."""

    page: Page
    found: Opening
    releases: list[cst.Call]
    created: Span | None
    draft: Draft = field(init=False)
    removal: Removal = field(init=False)

    def __post_init__(self) -> None:
        self.draft = self.page.draft()
        self.removal = Removal(self.page)

    @property
    def function(self) -> cst.CSTNode:
        """The function of the opening call, or the module."""
        return self.page.function(self.found.call) or self.page.module

    def rendering(self, title: str) -> Rendering | None:
        return self.draft.rendering(Applicability.UNSAFE, title.format(f"`{self.found.handle}`"))

    def check_own(self, release: Release) -> None:
        """See that closing here takes the client from nobody: this code makes it and hands on nothing of it.

        Raises:
            CannotWrite: somebody else may go on with it, or what follows has nothing to do with it.
        """
        page, found = self.page, self.found
        behind = page.span(found.statement).end
        if any(page.span(target).start > behind for target in self._bindings()):
            raise CannotWrite  # something else is meant by the name further on
        if self.releases:
            self._check_ends_here()
            return
        if not self._is_made_here() or "." in found.handle:
            raise CannotWrite
        if escapes(page, self.function, found.handle, found.call):
            raise CannotWrite
        names = lively(page, self.function, found.handle)
        uses = [n for n in own(self.function) if isinstance(n, cst.Name | cst.Attribute) and dotted_name(n) in names]
        rest = Span(behind, found.block.end(len(found.block.statements) - 1))
        is_used = self._is_lost_in_turn() or any(rest.contains(page.span(use)) for use in uses)
        if not is_used or any(page.span(use).start > rest.end for use in uses):
            raise CannotWrite
        if any(isinstance(n, cst.Attribute) and dotted_name(n) == f"{found.handle}.{release.name}" for n in page.nodes):
            raise CannotWrite  # handed on, to be called elsewhere

    def _check_ends_here(self) -> None:
        """See that the client is released where all goes well, too, so that nobody needs it afterwards.

        Raises:
            CannotWrite: it may be meant to stay.
        """
        page, found = self.page, self.found
        names = lively(page, self.function, found.handle)
        if is_kept(page, self.function, names - {found.handle} if "." in found.handle else names):
            raise CannotWrite
        handlers = [page.enclosing(r, cst.ExceptHandler) for r in self.releases]
        if any(handler is None for handler in handlers):
            return
        if not self._is_made_here() or escapes(page, self.function, found.handle, found.call):
            raise CannotWrite
        if "." in found.handle and self._is_used_elsewhere():
            raise CannotWrite  # a field, and where all goes well other methods go on with it

    def _is_used_elsewhere(self) -> bool:
        """Whether code outside of the function reads or writes the field of the client."""
        page, around = self.page, self.page.span(self.function)
        uses = (n for n in page.nodes if isinstance(n, cst.Attribute) and dotted_name(n) == self.found.handle)
        return any(not around.contains(page.span(use)) for use in uses)

    def _bindings(self) -> list[cst.CSTNode]:
        """Where the function assigns the name of the client."""
        handle = self.found.handle
        nodes = [node for node in own(self.function) if not isinstance(node, cst.CompFor)]
        return [t for node in nodes for t in targets(node) if handle in spoken(t)]

    def _is_made_here(self) -> bool:
        """Whether the function constructs the client: it calls a class, as far as the language's customs say."""
        if self.created is not None and self._holds(self.created):
            return True
        made = [self.page.parent(target) for target in self._bindings()]
        values = [self.page.parent(node) if isinstance(node, cst.AssignTarget) else node for node in made]
        calls = [v.value for v in values if isinstance(v, cst.Assign | cst.AnnAssign) and isinstance(v.value, cst.Call)]
        return bool(made) and len(calls) == len(made) and all(_is_class(call.func) for call in calls)

    def _is_lost_in_turn(self) -> bool:
        """Whether the next turn of a loop writes over the client: it cannot be meant to stay."""
        loop = self.page.enclosing(self.found.call, cst.For, cst.While, cst.FunctionDef)
        return isinstance(loop, cst.For | cst.While) and any(
            self.page.span(loop.body).contains(self.page.span(target)) for target in self._bindings()
        )

    def _holds(self, span: Span) -> bool:
        if isinstance(self.function, cst.Module):
            return True
        return self.page.span(self.function).contains(span)

    def drop(self, release: cst.Call) -> None:
        """Take a release away that is not needed any more.

        Raises:
            CannotWrite: its statement does something else as well.
        """
        self.removal.add(*whole(self.page, release, self.found.handle))


def _is_class(callee: cst.CSTNode) -> bool:
    """Whether a name is written as those of classes are."""
    name = dotted_name(callee).rpartition(".")[2].lstrip("_")
    return name[:1].isupper() and not name.isupper()


def whole(page: Page, release: cst.Call, handle: str) -> tuple[Block, int]:
    """The statement that does nothing but release, with a condition that only asks for the client around it.

    Raises:
        CannotWrite: it does something else as well.
    """
    block, index = block_of(page, release)
    statement = block.statements[index].node
    inner: cst.CSTNode | None = statement.value if isinstance(statement, cst.Expr) else None
    while inner is not None and inner is not release:
        inner = _run(inner)
    if inner is None:
        raise CannotWrite
    while len(block.statements) == 1:
        outer = page.parent(block.suite)
        if not isinstance(outer, cst.If) or outer.orelse is not None or not _asks_for(outer.test, handle):
            break
        if isinstance(page.parent(outer), cst.If):
            break
        block, index = block_of(page, outer)
    return block, index


def _run(value: cst.CSTNode) -> cst.CSTNode | None:
    """What an expression waits for or runs."""
    if isinstance(value, cst.Await):
        return value.expression
    if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute):
        if value.args:
            return value.args[0].value
        return value.func.value if isinstance(value.func.value, cst.Call) else None
    return None


def _asks_for(test: cst.CSTNode, handle: str) -> bool:
    """Whether a condition reads nothing but the client."""
    names = [n for n in walk(test) if isinstance(n, cst.Name) and n.value not in ("None", "True", "False")]
    root = handle.partition(".")[0]
    return dotted_name(test) == handle or (
        isinstance(test, cst.Comparison | cst.UnaryOperation)
        and any(n.value == root for n in names)
        and len(names) <= 4
    )


def in_clause(page: Page, node: cst.CSTNode, function: cst.CSTNode) -> bool:
    """Whether a node is in a handler, ``else`` or ``finally`` of a ``try``."""
    for outer in page.ancestors(node):
        if outer is function:
            return False
        if isinstance(outer, CLAUSES) and isinstance(page.parent(outer), cst.Try | cst.TryStar):
            return True
    return False


def try_around(page: Page, node: cst.CSTNode) -> cst.Try | None:
    """The innermost ``try`` whose body a node is in, in the same function."""
    inner = node
    for outer in page.ancestors(node):
        if isinstance(outer, cst.FunctionDef | cst.Lambda | cst.ClassDef):
            return None
        if isinstance(outer, cst.Try) and outer.body is inner:
            return outer
        inner = outer
    return None


__all__ = ["Exit", "in_clause", "needed", "try_around", "whole"]
