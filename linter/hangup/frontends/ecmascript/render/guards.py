"""Guards that keep code from opening again: what they ask is changed by an earlier run, or by the client itself.

Measured against the SDKs they fail. The end of a life closes the connection, and the run after it finds the guard as
the last one left it: nobody is connected then, or the wrong user is. So no fix keeps one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, ancestors, function_of, unwrapped, walk
from hangup.records import dataclass

_PATHS = ("member_expression", "identifier", "subscript_expression")


@dataclass(frozen=True)
class Life:
    """Code that runs again: its ``function``, the ``block`` that is its body, the ``call`` in it that opens.

    ``handle`` is the client as the code names it; ``start`` is the call that starts an inner function, if one opens.
    """

    function: Node
    block: Node
    call: Node
    handle: str
    start: Node | None = None


def stale(page: Page, life: Life) -> list[Node]:
    """The operands of conditions on the way to the call that ask what an earlier run, or the client, has changed."""
    tests = shapes.conditions_before(life.call, life.block)
    if life.start is not None:
        tests += [test for test in shapes.conditions_before(life.start, life.block) if test not in tests]
    return [operand for test in tests for operand in operands(test) if _is_stale(page, life, operand)]


def operands(test: Node) -> list[Node]:
    """What a condition joins by ``&&`` or ``||``, without parentheses around it."""
    test = unwrapped(test)
    operator = field(test, "operator") if test.type == "binary_expression" else None
    left, right = field(test, "left"), field(test, "right")
    if operator is None or operator.type not in ("&&", "||") or left is None or right is None:
        return [test]
    return [*operands(left), *operands(right)]


def _is_stale(page: Page, life: Life, operand: Node) -> bool:
    """Whether an operand reads a property of the client, or what the code itself writes for its next run."""
    handle = path(life.handle)
    reads = list(paths(page, operand))
    if any(handle and read.startswith((f"{handle}.", f"{handle}[")) for read in reads):
        return True
    return any(_is_kept(page, life, read) or _is_set(page, life, read) for read in reads)


def paths(page: Page, node: Node) -> Iterator[str]:
    """The variables, and properties of variables, that an expression reads."""
    for each in walk(node):
        if each.type not in _PATHS and each.type != "this":
            continue
        outer = each.parent
        if outer is None or outer.type not in _PATHS or field(outer, "object") != each:
            if each.type == "identifier" and outer is not None and field(outer, "property") == each:
                continue
            yield path(page.text(each))


def path(text: str) -> str:
    """A path without the marks that say that something may be missing, or is not."""
    return re.sub(r"\s+|\?(?=\.)|!(?!=)", "", text)


def _is_kept(page: Page, life: Life, read: str) -> bool:
    """Whether something is written by the code, outlives it, and is not taken back at the end of its life."""
    written = [node for node in writes(page, life.function, read) if not _is_in_clean_up(node, life.block)]
    if not written or len(written) < len(writes(page, life.function, read)):
        return False
    root = re.split(r"\W", read.removeprefix("this."))[0]
    declarator = names.declaration(page, written[0], root)
    return declarator is None or not span_of(life.function).contains(span_of(declarator))


def _is_set(page: Page, life: Life, read: str) -> bool:
    """Whether something is a state that the code sets, and runs again because of."""
    root = re.split(r"\W", read)[0]
    declarator = names.declaration(page, life.function, root)
    pattern = field(declarator, "name") if declarator is not None else None
    if pattern is None or pattern.type != "array_pattern" or len(parts(pattern)) != 2 or life.function.parent is None:
        return False
    listed = [n for n in parts(life.function.parent)[1:] if n.type == "array"]
    sets = names.uses(page, life.function, page.text(parts(pattern)[1]))
    if listed and root not in {page.text(n) for n in walk(listed[0])}:
        return bool(parts(listed[0])) and any(_notes_success(use, life.call) for use in sets)
    return bool(sets)


def _notes_success(use: Node, call: Node) -> bool:
    """Whether a state is set behind the call that opens, by the code that opens, and not where something failed.

    The state that an effect does not depend on says so still when the effect runs again for another user.
    """
    return (
        use.start_byte > call.end_byte
        and function_of(use) == function_of(call)
        and not any(outer.type == "catch_clause" for outer in ancestors(use))
    )


def writes(page: Page, node: Node, written: str) -> list[Node]:
    """The assignments in a node to a variable or property."""
    found: list[Node] = []
    for each in walk(node):
        left = field(each, "left") if each.type == "assignment_expression" else None
        if left is not None and path(page.text(left)) == written:
            found.append(each)
    return found


def _is_in_clean_up(node: Node, block: Node) -> bool:
    """Whether a node stands in what a block returns."""
    top = shapes.top_statement(node, block)
    return top is not None and top.type == "return_statement"


def asks_client(page: Page, call: Node, handle: str, around: Node) -> bool:
    """Whether something on the way to a call asks the client for what it knows about its connection."""
    known = path(handle)
    tests = shapes.conditions_before(call, around)
    return any(read.startswith(f"{known}.") for test in tests for read in paths(page, test))
