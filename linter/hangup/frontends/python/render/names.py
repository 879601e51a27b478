"""Names: where they are used and bound, and which are free for something new."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.python.render.page import Page, own, walk


def reads(page: Page, node: cst.CSTNode) -> Iterator[cst.Name]:
    """The names in a piece of code that are evaluated, or assigned to."""
    for inner in walk(node):
        if isinstance(inner, cst.Name) and not _is_word(page, inner):
            yield inner


def _is_word(page: Page, name: cst.Name) -> bool:
    """Whether a name is part of the syntax around it: of an attribute, a keyword, a declaration."""
    parent = page.parent(name)
    if isinstance(parent, cst.Attribute):
        return parent.attr is name
    if isinstance(parent, cst.Arg):
        return parent.keyword is name
    if isinstance(parent, cst.Param | cst.FunctionDef | cst.ClassDef):
        return parent.name is name
    return isinstance(parent, cst.ImportAlias | cst.NameItem | cst.MatchKeywordElement) or (
        isinstance(parent, cst.AsName) and isinstance(page.parent(parent), cst.ImportAlias)
    )


def uses(page: Page, node: cst.CSTNode, name: str) -> list[cst.Name]:
    """Where a name is used in a piece of code."""
    return [inner for inner in reads(page, node) if inner.value == name]


def free(page: Page, node: cst.CSTNode) -> set[str]:
    """The names that a piece of code reads and does not bind itself."""
    inside = {bound for inner in walk(node) for bound in bound_by(inner)}
    return {name.value for name in reads(page, node)} - inside


def bound_in(function: cst.CSTNode) -> set[str]:
    """The names that a function, or the module, binds: parameters and everything its own code assigns."""
    found = set[str]()
    if isinstance(function, cst.FunctionDef | cst.Lambda):
        found |= {p.name.value for p in walk(function.params) if isinstance(p, cst.Param)}
    for node in own(function):
        found |= bound_by(node)
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            found.add(node.name.value)
    return found


def targets(node: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    """What a statement or expression assigns to."""
    if isinstance(node, cst.Assign):
        yield from (target.target for target in node.targets)
    elif isinstance(node, cst.AnnAssign | cst.AugAssign | cst.NamedExpr | cst.For | cst.CompFor):
        yield node.target
    elif isinstance(node, cst.WithItem | cst.ExceptHandler):
        alias = node.asname if isinstance(node, cst.WithItem) else node.name
        if alias is not None:
            yield alias.name


def bound_by(node: cst.CSTNode) -> set[str]:
    """The names that one node binds by itself, not in what is inside it."""
    if isinstance(node, cst.Param):
        return {node.name.value}
    if isinstance(node, cst.ImportAlias):
        alias = node.asname.name if node.asname is not None else None
        if isinstance(alias, cst.Name):
            return {alias.value}
        first = node.name
        while isinstance(first, cst.Attribute) and isinstance(first.value, cst.Attribute | cst.Name):
            first = first.value
        return {first.value} if isinstance(first, cst.Name) else set()
    if isinstance(node, cst.MatchAs | cst.MatchStar):
        return {node.name.value} if node.name is not None else set()
    return {name for target in targets(node) for name in spoken(target)}


def leaves(target: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The variables, attributes and items that the target of an assignment is made of."""
    if isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            yield from leaves(element.value)
    else:
        yield target


def spoken(target: cst.BaseExpression) -> set[str]:
    """The variables in the target of an assignment: not attributes, not items."""
    return {leaf.value for leaf in leaves(target) if isinstance(leaf, cst.Name)}


def taken(page: Page) -> set[str]:
    """Every name that occurs in the file, whatever it means."""
    return {node.value for node in page.nodes if isinstance(node, cst.Name)} | page.unseen


def fresh(page: Page, *wanted: str) -> str:
    """The first of some names that the file does not use, or one with a number."""
    known = taken(page)
    for name in wanted:
        if name not in known:
            return name
    return next(name for name in (f"{wanted[0]}_{number}" for number in range(2, len(known) + 3)) if name not in known)


def declares(function: cst.CSTNode, name: str) -> bool:
    """Whether a function says that a name belongs to somebody else (``global``, ``nonlocal``)."""
    return any(isinstance(node, cst.NameItem) and node.name.value == name for node in own(function))
