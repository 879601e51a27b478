"""What one attempt to write a clean-up works with: the places that matter, and the edits so far."""

from __future__ import annotations

from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, ancestors, comments_start, function_of, statement_of, walk
from hangup.model import Applicability, Span
from hangup.model.remedy import Import, ReleaseAtEnd
from hangup.records import dataclass

DECLARATIONS = ("lexical_declaration", "variable_declaration")


@dataclass(frozen=True)
class Plan:
    """How the clean-up gets at the promise of the opening call.

    ``queue``: it does not; a client of the module is connected and closed in turn. ``asked``: neither; the same for a
    shared client that the effect asks for. ``inline``: a constant of the effect
    itself. ``ahead``: the call is moved in front of the inner function that made it. ``variable``: a variable that is
    set where the call stands. ``closer``: it does not; a function that closes is left where the client is made.
    ``flag``: whether the end of the effect is noted, and asked for before the call. ``listed``: the effect gets a list
    of what it depends on, where it has none.
    """

    promise: str
    flag: bool = False
    listed: bool = False


class CannotWrite(Exception):
    """The code has a shape for which a plan says nothing."""


class Work:
    """One attempt to write a clean-up by one plan."""

    def __init__(
        self, page: Page, remedy: ReleaseAtEnd, found: shapes.Opening, life: shapes.Effect, plan: Plan
    ) -> None:
        self.page = page
        self.remedy = remedy
        self.call = found.call
        self.method = found.method
        self.life = life
        self.plan = plan
        self.draft: Draft = page.draft()
        self.starter = needed(function_of(found.call))
        """The function that makes the call."""
        registering = needed(statement_of(life.call))
        self.registering = registering if isinstance(remedy.ending, Import) else None
        """The statement that registers the code, where the end of its life is registered behind it."""
        self.block = needed(life.block if self.registering is None else registering.parent)
        """The block whose variables the clean-up sees."""
        self.is_direct = self.registering is None and self.starter == life.function
        self.anchor = self._find_anchor()
        """The statement of the effect in front of which things are declared."""
        self.indent = page.layout.indent(self.anchor.start_byte)
        self.declarations: list[str] = []
        self.removed: list[Node] = []
        self.applicability = Applicability.UNSAFE
        self.handle = found.handle
        self.semicolon = page.semicolon
        self.ended = ""
        """The condition that says that the end has come."""
        self.flag_lines: list[str] = []
        """What the clean-up does so that it holds."""
        self.release_call = ""
        """The call that releases, as an expression."""
        self.fresh: tuple[Span, str] | None = None
        """What makes a client of its own, and the getter in whose place it stands."""

    def _find_anchor(self) -> Node:
        """The first statement of the effect that holds the call, or starts the function that does."""
        statement = needed(shapes.top_statement(self.call, self.block))
        if self.is_direct or self.registering is not None:
            return statement
        start = shapes.started_once(self.page, self.outermost(), self.block)
        other = shapes.top_statement(start, self.block) if start is not None else None
        return min((s for s in (statement, other) if s is not None), key=lambda s: s.start_byte)

    def outermost(self) -> Node:
        """The function directly in the effect that holds the call."""
        found = self.starter
        for node in ancestors(self.call):
            if node == self.life.function and self.registering is None:
                break
            if node == self.block:
                break
            if shapes.is_function(node):
                found = node
        return found

    def text(self, span: Span) -> str:
        """The text of a span, with the constructor of an own client in it."""
        text = self.page.text(span)
        if self.fresh is not None and span.contains(self.fresh[0]):
            start, end = self.fresh[0].start - span.start, self.fresh[0].end - span.start
            data = text.encode()
            text = (data[:start] + self.fresh[1].encode() + data[end:]).decode()
        return text

    def attempt_nodes(self) -> list[Node]:
        """The calls, or looked-up methods, that were meant as the release or are one."""
        kinds = ("call_expression", "member_expression")
        found = [self.page.at(span, *kinds) for span in (*self.remedy.attempts, *self.remedy.releases)]
        return [node for node in found if node is not None]

    def raise_flag(self) -> None:
        """Note the end of the effect in a variable: one that the clean-up sets already, or a new one."""
        if self.is_direct:
            raise CannotWrite
        known = self._known_flag()
        if known is not None:
            self.ended = known
            return
        flag = names.fresh_name(self.page, "cancelled", "stopped", "ended")
        self.declarations.append(f"let {flag} = false{self.semicolon}")
        self.ended, self.flag_lines = flag, [f"{flag} = true{self.semicolon}"]

    def _known_flag(self) -> str | None:
        """The condition that holds once the clean-up has set a flag of the effect; None where it sets none."""
        last = parts(self.block)[-1]
        cleanup = shapes.returned(last) if last.type == "return_statement" else None
        if cleanup is None or not shapes.is_function(cleanup):
            return None
        for node in walk(cleanup):
            left, right = (field(node, name) for name in ("left", "right"))
            if node.type != "assignment_expression" or left is None or right is None or left.type != "identifier":
                continue
            declarator = names.declaration(self.page, node, self.page.text(left))
            first = field(declarator, "value") if declarator is not None else None
            if first is not None and {first.type, right.type} == {"true", "false"}:
                return self.page.text(left) if right.type == "true" else f"!{self.page.text(left)}"
        return None

    def in_front(self, statement: Node, text: str) -> str:
        """Put text above the comments of a statement; what is left to be written right in front of it."""
        start = comments_start(self.page, statement)
        if not text or start == statement.start_byte:
            return text
        self.draft.insert(start, text)
        return ""

    def declare(self) -> None:
        """Put the declarations behind the statement before the anchor, or in front of that."""
        if not self.declarations:
            return
        page, anchor = self.page, self.anchor
        previous = anchor.prev_named_sibling
        is_apart = not page.source.data[page.layout.line_start(max(page.layout.line_start(anchor.start_byte) - 1, 0)) :
            page.layout.line_start(anchor.start_byte)].strip()  # fmt: skip
        if previous is not None and previous.type in DECLARATIONS and is_apart and previous not in self.removed:
            text = "".join(f"{self.indent}{line}\n" for line in self.declarations)
            self.draft.insert(page.layout.next_line(previous.end_byte), text)
            return
        text = "".join(f"{line}\n{self.indent}" for line in self.declarations)
        if page.text(anchor).count("\n") and any(shapes.is_function(n) for n in walk(anchor)):
            text = text.removesuffix(self.indent) + f"\n{self.indent}"
        self.draft.insert(comments_start(page, anchor), text)


def needed(node: Node | None) -> Node:
    """A node that the plan cannot do without."""
    if node is None:
        raise CannotWrite
    return node
