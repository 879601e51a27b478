"""The end of a life: the method that ends what another one begins, or the clean-up that an effect returns."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.python.render.blocks import Block, CannotWrite, insert_lines, needed
from hangup.frontends.python.render.opening import Opening, opening, release_line
from hangup.frontends.python.render.page import Page, own
from hangup.frontends.python.render.release_first import may_be_empty
from hangup.model import Applicability
from hangup.model.remedy import ReleaseAtEnd, ReleaseOnEveryWay

_ENDS = {
    "__aenter__": ("__aexit__",),
    "__enter__": ("__exit__",),
}
"""The method of the language that ends what another begins."""
_CLOSING = ("aclose", "close", "stop", "shutdown", "__aexit__", "__exit__")
"""Names by which methods end the life of an object; whether one does is proved by the analysis."""


def write(page: Page, remedy: ReleaseAtEnd) -> Iterator[Rendering | None]:
    """Close where the life ends, if nothing there was meant to do so."""
    if remedy.attempts or remedy.releases:
        return
    try:
        found = opening(page, remedy.site)
        line = release_line(page, found, remedy.release)
    except CannotWrite:
        return
    names = (remedy.ending,) if isinstance(remedy.ending, str) else ()
    yield from _closed_by(page, found, line, names, is_paired=True)
    if remedy.ending is None:
        yield from _returned(page, found, line)


def by_pair(page: Page, remedy: ReleaseOnEveryWay, found: Opening, line: str) -> Iterator[Rendering | None]:
    """Close a field in the method that ends the life of its object, where there is one and none releases."""
    method = page.function(found.call)
    if remedy.releases or remedy.attempts or not isinstance(method, cst.FunctionDef):
        return
    is_paired = method.name.value in _ENDS
    yield from _closed_by(page, found, line, _ENDS.get(method.name.value, _CLOSING), is_paired=is_paired)


def _closed_by(
    page: Page, found: Opening, line: str, names: tuple[str, ...], *, is_paired: bool
) -> Iterator[Rendering | None]:
    """The release as the first thing that a method does."""
    owner = page.enclosing(found.call, cst.ClassDef)
    if not isinstance(owner, cst.ClassDef) or not found.handle.startswith("self."):
        return
    methods = {n.name.value: n for n in owner.body.body if isinstance(n, cst.FunctionDef)}
    for name in names:
        method = methods.get(name)
        if method is None or ("await " in line and method.asynchronous is None):
            continue
        try:
            yield _first(page, found, method, line, is_paired=is_paired)
        except CannotWrite:
            continue


def _first(page: Page, found: Opening, method: cst.FunctionDef, line: str, *, is_paired: bool) -> Rendering | None:
    """Release at the beginning of a method, behind its text; what fails later on cannot prevent it.

    ``is_paired``: the method is only called when the one that opens has run.
    """
    block, draft = Block(page, method.body), page.draft()
    title = f"close `{found.handle}` in `{method.name.value}`"
    if not is_paired and _may_be_empty(page, found):
        line = f"if {found.handle} is not None:\n{block.indent}{block.unit}{line}"
    first = block.statements[0]
    if len(block.statements) == 1 and _is_empty(first.node):
        if block.is_inline and "\n" in line:
            raise CannotWrite
        draft.replace(first.span, line)
        return draft.rendering(Applicability.UNSAFE, title)
    is_text = isinstance(first.node, cst.Expr) and isinstance(first.node.value, cst.BaseString)
    if is_text and len(block.statements) == 1:
        insert_lines(draft, page.layout.next_line(first.span.end), f"{block.indent}{line}\n")
    else:
        index = 1 if is_text else 0
        if not block.begins_line(index):
            raise CannotWrite
        insert_lines(draft, block.first_line(index), f"{block.indent}{line}\n")
    return draft.rendering(Applicability.UNSAFE, title)


def _is_empty(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Pass) or (isinstance(node, cst.Expr) and isinstance(node.value, cst.Ellipsis))


def _may_be_empty(page: Page, found: Opening) -> bool:
    """Whether the field may be empty when its object ends.

    Raises:
        CannotWrite: the field may not even be there.
    """
    return may_be_empty(page, page.function(found.call) or page.module, needed(_receiver(found.call)), found.handle)


def _receiver(call: cst.Call) -> cst.CSTNode | None:
    return call.func.value if isinstance(call.func, cst.Attribute) else None


def _returned(page: Page, found: Opening, line: str) -> Iterator[Rendering | None]:
    """An effect that returns nothing returns its release, to be called at the end."""
    function, call = page.function(found.call), f"{found.handle}."
    block, last = found.block, len(found.block.statements) - 1
    if not isinstance(function, cst.FunctionDef) or function.body is not block.suite or not block.begins_line(last):
        return
    if "await " in line or not line.startswith(call) or any(isinstance(n, cst.Return) for n in own(function)):
        return
    value = line.removesuffix("()") if line.endswith("()") else f"lambda: {line}"
    draft = page.draft()
    insert_lines(draft, block.end(last), f"{block.indent}return {value}\n")
    yield draft.rendering(Applicability.UNSAFE, f"return a clean-up that closes `{found.handle}`")
