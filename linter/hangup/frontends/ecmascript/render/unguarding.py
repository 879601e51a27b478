"""Guards taken away that an earlier run leaves shut: the release at the end makes them superfluous."""

from __future__ import annotations

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.guards import Life, operands, path, paths, stale, writes
from hangup.frontends.ecmascript.render.imports import disused
from hangup.frontends.ecmascript.render.page import (
    Page,
    ancestors,
    comments_start,
    has_long_text,
    statement_of,
    unwrapped,
)
from hangup.frontends.ecmascript.render.removal import remove_run
from hangup.model import Applicability, Span

_FLAGS = frozenset({"true", "false", "number"})


class CannotRemove(Exception):
    """A guard that does more than to keep code from running."""


def unguarded(page: Page, life: Life) -> Rendering | None:
    """The file without the guards that keep this code from opening again; None where there are none.

    Raises:
        CannotRemove: a guard stands in a shape that is not known, or other code depends on it.
    """
    asked = stale(page, life)
    if not asked:
        return None
    draft, going = page.draft(), list[Node]()
    inside = (life.call, life.start or life.call)
    gone = [_remove_test(page, draft, statement, asked, going, inside) for statement in _statements(asked)]
    for read in dict.fromkeys(read for operand in asked for read in paths(page, operand)):
        gone += _remove_writes(page, draft, life, read, gone, going)
    _remove_all(page, draft, going)
    return draft.rendering(Applicability.UNSAFE, "drop the guard before it")


def _statements(asked: list[Node]) -> list[Node]:
    """The statements whose conditions have these operands, each once."""
    found: list[Node] = []
    for operand in asked:
        statement = statement_of(operand)
        if statement is None:
            raise CannotRemove
        if statement not in found:
            found.append(statement)
    return found


def _remove_all(page: Page, draft: Draft, going: list[Node]) -> None:
    """Take statements away; those that follow each other as one."""
    ordered = sorted(going, key=lambda node: node.start_byte)
    while ordered:
        first = last = ordered.pop(0)
        while ordered and last.next_named_sibling == ordered[0]:
            last = ordered.pop(0)
        start = comments_start(page, first) if first.type == "if_statement" else None
        remove_run(page, draft, first, last, start)


def _remove_test(
    page: Page, draft: Draft, statement: Node, asked: list[Node], going: list[Node], calls: tuple[Node, ...]
) -> Span:
    """Take operands out of the condition of a statement, or the whole condition. What is gone."""
    if statement.type == "expression_statement":
        return _from_expression(page, draft, statement, asked)
    test, then = field(statement, "condition"), field(statement, "consequence")
    if statement.type != "if_statement" or test is None or then is None or field(statement, "alternative") is not None:
        raise CannotRemove
    leaves = _only_leaves(then)
    if not leaves and not any(span_of(then).contains(span_of(call)) for call in calls):
        raise CannotRemove
    kept = [operand for operand in operands(test) if operand not in asked]
    joint = "||" if leaves else "&&"
    if kept and any(operator != joint for operator in _joints(test)):
        raise CannotRemove
    if kept:
        text = f" {joint} ".join(page.text(operand) for operand in kept)
        draft.replace(span_of(test), f"({text})")
        return span_of(test)
    if leaves:
        going.append(statement)
    else:
        _unwrap(page, draft, statement, then)
    return span_of(test)


def _joints(test: Node) -> list[str]:
    """The operators between the operands of a condition."""
    test = unwrapped(test)
    operator = field(test, "operator") if test.type == "binary_expression" else None
    if operator is None or operator.type not in ("&&", "||"):
        return []
    sides = [side for name in ("left", "right") if (side := field(test, name)) is not None]
    return [operator.type, *(joint for side in sides for joint in _joints(side))]


def _only_leaves(then: Node) -> bool:
    """Whether a branch does nothing but return, without a value."""
    inner = parts(then) if then.type == "statement_block" else [then]
    return len(inner) == 1 and inner[0].type == "return_statement" and not parts(inner[0])


def _unwrap(page: Page, draft: Draft, statement: Node, then: Node) -> None:
    """The branch in place of its statement."""
    layout = page.layout
    if then.type != "statement_block":
        draft.delete(Span(comments_start(page, statement), then.start_byte))
        return
    inner = parts(then)
    if not inner or not layout.starts_line(inner[0].start_byte) or has_long_text(then):
        raise CannotRemove
    if any(n.type == "lexical_declaration" for n in inner) and statement.parent is None:
        raise CannotRemove
    first, last = layout.line_start(then.start_byte), layout.line_start(then.end_byte - 1)
    start = layout.next_line(then.start_byte)
    if first != layout.line_start(statement.start_byte) or not layout.starts_line(then.end_byte - 1) or start > last:
        raise CannotRemove
    draft.delete(Span(layout.line_start(comments_start(page, statement)), start))
    _dedent(page, draft, start, last)
    draft.delete(Span(last, layout.next_line(statement.end_byte)))


def _dedent(page: Page, draft: Draft, start: int, end: int) -> None:
    """Take one step of indentation from the lines of a range."""
    unit = page.layout.unit.encode()
    line = start
    while line < end:
        if page.source.data.startswith(unit, line):
            draft.delete(Span(line, line + len(unit)))
        line = page.layout.next_line(line)


def _from_expression(page: Page, draft: Draft, statement: Node, asked: list[Node]) -> Span:
    """``guard && call()`` becomes the call."""
    whole = parts(statement)[0]
    kept = [operand for operand in operands(whole) if operand not in asked]
    if not kept or set(_joints(whole)) != {"&&"}:
        raise CannotRemove
    draft.replace(Span(whole.start_byte, kept[0].start_byte), "")
    if kept != operands(whole)[-len(kept) :]:
        raise CannotRemove
    return Span(whole.start_byte, kept[0].start_byte)


def _remove_writes(page: Page, draft: Draft, life: Life, read: str, gone: list[Span], going: list[Node]) -> list[Span]:
    """Take away what notes for the next run that this one was there, and the variable, when nobody else asks it."""
    root = read.partition(".")[0]
    notes = writes(page, life.function, read)
    if path(life.handle).startswith(read) or root == "this" or not notes:
        return []
    found: list[Span] = []
    for note in notes:
        statement, value = note.parent, field(note, "right")
        if value is None or value.type not in _FLAGS or statement is None or statement.type != "expression_statement":
            raise CannotRemove
        going.append(statement)
        found.append(span_of(statement))
    declarator = names.declaration(page, life.function, root)
    name = field(declarator, "name") if declarator is not None else None
    around = declarator.parent if declarator is not None else None
    left = [u for u in names.uses(page, page.root, root) if u != name and not _is_in(u, [*gone, *found])]
    if declarator is None or name is None or around is None or left or len(parts(around)) != 1:
        raise CannotRemove
    going.append(around)
    value = field(declarator, "value")
    callee = field(value, "function") if value is not None and value.type == "call_expression" else None
    if callee is not None and callee.type == "identifier":
        disused(page, draft, callee)
    return [*found, span_of(around)]


def _is_in(node: Node, spans: list[Span]) -> bool:
    """Whether a node stands in one of some spans, or in the statement of a condition there."""
    return any(span.contains(span_of(node)) for span in spans) or any(
        span.contains(span_of(each)) for each in ancestors(node) for span in spans if each.type == "if_statement"
    )
