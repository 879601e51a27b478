"""Whether a client, or something that lives on its connection, is handed on: then its end is not here."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.page import FUNCTIONS, Page, ancestors, is_async, walk


def escapes(page: Page, block: Node, handle: str, opening: Node) -> bool:
    """Whether code hands on a client or what is made from it, or lets the client call back.

    A value that was waited for is data: it does not need the connection any more.
    """
    if "." in handle:
        return True
    lively = {handle}
    for node in walk(block):
        if node.type == "variable_declarator":
            name, value = field(node, "name"), field(node, "value")
            if (
                name is not None
                and value is not None
                and value.type != "await_expression"
                and _mentions(page, value, lively)
            ):
                lively |= names.bound(page, name)
    for node in walk(block):
        if node.type == "assignment_expression":
            right = field(node, "right")
            if right is not None and _mentions(page, right, lively):
                return True
    uses = [use for name in lively for use in names.uses(page, block, name)]
    return any(_is_handed_on(use, opening) or _runs_later(use, block) for use in uses)


def _runs_later(use: Node, block: Node) -> bool:
    """Whether a use stands in a callback that may run when the code is through: nobody waits for it.

    Callbacks of functions run at once, as those of a list do, if they are not async; those of a module are also for
    what comes later: tests, and requests.
    """
    around = [node for node in ancestors(use) if span_of(block).contains(span_of(node)) and node != block]
    callbacks = [n for n in around if n.type in FUNCTIONS and n.parent is not None and n.parent.type == "arguments"]
    if not callbacks or (block.type != "program" and not any(is_async(each) for each in callbacks)):
        return False
    beyond = around[around.index(callbacks[-1]) + 1 :]
    return not any(node.type in ("await_expression", "return_statement") for node in beyond)


def asks_without_waiting(page: Page, value: Node, handle: str) -> bool:
    """Whether a value holds what a method of a client gives, and nobody waits for that."""
    for call in (node for node in walk(value) if node.type == "call_expression"):
        callee = field(call, "function")
        if callee is not None and callee.type == "member_expression":
            uses = names.uses(page, callee, handle)
            if any(not _is_awaited(use, value) for use in uses):
                return True
    return False


def _mentions(page: Page, value: Node, lively: set[str]) -> bool:
    """Whether a value is made by a client that is not constructed here, and is no data that was waited for."""
    if value.type == "new_expression":
        return False
    return any(page.text(use) in lively and not _is_awaited(use, value) for use in names.uses(page, value))


def _is_awaited(use: Node, value: Node) -> bool:
    """Whether an identifier stands in something that is waited for, inside of a value."""
    node: Node | None = use
    while node is not None and node.type != "await_expression":
        if node == value:
            return False
        node = node.parent
    return node is not None


def _is_handed_on(use: Node, opening: Node) -> bool:
    """Whether an identifier is used for anything but a member that is asked for, or registers a callback there."""
    parent = use.parent
    if parent is None:
        return False
    if parent.type == "variable_declarator" and field(parent, "name") == use:
        return False
    if parent.type != "member_expression" or field(parent, "object") != use:
        return parent.type not in ("expression_statement", "if_statement", "parenthesized_expression")
    call = parent.parent
    if call is None or call == opening or call.type != "call_expression" or field(call, "function") != parent:
        return False
    arguments = field(call, "arguments")
    return arguments is not None and any(child.type in FUNCTIONS for child in arguments.named_children)
