"""The call that opens a connection, and how its release is written at the same place."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.render.blocks import Block, CannotWrite, block_of, needed
from hangup.frontends.python.render.page import Page, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Span
from hangup.model.remedy import Release
from hangup.records import dataclass


@dataclass(frozen=True)
class Opening:
    """``handle.method(…)`` in a statement of a block, or ``handle = …``, whose ``method`` is empty."""

    call: cst.Call
    handle: str
    method: str
    statement: cst.CSTNode
    block: Block
    index: int


def opening(page: Page, site: Span, *, constructs: bool = False) -> Opening:
    """The opening call at a site, which may construct what it opens.

    Raises:
        CannotWrite: there is none, or its receiver, or what keeps what it constructs, is not a variable or field.
    """
    call = needed(page.call_at(site))
    block, index = block_of(page, call)
    statement = block.statements[index].node
    if constructs:
        handle, method = _kept_in(statement, call), ""
    elif isinstance(call.func, cst.Attribute):
        handle, method = dotted_name(call.func.value), call.func.attr.value
    else:
        raise CannotWrite
    if not handle or page.function(call) != page.function(statement):
        raise CannotWrite
    return Opening(call, handle, method, statement, block, index)


def _kept_in(statement: cst.CSTNode, call: cst.Call) -> str:
    """The variable or field that keeps what a call makes, or what is waited for of it; empty if none."""
    value = value_of(statement)
    made = value.expression if isinstance(value, cst.Await) else value
    targets = [t.target for t in statement.targets] if isinstance(statement, cst.Assign) else []
    if isinstance(statement, cst.AnnAssign):
        targets = [statement.target]
    return dotted_name(targets[0]) if made is call and len(targets) == 1 else ""


def value_of(statement: cst.CSTNode) -> cst.BaseExpression | None:
    """The expression of a statement that evaluates it, and may keep it in variables."""
    if isinstance(statement, cst.Expr | cst.Assign | cst.AnnAssign):
        return statement.value
    return None


def release_line(page: Page, found: Opening, release: Release) -> str:
    """A statement that releases, written as the opening one is: awaited, or run by a loop.

    Raises:
        CannotWrite: the opening call is used in a way in which a release cannot be.
    """
    if release.form != "method":
        raise CannotWrite
    if not found.method:
        return _of_made(page, found, release)
    arguments, is_coroutine = _of_own_class(page, found, release)
    call = f"{found.handle}.{release.name}({arguments})"
    value = needed(value_of(found.statement))
    if value is found.call:
        if is_coroutine:
            raise CannotWrite
        return call
    if isinstance(value, cst.Await) and value.expression is found.call:
        return f"await {call}" if is_coroutine is not False else call
    if not (release.waits or is_coroutine) or not _only_runs(page, value, found.call):
        raise CannotWrite
    whole, inner = page.span(value), page.span(found.call)
    return page.slice(Span(whole.start, inner.start)) + call + page.slice(Span(inner.end, whole.end))


def _of_made(page: Page, found: Opening, release: Release) -> str:
    """A statement that releases what a call has made.

    Raises:
        CannotWrite: it has to be waited for where that cannot be.
    """
    if release.waits and not page.is_async(found.call):
        raise CannotWrite
    return f"{'await ' if release.waits else ''}{found.handle}.{release.name}()"


def _only_runs(page: Page, value: cst.CSTNode, call: cst.CSTNode) -> bool:
    """Whether an expression does nothing with a coroutine but run it: it is an argument of methods, and waited for."""
    if "\n" in page.code(value):
        return False
    current: cst.CSTNode | None = page.parent(call)
    while current is not None and current is not value:
        if not isinstance(current, cst.Await | cst.Arg | cst.Call | cst.Attribute | cst.ListComp | cst.GeneratorExp):
            return False
        current = page.parent(current)
    return isinstance(value, cst.Await | cst.Call)


def _of_own_class(page: Page, found: Opening, release: Release) -> tuple[str, bool | None]:
    """The arguments of a release, and whether it has to be awaited, where the file has the class that offers both.

    A parameter of the release gets what the opening call passes under the same name. Without such a class there are no
    arguments, and nothing is known of the waiting.

    Raises:
        CannotWrite: an argument is not known.
    """
    pairs = [
        (opens, closes)
        for node in page.nodes
        if isinstance(node, cst.ClassDef)
        and (opens := _method(node, found.method)) is not None
        and (closes := _method(node, release.name)) is not None
    ]
    if not pairs:
        return "", None
    opens, closes = pairs[0]
    passed = _passed(page, opens, found.call)
    texts: list[str] = []
    for parameter in closes.params.params[1:]:
        if parameter.default is None:
            texts.append(needed(passed.get(parameter.name.value)))
    if any(p.default is None for p in closes.params.kwonly_params):
        raise CannotWrite
    return ", ".join(texts), closes.asynchronous is not None


def _method(owner: cst.ClassDef, name: str) -> cst.FunctionDef | None:
    found = [n for n in owner.body.body if isinstance(n, cst.FunctionDef) and n.name.value == name]
    return found[0] if found else None


def _passed(page: Page, method: cst.FunctionDef, call: cst.Call) -> dict[str, str]:
    """What a call passes, by the names of the parameters. Only what can be evaluated twice."""
    names = [parameter.name.value for parameter in method.params.params[1:]]
    found: dict[str, str] = {}
    for index, argument in enumerate(call.args):
        name = argument.keyword.value if argument.keyword is not None else (names[index : index + 1] or [""])[0]
        if not argument.star and not any(isinstance(n, cst.Call | cst.Await | cst.Yield) for n in walk(argument.value)):
            found[name] = page.code(argument.value)
    return found
