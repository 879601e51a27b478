"""What keeps a client between two events, a variable, a field, a ref or a state, closes it when it gets another."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.imports import imported
from hangup.frontends.ecmascript.render.page import (
    FUNCTIONS,
    Page,
    ancestors,
    comments_start,
    function_of,
    in_front,
    is_async,
    own,
    statement_of,
    unwrapped,
    walk,
)
from hangup.model import Applicability
from hangup.model.remedy import ReleasePrevious

_BLOCKS = ("statement_block", "program")


def write(page: Page, remedy: ReleasePrevious) -> Iterator[Rendering | None]:
    """Close in an effect on the state that keeps the client; or in front of the assignment that writes over it."""
    making = page.at(remedy.created or remedy.site, "call_expression", "new_expression")
    function = function_of(making) if making is not None else None
    if making is None or function is None or remedy.release.form != "method":
        return
    name = _local(page, making)
    yield _by_state(page, remedy, function, making, name)
    yield _by_assignment(page, remedy, function, making, name)


def _local(page: Page, making: Node) -> str:
    """The local variable that is declared with the client, or an empty text."""
    outer = making.parent
    while outer is not None and outer.type in ("await_expression", "as_expression", "parenthesized_expression"):
        outer = outer.parent
    pattern = field(outer, "name") if outer is not None and outer.type == "variable_declarator" else None
    return page.text(pattern) if pattern is not None and pattern.type == "identifier" else ""


def _is_client(page: Page, value: Node | None, making: Node, name: str) -> bool:
    """Whether an expression is the client: what constructs it, or the variable that holds it."""
    if value is None:
        return False
    inner = unwrapped(value)
    return span_of(inner) == span_of(making) or (inner.type == "identifier" and page.text(inner) == name)


def _waits(function: Node, making: Node, kept: Node) -> bool:
    """Whether something is awaited before the client is kept: the component may be gone by then."""
    awaits = (n for n in own(function) if n.type == "await_expression")
    return any(making.start_byte <= n.end_byte and n.start_byte < kept.start_byte for n in awaits)


# ---------------------------------------------------------------- a state


def _by_state(page: Page, remedy: ReleasePrevious, function: Node, making: Node, name: str) -> Rendering | None:
    """An effect that depends on the state: its clean-up runs when there is another client, and at the unmount."""
    if remedy.effect is None:
        return None
    for call in (n for n in walk(function) if n.type == "call_expression"):
        callee, arguments = field(call, "function"), field(call, "arguments")
        given = parts(arguments) if arguments is not None else []
        if callee is None or callee.type != "identifier" or len(given) != 1:
            continue
        declarator = names.declaration(page, call, page.text(callee))
        pattern = field(declarator, "name") if declarator is not None else None
        pair = parts(pattern) if pattern is not None and pattern.type == "array_pattern" else []
        if len(pair) != 2 or page.text(pair[1]) != page.text(callee) or pair[0].type != "identifier":
            continue
        if declarator is not None and _is_client(page, given[0], making, name) and not _waits(function, making, call):
            kept, draft = page.text(pair[0]), page.draft()
            title = f"close `{kept}` when another one takes its place, and at the unmount"
            return _effect(page, draft, remedy, declarator, kept, [kept], title)
    return None


def _effect(
    page: Page, draft: Draft, remedy: ReleasePrevious, declarator: Node, handle: str, listed: list[str], title: str
) -> Rendering | None:
    """Put an effect that only closes behind the statement that declares what keeps the client."""
    statement, component = statement_of(declarator), function_of(declarator)
    if statement is None or component is None or remedy.effect is None:
        return None
    end = _end_of_hooks(page, statement)
    if statement.parent != field(component, "body") or not page.layout.ends_line(end):
        return None
    effect = imported(page, draft, remedy.effect)
    if effect is None:
        return None
    semicolon, unit, indent = page.semicolon, page.layout.unit, page.layout.indent(statement.start_byte)
    lines = (
        f"{effect}(() => {{",
        f"{unit}return () => {{",
        f"{unit * 2}{handle}?.{remedy.release.name}(){semicolon}",
        f"{unit}}}{semicolon}",
        f"}}, [{', '.join(listed)}]){semicolon}",
    )
    following = page.layout.next_line(end)
    is_loose = not page.source.data[following : page.layout.line_end(following)].strip()
    text = "\n" + "".join(f"\n{indent}{line}" for line in lines) + ("" if is_loose else "\n")
    draft.insert(end, text)
    return draft.rendering(Applicability.UNSAFE, title)


def _end_of_hooks(page: Page, statement: Node) -> int:
    """Where the declarations that begin with a statement end, one on each line, with the comments behind them."""
    row, end = statement.end_point.row, statement.end_byte
    following = statement.next_named_sibling
    while following is not None:
        is_remark = following.type == "comment" and following.start_point.row == row
        is_next = following.type == "lexical_declaration" and following.start_point.row == row + 1
        is_plain = following.start_point.row == following.end_point.row and not any(
            n.type in FUNCTIONS for n in walk(following)
        )
        if not (is_plain and (is_remark or is_next)):
            break
        row, end = following.end_point.row, following.end_byte
        following = following.next_named_sibling
    return end


# ---------------------------------------------------------------- a variable, a field, a ref


def _by_assignment(page: Page, remedy: ReleasePrevious, function: Node, making: Node, name: str) -> Rendering | None:
    """The release of what was there, in front of the assignment; with a component around it, at its end as well."""
    for assignment in (n for n in own(function) if n.type == "assignment_expression"):
        target, statement = field(assignment, "left"), statement_of(assignment)
        if target is None or statement is None or not _is_client(page, field(assignment, "right"), making, name):
            continue
        if statement.type != "expression_statement" or statement.parent is None or statement.parent.type not in _BLOCKS:
            continue
        root = _root(page, target)
        declarator = names.declaration(page, assignment, root) if root else None
        if not root or (declarator is not None and function_of(declarator) == function):
            continue
        if _waits(function, making, assignment):
            continue
        handle, draft = page.text(target), page.draft()
        waits = "await " if remedy.release.waits and is_async(function) else ""
        close = f"{waits}{handle}?.{remedy.release.name}()"
        draft.insert(comments_start(page, statement), in_front(page, statement, close))
        home = function_of(declarator) if declarator is not None else None
        if home is None or remedy.effect is None or home not in ancestors(function):
            return draft.rendering(Applicability.UNSAFE, f"close the previous `{handle}` first")
        title = f"close the previous `{handle}` first, and the last one at the unmount"
        return _effect(page, draft, remedy, declarator, handle, [], title) if declarator is not None else None
    return None


def _root(page: Page, target: Node) -> str:
    """The variable that a plain path begins with, ``this`` among them; an empty text for anything else."""
    inner = target
    while inner.type == "member_expression":
        found = field(inner, "object")
        if found is None:
            return ""
        inner = found
    return page.text(inner) if inner.type in ("identifier", "this") else ""
