"""What an effect depends on: the values of its component that it reads, except those that never change."""

from __future__ import annotations

from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.page import Page, function_of, own
from hangup.frontends.ecmascript.render.shapes import Effect
from hangup.model import Span


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


def drop_own_state(page: Page, draft: Draft, life: Effect, gone: list[Span]) -> None:
    """Take states from the list of an effect that it sets, and reads only in what goes: it would run for itself alone.

    ``gone`` is what is taken away of the effect.
    """
    arguments = field(life.call, "arguments")
    listed = parts(arguments)[1] if arguments is not None and len(parts(arguments)) > 1 else None
    if listed is None or listed.type != "array" or "\n" in page.text(listed):
        return
    kept = [item for item in parts(listed) if not _is_own_state(page, life, item, gone)]
    if len(kept) < len(parts(listed)):
        draft.replace(span_of(listed), "[" + ", ".join(page.text(item) for item in kept) + "]")


def _is_own_state(page: Page, life: Effect, item: Node, gone: list[Span]) -> bool:
    """Whether a dependency is a state that the effect sets and that nothing which stays of the effect reads."""
    declarator = names.declaration(page, life.call, page.text(item)) if item.type == "identifier" else None
    pattern = field(declarator, "name") if declarator is not None else None
    if pattern is None or pattern.type != "array_pattern" or len(parts(pattern)) != 2:
        return False
    state, setter = (page.text(part) for part in parts(pattern))
    read = [use for use in names.uses(page, life.function, state) if not any(g.contains(span_of(use)) for g in gone)]
    return state == page.text(item) and not read and bool(names.uses(page, life.function, setter))


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
