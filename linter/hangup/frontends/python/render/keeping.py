"""Functions whose results are kept: what they are decorated with, what they are given, where they stand."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.python.render.blocks import Block, CannotWrite, block_of, insert_lines, needed
from hangup.frontends.python.render.imports import imported, is_imported
from hangup.frontends.python.render.names import bound_by, free, fresh, spoken, targets, uses
from hangup.frontends.python.render.page import Page, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Applicability, Span
from hangup.model.remedy import CreateOnce, Import

CACHE = Import("functools", "cache")
"""What keeps the result of a function for as long as the process runs."""


def connected(page: Page, making: cst.Call, remedy: CreateOnce) -> Rendering | None:
    """A function constructs, sets up and connects, and what it returns is kept by what that depends on.

    Raises:
        CannotWrite: the connect does not follow the construction in one block, or waits.
    """
    name, opening = variable(page, making), needed(page.call_at(remedy.acquire or remedy.site))
    block, first = block_of(page, making)
    other, last = block_of(page, opening)
    if other.suite is not block.suite or last <= first or block.is_inline or remedy.acquire is None:
        raise CannotWrite
    moved = [i for i in range(first, last + 1) if uses(page, block.statements[i].node, name)]
    nodes = [block.statements[i].node for i in moved]
    if any(not isinstance(node, cst.Expr | cst.Assign) for node in nodes) or not all(map(block.begins_line, moved)):
        raise CannotWrite
    if any(isinstance(n, cst.Await | cst.Yield | cst.NamedExpr) for node in nodes for n in walk(node)):
        raise CannotWrite
    module, at = top_of(page, making)
    draft = page.draft()
    decorator = needed(kept_by(page, draft, remedy))
    keys = sorted({key for node in nodes for key in free(page, node)} - fixed(page) - {name})
    maker = fresh(page, f"get_{name.lower()}", f"make_{name.lower()}")
    spans = [Span(block.first_line(i), page.layout.next_line(block.statements[i].span.end)) for i in moved]
    if len(moved) == last + 1 - first:  # with what stands between them
        spans = [Span(spans[0].start, spans[-1].end)]
    lines = "".join(_outdented(page.slice(span), block.indent, page.unit) for span in spans)
    head = f"@{decorator}\ndef {maker}({', '.join(keys)}){returns(making)}:"
    line = module.first_line(at)
    lead = "" if blank_lines(page, line) >= 2 or line == 0 else "\n" * (2 - blank_lines(page, line))
    insert_lines(draft, line, f"{lead}{head}\n{lines}{page.unit}return {name}\n\n\n")
    for span in spans[:-1]:
        draft.delete(span)
    draft.replace(spans[-1], f"{block.indent}{name} = {maker}({', '.join(keys)})\n")
    return draft.rendering(Applicability.UNSAFE, f"connect `{name}` once, with `{decorator}`")


def _outdented(text: str, before: str, after: str) -> str:
    """Whole lines with another indentation."""
    return "".join(
        after + line.removeprefix(before) if line.strip() else line for line in text.splitlines(keepends=True)
    )


def kept_by(page: Page, draft: Draft, remedy: CreateOnce) -> str | None:
    """What the decorator is called; None where the file has nothing to do with its library."""
    keeper = remedy.keeper
    if keeper is None or not (keeper == CACHE or is_imported(page, keeper.module)):
        return None
    return imported(page, draft, keeper)


def fixed(page: Page) -> set[str]:
    """The names of the module that mean the same in every run: imports, functions, classes, constants."""
    found = set[str]()
    for node in page.module.body:
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            found.add(node.name.value)
        elif isinstance(node, cst.SimpleStatementLine):
            for part in node.body:
                if isinstance(part, cst.Import | cst.ImportFrom) and not isinstance(part.names, cst.ImportStar):
                    found |= {name for alias in part.names for name in bound_by(alias)}
                found |= {name for target in targets(part) for name in spoken(target) if name.isupper()}
    return found | set(dir(__import__("builtins")))


def returns(making: cst.Call) -> str:
    """The type of what a class makes, where a class is called."""
    name = dotted_name(making.func)
    return f" -> {name}" if name.rpartition(".")[2][:1].isupper() else ""


def variable(page: Page, making: cst.Call) -> str:
    """The one variable that a statement keeps a construction in.

    Raises:
        CannotWrite: there is none.
    """
    return needed(assigned(page, making))


def assigned(page: Page, making: cst.Call) -> str | None:
    """The one variable that a statement keeps a construction in."""
    node = page.parent(making)
    if not isinstance(node, cst.Assign) or len(node.targets) > 1:
        return None
    target = node.targets[0].target
    return target.value if isinstance(target, cst.Name) else None


def blank_lines(page: Page, line: int) -> int:
    """How many blank lines stand right in front of a line."""
    layout, count = page.layout, 0
    while line > 0:
        before = layout.line_start(line - 1)
        if page.source.data[before:line].strip():
            break
        count, line = count + 1, before
    return count


def top_of(page: Page, making: cst.Call) -> tuple[Block, int]:
    """The statements of the module, and which of them a construction is in."""
    module = Block(page, page.module)
    return module, needed(module.index(making))
