"""Taking code away: how much of it does nothing but one call, and what its lines leave behind."""

from __future__ import annotations

from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts
from hangup.frontends.ecmascript.render.page import STATEMENTS, WRAPPERS, Page
from hangup.model import Span

_AROUND = WRAPPERS | {"expression_statement", "await_expression", "return_statement"}
_CONTINUATIONS = frozenset({"then", "finally", "catch"})


def whole(page: Page, node: Node, until: Node | None = None, registering: str = "") -> Node:
    """The outermost node that does nothing but what a node does.

    It ends below ``until``. ``registering`` is the callee that registers effects: one that does nothing else is part
    of it.
    """
    while node.parent is not None and node.parent != until:
        outer = _around(page, node, node.parent, registering)
        if outer is None or outer == until:
            break
        node = outer
    return node


def _around(page: Page, node: Node, parent: Node, registering: str) -> Node | None:
    """The node around another one that adds nothing to it."""
    kind = parent.type
    if kind in _AROUND or (kind == "unary_expression" and page.text(parent).startswith("void")):
        return parent
    if kind == "statement_block" and parts(parent) == [node]:
        return parent
    if kind == "if_statement" and field(parent, "alternative") is None and node == field(parent, "consequence"):
        return parent
    if kind == "arrow_function" and node == field(parent, "body"):
        return parent
    if kind == "function_expression" and node == field(parent, "body"):
        return parent
    if kind == "variable_declarator" and node == field(parent, "value"):
        return _called_at_once(page, parent)
    if kind == "binary_expression" and node == field(parent, "right") and field(parent, "operator") is not None:
        return parent if page.source.data[parent.start_byte : parent.end_byte].find(b"&&") >= 0 else None
    if kind == "call_expression" and node == field(parent, "function"):
        return parent if node.type == "member_expression" else None
    if kind == "member_expression" and node == field(parent, "object"):
        name = field(parent, "property")
        return parent if name is not None and page.text(name) in _CONTINUATIONS else None
    return _argument(page, parent, registering) if kind == "arguments" else None


def _called_at_once(page: Page, declarator: Node) -> Node | None:
    """The block that does nothing but declare a function and call it."""
    statement, name = declarator.parent, field(declarator, "name")
    block = statement.parent if statement is not None else None
    if name is None or block is None or block.type != "statement_block" or parts(block)[:1] != [statement]:
        return None
    rest = [page.text(each).strip(";").removeprefix("void ").removeprefix("await ") for each in parts(block)[1:]]
    return block if rest == [f"{page.text(name)}()"] else None


def _argument(page: Page, arguments: Node, registering: str) -> Node | None:
    """The call whose only callback a node is: a continuation, or the registration of an effect."""
    call = arguments.parent
    callee = field(call, "function") if call is not None else None
    if call is None or callee is None:
        return None
    if registering and page.text(callee) == registering:
        return call
    name = field(callee, "property") if callee.type == "member_expression" else None
    is_continuation = name is not None and page.text(name) in _CONTINUATIONS
    return call if is_continuation and len(parts(arguments)) == 1 else None


def remove(page: Page, draft: Draft, statement: Node) -> None:
    """Take a statement away with its line, a comment behind it, and one of two blank lines around it."""
    remove_run(page, draft, statement, statement)


def remove_run(page: Page, draft: Draft, first: Node, last: Node, start: int | None = None) -> None:
    """Take statements away that follow each other, as one; from ``start`` on, where it is given."""
    layout = page.layout
    end = last.end_byte
    following = last.next_sibling
    if following is not None and following.type == "comment" and layout.line_end(end) >= following.end_byte:
        end = following.end_byte
    start = first.start_byte if start is None else start
    span = layout.whole_lines(Span(start, end))
    if span == Span(start, last.end_byte):
        while page.source.data[span.end : span.end + 1] == b" ":
            span = Span(span.start, span.end + 1)
    elif _is_blank(page, span.end) or _closes(page, span.end):
        before = layout.line_start(max(span.start - 1, 0))
        if span.start and _is_blank(page, before):
            span = Span(before, span.end)
        elif span.start and _is_blank(page, span.end) and _opens(page, before):
            span = Span(span.start, layout.next_line(span.end))
    draft.delete(span)


def _is_blank(page: Page, offset: int) -> bool:
    return offset < len(page.source.data) and not page.source.data[offset : page.layout.line_end(offset)].strip()


def _closes(page: Page, offset: int) -> bool:
    return page.source.data[offset : page.layout.line_end(offset)].strip().startswith(b"}")


def _opens(page: Page, offset: int) -> bool:
    return page.source.data[offset : page.layout.line_end(offset)].rstrip().endswith(b"{")


def is_statement(node: Node) -> bool:
    return node.type in STATEMENTS
