"""A construction that runs once: moved out of what runs again, or in a function whose result is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import libcst as cst

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.python.render.blocks import Block, CannotWrite, Removal, block_of, insert_lines, needed
from hangup.frontends.python.render.imports import imported
from hangup.frontends.python.render.keeping import (
    CACHE,
    assigned,
    blank_lines,
    connected,
    fixed,
    kept_by,
    returns,
    top_of,
    variable,
)
from hangup.frontends.python.render.names import bound_by, bound_in, declares, free, fresh, spoken, targets, uses
from hangup.frontends.python.render.page import Page, own, walk
from hangup.frontends.python.tree import dotted_name
from hangup.model import Applicability, Span
from hangup.model.remedy import CreateOnce
from hangup.records import replace

_AT_START = frozenset(
    {"os", "environ", "getenv", "get", "settings", "config", "int", "str", "float", "None", "True", "False"}
)
"""Names by which settings are read that hold for the whole process."""
_LOOPS = (cst.For, cst.While)
_OWNERS = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
_LATE = (cst.Await, cst.Yield, cst.NamedExpr, cst.Lambda, cst.ListComp, cst.GeneratorExp)


def write(page: Page, remedy: CreateOnce) -> Iterator[Rendering | None]:
    """Construct where it happens once."""
    making = page.call_at(remedy.site)
    if making is None or any(isinstance(node, _LATE) for node in walk(making)):
        return
    loop = page.enclosing(making, *_LOOPS)
    if loop is not None and page.function(loop) is page.function(making) and _begins_again(page, loop):
        return
    ways: tuple[Callable[[Page, cst.Call, CreateOnce], Rendering | None], ...] = (_before_loop, _decorated, _of_module)
    if remedy.keeper is not None:
        ways = (connected,) if remedy.connects else (_decorated, _kept)
    for way in ways:
        try:
            yield way(page, making, remedy)
        except CannotWrite:
            continue


# ---------------------------------------------------------------- under a decorator


def _decorated(page: Page, making: cst.Call, remedy: CreateOnce) -> Rendering | None:
    """A function that does nothing but construct keeps what it returns."""
    function = _maker(page, making)
    if remedy.keeper is None:
        remedy = replace(remedy, keeper=CACHE)
    if function is None or function.decorators or page.function(function) is not None:
        raise CannotWrite
    draft = page.draft()
    decorator = needed(kept_by(page, draft, remedy))
    start = page.span(function).start
    draft.insert(page.layout.line_start(start), f"{page.layout.indent(start)}@{decorator}\n")
    return draft.rendering(Applicability.UNSAFE, f"keep what `{function.name.value}` makes, with `{decorator}`")


def _kept(page: Page, making: cst.Call, remedy: CreateOnce) -> Rendering | None:
    """A function of its own constructs, and keeps what it has made by what that depends on."""
    name, draft = variable(page, making), page.draft()
    module, top = top_of(page, making)
    decorator = needed(kept_by(page, draft, remedy))
    keys = sorted(free(page, making) - fixed(page))
    maker = fresh(page, f"get_{name.lower()}", f"make_{name.lower()}")
    head = f"@{decorator}\ndef {maker}({', '.join(keys)}){returns(making)}:"
    text = _outdented(page, making, page.unit)
    line = module.first_line(top)
    lead = "" if blank_lines(page, line) >= 2 or line == 0 else "\n" * (2 - blank_lines(page, line))
    insert_lines(draft, line, f"{lead}{head}\n{page.unit}return {text}\n\n\n")
    draft.replace(page.span(making), f"{maker}({', '.join(keys)})")
    return draft.rendering(Applicability.UNSAFE, f"keep `{name}` between runs, with `{decorator}`")


def _maker(page: Page, making: cst.Call) -> cst.FunctionDef | None:
    """The function that consists of a construction, and a text about it, and takes no arguments."""
    function = page.function(making)
    if not isinstance(function, cst.FunctionDef) or function.asynchronous is not None:
        return None
    statements = [s.node for s in Block(page, function.body).statements]
    if len(statements) > 1 and isinstance(statements[0], cst.Expr) and isinstance(statements[0].value, cst.BaseString):
        del statements[0]
    is_plain = len(statements) == 1 and isinstance(statements[0], cst.Return) and statements[0].value is making
    return function if is_plain and not bound_in(function) else None


# ---------------------------------------------------------------- somewhere else


def _before_loop(page: Page, making: cst.Call, _: CreateOnce) -> Rendering | None:
    """In front of the loop whose turns construct the same again and again."""
    loop = needed(page.enclosing(making, *_LOOPS))
    name = variable(page, making)
    around, index = block_of(page, loop)
    bound = {n for node in walk(loop) for t in targets(node) for n in spoken(t)}
    if page.function(loop) is not page.function(making) or free(page, making) & bound or not around.begins_line(index):
        raise CannotWrite
    draft = page.draft()
    code = _taken_out(page, draft, making, around.indent)
    insert_lines(draft, around.first_line(index), f"{around.indent}{code}\n")
    return draft.rendering(Applicability.UNSAFE, f"construct `{name}` in front of the loop")


def _begins_again(page: Page, loop: cst.CSTNode) -> bool:
    """Whether a loop begins anew when a turn fails, and not with the next of some items: a new client is meant."""
    handlers = [n for n in own(loop) if isinstance(n, cst.ExceptHandler)]
    goes_on = any(
        not any(isinstance(n, cst.Raise | cst.Return | cst.Break) for n in own(clause)) for clause in handlers
    )
    items = set(spoken(loop.target)) if isinstance(loop, cst.For) else set[str]()
    body = loop.body if isinstance(loop, cst.For | cst.While) else loop
    return goes_on and not any(uses(page, body, name) for name in items)


def _of_module(page: Page, making: cst.Call, remedy: CreateOnce) -> Rendering | None:
    """In the module, in front of the code that runs again, or in a function that keeps what it makes first."""
    function = needed(page.function(making))
    _check_kept_open(page, making, remedy)
    module, top = top_of(page, making)
    owners = [n for n in page.ancestors(making) if isinstance(n, _OWNERS)]
    local = {n for owner in owners for n in bound_in(owner)}
    later = {n for s in module.statements[top:] for n in _bound_at_top(s.node)}
    if free(page, making) & (local | later) or not module.begins_line(top) or len(owners) > 2:
        raise CannotWrite
    if remedy.in_loop and not page.is_async(making):
        raise CannotWrite
    if remedy.in_loop or not _is_known_at_start(making):
        return _cached(page, making, module, top)
    draft, held = page.draft(), assigned(page, making)
    if held is None:
        name = fresh(page, "client", f"{_tail(making)}_client")
        draft.replace(page.span(making), name)
        code = f"{name} = {_outdented(page, making, '')}"
    else:
        name = held
        is_own = len(uses(page, page.module, name)) == len(uses(page, function, name)) and not declares(function, name)
        if not is_own or sum(name in spoken(t) for n in walk(function) for t in targets(n)) > 1:
            raise CannotWrite
        code = _taken_out(page, draft, making, "")
    _insert_above(page, draft, module, top, code)
    return draft.rendering(Applicability.UNSAFE, f"construct `{name}` once, in the module")


def _check_kept_open(page: Page, making: cst.Call, remedy: CreateOnce) -> None:
    """See that nothing closes what is to be shared.

    Raises:
        CannotWrite: it is held by a statement that closes it, or its variable is.
    """
    if page.enclosing(making, cst.WithItem) is not None:
        raise CannotWrite
    held, function = assigned(page, making), page.function(making)
    for use in uses(page, function, held) if held is not None and function is not None else ():
        parent = page.parent(use)
        if isinstance(parent, cst.WithItem) or (
            isinstance(parent, cst.Attribute) and parent.attr.value in remedy.closes
        ):
            raise CannotWrite


def _is_known_at_start(making: cst.Call) -> bool:
    """Whether all that a construction reads is there when the module is: constants, the environment, settings."""
    for argument in making.args:
        for node in walk(argument.value):
            if isinstance(node, cst.Attribute) and node.attr.value.isupper():
                continue
            if isinstance(node, cst.Name) and not (node.value.isupper() or node.value in _AT_START):
                return False
    return True


def _insert_above(page: Page, draft: Draft, module: Block, top: int, code: str) -> None:
    """A statement of the module in front of another, close behind what stands there if that is a simple one."""
    line = module.first_line(top)
    before = module.statements[top - 1] if top > 0 else None
    if before is None:
        insert_lines(draft, line, f"{code}\n\n\n")
    elif isinstance(before.node, cst.BaseSmallStatement):
        lead = "" if isinstance(before.node, cst.Assign) else "\n"
        insert_lines(draft, page.layout.next_line(before.span.end), f"{lead}{code}\n")
    else:
        gap = "\n" * max(1, blank_lines(page, line))
        insert_lines(draft, line, f"{code}\n{gap}")


def _cached(page: Page, making: cst.Call, module: Block, top: int) -> Rendering | None:
    """A function constructs when it is asked first: in the loop of events, or in the context, that is there then."""
    draft = page.draft()
    decorator = needed(imported(page, draft, CACHE))
    maker = fresh(page, "shared_client", "process_client")
    line = module.first_line(top)
    text = _outdented(page, making, page.unit)
    gap = "\n" * max(2, blank_lines(page, line))
    insert_lines(draft, line, f"@{decorator}\ndef {maker}(){returns(making)}:\n{page.unit}return {text}\n{gap}")
    draft.replace(page.span(making), f"{maker}()")
    return draft.rendering(Applicability.UNSAFE, f"construct once, in `{maker}`")


def _tail(making: cst.Call) -> str:
    """The name of the class that is called, or of whose method is, as variables are written."""
    words = [word for word in dotted_name(making.func).split(".") if word[:1].isupper()]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", words[-1]).lower() if words else "own"


def _taken_out(page: Page, draft: Draft, making: cst.Call, indent: str) -> str:
    """Take the statement of a construction away, and give its text for a place with another indentation."""
    place, at = block_of(page, making)
    removal = Removal(page)
    removal.add(place, at)
    removal.write(draft)
    span = place.statements[at].span
    behind = page.slice(Span(span.end, page.layout.line_end(span.end)))
    code = page.slice(span) + (behind.rstrip() if behind.strip().startswith("#") else "")
    return code.replace(f"\n{place.indent}", f"\n{indent}")


def _outdented(page: Page, making: cst.Call, indent: str) -> str:
    """The text of a construction for a place with another indentation."""
    before = page.layout.indent(page.span(making).start)
    return page.code(making).replace(f"\n{before}", f"\n{indent}")


def _bound_at_top(node: cst.CSTNode) -> set[str]:
    """The names that a statement of the module binds."""
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        return {node.name.value}
    return {name for inner in walk(node) for name in bound_by(inner)}
