"""What an effect depends on: the values of its component that it reads, except those that never change."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.page import Page, function_of, own
from hangup.frontends.ecmascript.render.shapes import Effect


def dependencies(page: Page, life: Effect) -> list[str]:
    """The dependencies of an effect as they would be listed, in order of appearance."""
    component = function_of(life.call)
    return dependencies_of(page, component, [life.function], set()) if component is not None else []


def dependencies_of(page: Page, component: Node, nodes: list[Node], without: set[str]) -> list[str]:
    """What pieces of a component's code read of it, but for some names."""
    ours = names.declared_in(page, component) - _stable(page, component) - without
    found: list[str] = []
    for node in nodes:
        for use in names.uses(page, node):
            name = page.text(use)
            if name in ours and not _is_inner(page, use, node):
                path = _path(page, use)
                found += [path] if path not in found else []
    return [path for path in found if not any(path.startswith(f"{other}.") for other in found)]


def _stable(page: Page, component: Node) -> set[str]:
    """Names whose value is the same in every render: the second of a pair sets a state; of refs `current` is read."""
    stable: set[str] = set()
    for declarator in _declarators(component):
        pattern, value = field(declarator, "name"), field(declarator, "value")
        if pattern is None or value is None or value.type != "call_expression":
            continue
        if pattern.type == "array_pattern" and len(parts(pattern)) == 2:
            stable |= names.bound(page, parts(pattern)[1])
        elif pattern.type == "identifier":
            name = page.text(pattern)
            uses = [use.parent for use in names.uses(page, component, name) if use != pattern]
            fields = [field(u, "property") for u in uses if u is not None and u.type == "member_expression"]
            if uses and len(fields) == len(uses) and all(f is not None and page.text(f) == "current" for f in fields):
                stable.add(name)
    return stable


def _declarators(component: Node) -> list[Node]:
    return [node for node in own(component) if node.type == "variable_declarator"]


def _is_inner(page: Page, use: Node, function: Node) -> bool:
    """Whether a name is one of the effect's own."""
    declarator = names.declaration(page, use, page.text(use))
    if declarator is not None:
        return span_of(function).contains(span_of(declarator))
    current = use.parent
    while current is not None and span_of(function).contains(span_of(current)):
        if current.type in ("arrow_function", "function_expression", "function_declaration") and page.text(
            use
        ) in names.parameters(page, current):
            return True
        current = current.parent
    return False


def _path(page: Page, use: Node) -> str:
    """A name with the properties that are read of it, without a method that is called."""
    node = use
    while node.parent is not None and node.parent.type == "member_expression" and field(node.parent, "object") == node:
        outer = node.parent
        call = outer.parent
        if (
            call is not None and call.type == "call_expression" and field(call, "function") == outer
        ) or "?" in page.text(outer):
            break
        node = outer
    return page.text(node)
