"""Names: where they are declared, which are used, which are free to take."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.frontends.ecmascript.parse import Node, field
from hangup.frontends.ecmascript.render.page import FUNCTIONS, Page, ancestors, own, walk

_REFERENCES = frozenset({"identifier", "shorthand_property_identifier"})
_BINDINGS = frozenset({"identifier", "shorthand_property_identifier_pattern"})
_BLOCKS = frozenset({"statement_block", "program", "switch_body", "for_statement", "for_in_statement", "catch_clause"})
_DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})


def uses(page: Page, node: Node, name: str = "") -> list[Node]:
    """Where identifiers are read or written in a node: one name, or any."""
    found = [n for n in walk(node) if n.type in _REFERENCES]
    return [n for n in found if page.text(n) == name] if name else found


def free_names(page: Page, node: Node) -> set[str]:
    """The names that an expression takes from around it; those bound inside it count too."""
    return {page.text(n) for n in uses(page, node)}


def taken(page: Page) -> set[str]:
    """Every identifier of a file."""
    return {page.text(n) for n in walk(page.root) if n.type in _REFERENCES | _BINDINGS}


def fresh_name(page: Page, *wishes: str) -> str:
    """The first of some names that the file does not use; else the first with a number."""
    used = taken(page)
    free = [name for name in wishes if name not in used]
    return (
        free[0] if free else next(f"{wishes[0]}{n}" for n in range(2, len(used) + 3) if f"{wishes[0]}{n}" not in used)
    )


def bound(page: Page, pattern: Node) -> set[str]:
    """The names a pattern binds: an identifier, or a destructuring."""
    return {page.text(n) for n in walk(pattern) if n.type in _BINDINGS}


def parameters(page: Page, function: Node) -> set[str]:
    """The names of a function's parameters."""
    listed = field(function, "parameters") or field(function, "parameter")
    return bound(page, listed) if listed is not None else set()


def declared_in(page: Page, function: Node) -> set[str]:
    """The names a function declares: parameters and locals, not those of functions inside it."""
    names = parameters(page, function)
    for node in own(function):
        if node.type == "variable_declarator":
            name = field(node, "name")
            names |= bound(page, name) if name is not None else set()
        elif node.type in ("function_declaration", "class_declaration", "generator_function_declaration"):
            name = field(node, "name")
            names |= {page.text(name)} if name is not None else set()
        elif node.type in ("for_in_statement", "catch_clause"):
            name = field(node, "left") or field(node, "parameter")
            names |= bound(page, name) if name is not None else set()
    return names


def declaration(page: Page, place: Node, name: str) -> Node | None:
    """The declarator of the variable that a name means at a place; None for parameters, functions and globals."""
    for scope in ancestors(place):
        if scope.type in FUNCTIONS:
            if name in parameters(page, scope):
                return None
            continue
        if scope.type in _BLOCKS:
            found = _declarator(page, scope, name)
            if found is not None:
                return found
    return None


def _declarator(page: Page, block: Node, name: str) -> Node | None:
    for statement in block.named_children:
        declared = statement
        if statement.type == "export_statement":
            declared = field(statement, "declaration") or statement
        if declared.type not in _DECLARATIONS:
            continue
        for declarator in declared.named_children:
            pattern = field(declarator, "name") if declarator.type == "variable_declarator" else None
            if pattern is not None and name in bound(page, pattern):
                return declarator
    return None


def is_assigned(page: Page, node: Node, names: Iterable[str]) -> bool:
    """Whether one of the names is written to in a node."""
    wanted = set(names)
    for each in walk(node):
        if each.type in ("assignment_expression", "augmented_assignment_expression"):
            left = field(each, "left")
            if left is not None and page.text(left) in wanted:
                return True
    return False
