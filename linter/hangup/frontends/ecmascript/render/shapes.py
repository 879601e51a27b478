"""The shapes that remedies look for: the effect around a call, the function that starts it, its clean-up."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render.page import (
    FUNCTIONS,
    Page,
    ancestors,
    body_of,
    function_of,
    is_async,
    own,
    statement_of,
    unwrapped,
)
from hangup.model import Span
from hangup.records import dataclass

_CONTINUATIONS = (b"then", b"catch", b"finally")
_LEAVING = ("return_statement", "throw_statement")


@dataclass(frozen=True)
class Opening:
    """The call that opens a connection: ``handle.method(arguments)``, or a constructor that connects."""

    call: Node
    handle: str
    method: str
    is_construction: bool


def opening(page: Page, site: Span, *, constructs: bool) -> Opening | None:
    """The opening call at a site, which may be the construction itself."""
    call = page.at(site, "call_expression", "new_expression")
    if call is None:
        return None
    if constructs or call.type == "new_expression":
        return Opening(call, "", "", is_construction=True)
    callee = field(call, "function")
    if callee is None or callee.type != "member_expression":
        return None
    target, name = field(callee, "object"), field(callee, "property")
    if target is None or name is None:
        return None
    return Opening(call, page.text(unwrapped(target)), page.text(name), is_construction=False)


@dataclass(frozen=True)
class Effect:
    """Code registered with a framework: the registering call, its callback, and the body of that."""

    call: Node
    function: Node
    block: Node | None
    """The body where it is a block; an arrow function may have an expression instead."""

    @property
    def is_async(self) -> bool:
        return is_async(self.function)


def effect(page: Page, owner: Span, inside: Node) -> Effect | None:
    """The effect that a call registers, when a node is in its callback."""
    call = page.at(owner, "call_expression")
    function = None if call is None else next((n for n in ancestors(inside) if _is_callback(n, call)), None)
    if call is None or function is None:
        return None
    body = body_of(function)
    return Effect(call, function, body if body is not None and body.type == "statement_block" else None)


def _is_callback(node: Node, call: Node) -> bool:
    """Whether a function is an argument of a call itself."""
    if node.type not in FUNCTIONS:
        return False
    arguments = field(call, "arguments")
    current = node
    while current.parent is not None and current.parent.type in ("parenthesized_expression", "as_expression"):
        current = current.parent
    return current.parent == arguments


def top_statement(node: Node, block: Node) -> Node | None:
    """The statement of a block that a node is in."""
    current: Node | None = node
    while current is not None and current.parent != block:
        current = current.parent
    return current


def returns(function: Node) -> list[Node]:
    """The return statements of a function, not those of functions inside it."""
    return [node for node in own(function) if node.type == "return_statement"]


def returned(statement: Node) -> Node | None:
    """What a return statement returns."""
    values = parts(statement)
    return unwrapped(values[0]) if values else None


def is_function(node: Node | None) -> bool:
    return node is not None and node.type in FUNCTIONS


def awaits_before(function: Node, node: Node) -> bool:
    """Whether a function waits for something on the way to a node."""
    return any(n.type == "await_expression" and n.end_byte <= node.start_byte for n in own(function)) or any(
        n.type == "await_expression"
        and n != node.parent
        and n.start_byte > node.start_byte
        and n.end_byte <= node.end_byte
        for n in own(function)
    )


def branches_before(function: Node, node: Node) -> bool:
    """Whether something on the way to a node may leave it out: a condition, a loop, an early return."""
    kinds = ("if_statement", "return_statement", "throw_statement", "switch_statement", "ternary_expression")
    if any(n.type in kinds and n.start_byte < node.start_byte for n in own(function)):
        return True
    inside = ("for_statement", "for_in_statement", "while_statement", "do_statement", "binary_expression")
    return any(n.type in inside for n in ancestors(node) if n.start_byte > function.start_byte)


def conditions_before(node: Node, block: Node) -> list[Node]:
    """What is asked on the way from a block to a node: the tests around it, and those of early ways out before it."""
    found: list[Node] = []
    current = node
    while current.parent is not None and span_of(block).contains(span_of(current.parent)):
        parent = current.parent
        test = field(parent, "condition")
        if test is not None and test != current:
            found.append(test)
        if parent.type == "binary_expression" and current == field(parent, "right"):
            found += [left] if (left := field(parent, "left")) is not None else []
        for sibling in parts(parent) if parent.type == "statement_block" else ():
            test = field(sibling, "condition") if sibling.type == "if_statement" else None
            if test is not None and sibling.end_byte <= current.start_byte:
                found += [test] if any(n.type in _LEAVING for n in (*own(sibling), sibling)) else []
        current = parent
    return found


def asked_before(page: Page, node: Node, block: Node) -> set[str]:
    """The names that conditions on the way to a node ask about."""
    from hangup.frontends.ecmascript.render.names import free_names

    return {name for test in conditions_before(node, block) for name in free_names(page, test)}


def started_once(page: Page, function: Node, block: Node) -> Node | None:
    """The call that starts a function inside an effect, where it stands in a statement of the effect's own block."""
    call = start_of(page, function, block)
    return call if call is not None and _is_plain(call, block) else None


def start_of(page: Page, function: Node, block: Node) -> Node | None:
    """The one call that starts a function inside an effect."""
    outer = function
    while outer.parent is not None and outer.parent.type == "parenthesized_expression":
        outer = outer.parent
    call = outer.parent
    if call is not None and call.type == "call_expression" and field(call, "function") == outer:
        return call
    name = own_name(page, function)
    if name is None:
        return None
    uses = [
        n
        for n in _identifiers(block, page, name)
        if n.start_byte < function.start_byte or n.start_byte > function.end_byte
    ]
    calls = [n.parent for n in uses if n.parent is not None and field(n.parent, "function") == n]
    return calls[0] if len(uses) == 1 and len(calls) == 1 else None


def chained(function: Node) -> Node | None:
    """The call that continues a promise with a function: ``promise.then(function)``."""
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    callee = field(call, "function") if call is not None and call.type == "call_expression" else None
    name = field(callee, "property") if callee is not None and callee.type == "member_expression" else None
    return call if name is not None and name.text in _CONTINUATIONS else None


def _identifiers(block: Node, page: Page, name: str) -> list[Node]:
    from hangup.frontends.ecmascript.render.names import uses

    declared = {
        span_of(named)
        for n in uses(page, block, name)
        if n.parent is not None
        and n.parent.type in ("variable_declarator", "function_declaration")
        and (named := field(n.parent, "name")) is not None
    }
    return [n for n in uses(page, block, name) if span_of(n) not in declared]


def own_name(page: Page, function: Node) -> str | None:
    """The name a function is declared by."""
    if function.type == "function_declaration":
        name = field(function, "name")
        return page.text(name) if name is not None else None
    parent = function.parent
    if parent is not None and parent.type == "variable_declarator":
        name = field(parent, "name")
        return page.text(name) if name is not None and name.type == "identifier" else None
    return None


def _is_plain(call: Node, block: Node) -> bool:
    """Whether a call stands in a statement that the block itself always runs."""
    statement = statement_of(call)
    return (
        statement is not None
        and statement.parent == block
        and statement.type in ("expression_statement", "lexical_declaration")
        and function_of(call) == function_of(statement)
    )
