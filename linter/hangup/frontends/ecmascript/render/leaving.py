"""What ways out of a function have in common that close: the statement that opens, and the releases that are there."""

from __future__ import annotations

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.escaping import asks_without_waiting, escapes
from hangup.frontends.ecmascript.render.guards import asks_client
from hangup.frontends.ecmascript.render.page import WRAPPERS, Page, ancestors, function_of, is_async, statement_of
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.model import Applicability, Span
from hangup.model.remedy import ReleaseOnEveryWay


class CannotWrite(Exception):
    """The code has a shape that is not known."""


class Exit:
    """What the ways have in common: the statement that opens, and the releases that are there."""

    def __init__(self, page: Page, remedy: ReleaseOnEveryWay, found: shapes.Opening) -> None:
        self.page = page
        self.draft: Draft = page.draft()
        self.call = found.call
        self.function = function_of(found.call)
        self.statement = needed(statement_of(found.call))
        self.handle = found.handle or declared_by(page, found.call)
        self.release = remedy.release
        self.created = remedy.created
        around = span_of(self.function or page.root)
        known = [page.at(span, "call_expression") for span in remedy.releases]
        self.releases = [n for n in known if n is not None and around.contains(span_of(n))]
        is_open = self.function is None or is_async(self.function)
        void = "void " if page.is_typescript or b"void " in page.source.data else ""
        wait = "await " if is_open else void
        self.line = f"{wait if remedy.release.waits else ''}{self.handle}.{remedy.release.name}(){page.semicolon}"

        self.dropped: list[Span] = []
        if asks_client(page, found.call, self.handle, self.function or page.root):
            raise CannotWrite  # whoever connected it before goes on with it

    def rendering(self, title: str) -> Rendering | None:
        return self.draft.rendering(Applicability.UNSAFE, title.format(f"`{self.handle}`"))

    def check_own(self, *, strict: bool = False) -> None:
        """See that closing here takes the client from nobody: this code makes it, and hands on nothing of it.

        A release where all goes well shows that, unless ``strict``.

        Raises:
            CannotWrite: somebody else may go on with it.
        """
        if not strict and any(not self.is_in_handler(release) for release in self.releases):
            return
        around = self.function or self.page.root
        created = self.created
        if created is None or not span_of(around).contains(created):
            raise CannotWrite
        if escapes(self.page, around, self.handle, self.call):
            raise CannotWrite

    def is_in_handler(self, node: Node) -> bool:
        """Whether a node runs only where something failed."""
        return any(each.type == "catch_clause" for each in ancestors(node))

    def settle(self, within: list[Node]) -> None:
        """See that promises of the client are settled before it is closed, where code returns them.

        Raises:
            CannotWrite: what is returned holds one.
        """
        spans = [span_of(node) for node in within]
        if self.function is None or not is_async(self.function):
            return
        for statement in shapes.returns(self.function):
            value = shapes.returned(statement)
            if value is None or not any(span.contains(span_of(statement)) for span in spans):
                continue
            if value.type != "call_expression":
                if asks_without_waiting(self.page, value, self.handle):
                    raise CannotWrite
            elif names.uses(self.page, value, self.handle):
                self.draft.insert(value.start_byte, "await ")

    def drop(self, within: list[Node]) -> None:
        """Take the releases away that a ``finally`` makes superfluous."""
        spans = [span_of(node) for node in within]
        for release in self.releases:
            if any(span.contains(span_of(release)) for span in spans):
                statement = statement_of(release)
                if statement is None or whole(self.page, release, statement.parent) != statement:
                    raise CannotWrite
                remove(self.page, self.draft, statement)
                self.dropped.append(span_of(statement))


def declared_by(page: Page, call: Node) -> str:
    """The variable a construction is kept in, which may have been waited for."""
    holder = call.parent
    while holder is not None and holder.type in {*WRAPPERS, "await_expression"}:
        holder = holder.parent
    name = field(holder, "name") if holder is not None and holder.type == "variable_declarator" else None
    if name is None or name.type != "identifier":
        raise CannotWrite
    return page.text(name)


def needed(node: Node | None) -> Node:
    if node is None:
        raise CannotWrite
    return node
