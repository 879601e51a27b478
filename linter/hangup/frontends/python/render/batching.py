"""One call that creates all users, in place of a connect for each turn of a loop."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.blocks import Block, CannotWrite, Removal, block_of, needed
from hangup.frontends.python.render.leaving import whole
from hangup.frontends.python.render.names import spoken, targets, uses
from hangup.frontends.python.render.opening import Opening, opening
from hangup.frontends.python.render.page import Page, walk
from hangup.model import Applicability, Span
from hangup.model.remedy import CreateInBatch
from hangup.records import dataclass


def write(page: Page, remedy: CreateInBatch) -> Iterator[Rendering | None]:
    """Call the library once, with a list of what the loop goes over, in front of the loop."""
    try:
        found = opening(page, remedy.site)
        yield _before_loop(page, remedy, found)
    except CannotWrite:
        return


@dataclass
class _Turn:
    """One turn of the loop: its block, and variables that hold nothing but an expression."""

    page: Page
    loop: cst.For
    block: Block
    found: Opening

    def user(self) -> str:
        """The user of a turn, by the names of the loop alone.

        Raises:
            CannotWrite: more than variables and the names of the loop decide who it is.
        """
        argument = needed(next(iter(self.found.call.args), None))
        if argument.keyword is not None or argument.star:
            raise CannotWrite
        return self._resolved(argument.value, depth=0)

    def _resolved(self, value: cst.BaseExpression, depth: int) -> str:
        """An expression with what variables of the turn hold in place of them."""
        page = self.page
        if depth > 3 or any(isinstance(n, cst.Await | cst.Yield | cst.NamedExpr | cst.Lambda) for n in walk(value)):
            raise CannotWrite
        start, text, end = page.span(value).start, "", page.span(value).start
        for name in (n for n in walk(value) if isinstance(n, cst.Name) and self._held(n) is not None):
            inner = self._resolved(needed(self._held(name)), depth + 1)
            text += page.slice(Span(end, page.span(name).start)) + inner
            end = page.span(name).end
        return text + page.slice(Span(end, max(page.span(value).end, start)))

    def _held(self, name: cst.Name) -> cst.BaseExpression | None:
        """What a variable of the turn holds.

        Raises:
            CannotWrite: that is not to be told.
        """
        parent = self.page.parent(name)
        if (isinstance(parent, cst.Attribute) and parent.attr is name) or (
            isinstance(parent, cst.Arg) and parent.keyword is name
        ):
            return None
        found = self.assigned(name.value)
        if not found:
            return None
        node = found[0]
        if (
            len(found) > 1
            or not isinstance(node, cst.Assign)
            or len(node.targets) > 1
            or isinstance(node.value, cst.Tuple)
        ):
            raise CannotWrite
        return node.value

    def assigned(self, name: str) -> list[cst.CSTNode]:
        """The nodes of the turn that assign a name."""
        return [n for n in walk(self.loop.body) if any(name in spoken(t) for t in targets(n))]


def _before_loop(page: Page, remedy: CreateInBatch, found: Opening) -> Rendering | None:
    loop = page.parent(found.block.suite)
    if not isinstance(loop, cst.For) or loop.asynchronous is not None or loop.orelse is not None:
        raise CannotWrite
    if not isinstance(found.statement, cst.Expr):
        raise CannotWrite
    turn = _Turn(page, loop, found.block, found)
    user, item, items = turn.user(), page.code(loop.target), page.code(loop.iter)
    listed = items if user == item else f"[{user} for {item} in {items}]"
    is_awaited = isinstance(found.statement.value, cst.Await)
    call = f"{'await ' if is_awaited else ''}{found.handle}.{remedy.method}({listed})"
    removal = Removal(page)
    removal.add(found.block, found.index)
    for span in remedy.releases:
        release = needed(page.call_at(span))
        place, at = whole(page, release, found.handle)
        if place.suite is not found.block.suite:
            raise CannotWrite
        removal.add(place, at)
    _drop_unused(page, turn, removal)
    block, index = block_of(page, loop)
    draft = page.draft()
    if not removal.left(found.block):
        draft.replace(block.statements[index].span, call)
    else:
        if not _can_go_twice(loop.iter):
            raise CannotWrite
        removal.write(draft)
        draft.insert(block.statements[index].span.start, f"{call}\n{block.indent}")
    return draft.rendering(Applicability.UNSAFE, f"create the users by one call of `{remedy.method}`")


def _can_go_twice(items: cst.CSTNode) -> bool:
    """Whether going over something leaves it as it is: a variable, a field, a method of one (``rows.items()``)."""
    inner = items.func if isinstance(items, cst.Call) and not items.args else items
    return all(isinstance(n, cst.Name | cst.Attribute) for n in walk(inner))


def _drop_unused(page: Page, turn: _Turn, removal: Removal) -> None:
    """Take away variables that only the connect asked for."""
    block, function = turn.block, page.function(turn.loop) or page.module
    for _ in block.statements:
        left = removal.left(block)
        spans = [statement.span for statement in left]
        for index, statement in enumerate(block.statements):
            node = statement.node
            if (
                statement not in left
                or not isinstance(node, cst.Assign)
                or any(isinstance(n, cst.Await | cst.Yield | cst.NamedExpr) for n in walk(node))
            ):
                continue
            names = {name for target in targets(node) for name in spoken(target)}
            if not names:
                continue
            elsewhere = [
                use
                for name in names
                for use in uses(page, function, name)
                if not statement.span.contains(page.span(use))
                and (any(s.contains(page.span(use)) for s in spans) or not _within(page, block, use))
            ]
            if not elsewhere:
                removal.add(block, index)


def _within(page: Page, block: Block, node: cst.CSTNode) -> bool:
    whole_block = Span(block.statements[0].span.start, block.statements[-1].span.end)
    return whole_block.contains(page.span(node))
