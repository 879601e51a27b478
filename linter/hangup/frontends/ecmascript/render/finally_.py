"""A ``finally`` that closes on every way out: new, widened from a ``catch``, or mended where it misses the release."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.leaving import CannotWrite, Exit, needed
from hangup.frontends.ecmascript.render.page import (
    Page,
    ancestors,
    function_of,
    is_async,
    walk,
)
from hangup.frontends.ecmascript.render.promise import is_spine
from hangup.frontends.ecmascript.render.removal import whole
from hangup.model import Span
from hangup.model.remedy import ReleaseOnEveryWay

_BLOCKS = ("statement_block", "program")
_CLOSED = ("import_statement", "export_statement")


def write(page: Page, remedy: ReleaseOnEveryWay) -> Iterator[Rendering | None]:
    """Close in a ``finally``, the nearest to what is there first."""
    found = shapes.opening(page, remedy.site, constructs=remedy.created == remedy.site)
    if found is None or remedy.release.form != "method":
        return
    for way in (_chain, _mended, _widened, _joined, _extended, _wrapped):
        try:
            yield way(Exit(page, remedy, found))
        except CannotWrite:
            continue


# ---------------------------------------------------------------- a chain of promises


def _chain(exit_: Exit) -> Rendering | None:
    """``.then`` with nothing but the release at the end of the chain becomes ``.finally``."""
    page = exit_.page
    for release in exit_.releases:
        link = whole(page, release, exit_.statement)
        while link.type in ("return_statement", "expression_statement", "await_expression", "unary_expression"):
            link = parts(link)[0]
        callee = field(link, "function") if link.type == "call_expression" else None
        name = field(callee, "property") if callee is not None else None
        head = span_of(exit_.call)
        if name is None or page.text(name) != "then" or not span_of(link).contains(head) or link.end_byte == head.end:
            continue
        arguments = field(link, "arguments")
        if arguments is None or not span_of(arguments).contains(span_of(release)):
            continue
        exit_.draft.replace(span_of(name), "finally")
        return exit_.rendering("end the chain with a `finally` that closes {}")
    raise CannotWrite


# ---------------------------------------------------------------- a finally that is there


def _mended(exit_: Exit) -> Rendering | None:
    """A ``finally`` behind the call has the release, and something in front of it may leave it out."""
    draft = exit_.draft
    release = next((r for r in exit_.releases for n in ancestors(r) if n.type == "finally_clause"), None)
    clause = next((n for n in ancestors(needed(release)) if n.type == "finally_clause"), None)
    body, attempt = field(needed(clause), "body"), needed(needed(clause).parent)
    if body is None or release is None or function_of(release) != exit_.function:
        raise CannotWrite
    top = needed(shapes.top_statement(release, body))
    if top.type == "if_statement":
        exit_.check_own(strict=True)  # the condition may well be meant
    first = parts(body)[0]
    begins = attempt if span_of(attempt).contains(span_of(exit_.call)) else None
    changed = False
    if top.type == "if_statement":
        draft.replace(span_of(top), exit_.line)
        changed = True
    elif top != first:
        _nest(exit_, first, top)
        changed = True
    if begins is None:
        changed |= _begin_earlier(exit_, attempt)
    if not changed:
        raise CannotWrite
    return exit_.rendering("close {} on every way out")


def _nest(exit_: Exit, first: Node, release: Node) -> None:
    """What stands in front of the release, and may fail, in a ``try`` of its own."""
    page, draft = exit_.page, exit_.draft
    layout = page.layout
    indent = layout.indent(first.start_byte)
    end = needed(release.prev_named_sibling).end_byte
    if not layout.starts_line(first.start_byte) or not layout.starts_line(release.start_byte):
        raise CannotWrite
    draft.insert(layout.line_start(first.start_byte), f"{indent}try {{\n")
    draft.indent_lines(layout.line_start(first.start_byte), layout.next_line(end), layout.unit)
    draft.insert(layout.line_start(release.start_byte), f"{indent}}} finally {{\n")
    draft.indent_lines(layout.line_start(release.start_byte), layout.next_line(release.end_byte), layout.unit)
    draft.insert(layout.next_line(release.end_byte), f"{indent}}}\n")


def _begin_earlier(exit_: Exit, attempt: Node) -> bool:
    """Let a ``try`` begin right behind the statement that opens; whether it did not yet."""
    page, draft, statement = exit_.page, exit_.draft, exit_.statement
    block, body = attempt.parent, field(attempt, "body")
    if block is None or body is None or statement.parent != block:
        raise CannotWrite
    between = [n for n in parts(block) if statement.end_byte <= n.start_byte and n.end_byte <= attempt.start_byte]
    if not between:
        return False
    layout = page.layout
    declared = [field(d, "name") for n in between for d in walk(n) if d.type == "variable_declarator"]
    local = {name for pattern in declared if pattern is not None for name in names.bound(page, pattern)}
    after = [n for n in parts(block) if n.start_byte >= attempt.end_byte]
    handlers = [n for n in attempt.named_children if n.type in ("catch_clause", "finally_clause")]
    if any(page.text(use) in local for n in (*after, *handlers) for use in names.uses(page, n)):
        raise CannotWrite
    start, opening = layout.line_start(between[0].start_byte), Span(attempt.start_byte, body.start_byte + 1)
    if not layout.starts_line(between[0].start_byte) or not layout.starts_line(attempt.start_byte):
        raise CannotWrite
    if not layout.ends_line(opening.end):
        raise CannotWrite
    draft.insert(start, f"{layout.indent(between[0].start_byte)}try {{\n")
    draft.indent_lines(start, layout.line_start(attempt.start_byte), layout.unit)
    draft.delete(Span(layout.line_start(attempt.start_byte), layout.next_line(opening.end)))
    return True


# ---------------------------------------------------------------- a finally for a try that is there


def _widened(exit_: Exit) -> Rendering | None:
    """The ``try`` around the call gets a ``finally``; releases in its body and its ``catch`` go."""
    page, draft = exit_.page, exit_.draft
    attempt = next((n for n in ancestors(exit_.call) if n.type == "try_statement"), None)
    if attempt is None or function_of(attempt) != exit_.function:
        raise CannotWrite
    body = needed(field(attempt, "body"))
    if field(attempt, "finalizer") is not None or not span_of(body).contains(span_of(exit_.call)):
        raise CannotWrite
    declarator = names.declaration(page, exit_.call, exit_.handle.partition(".")[0])
    if declarator is not None and span_of(attempt).contains(span_of(declarator)):
        raise CannotWrite
    exit_.check_own()
    block = attempt.parent
    later = [n for n in parts(block) if n.start_byte >= attempt.end_byte] if block is not None else []
    exit_.drop([attempt, *later])
    exit_.settle([attempt])
    indent = page.layout.indent(attempt.start_byte)
    draft.insert(attempt.end_byte, f" finally {{\n{indent}{page.layout.unit}{exit_.line}\n{indent}}}")
    return exit_.rendering("add a `finally` that closes {}")


def _joined(exit_: Exit) -> Rendering | None:
    """The ``finally`` of the ``try`` that follows the call closes first, where nothing else follows."""
    page, block = exit_.page, exit_.statement.parent
    following = [n for n in parts(block) if n.start_byte >= exit_.statement.end_byte] if block is not None else []
    attempt = following[0] if following else None
    clause = field(attempt, "finalizer") if attempt is not None and attempt.type == "try_statement" else None
    body = field(clause, "body") if clause is not None else None
    if attempt is None or body is None or exit_.releases or not parts(body):
        raise CannotWrite
    if exit_.function is not None and exit_.release.waits and not is_async(exit_.function):
        raise CannotWrite
    exit_.check_own()
    first = body.named_children[0]
    if any(names.uses(page, node, exit_.handle) for node in (body, *following[1:])):
        raise CannotWrite
    if not page.layout.starts_line(first.start_byte):
        raise CannotWrite
    exit_.settle([attempt])
    exit_.draft.insert(first.start_byte, f"{exit_.line}\n{page.layout.indent(first.start_byte)}")
    return exit_.rendering("close {} in the `finally` that is there")


def _extended(exit_: Exit) -> Rendering | None:
    """A chain of promises that begins with the call gets a ``finally`` at its end."""
    page, statement = exit_.page, exit_.statement
    if exit_.releases or statement.type != "expression_statement" or not is_spine(exit_.call, statement):
        raise CannotWrite
    exit_.check_own()
    expression = parts(statement)[0]
    while expression.type in ("unary_expression", "await_expression"):
        expression = parts(expression)[0]
    callee = field(expression, "function") if expression.type == "call_expression" else None
    if expression == exit_.call or callee is None or callee.type != "member_expression":
        raise CannotWrite
    name = needed(field(callee, "property"))
    start = page.layout.line_start(name.start_byte)
    lines = page.layout.starts_line(name.start_byte - 1)
    gap = f"\n{page.layout.indent(start)}" if lines else ""
    text = f"{gap}.finally(() => {exit_.handle}.{exit_.release.name}())"
    exit_.draft.insert(expression.end_byte, text)
    return exit_.rendering("end the chain with a `finally` that closes {}")


def _wrapped(exit_: Exit) -> Rendering | None:
    """What follows the call goes into a ``try`` with a ``finally``."""
    page, draft, statement = exit_.page, exit_.draft, exit_.statement
    layout, block = page.layout, needed(statement.parent)
    if block.type not in _BLOCKS or (exit_.function is not None and not is_async(exit_.function)):
        raise CannotWrite
    exit_.check_own()
    following = [n for n in parts(block) if n.start_byte >= statement.end_byte]
    if any(n.type in _CLOSED for n in following) or not layout.starts_line(statement.start_byte):
        raise CannotWrite
    indent = layout.indent(statement.start_byte)
    exit_.drop(following)
    kept = [n for n in following if not _is_release(exit_, n)]
    if not kept:
        raise CannotWrite
    if len(kept) == 1 and _is_plain_return(kept[0]) and layout.starts_line(kept[0].start_byte):
        draft.insert(kept[0].start_byte, f"{exit_.line}\n{layout.indent(kept[0].start_byte)}")
        return exit_.rendering("close {} before the end")
    start = layout.line_start(kept[0].start_byte)
    end = layout.next_line(kept[-1].end_byte)
    if start <= statement.start_byte or not layout.starts_line(kept[0].start_byte):
        raise CannotWrite
    strings = tuple(span_of(n) for each in kept for n in walk(each) if n.type == "template_string")
    exit_.settle(kept)
    draft.insert(start, f"{indent}try {{\n")
    gone = tuple(layout.whole_lines(span) for span in exit_.dropped)
    draft.indent_lines(start, end, layout.unit, (*strings, *(Span(span.start - 1, span.end) for span in gone)))
    draft.insert(end, f"{indent}}} finally {{\n{indent}{layout.unit}{exit_.line}\n{indent}}}\n")
    return exit_.rendering("put what follows into a `try` with a `finally` that closes {}")


def _is_plain_return(statement: Node) -> bool:
    """Whether a statement returns something that is there already, so that nothing can go wrong on the way."""
    plain = ("identifier", "string", "number", "true", "false", "null", "undefined")
    return statement.type == "return_statement" and all(n.type in plain for n in parts(statement))


def _is_release(exit_: Exit, statement: Node) -> bool:
    """Whether a statement does nothing but release."""
    return any(whole(exit_.page, r, statement.parent) == statement for r in exit_.releases)
