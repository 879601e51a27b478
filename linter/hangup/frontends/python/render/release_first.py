"""A release in front of a second connect, or of what writes over the client."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.blocks import Block, CannotWrite, block_of, needed
from hangup.frontends.python.render.names import bound_in, declares, leaves, spoken, targets
from hangup.frontends.python.render.opening import Opening, opening, release_line
from hangup.frontends.python.render.page import Page, own, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Applicability
from hangup.model.remedy import ReleaseFirst


def write(page: Page, remedy: ReleaseFirst) -> Iterator[Rendering | None]:
    """Close what is open before another takes its place."""
    try:
        found = opening(page, remedy.site)
        line = release_line(page, found, remedy.release)
        yield _before_assignment(page, remedy, found, line) if remedy.over else _before_connect(page, found, line)
    except CannotWrite:
        return


def _before_connect(page: Page, found: Opening, line: str) -> Rendering | None:
    """The same client connects again. What identifies its user is not known any more at this place."""
    if not line.removesuffix(")").endswith("("):
        raise CannotWrite
    return _written(page, found.block, found.index, line, f"close `{found.handle}` before the next user connects")


def _before_assignment(page: Page, remedy: ReleaseFirst, found: Opening, line: str) -> Rendering | None:
    """The variable or field gets another client."""
    target = needed(page.at(needed(remedy.over), cst.Name, cst.Attribute))
    block, index = block_of(page, target)
    statement = block.statements[index].node
    is_target = any(target is known for known in targets(statement))
    if not is_target or dotted_name(target) != found.handle or ("await " in line and not page.is_async(target)):
        raise CannotWrite
    function = page.function(target)
    if may_be_empty(page, function or page.module, target, found.handle):
        line = f"if {found.handle} is not None:\n{block.indent}{block.unit}{line}"
    return _written(page, block, index, line, f"close `{found.handle}` before the client is replaced")


def may_be_empty(page: Page, function: cst.CSTNode, target: cst.CSTNode, handle: str) -> bool:
    """Whether nothing may be there yet.

    Raises:
        CannotWrite: not even the name may be there yet.
    """
    if isinstance(target, cst.Name):
        is_local = handle in bound_in(function) and not declares(function, handle)
        around = function if is_local else page.module
        values = [_value(node) for node in own(around) if any(handle in spoken(t) for t in targets(node))]
        if not values:
            raise CannotWrite
        return not is_local or any(_is_none(value) for value in values)
    owner = needed(page.enclosing(target, cst.ClassDef))
    name = handle.partition(".")[2]
    for node in walk(owner):
        for known in (leaf for t in targets(node) for leaf in leaves(t)):
            if dotted_name(known) == handle and _is_at_start(page, known) and known is not target:
                return True
            if dotted_name(known) == name and page.enclosing(known, cst.FunctionDef, cst.ClassDef) is owner:
                return isinstance(node, cst.Assign) or _value(node) is not None
    raise CannotWrite


def _is_at_start(page: Page, node: cst.CSTNode) -> bool:
    """Whether code runs when an object is made."""
    method = page.function(node)
    return isinstance(method, cst.FunctionDef) and method.name.value == "__init__"


def _value(node: cst.CSTNode) -> cst.BaseExpression | None:
    return node.value if isinstance(node, cst.Assign | cst.AnnAssign | cst.NamedExpr) else None


def _is_none(value: cst.CSTNode | None) -> bool:
    return value is None or (isinstance(value, cst.Name) and value.value == "None")


def _written(page: Page, block: Block, index: int, line: str, title: str) -> Rendering | None:
    draft = page.draft()
    start = block.statements[index].span.start
    if block.begins_line(index):
        draft.insert(start, f"{line}\n{block.indent}")
    elif "\n" not in line:
        draft.insert(start, f"{line}; ")
    else:
        raise CannotWrite
    return draft.rendering(Applicability.UNSAFE, title)
