"""The end of an effect releases what the effect opened, once it is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, ancestors, function_of, statement_of, unwrapped
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.model import Applicability, Span
from hangup.model.remedy import ReleaseAtEnd

_PROMISES = (("connect", "connecting"), ("join", "joining"), ("", "opening"))
_DECLARATIONS = ("lexical_declaration", "variable_declaration")


@dataclass(frozen=True)
class Plan:
    """How the clean-up gets at the promise of the opening call.

    ``inline``: a constant of the effect itself. ``ahead``: the call is moved in front of the inner function that made
    it. ``variable``: a variable that is set where the call stands. ``flag``: whether the end of the effect is noted, and asked
    for before the call.
    """

    promise: str
    flag: bool = False


PLANS = (
    Plan("inline"),
    Plan("ahead"),
    Plan("variable"),
    Plan("variable", flag=True),
)


class CannotWrite(Exception):
    """The code has a shape for which a plan says nothing."""


def write(page: Page, remedy: ReleaseAtEnd) -> Iterator[Rendering | None]:
    """Let the effect return a clean-up, by the plainest plan first."""
    found = shapes.opening(page, remedy.site)
    if found is None or remedy.release.form != "method":
        return
    life = shapes.effect(page, remedy.owner, found.call)
    if life is None or life.block is None or life.is_async:
        return
    for plan in PLANS:
        try:
            yield Cleanup(page, remedy, found, life, plan).rendering()
        except CannotWrite:
            continue


class Cleanup:
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
        self.block = _needed(life.block)
        self.starter = _needed(function_of(found.call))
        """The function that makes the call."""
        self.is_direct = self.starter == life.function
        self.anchor = self._anchor()
        """The statement of the effect in front of which things are declared."""
        self.indent = page.layout.indent(self.anchor.start_byte)
        self.declarations: list[str] = []
        self.applicability = Applicability.UNSAFE
        self.handle = found.handle
        self.semicolon = page.semicolon

    def rendering(self) -> Rendering | None:
        """The edits of this plan.

        Raises:
            CannotWrite: the plan does not fit the code.
        """
        self._own_client()
        if self.plan.flag:
            self._flag()
        self._bring_handle()
        promise = self._promise()
        lines = [f"{self.flag} = true{self.semicolon}"] if self.plan.flag else []
        self._clean_up([*lines, self._release(promise)])
        if self.declarations:
            text = "".join(f"{line}\n{self.indent}" for line in self.declarations)
            self.draft.insert(self.anchor.start_byte, text)
        waits = " once it is open" if promise else ""
        return self.draft.rendering(self.applicability, f"return a clean-up that closes `{self.handle}`{waits}")

    # ------------------------------------------------------------ where things stand

    def _anchor(self) -> Node:
        """The first statement of the effect that has to do with the call: it holds it, or starts the function that does."""
        statement = _needed(shapes.top_statement(self.call, self.block))
        if self.is_direct:
            return statement
        start = shapes.started_once(self.page, self._outermost(), self.block)
        other = shapes.top_statement(start, self.block) if start is not None else None
        return min((s for s in (statement, other) if s is not None), key=lambda s: s.start_byte)

    def _outermost(self) -> Node:
        """The function directly in the effect that holds the call."""
        found = self.starter
        for node in ancestors(self.call):
            if node == self.life.function:
                break
            if shapes.is_function(node):
                found = node
        return found

    # ------------------------------------------------------------ the client

    def _own_client(self) -> None:
        """A client of the effect's own in place of one that others share."""
        if not self.remedy.fresh:
            return
        created = self.page.at(self.remedy.created, "call_expression") if self.remedy.created else None
        callee = field(created, "function") if created is not None else None
        owner = field(callee, "object") if callee is not None and callee.type == "member_expression" else None
        inside = created is not None and span_of(self.life.function).contains(span_of(created))
        if callee is None or owner is None or not inside:
            raise CannotWrite
        self.fresh = (span_of(callee), f"new {self.page.text(owner)}")

    fresh: tuple[Span, str] | None = None

    def _text(self, span: Span) -> str:
        """The text of a span, with the constructor of an own client in it."""
        text = self.page.text(span)
        if self.fresh is not None and span.contains(self.fresh[0]):
            start, end = self.fresh[0].start - span.start, self.fresh[0].end - span.start
            data = text.encode()
            text = (data[:start] + self.fresh[1].encode() + data[end:]).decode()
        return text

    def _bring_handle(self) -> None:
        """Make the client visible where the clean-up stands."""
        if not self.handle:
            self._name_construction()
            return
        root = self.handle.partition(".")[0].partition("?")[0].partition("!")[0].partition("[")[0]
        declarator = names.declaration(self.page, self.call, root) if root != "this" else None
        home = declarator.parent.parent if declarator is not None and declarator.parent is not None else None
        if declarator is None and any(
            root in names.parameters(self.page, n) for n in ancestors(self.call) if shapes.is_function(n) and n != self.life.function
            and span_of(self.life.function).contains(span_of(n))
        ):
            raise CannotWrite
        if home is None or span_of(home).contains(span_of(self.block)):
            if self.fresh is not None:
                self.draft.replace(*self.fresh)
            return
        if root != self.handle or declarator is None:
            raise CannotWrite
        self._hoist(declarator, root)

    def _hoist(self, declarator: Node, name: str) -> None:
        """Move the declaration of the client in front of the function that has it."""
        page, declaration = self.page, _needed(declarator.parent)
        value = field(declarator, "value")
        if value is None or len([n for n in declaration.named_children if n.type == "variable_declarator"]) > 1:
            raise CannotWrite
        if any(n.type in ("await_expression", "yield_expression") for n in _walk(value)) or "`" in page.text(value):
            raise CannotWrite
        between = [n for n in ancestors(self.call) if shapes.is_function(n) and span_of(self.block).contains(span_of(n))]
        local = set[str]().union(*(names.declared_in(page, function) for function in between))
        if names.free_names(page, value) & local - {name}:
            raise CannotWrite
        self._clear_name(name)
        text = self._text(span_of(declaration))
        inner = page.layout.indent(declaration.start_byte)
        self.declarations.append(text.replace("\r\n", "\n").replace(f"\n{inner}", f"\n{self.indent}"))
        remove(page, self.draft, declaration)

    def _clear_name(self, name: str) -> None:
        """See that a name which comes into the effect's scope means nothing else there."""
        page = self.page
        attempts = [whole(page, node, self.block) for node in self._attempt_nodes()]
        for use in names.uses(page, self.life.function, name):
            held = span_of(use)
            if span_of(self._outermost()).contains(held) or any(span_of(a).contains(held) for a in attempts):
                continue
            outer = names.declaration(page, use, name)
            statement = outer.parent if outer is not None else None
            is_empty = outer is not None and field(outer, "value") is None
            if statement is None or statement.parent != self.block or not is_empty:
                raise CannotWrite
            if _needed(outer).start_byte <= use.start_byte < _needed(outer).end_byte:
                remove(page, self.draft, statement)

    def _name_construction(self) -> None:
        """The name of a client whose construction opens the connection."""
        statement = statement_of(self.call)
        target = self.call.parent
        if target is not None and target.type == "variable_declarator" and statement is not None:
            name = field(target, "name")
            if name is not None and name.type == "identifier" and statement.parent == self.block:
                self.handle = self.page.text(name)
                if self.fresh is not None:
                    self.draft.replace(*self.fresh)
                return
        if statement is None or statement.parent != self.block or not self.is_direct:
            raise CannotWrite
        self.handle = names.fresh_name(self.page, "client", "connection")
        text = self._text(span_of(self.call))
        indent = self.page.layout.indent(statement.start_byte)
        self.draft.insert(statement.start_byte, f"const {self.handle} = {text}{self.semicolon}\n{indent}")
        self.draft.replace(span_of(self.call), self.handle)

    # ------------------------------------------------------------ the promise

    def _promise(self) -> str:
        """The promise of the call, as the clean-up calls it with what stands between it and ``then``; or nothing."""
        if not self.remedy.chained or self.call.type == "new_expression" or not self.method:
            if self.plan.promise != "inline" and not self.plan.flag:
                raise CannotWrite
            return ""
        statement = statement_of(self.call)
        wish = next(name for start, name in _PROMISES if self.method.startswith(start))
        if self.plan.promise == "inline":
            return self._inline(statement, wish)
        if self.is_direct and statement is not None and statement.parent == self.block:
            raise CannotWrite
        name = names.fresh_name(self.page, wish, "pending", "started")
        if self.plan.promise == "ahead":
            self._ahead(name)
            return name
        self._variable(name)
        return f"{name}?"

    def _inline(self, statement: Node | None, wish: str) -> str:
        """The promise as a constant of the effect, made where the call stands."""
        if not self.is_direct or statement is None or statement.parent != self.block:
            raise CannotWrite
        page, call = self.page, self.call
        declarator = call.parent
        if declarator is not None and declarator.type == "variable_declarator":
            name = field(declarator, "name")
            if name is not None and name.type == "identifier":
                return page.text(name)
        name = names.fresh_name(page, wish, "pending", "started")
        prefix = page.text(Span(statement.start_byte, call.start_byte))
        if not _is_spine(call, statement):
            raise CannotWrite
        indent = page.layout.indent(statement.start_byte)
        self.draft.replace(Span(statement.start_byte, call.start_byte), f"const {name} = ")
        if parts(statement) != [call] and not (prefix.strip() == "void" and parts(parts(statement)[0]) == [call]):
            self.draft.insert(call.end_byte, f"{self.semicolon}\n{indent}{prefix}{name}")
        return name

    def _ahead(self, name: str) -> None:
        """Make the call in front of the inner function, and wait for it inside."""
        page, call, starter = self.page, self.call, self.starter
        if starter != self._outermost() or shapes.started_once(page, starter, self.block) is None:
            raise CannotWrite
        if shapes.awaits_before(starter, call) or shapes.branches_before(starter, call):
            raise CannotWrite
        local = names.declared_in(page, starter) - {self.handle}
        if names.free_names(page, call) & local or call.parent is None or call.parent.type != "await_expression":
            raise CannotWrite
        text = page.text(call).replace("\r\n", "\n")
        inner = page.layout.indent(call.start_byte)
        self.declarations.append(f"const {name} = " + text.replace(f"\n{inner}", f"\n{self.indent}") + self.semicolon)
        self.draft.replace(span_of(call), name)

    def _variable(self, name: str) -> None:
        """Set a variable of the effect where the call stands."""
        page, call = self.page, self.call
        kind = ": Promise<unknown> | undefined" if page.is_typescript else ""
        self.declarations.append(f"let {name}{kind}{self.semicolon}")
        text = page.text(call)
        statement = statement_of(call)
        if statement is None or statement.parent is None or statement.parent.type != "statement_block":
            self._from_expression(name, text)
            return
        indent = page.layout.indent(statement.start_byte)
        if parts(statement) == [call]:
            guard = f"if ({self.flag}) return{self.semicolon}\n{indent}" if self.plan.flag else ""
            self.draft.insert(statement.start_byte, f"{guard}{name} = ")
            return
        if not _is_spine(call, statement):
            raise CannotWrite
        prefix = page.text(Span(statement.start_byte, call.start_byte))
        guard = f"if ({self.flag}) return{self.semicolon}\n{indent}" if self.plan.flag else ""
        self.draft.replace(Span(statement.start_byte, call.start_byte), f"{guard}{name} = ")
        self.draft.insert(call.end_byte, f"{self.semicolon}\n{indent}{prefix}{name}")

    def _from_expression(self, name: str, text: str) -> None:
        """The body of an arrow function is the call itself."""
        call, function = self.call, self.starter
        if function.type != "arrow_function" or field(function, "body") != call:
            raise CannotWrite
        if not self.plan.flag:
            self.draft.insert(call.start_byte, f"({name} = ")
            self.draft.insert(call.end_byte, ")")
            return
        inner = self.page.layout.indent(call.start_byte) + self.page.layout.unit
        lines = (f"if ({self.flag}) return undefined", f"{name} = {text}", f"return {name}")
        body = "".join(f"{inner}{line}{self.semicolon}\n" for line in lines)
        self.draft.replace(span_of(call), "{\n" + body + self.page.layout.indent(call.start_byte) + "}")

    # ------------------------------------------------------------ the flag

    flag = ""

    def _flag(self) -> None:
        if self.is_direct:
            raise CannotWrite
        self.flag = names.fresh_name(self.page, "cancelled", "stopped", "ended")
        self.declarations.append(f"let {self.flag} = false{self.semicolon}")

    # ------------------------------------------------------------ the clean-up

    def _release(self, promise: str) -> str:
        call = f"{self.handle}.{self.remedy.release.name}()"
        void = "void " if self.remedy.release.waits and self._voids() else ""
        if promise:
            return f"{void}{promise}.then(() => {call}){self.semicolon}"
        return f"{void}{call}{self.semicolon}"

    def _voids(self) -> bool:
        """Whether promises that nobody waits for are marked: in TypeScript, and where the file does so already."""
        return self.page.is_typescript or b"void " in self.page.source.data

    def _attempt_nodes(self) -> list[Node]:
        """The calls, or looked-up methods, that were meant as the release."""
        kinds = ("call_expression", "member_expression")
        found = [self.page.at(span, *kinds) for span in self.remedy.attempts]
        return [node for node in found if node is not None]

    def _clean_up(self, lines: list[str]) -> None:
        """Put lines into the clean-up of the effect, in place of what did not work."""
        block, page = self.block, self.page
        statements = parts(block)
        last = statements[-1] if statements and statements[-1].type == "return_statement" else None
        cleanup = shapes.returned(last) if last is not None else None
        later = [r for r in shapes.returns(self.life.function) if r.start_byte > self.anchor.end_byte and r != last]
        attempts = self._attempt_nodes()
        inside = [a for a in attempts if cleanup is not None and span_of(cleanup).contains(span_of(a))]
        gone: list[Node] = []
        for attempt in (a for a in attempts if a not in inside):
            gone.append(self._drop(attempt))
        if any(r not in gone for r in later):
            raise CannotWrite
        if cleanup is None:
            if last is not None:
                raise CannotWrite
            self._append(lines)
        elif shapes.is_function(cleanup):
            self._into(cleanup, inside, lines)
        elif inside and span_of(whole(page, inside[0], last)) == span_of(cleanup):
            self.draft.replace(span_of(cleanup), self._arrow(lines, page.layout.indent(_needed(last).start_byte)))
        elif cleanup.type in ("identifier", "member_expression"):
            first = f"{page.text(cleanup)}(){self.semicolon}"
            indent = page.layout.indent(_needed(last).start_byte)
            self.draft.replace(span_of(cleanup), self._arrow([first, *lines], indent))
        else:
            raise CannotWrite

    def _drop(self, attempt: Node) -> Node:
        """Take an attempt away that stands elsewhere."""
        callee = field(self.life.call, "function")
        everything = whole(self.page, attempt, None, self.page.text(callee) if callee is not None else "")
        if everything.type not in ("expression_statement", "return_statement", "if_statement"):
            raise CannotWrite
        remove(self.page, self.draft, everything)
        return everything

    def _arrow(self, lines: list[str], indent: str) -> str:
        inner = indent + self.page.layout.unit
        return "() => {\n" + "".join(f"{inner}{line}\n" for line in lines) + indent + "}"

    def _append(self, lines: list[str]) -> None:
        """A new clean-up at the end of the effect."""
        page, block = self.page, self.block
        inner = page.layout.indent(self.anchor.start_byte)
        text = f"return {self._arrow(lines, inner)}{self.semicolon}"
        end = block.end_byte - 1
        if page.layout.starts_line(end):
            start = page.layout.line_start(end)
            self.draft.insert(start, f"\n{inner}{text}\n")
        else:
            raise CannotWrite

    def _into(self, function: Node, attempts: list[Node], lines: list[str]) -> None:
        """Lines into a clean-up that is there: in place of the attempts, or at its end."""
        page = self.page
        body = _needed(field(function, "body"))
        if body.type != "statement_block":
            self._into_expression(function, body, attempts, lines)
            return
        indent = page.layout.indent(function.start_byte) + page.layout.unit
        statements = [whole(page, attempt, body) for attempt in attempts]
        if any(statement.parent != body for statement in statements):
            raise CannotWrite
        for statement in statements[1:]:
            remove(page, self.draft, statement)
        text = f"\n{indent}".join(lines)
        if statements:
            self.draft.replace(span_of(statements[0]), text)
        elif page.layout.starts_line(body.end_byte - 1):
            self.draft.insert(page.layout.line_start(body.end_byte - 1), f"{indent}{text}\n")
        else:
            raise CannotWrite

    def _into_expression(self, function: Node, body: Node, attempts: list[Node], lines: list[str]) -> None:
        """An arrow function without braces gets some."""
        page = self.page
        indent = page.layout.indent(function.start_byte)
        inner = indent + page.layout.unit
        kept = body if not attempts else None
        if attempts and any(span_of(unwrapped(whole(page, a, function))) != span_of(unwrapped(body)) for a in attempts):
            raise CannotWrite
        before = [f"{page.text(kept)}{self.semicolon}"] if kept is not None else []
        text = "{\n" + "".join(f"{inner}{line}\n" for line in [*before, *lines]) + indent + "}"
        self.draft.replace(span_of(body), text)


def _is_spine(call: Node, statement: Node) -> bool:
    """Whether a call is what a statement evaluates first: the head of a chain, a value that is declared or waited for."""
    node = call
    while node.parent is not None and node.parent != statement:
        parent = node.parent
        inner = {
            "member_expression": "object", "call_expression": "function", "variable_declarator": "value",
            "assignment_expression": "right",
        }.get(parent.type)  # fmt: skip
        if inner is not None:
            if field(parent, inner) != node:
                return False
        elif parent.type not in ("await_expression", "unary_expression", "parenthesized_expression", "as_expression"):
            return False
        node = parent
    return statement.type in ("expression_statement", *_DECLARATIONS)


def _needed(node: Node | None) -> Node:
    if node is None:
        raise CannotWrite
    return node


def _walk(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(current.children)
